import { type DataSource, toStat } from '@mon-ps/contract/answer'
import type { ChaosBandWire, StoredFrictionGate } from '@mon-ps/contract/friction'
import type {
  FrictionComponent,
  HistoricalFrictionWire,
  Matchup,
  MatchupByTeamsInput,
  MatchupEvidence,
  MatchupGate,
  Meeting,
} from '@mon-ps/contract/matchup'
import { expandPrediction, likeliestOutcome, type MatchPrediction } from '@mon-ps/core/forecasting/predict-match'
import type { HistoricalFriction } from '@mon-ps/core/friction/historical-friction'
import type { Estimate } from '@mon-ps/core/numeric/estimate'
import type { Database } from '@mon-ps/db/client'
import { findFriction, type FrictionDetailRow } from '@mon-ps/db/repositories/frictions'
import { listMatchesBetween, type MatchRow } from '@mon-ps/db/repositories/matches'
import { findPartOfTeam, findSharedPart } from '@mon-ps/db/repositories/snapshots'
import { readStored } from '@mon-ps/db/stored/form'
import { frictionVector, historicalFriction } from '@mon-ps/db/stored/v3-columns'
import { ApiError } from '../../errors.ts'
import { countedMatches, readLatestAblation, toWinner } from './friction.ts'
import { toMeta, storedStat } from './to-wire.ts'

export type StoredQuery = Omit<MatchupByTeamsInput, 'leaguesEqualSd'>

/**
 * One pair as it was calculated or migrated.
 *
 * @throws {ApiError} SAME_TEAM          twice the same team
 * @throws {ApiError} MATCHUP_NOT_FOUND  the pair has no row of that origin and season
 */
export async function readStoredMatchup(app: { readonly database: Database }, query: StoredQuery): Promise<Matchup> {
  refuseSameTeam(query)
  const stored = await findStoredMatchup(app, query)
  if (!stored) throw matchupNotFound(query)
  return stored
}

export function matchupNotFound({ homeId, awayId, origin }: StoredQuery): ApiError {
  const why = origin === 'migrated' ? 'the old system had none, or nothing was moved' : 'they share no calculated league and season'
  const message = `got teams ${homeId} and ${awayId}, which have no ${origin} friction: ${why}`
  return new ApiError('MATCHUP_NOT_FOUND', message)
}

/** The whole prediction expanded from what was stored of it; null where there is no row. */
export async function findStoredMatchup(app: { readonly database: Database }, query: StoredQuery): Promise<Matchup | null> {
  const { db } = app.database
  const row = await findFriction(db, query)
  if (!row) return null
  // A row of our own is of one league; what was moved may be of two: by what it says of its teams, or by their matches.
  const isAcross = row.origin !== 'calculated' && (row.league === null || (await playInTwoLeagues(app, query)))
  const meetings = await listMatchesBetween(db, query.homeId, query.awayId)
  const stored = readStored(frictionVector, row.frictionVector)
  return {
    home: { id: row.homeId, name: row.homeName },
    away: { id: row.awayId, name: row.awayName },
    league: row.league,
    leagueCode: row.leagueCode,
    season: row.season,
    ...(stored ? describePrediction(expandPrediction(stored.prediction)) : toColumnPrediction(row)),
    model: stored?.model ?? null,
    reasons: stored?.reasons ?? [],
    friction: {
      score: storedStat(row.frictionScore, row.estimates['frictionScore'], countedMatches(row)),
      components: toComponents(stored?.components ?? []),
    },
    psychologicalEdge: storedStat(row.psychologicalEdge, row.estimates['psychologicalEdge'], row.h2hMatches || null),
    chaosPotential: storedStat(row.chaosPotential, row.estimates['chaosPotential'], countedMatches(row)),
    confidenceLevel: row.confidenceLevel,
    orientation: row.orientation,
    headToHead: toHeadToHead(meetings, query.homeId),
    ...DOMESTIC,
    scope: isAcross ? 'cross_league' : 'domestic',
    ...(await readAblationEvidence(app, row.source, row.chaosPotential)),
    historicalFriction: readHistoricalFriction(row.historicalFriction),
    origin: row.origin,
    source: row.source,
    runId: row.runId,
    meta: toMeta([row], query.origin, isAcross ? [MOVED_ACROSS_LEAGUES] : []),
  }
}

const MOVED_ACROSS_LEAGUES =
  'These two play in different leagues, which no result compares: the moved goals and winner rest on an assumption that nobody wrote down.'

/** Both play in a league that is loaded, and never in the same. */
async function playInTwoLeagues({ database: { db } }: { readonly database: Database }, { homeId, awayId }: StoredQuery): Promise<boolean> {
  const [home, away, shared] = await Promise.all([
    findPartOfTeam(db, homeId),
    findPartOfTeam(db, awayId),
    findSharedPart(db, homeId, awayId),
  ])
  return home !== null && away !== null && shared === null
}

export function refuseSameTeam({ homeId, awayId }: { readonly homeId: number; readonly awayId: number }): void {
  if (homeId === awayId) throw new ApiError('SAME_TEAM', `got team ${homeId} twice, expected two teams`)
}

/** A row that no calculation of ours made says only what its columns hold; the rest is not measured. */
function toColumnPrediction(row: FrictionDetailRow): ReturnType<typeof describePrediction> {
  const { estimates } = row
  const n = countedMatches(row)
  const unknown = storedStat(null, undefined, null)
  return {
    neutralVenue: false,
    basis: null,
    probabilities: {
      home: storedStat(row.homeWinProb, estimates['homeWinProb'], n),
      draw: unknown,
      away: unknown,
      over25: storedStat(row.predictedOver25Prob, estimates['predictedOver25Prob'], n),
      btts: storedStat(row.predictedBttsProb, estimates['predictedBttsProb'], n),
    },
    predictedWinner: toWinner(row.predictedWinner),
    goalRates: { home: unknown, away: unknown, total: storedStat(row.predictedGoals, estimates['predictedGoals'], n) },
    scoreline: { grid: [], rest: 1, tailMass: 0 },
    markets: [],
  }
}

/** Goals of each side up to which the page shows the grid; what lies beyond is summed. */
const GRID_GOALS = 6
const MEETINGS_SHOWN = 20

/** What the goals model says, in the shape of the wire: the same whether it was stored or is calculated now. */
export function describePrediction(
  prediction: MatchPrediction,
): Pick<Matchup, 'neutralVenue' | 'basis' | 'probabilities' | 'predictedWinner' | 'goalRates' | 'scoreline' | 'markets'> {
  const { home, draw, away, over25, btts } = prediction
  return {
    neutralVenue: prediction.neutralVenue,
    basis: { ...prediction.basis },
    probabilities: { home: toStat(home), draw: toStat(draw), away: toStat(away), over25: toStat(over25), btts: toStat(btts) },
    predictedWinner: likeliestOutcome(home, draw, away),
    goalRates: {
      home: toStat(prediction.homeGoalRate),
      away: toStat(prediction.awayGoalRate),
      total: toStat(prediction.totalGoals),
    },
    scoreline: toScoreline(prediction),
    markets: prediction.markets.map((market) => ({ ...market })),
  }
}

function toScoreline({ scoreMatrix, maxGoals, tailMass }: MatchPrediction): Matchup['scoreline'] {
  const shown = Math.min(GRID_GOALS, maxGoals) + 1
  const grid = Array.from({ length: shown }, (_, home) =>
    Array.from(scoreMatrix.subarray(home * (maxGoals + 1), home * (maxGoals + 1) + shown)),
  )
  const inside = grid.reduce((sum, row) => sum + row.reduce((partial, cell) => partial + cell, 0), 0)
  return { grid, rest: Math.max(0, 1 - inside), tailMass }
}

/** A part of the friction score as core measures it and as a row stores it. */
export interface FrictionPart {
  readonly key: string
  readonly level: Estimate
  readonly weight: number
  readonly contribution: number | null
}

export function toComponents(parts: readonly FrictionPart[]): FrictionComponent[] {
  return parts.map(({ key, level, weight, contribution }) => ({ key, level: toStat(level), weight, contribution }))
}

/** Meetings of two teams at either ground, counted from the side of the first one. */
export function toHeadToHead(matches: readonly MatchRow[], homeId: number): Matchup['headToHead'] {
  const margins = matches.map((match) => (match.homeId === homeId ? match.homeGoals - match.awayGoals : match.awayGoals - match.homeGoals))
  const goals = matches.reduce((sum, { homeGoals, awayGoals }) => sum + homeGoals + awayGoals, 0)
  return {
    matches: matches.length,
    homeWins: margins.filter((margin) => margin > 0).length,
    draws: margins.filter((margin) => margin === 0).length,
    awayWins: margins.filter((margin) => margin < 0).length,
    avgGoals: matches.length === 0 ? null : goals / matches.length,
    meetings: matches.slice(0, MEETINGS_SHOWN).map(toMeeting),
  }
}

function toMeeting(match: MatchRow): Meeting {
  return {
    matchId: match.id,
    playedOn: match.playedOn,
    season: match.season,
    home: { id: match.homeId, name: match.homeName },
    away: { id: match.awayId, name: match.awayName },
    homeGoals: match.homeGoals,
    awayGoals: match.awayGoals,
  }
}

/** A matchup's goals come from results, so what friction adds to them is the ablation result of that tier. */
const TIER_OF_MATCHUPS = 'results'

/** The ablation result for a pair with that much chaos; nulls where nothing was measured yet. */
export async function readAblationEvidence(
  { database }: { readonly database: Database },
  source: DataSource,
  chaos: number | null,
): Promise<Pick<MatchupEvidence, 'gate' | 'chaosBand'>> {
  const report = await readLatestAblation(database, TIER_OF_MATCHUPS, source)
  return { gate: report && toMatchupGate(report), chaosBand: report && findChaosBand(report, chaos) }
}

function toMatchupGate({ tier, friction, weight, terms, passed, seasons, runId, stale }: StoredFrictionGate): MatchupGate {
  return { tier, gain: friction.scores.goals.gain, weight, terms: terms.length, passed: passed.length, seasons, runId, stale }
}

function findChaosBand({ chaos }: StoredFrictionGate, level: number | null): ChaosBandWire | null {
  if (level === null) return null
  return chaos.find(({ low, high }) => level >= low && level < high) ?? chaos.at(-1) ?? null
}

/** Two teams of one league. */
export const DOMESTIC: Pick<MatchupEvidence, 'scope' | 'sides' | 'assumption' | 'notMeasured'> = {
  scope: 'domestic',
  sides: null,
  assumption: null,
  notMeasured: [],
}

export function toHistoricalFriction({ seasons, reason }: HistoricalFriction): HistoricalFrictionWire {
  if (seasons === null) return { seasons, reason }
  return { seasons: seasons.map(({ season, score }) => ({ season, score: toStat(score) })), reason }
}

/** The column `historical_friction`; what a calculation of ours did not write is not known. */
function readHistoricalFriction(json: unknown): HistoricalFrictionWire {
  const stored = readStored(historicalFriction, json)
  return stored ? toHistoricalFriction(stored) : { seasons: null, reason: 'not_calculated' }
}
