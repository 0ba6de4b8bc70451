import { listFrictionLeaders } from '@mon-ps/db/repositories/frictions'
import { listStrategyLeaders } from '@mon-ps/db/repositories/strategies'
import { listTeamLeaders } from '@mon-ps/db/repositories/team-dna'
import type { LeaderBoards, LeaderBoardsInput } from '@mon-ps/contract/leader'
import { storedStat } from '../shapes/to-wire.ts'
import type { Database } from '@mon-ps/db/client'
import { countedMatches } from '../shapes/friction.ts'

/** The three leader boards as published or of one origin, each row saying what made it. */
export async function readLeaderBoards(
  { database: { db } }: { readonly database: Database },
  query: LeaderBoardsInput,
): Promise<LeaderBoards> {
  const teams = await listTeamLeaders(db, query)
  const frictions = await listFrictionLeaders(db, query)
  const strategies = await listStrategyLeaders(db, query)
  return {
    origin: query.origin,
    teams: {
      of: teams.n,
      data: teams.rows.map(({ id, teamName, league, totalPnl, totalBets, estimates, origin }) => ({
        team: { id, name: teamName },
        league,
        totalPnl: storedStat(totalPnl, estimates['totalPnl'], totalBets),
        origin,
      })),
    },
    frictions: {
      of: frictions.n,
      data: frictions.rows.map(({ estimates, ...row }) => ({
        frictionId: row.id,
        home: { id: row.homeId, name: row.homeName },
        away: { id: row.awayId, name: row.awayName },
        season: row.season,
        chaosPotential: storedStat(row.chaosPotential, estimates['chaosPotential'], countedMatches(row)),
        frictionScore: storedStat(row.frictionScore, estimates['frictionScore'], countedMatches(row)),
        origin: row.origin,
      })),
    },
    strategies: {
      of: strategies.n,
      data: strategies.rows.map(({ estimates, ...row }) => ({
        strategyId: row.id,
        team: { id: row.teamId, name: row.teamName },
        strategyName: row.strategyName,
        season: row.season,
        totalPnl: storedStat(row.totalPnl, estimates['profit'], row.totalBets),
        origin: row.origin,
      })),
    },
  }
}
