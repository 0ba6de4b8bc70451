import { toMicros } from '@mon-ps/core/strategy/settle-bet'
import type { SettledBet } from '@mon-ps/core/strategy/strategy'
import type { TeamProfile } from '@mon-ps/core/dna/profile/team-profile'
import type { Database } from '@mon-ps/db/client'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { type Published, publish } from '@mon-ps/db/publish/publish'
import { type StrategyBetRow, saveStrategyBets } from '@mon-ps/db/repositories/strategy-bets'
import { saveTeamDna } from '@mon-ps/db/repositories/team-dna'
import { saveFrictions } from '@mon-ps/db/repositories/frictions'
import { saveStrategies } from '@mon-ps/db/repositories/strategies'
import { finishRun as endRun } from '@mon-ps/db/repositories/runs'
import { pruneVersions } from '@mon-ps/db/repositories/versions'
import type { CalculatedLeague, CalculatedRecord } from '../compute/league-result.ts'
import { betsBetween, countBets, type PackedBets, type RuledBet } from '../compute/packed-bets.ts'
import type { ProgressBoard } from '../../jobs/progress-board.ts'
import type { CalculationResult } from '@mon-ps/contract/calculation'
import type { Serially } from '../../jobs/long-work.ts'
import type { LeagueToCalculate } from './league-to-calculate.ts'
import { toFrictionRows, toDnaRows, strategyRows } from './calculated-rows.ts'
import { type BacktestsToSave, saveBacktests, sourceFor } from './save-backtests.ts'

/** Rows of one statement's JSON: small enough that building it does not hold up those who wait for an answer. */
const BETS_PER_UNIT = 2500

export interface LeagueToSave {
  readonly serially: Serially
  readonly database: Database
  readonly runId: number
  readonly league: LeagueToCalculate
  readonly calculated: CalculatedLeague
  /** Of all leagues. */
  readonly records: readonly CalculatedRecord[]
  /** Of all leagues, by core's `teamKey`. */
  readonly profiles: ReadonlyMap<string, TeamProfile>
  /** Number of this league's first bet within the run. */
  readonly firstBet: number
  readonly board: ProgressBoard<CalculationResult>
  readonly signal: AbortSignal
}

/**
 * Saves one league's bets in small pieces, then its versions together with what V3 shows of them: readers see the
 * league before or after, never half of it.
 */
export async function saveLeague(save: LeagueToSave): Promise<Published & { readonly bets: number }> {
  const { database, runId, league, calculated, records, profiles, board, serially } = save
  const bets = await saveBets(save, calculated.bets)
  const own = records.filter(({ competition }) => competition === calculated.competition)
  const published = await serially(() =>
    inUnitOfWork(database, async (tx) => {
      const set = { runId, origin: 'calculated' } as const
      await saveTeamDna(tx, { ...set, rows: toDnaRows({ league, calculated, records: own, profiles }) })
      await saveFrictions(tx, { ...set, rows: toFrictionRows(league, calculated) })
      await saveStrategies(tx, { ...set, rows: [...teamRows(save, own), ...leagueRows(save, own)] })
      board.advance('save', 1, league.name)
      return publish(tx, runId)
    }),
  )
  board.advance('publish', 1, league.name)
  return { ...published, bets }
}

async function saveBets({ database, runId, firstBet, signal, serially }: LeagueToSave, packed: PackedBets): Promise<number> {
  const total = countBets(packed)
  for (let start = 0; start < total; start += BETS_PER_UNIT) {
    signal.throwIfAborted()
    const rows = betsBetween(packed, start, start + BETS_PER_UNIT).map((bet, index) => betRow(bet, firstBet + start + index))
    await serially(() => inUnitOfWork(database, (tx) => saveStrategyBets(tx, runId, rows)))
  }
  return total
}

/** The one team in whose record a bet stands; null where it stands in those of both. */
function teamFor({ account, homeId, awayId }: SettledBet): number | null {
  if (account === 'home') return homeId
  return account === 'away' ? awayId : null
}

function betRow({ rule, bet }: RuledBet, betNo: number): StrategyBetRow {
  return {
    betNo,
    teamId: teamFor(bet),
    strategyName: rule.name,
    matchId: bet.matchId,
    market: bet.selection.market,
    line: bet.selection.line,
    side: bet.selection.side,
    price: bet.price,
    modelProbability: bet.modelProbability,
    outcome: bet.outcome,
    stakeMicro: toMicros(bet.stakeUnits),
    profitMicro: toMicros(bet.profitUnits),
    kellyFraction: bet.kellyFraction,
    closeProbability: bet.closeProbability,
    clv: bet.closingLineValue,
    lossShotShare: bet.lossCauses?.shotShare ?? null,
    lossRedCards: bet.lossCauses?.redCards ?? null,
    unluckyProbability: bet.lossCauses?.probabilityUnlucky ?? null,
  }
}

function teamRows({ league, calculated }: LeagueToSave, own: readonly CalculatedRecord[]) {
  return calculated.teams.flatMap(({ id, name }) =>
    strategyRows({ league, teamName: name, source: league.source, records: own.filter(({ teamId }) => teamId === id) }),
  )
}

function leagueRows({ league }: LeagueToSave, own: readonly CalculatedRecord[]) {
  return strategyRows({ league, teamName: null, source: league.source, records: own.filter(({ scope }) => scope === 'league') })
}

export interface RunToFinish {
  /** Those over all leagues are saved; none when not all leagues were calculated. */
  readonly records: readonly CalculatedRecord[]
  readonly result: CalculationResult
  readonly tested: BacktestsToSave
}

/**
 * The end of a run: its records over all leagues, the ledger's entries and the backtests in one unit of work; then what older runs may
 * now be forgotten.
 *
 * @returns  the result, with what is to be said of the backtests
 */
export async function finishRun(database: Database, { records, result, tested }: RunToFinish): Promise<CalculationResult> {
  const { runId } = tested
  const overall = strategyRows({
    league: null,
    teamName: null,
    source: sourceFor(tested.leagues),
    records: records.filter(({ scope }) => scope === 'overall'),
  })
  const finished = await inUnitOfWork(database, async (tx) => {
    if (overall.length > 0) await saveStrategies(tx, { runId, origin: 'calculated', rows: overall })
    const differing = await saveBacktests(tx, tested)
    const said = { ...result, warnings: [...result.warnings, ...differing.map(differs)] }
    await endRun(tx, runId, { status: 'succeeded', result: { ...said } })
    return said
  })
  await inUnitOfWork(database, (tx) => pruneVersions(tx))
  return finished
}

const differs = (strategy: string): string =>
  `${strategy}: its bets differ from those of the backtest that stands under the same rule, data, seed and version; that one was kept.`
