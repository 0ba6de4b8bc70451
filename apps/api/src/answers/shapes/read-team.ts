import { fractionFromPercent } from '@mon-ps/db/units'
import { ruleTitle } from '@mon-ps/messages/en/rules'
import { DNA_VECTORS, type DnaVectorName } from '@mon-ps/core/dna/team-dna'
import { METRIC_CATALOGUE } from '@mon-ps/core/dna/metric-catalogue'
import { removeOverround } from '@mon-ps/core/odds/remove-overround'
import {
  findTeam,
  listLeagueVectors,
  listTeams,
  type TeamProfileRow,
  type TeamVectorsRow,
  type TeamRow,
} from '@mon-ps/db/repositories/team-dna'
import { readTeamNames } from '@mon-ps/db/repositories/teams'
import { listMatchesOfTeam, type MatchRow } from '@mon-ps/db/repositories/matches'
import { readStored } from '@mon-ps/db/stored/form'
import { teamFacts } from '@mon-ps/db/stored/team-facts'
import { type TeamVector, teamVector } from '@mon-ps/db/stored/v3-columns'
import { type TeamRef } from '@mon-ps/contract/answer'
import { type DnaMetric, type DnaVector, type Team, type TeamByIdInput, type TeamMatch, type TeamSummary } from '@mon-ps/contract/team'
import { metricWords } from '@mon-ps/messages/reasons'
import { ApiError } from '../../errors.ts'
import { legacyValues } from './legacy-values.ts'
import { toMeta, storedStat } from './to-wire.ts'
import { type Database } from '@mon-ps/db/client'
import { legacyProfile, toProfile, storedIdentity, teamsNamedIn } from './stored-profile.ts'

const MATCHES_SHOWN = 20
const ALL_OF_A_LEAGUE = 200

type Vectors = Readonly<Record<DnaVectorName, TeamVector | null>>

const DEFINITIONS = new Map(Object.values(METRIC_CATALOGUE).map((definition) => [definition.key, definition]))

/**
 * One team: its nine vectors, each metric beside those of its league, its record and its last matches.
 *
 * @throws {ApiError} TEAM_NOT_FOUND  no such row of that origin and season
 */
export async function readTeam(app: { readonly database: Database }, query: TeamByIdInput): Promise<Team> {
  const { db } = app.database
  const row = await findTeam(db, query)
  if (!row) throw new ApiError('TEAM_NOT_FOUND', notFound(query))
  const key = { origin: query.origin, league: row.league, season: row.season }
  const league = await listLeagueVectors(db, key)
  const names = await listTeams(db, {
    origin: query.origin,
    league: row.league,
    season: row.season ?? undefined,
    sort: 'teamName',
    page: { limit: ALL_OF_A_LEAGUE, order: 'asc', after: null },
  })
  const matches = await listMatchesOfTeam(db, row.id, MATCHES_SHOWN)
  const teams = new Map(names.rows.map(({ id, teamName }) => [id, teamName]))
  for (const match of matches) teams.set(match.homeId, match.homeName).set(match.awayId, match.awayName)
  return {
    ...teamSummary(row),
    styleConfidence: row.styleConfidence,
    unluckyLosses: row.unluckyLosses,
    badAnalysisLosses: row.badAnalysisLosses,
    dna: describeVectors(row, league.map(readVectors), teams),
    dnaFingerprint: row.dnaFingerprint,
    narrativeProfile: row.narrativeProfile,
    ...(await describeProfile(app, row)),
    matches: matches.map((match) => fromOneSide(match, row.id)),
    meta: toMeta([row], query.origin),
  }
}

/** A profile of ours as facts, or what the old system has in its place. */
async function describeProfile(
  { database }: { readonly database: Database },
  row: TeamProfileRow,
): Promise<Pick<Team, 'profile' | 'legacyProfile'>> {
  const identity = storedIdentity(row)
  if (identity === null) return { profile: null, legacyProfile: legacyProfile(row) }
  const facts = teamFacts.read(row.facts)?.profile ?? null
  return { profile: toProfile(row, { identity, facts }, await readTeamNames(database.db, teamsNamedIn(identity))), legacyProfile: null }
}

function notFound({ teamId, season, origin }: TeamByIdInput): string {
  const where = season === undefined ? '' : ` in season ${season}`
  return `got team ${teamId}, which has no ${origin} row${where}. team.search finds a team's id; a team without a row was not calculated yet`
}

const COLUMN_OF = {
  market: 'marketDna',
  context: 'contextDna',
  risk: 'riskDna',
  temporal: 'temporalDna',
  nemesis: 'nemesisDna',
  psyche: 'psycheDna',
  roster: 'rosterDna',
  physical: 'physicalDna',
  luck: 'luckDna',
} as const satisfies Record<DnaVectorName, keyof TeamVectorsRow>

function readVectors(row: TeamVectorsRow): Vectors {
  const read = (vector: DnaVectorName) => readStored(teamVector, row[COLUMN_OF[vector]])
  return Object.fromEntries(DNA_VECTORS.map((vector) => [vector, read(vector)])) as Vectors
}

function describeVectors(
  row: TeamVectorsRow & TeamProfileRow,
  league: readonly Vectors[],
  teams: ReadonlyMap<number, string>,
): DnaVector[] {
  const own = readVectors(row)
  const gaps = teamFacts.read(row.facts)?.vectors ?? {}
  return DNA_VECTORS.map((vector): DnaVector => {
    const stored = own[vector]
    if (!stored) return notOurs(vector, row[COLUMN_OF[vector]])
    const metrics = stored.metrics.map((metric) => describeMetric(metric, getValues(league, vector, metric.key), teams))
    return { vector, status: stored.status, reason: gaps[vector] ?? null, headline: stored.headline, metrics, legacy: null }
  })
}

/** A vector that no calculation of ours filled: what the old system wrote is shown, and never taken for measured. */
function notOurs(vector: DnaVectorName, column: unknown): DnaVector {
  const legacy = legacyValues(column)
  return { vector, status: 'not_measured', reason: { code: legacy ? 'migrated' : 'never_filled' }, headline: null, metrics: [], legacy }
}

function getValues(league: readonly Vectors[], vector: DnaVectorName, key: string): number[] {
  return league
    .flatMap((vectors) => vectors[vector]?.metrics ?? [])
    .flatMap((metric) => (metric.key === key && metric.value !== null ? [metric.value] : []))
    .sort((a, b) => a - b)
}

function describeMetric(metric: TeamVector['metrics'][number], leagueValues: number[], teams: ReadonlyMap<number, string>): DnaMetric {
  const { subjectTeamId, outlook = null, ...numbers } = metric
  const words = metricWords(metric.key)
  return {
    ...numbers,
    name: words.name,
    meaning: words.meaning,
    unit: DEFINITIONS.get(metric.key)?.unit ?? '',
    leagueValues,
    subject: subjectTeamId === undefined ? null : toTeamRef(subjectTeamId, teams),
    outlook,
  }
}

function toTeamRef(id: number, teams: ReadonlyMap<number, string>): TeamRef | null {
  const name = teams.get(id)
  return name === undefined ? null : { id, name }
}

function fromOneSide(match: MatchRow, teamId: number): TeamMatch {
  const atHome = match.homeId === teamId
  const { closeHome, closeDraw, closeAway } = match
  const fair =
    closeHome !== null && closeDraw !== null && closeAway !== null ? removeOverround([closeHome, closeDraw, closeAway], 'power') : null
  return {
    matchId: match.id,
    playedOn: match.playedOn,
    season: match.season,
    venue: atHome ? 'home' : 'away',
    opponent: atHome ? { id: match.awayId, name: match.awayName } : { id: match.homeId, name: match.homeName },
    goalsFor: atHome ? match.homeGoals : match.awayGoals,
    goalsAgainst: atHome ? match.awayGoals : match.homeGoals,
    closeWinProbability: fair?.[atHome ? 0 : 2] ?? null,
  }
}

/** A row of the team leader board. */
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
    referenceStrategyTitle: ruleTitle(row.referenceStrategy),
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
