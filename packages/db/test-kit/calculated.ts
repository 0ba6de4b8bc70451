import type { Database } from '../src/client.ts'
import { type FrictionVersionRow, saveFrictions } from '../src/repositories/frictions.ts'
import { type StrategyVersionRow, saveStrategies } from '../src/repositories/strategies.ts'
import { type TeamDnaRow, saveTeamDna } from '../src/repositories/team-dna.ts'
import { saveStrategyBets } from '../src/repositories/strategy-bets.ts'
import { finishRun } from '../src/repositories/runs.ts'
import { publish, type Published } from '../src/publish/publish.ts'
import { inUnitOfWork } from '../src/unit-of-work.ts'
import { calculateRun, type League } from './fixture.ts'

export interface Calculated {
  readonly runId: number
  readonly published: Published
}

export interface CalculatedOptions {
  /** Added to every number, so that two calculations differ. */
  readonly shift?: number
  readonly season?: string
  /** Only the first so many teams. */
  readonly teams?: number
}

function rowsOf(league: League, { shift = 0, season = '2022-23', teams: count = league.teams.length }: CalculatedOptions) {
  const teams = league.teams.slice(0, count)
  const place = { competitionId: league.competitionId, season }
  const dna: TeamDnaRow[] = teams.map(({ id, name }, at) => ({
    ...place,
    teamId: id,
    teamName: name,
    league: 'League X1',
    totalBets: 10 + at,
    totalWins: at,
    totalLosses: 10,
    winRate: 0.07 + at / 100 + shift,
    totalPnl: at - 1.5 + shift,
    // The last team's return is not measured.
    roi: at === teams.length - 1 ? null : 0.1 * at + shift,
    marketDna: { status: 'measured', reason: null, metrics: [{ key: 'x', value: null }] },
    referenceStrategy: 'VALUE_EDGE_2',
    estimates: { roi: { n: 10, interval: [-0.1, 0.3] } },
  }))
  const frictions: FrictionVersionRow[] = teams.flatMap((home, h) =>
    teams
      .filter((away) => away !== home)
      .map((away, a) => ({
        ...place,
        homeId: home.id,
        awayId: away.id,
        teamHomeName: home.name,
        teamAwayName: away.name,
        frictionScore: 50 + h,
        chaosPotential: a === 0 ? null : 10 * a + shift,
        homeWinProb: 0.4,
        uncertainty: 0.1 * h,
        matchesAnalyzed: 6,
      })),
  )
  const records: StrategyVersionRow[] = teams.map(({ id, name }, at) => ({
    ...place,
    scope: 'team',
    teamId: id,
    teamName: name,
    strategyName: 'BACK_HOME',
    strategyVersion: '1',
    totalBets: 6,
    winRate: 0.5,
    roi: 0.02 * at + shift,
    roiLow: -0.2 + at / 10,
    profit: at,
  }))
  records.push({ ...place, scope: 'league', strategyName: 'BACK_HOME', strategyVersion: '1', totalBets: 24, profit: 6 })
  records.push({ scope: 'overall', strategyName: 'BACK_HOME', strategyVersion: '1', totalBets: 24, profit: 6 })
  return { dna, frictions, records }
}

/** What a calculation of a league saves: versions of all three kinds and a bet, published in the same unit of work. */
export async function saveCalculation(database: Database, league: League, options: CalculatedOptions = {}): Promise<Calculated> {
  const runId = await calculateRun(database, [league.competitionId])
  const { dna, frictions, records } = rowsOf(league, options)
  const [match] = await database.sql<
    { id: number }[]
  >`select id from mon_ps.match where competition_id = ${league.competitionId} order by id limit 1`
  const published = await inUnitOfWork(database, async (tx) => {
    await saveTeamDna(tx, { runId, origin: 'calculated', rows: dna })
    await saveFrictions(tx, { runId, origin: 'calculated', rows: frictions })
    await saveStrategies(tx, { runId, origin: 'calculated', rows: records })
    await saveStrategyBets(tx, runId, [
      {
        betNo: 1,
        teamId: league.teams[0]?.id ?? null,
        strategyName: 'BACK_HOME',
        matchId: match?.id ?? 0,
        market: '1x2',
        line: 0,
        side: 'home',
        price: 1.9091,
        outcome: 'won',
        stakeMicro: 1_000_000,
        profitMicro: 909_100,
      },
    ])
    const result = await publish(tx, runId)
    await finishRun(tx, runId, { status: 'succeeded' })
    return result
  })
  return { runId, published }
}
