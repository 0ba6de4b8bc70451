import { fractionFromPercent } from '@mon-ps/db/units'
import { listTeams as findTeams, type TeamRow } from '@mon-ps/db/repositories/team-dna'
import type { List } from '@mon-ps/contract/answer'
import type { TeamListInput, TeamSummary } from '@mon-ps/contract/team'
import { encodeCursor, pageRequest } from '../wire/cursor.ts'
import { strategyTitle } from '../wire/strategy-title.ts'
import { metaOf, storedStat } from '../wire/to-wire.ts'
import type { App } from './app.ts'

/** One page of the team leader board. */
export async function listTeams(app: Pick<App, 'database'>, query: TeamListInput): Promise<List<TeamSummary>> {
  const page = pageRequest(query, ['teamName', 'tierRank'])
  const { rows, next } = await findTeams(app.database.db, { ...query, page })
  return {
    data: rows.map(teamSummary),
    page: { nextCursor: encodeCursor(next, query.sort, page.order), hasMore: next !== null },
    meta: metaOf(rows, query.origin),
  }
}

export function teamSummary(row: TeamRow): TeamSummary {
  const { estimates, totalBets } = row
  return {
    teamId: row.id,
    teamName: row.teamName,
    league: row.league,
    leagueCode: row.leagueCode,
    season: row.season,
    tier: row.tier,
    tierRank: row.tierRank,
    currentStyle: row.currentStyle,
    teamArchetype: row.teamArchetype,
    bestStrategy: row.bestStrategy,
    referenceStrategy: row.referenceStrategy,
    referenceStrategyTitle: strategyTitle(row.referenceStrategy),
    totalMatches: row.totalMatches,
    totalBets,
    totalWins: row.totalWins,
    totalLosses: row.totalLosses,
    winRate: storedStat(fractionFromPercent(row.winRate), estimates['winRate'], totalBets),
    totalPnl: storedStat(row.totalPnl, estimates['totalPnl'], totalBets),
    roi: storedStat(fractionFromPercent(row.roi), estimates['roi'], totalBets),
    avgClv: storedStat(fractionFromPercent(row.avgClv), estimates['avgClv'], null),
    origin: row.origin,
    source: row.source,
    runId: row.runId,
  }
}
