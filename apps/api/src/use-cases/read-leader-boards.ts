import { repositoriesOf } from '@mon-ps/db'
import type { z } from 'zod'
import type { LeaderBoardsWire, leaderBoardsInput } from '../routers/leader/schemas.ts'
import { storedStat } from '../wire/to-wire.ts'
import type { App } from './app.ts'
import { countedMatches } from './list-frictions.ts'

/** V3's three leader boards as published, each row saying what made it. */
export async function readLeaderBoards(
  { database }: Pick<App, 'database'>,
  { limit }: z.output<typeof leaderBoardsInput>,
): Promise<LeaderBoardsWire> {
  const { v3 } = repositoriesOf(database.db)
  const teams = await v3.listTeamLeaders(limit)
  const frictions = await v3.listFrictionLeaders(limit)
  const strategies = await v3.listStrategyLeaders(limit)
  return {
    teams: {
      of: teams.n,
      data: teams.rows.map(({ teamId, teamName, league, totalPnl, totalBets, estimates, origin }) => ({
        team: { id: teamId, name: teamName },
        league,
        totalPnl: storedStat(totalPnl, estimates['totalPnl'], totalBets),
        origin,
      })),
    },
    frictions: {
      of: frictions.n,
      data: frictions.rows.map(({ estimates, ...row }) => ({
        frictionId: row.frictionId,
        home: { id: row.teamHomeId, name: row.teamHomeName },
        away: { id: row.teamAwayId, name: row.teamAwayName },
        season: row.season,
        chaosPotential: storedStat(row.chaosPotential, estimates['chaosPotential'], countedMatches(row)),
        frictionScore: storedStat(row.frictionScore, estimates['frictionScore'], countedMatches(row)),
        origin: row.origin,
      })),
    },
    strategies: {
      of: strategies.n,
      data: strategies.rows.map(({ estimates, ...row }) => ({
        strategyId: row.strategyId,
        team: { id: row.teamId, name: row.teamName },
        strategyName: row.strategyName,
        season: row.season,
        totalPnl: storedStat(row.totalPnl, estimates['profit'], row.totalBets),
        origin: row.origin,
      })),
    },
  }
}
