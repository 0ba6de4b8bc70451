import { type Database, inUnitOfWork, type Published, type Repositories, type StrategyBetRow } from '@mon-ps/db'
import type { CalculatedLeague, CalculatedRecord } from '../compute/league-result.ts'
import { betsBetween, countBets, type PackedBets, type RuledBet } from '../compute/packed-bets.ts'
import type { ProgressBoard } from '../jobs/progress-board.ts'
import type { CalculationResultWire } from '../routers/calculation/schemas.ts'
import type { App } from './app.ts'
import type { LeagueToCalculate } from './league-to-calculate.ts'
import { frictionRows } from './calculated-rows.ts'
import { dnaRows } from './dna-rows.ts'
import { strategyRows } from './strategy-rows.ts'

/** Rows of one statement's JSON: small enough that building it does not hold up those who wait for an answer. */
const BETS_PER_UNIT = 2500
const MICRO = 1_000_000

export interface LeagueToSave extends Pick<App, 'serially'> {
  readonly database: Database
  readonly runId: number
  readonly league: LeagueToCalculate
  readonly calculated: CalculatedLeague
  /** Of all leagues. */
  readonly records: readonly CalculatedRecord[]
  /** Number of this league's first bet within the run. */
  readonly firstBet: number
  readonly board: ProgressBoard<CalculationResultWire>
  readonly signal: AbortSignal
}

/**
 * Saves one league's bets in small pieces, then its versions together with what V3 shows of them: readers see the
 * league before or after, never half of it.
 */
export async function saveLeague(save: LeagueToSave): Promise<Published & { readonly bets: number }> {
  const { database, runId, league, calculated, records, board, serially } = save
  const bets = await saveBets(save, calculated.bets)
  const own = records.filter(({ competition }) => competition === calculated.competition)
  const published = await serially(() =>
    inUnitOfWork(database, async ({ versions, publishing }) => {
      const set = { runId, origin: 'calculated' } as const
      await versions.saveTeamDna({ ...set, rows: dnaRows(league, calculated, own) })
      await versions.saveFrictions({ ...set, rows: frictionRows(league, calculated) })
      await versions.saveStrategies({ ...set, rows: [...teamRows(save, own), ...leagueRows(save, own)] })
      board.advance('save', 1, league.name)
      return publishing.publish(runId)
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
    await serially(() => inUnitOfWork(database, ({ versions }) => versions.saveStrategyBets(runId, rows)))
  }
  return total
}

/** A bet that backs a side stands in that team's record alone; a draw and a total belong to both, and name neither. */
function teamOf({ bet }: RuledBet): number | null {
  if (bet.selection.side === 'home') return bet.homeId
  return bet.selection.side === 'away' ? bet.awayId : null
}

function betRow(ruled: RuledBet, betNo: number): StrategyBetRow {
  const { rule, bet } = ruled
  return {
    betNo,
    teamId: teamOf(ruled),
    strategyName: rule.name,
    matchId: bet.matchId,
    market: bet.selection.market,
    line: bet.selection.line,
    side: bet.selection.side,
    price: bet.price,
    modelProbability: bet.modelProbability,
    outcome: bet.outcome,
    stakeMicro: MICRO,
    profitMicro: Math.round(bet.profitUnits * MICRO),
    closeProbability: bet.closeProbability,
    clv: bet.closingLineValue,
  }
}

function teamRows({ league, calculated }: LeagueToSave, own: readonly CalculatedRecord[]) {
  return calculated.teams.flatMap(({ id, name }) =>
    strategyRows({ league, teamName: name, records: own.filter(({ teamId }) => teamId === id) }),
  )
}

function leagueRows({ league }: LeagueToSave, own: readonly CalculatedRecord[]) {
  return strategyRows({ league, teamName: null, records: own.filter(({ scope }) => scope === 'league') })
}

export interface RunToFinish {
  readonly runId: number
  readonly records: readonly CalculatedRecord[]
  readonly result: Readonly<Record<string, unknown>>
}

/** The end of a run, with its records over all leagues, if it has any; then what older runs may now be forgotten. */
export async function finishRun(database: Database, { runId, records, result }: RunToFinish): Promise<void> {
  const overall = strategyRows({ league: null, teamName: null, records: records.filter(({ scope }) => scope === 'overall') })
  await inUnitOfWork(database, async ({ versions, runs }: Repositories) => {
    if (overall.length > 0) await versions.saveStrategies({ runId, origin: 'calculated', rows: overall })
    await runs.finishRun(runId, { status: 'succeeded', result })
  })
  await inUnitOfWork(database, ({ versions }) => versions.pruneVersions())
}
