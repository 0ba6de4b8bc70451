import { checkProfit, type LegacyOutcome, outcomeOf, outcomeOfResult } from '../mapping/live-settlement.ts'
import { clvPercentOfPick } from '../mapping/picks.ts'
import { doubleOf } from '../mapping/decimals.ts'
import { selectionOfBet } from '../mapping/live-markets.ts'
import type { Executor } from '@mon-ps/db/client'
import type { LookUp } from './read-picks.ts'
import { idOrder, type LiveBet, type LiveTable, scanLiveRows } from './read-rows.ts'
import { type FoundMatch, findMatches, type TeamPair } from './resolve-names.ts'
import { ClosingTally, ClvTally, ProfitTally, ResolutionTally, RowTally, wholeOf } from './tally.ts'
import type { LiveBetsReport } from './types.ts'

const BET_KEYS = [
  'id',
  'matchName',
  'kickoffTime',
  'marketType',
  'selection',
  'line',
  'oddsObtained',
  'stake',
  'closingOdds',
  'clvPercent',
  'result',
  'profitLoss',
] as const satisfies readonly (keyof LiveBet)[]
type BetRow = Pick<LiveBet, (typeof BET_KEYS)[number]>

const selectionOf = ({ marketType, selection, line }: BetRow) =>
  selectionOfBet(marketType ?? '', selection ?? '', line === null ? null : doubleOf(line).value)

/** Goes over the bets one by one and keeps only figures and examples. */
class BetsTally {
  readonly #resolution = new ResolutionTally()
  readonly #prices = new ClosingTally()
  readonly #clv = new ClvTally()
  readonly #profit = new ProfitTally()
  readonly #unknownMarkets = new RowTally()
  readonly #pushes = new RowTally()
  readonly #againstScore = new RowTally()
  readonly #results = new Map<string, number>()

  add(row: BetRow, teams: TeamPair | null, match: FoundMatch | null): void {
    const { id, result } = row
    const what = `${row.matchName}, ${row.marketType} ${row.selection}`
    const named = { id, what }
    this.#resolution.add(named, teams, match)
    this.#prices.add(named, row.oddsObtained, row.closingOdds)
    this.#clv.add(named, row.clvPercent, clvPercentOfPick({ oddsTaken: row.oddsObtained, closingOdds: row.closingOdds }), true)
    this.#results.set(result ?? '', (this.#results.get(result ?? '') ?? 0) + 1)
    this.#profit.add(named, row.profitLoss, wholeOf(checkProfit(row).profit))
    const selection = selectionOf(row)
    if (selection === null) this.#unknownMarkets.add(id, what)
    const recorded = outcomeOfResult(result)
    // A bet that was never on has no outcome that a score could contradict.
    if (selection === null || recorded === null || result === 'void' || !match?.score) return
    this.#compare(
      named.id,
      `${what} ${match.score.home}-${match.score.away}: booked as ${result}`,
      recorded,
      outcomeOf(selection, match.score),
    )
  }

  #compare(id: string | null, what: string, recorded: LegacyOutcome, byScore: LegacyOutcome): void {
    if (byScore === 'push' && recorded === 'lost') this.#pushes.add(id, what)
    // The legacy has no word for half a win: a win is what it says of one.
    else if (recorded !== byScore && recorded !== byScore.replace('half-', '')) this.#againstScore.add(id, what)
  }

  result(): LiveBetsReport {
    return {
      resolution: this.#resolution.result(),
      prices: this.#prices.result(),
      unknownMarkets: this.#unknownMarkets.result(),
      results: Object.fromEntries([...this.#results].sort(([a], [b]) => (a < b ? -1 : 1))),
      pushesBookedAsLosses: this.#pushes.result(),
      resultAgainstScore: this.#againstScore.result(),
      clv: this.#clv.result(),
      profit: this.#profit.result(),
    }
  }
}

/** What the bets hold, in one pass over them. */
export async function reportBets(source: Executor, table: LiveTable, { names, target }: LookUp): Promise<LiveBetsReport> {
  const tally = new BetsTally()
  await scanLiveRows(source, { ...table, name: 'manual_bets' }, { keys: BET_KEYS, orderBy: idOrder(table) }, async (rows, tx) => {
    const teams = rows.map((row) => names.pair(null, null, row.matchName))
    const wanted = rows.map((row, at) => ({ teams: teams[at] ?? null, on: row.kickoffTime }))
    const matches = await findMatches(target ?? tx, wanted)
    for (const [at, row] of rows.entries()) tally.add(row, teams[at] ?? null, matches[at] ?? null)
  })
  return tally.result()
}
