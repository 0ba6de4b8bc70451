import { toStat } from '@mon-ps/contract/answer'
import { type BlockWeights, bootstrapRatio, poissonBlockWeights } from '@mon-ps/core/numeric/bootstrap'
import type { SettledBet } from '@mon-ps/core/strategy/strategy'
import { sumUnits } from '@mon-ps/core/strategy/settle-bet'
import { weeklySums } from '@mon-ps/core/strategy/weekly'
import { type PriceKind, sumBetsAtPrices, listBetsOfRecord, type WeekAtPrice } from '@mon-ps/db/repositories/strategy-bets'
import type { StrategyRobustness, StrategyVariation } from '@mon-ps/contract/strategy'
import type { Database } from '@mon-ps/db/client'
import { betsOfRecord, readRecord, type StrategyKeyInput, type BetOfLeague, toSettledBets } from './read-record.ts'

const BEST_BETS_LEFT_OUT = 5
const RESAMPLES = 1000
/** Of draws where the record's run names none. */
const SEED = 1

/** Under which bookmakers each kind of price is found: football-data.co.uk took its aggregates from Betbrain before 2019/20. */
const PRICE_KINDS: readonly PriceKind[] = (['open', 'close'] as const).flatMap((phase) => [
  { source: `${phase}_average`, phase, bookmakers: ['average', 'betbrain-average'] },
  { source: `${phase}_best`, phase, bookmakers: ['max', 'betbrain-max'] },
  { source: `${phase}_pinnacle`, phase, bookmakers: ['pinnacle'] },
])

/**
 * What is left of a record when one thing about it is changed: its prices, a league or a season left out, its best bets taken away.
 *
 * @throws {ApiError} STRATEGY_NOT_FOUND
 */
export async function readRobustness(app: { readonly database: Database }, key: StrategyKeyInput): Promise<StrategyRobustness> {
  const record = await readRecord(app, key)
  const { db } = app.database
  const own = betsOfRecord(record)
  const bets = toSettledBets(await listBetsOfRecord(db, own))
  const atPrices = bets.length === 0 ? [] : await sumBetsAtPrices(db, own, PRICE_KINDS)
  return toVariations({ bets, weights: poissonBlockWeights({ seed: record.seed ?? SEED, resamples: RESAMPLES }) }, atPrices)
}

interface Whole {
  readonly bets: readonly BetOfLeague[]
  /** Draws that all variations share, so that they are compared on the same weeks. */
  readonly weights: BlockWeights
}

function toVariations(whole: Whole, atPrices: readonly WeekAtPrice[]): StrategyRobustness {
  const { bets } = whole
  const without = (partFor: (bet: BetOfLeague) => string): StrategyVariation[] => {
    const parts = [...new Set(bets.map(partFor))].sort()
    if (parts.length < 2) return []
    return parts.map((part) =>
      ofBets(
        whole,
        part,
        bets.flatMap((each) => (partFor(each) === part ? [] : [each.bet])),
      ),
    )
  }
  return {
    prices: PRICE_KINDS.map(({ source }) =>
      ofWeeks(
        whole,
        source,
        atPrices.filter((week) => week.source === source),
      ),
    ),
    withoutLeague: without(({ competition }) => competition),
    withoutSeason: without(({ bet }) => bet.season),
    withoutBestBets: bets.length > BEST_BETS_LEFT_OUT ? ofBets(whole, String(BEST_BETS_LEFT_OUT), allButBest(bets)) : null,
  }
}

/** All but the five bets that earned most. */
function allButBest(bets: readonly BetOfLeague[]): SettledBet[] {
  const byProfit = bets.map(({ bet }) => bet).sort((a, b) => b.profitUnits - a.profitUnits)
  return byProfit.slice(BEST_BETS_LEFT_OUT)
}

function ofBets({ bets: all, weights }: Whole, key: string, bets: readonly SettledBet[]): StrategyVariation {
  const { weeks, profit, stake } = weeklySums(bets)
  const { ratio, interval } = bootstrapRatio(weights, { blocks: weeks, numerator: profit, denominator: stake })
  return {
    key,
    bets: bets.length,
    coverage: all.length === 0 ? 0 : bets.length / all.length,
    profit: sumUnits(bets.map(({ profitUnits }) => profitUnits)),
    roi: toStat({ value: ratio, n: bets.length, interval }),
  }
}

function ofWeeks({ bets: all, weights }: Whole, key: string, weeks: readonly WeekAtPrice[]): StrategyVariation {
  const bets = weeks.reduce((sum, week) => sum + week.bets, 0)
  const { ratio, interval } = bootstrapRatio(weights, {
    blocks: weeks.map(({ week }) => week),
    numerator: weeks.map(({ profitUnits }) => profitUnits),
    denominator: weeks.map(({ stakeUnits }) => stakeUnits),
  })
  return {
    key,
    bets,
    coverage: all.length === 0 ? 0 : bets / all.length,
    profit: sumUnits(weeks.map(({ profitUnits }) => profitUnits)),
    roi: toStat({ value: ratio, n: bets, interval }),
  }
}
