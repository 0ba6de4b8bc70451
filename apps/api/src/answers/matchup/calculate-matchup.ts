import { fitSettings } from '@mon-ps/core/goals-model/goal-rates'
import { toStat } from '@mon-ps/contract/answer'
import type { Estimate } from '@mon-ps/core/numeric/estimate'
import { explainPrediction, listCauses, predictMatch } from '@mon-ps/core/forecasting/predict-match'
import { findSharedPart, type SharedPartRow } from '@mon-ps/db/repositories/snapshots'
import { listMatchesBetween } from '@mon-ps/db/repositories/matches'
import type { Matchup, MatchupCalculateInput } from '@mon-ps/contract/matchup'
import { MODEL_VERSION } from '../../version.ts'
import type { Database } from '@mon-ps/db/client'
import type { MatchupModels } from '../shapes/matchup-models.ts'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import { crossLeagueMatchup } from './cross-league-matchup.ts'
import {
  toComponents,
  describePrediction,
  toHeadToHead,
  DOMESTIC,
  readAblationEvidence,
  toHistoricalFriction,
  refuseSameTeam,
} from '../shapes/matchup.ts'

interface Dependencies {
  readonly database: Database
  readonly models: MatchupModels
  readonly snapshot: PendingSnapshot
}

const NOT_MEASURED: Estimate = { value: null, n: 0, interval: null }

/**
 * One pair, calculated now from the league's stored matches, under overrides. Writes nothing.
 *
 * @throws {ApiError} SAME_TEAM          twice the same team
 * @throws {ApiError} MATCHUP_NOT_FOUND  a team without a match that is loaded, or an invented team against a real one
 * @throws {CoreError} TOO_FEW_MATCHES   no match before `asOf`
 */
export async function calculateMatchup(app: Dependencies, input: MatchupCalculateInput): Promise<Matchup> {
  refuseSameTeam(input)
  const { homeId, awayId, neutralVenue } = input
  await app.snapshot.flush()
  const part = await findSharedPart(app.database.db, homeId, awayId)
  if (!part) return crossLeagueMatchup(app, input)
  const { model, season, frictionFor, earlier } = await app.models.modelFor(part.sha256, input)
  const match = { homeId, awayId, neutralVenue }
  const prediction = predictMatch(model, match)
  const friction = frictionFor(homeId, awayId)
  const before = input.asOf
  const meetings = (await listMatchesBetween(app.database.db, homeId, awayId)).filter(
    ({ playedOn }) => before === undefined || playedOn < before,
  )
  const toTeamRef = (id: number) => ({ id, name: model.teams.find((team) => team.id === id)?.name ?? nameIn(meetings, id) })
  return {
    home: toTeamRef(homeId),
    away: toTeamRef(awayId),
    ...getLeague(part),
    season,
    ...describePrediction(prediction),
    model: fitSettings(model),
    reasons: listCauses(explainPrediction(model, match)),
    friction: { score: toStat(friction?.score ?? NOT_MEASURED), components: toComponents(friction?.components ?? []) },
    psychologicalEdge: toStat(friction?.psychologicalEdge ?? NOT_MEASURED),
    chaosPotential: toStat(friction?.chaosPotential ?? NOT_MEASURED),
    confidenceLevel: friction?.confidence ?? null,
    orientation: 'ordered',
    headToHead: toHeadToHead(meetings, homeId),
    ...DOMESTIC,
    ...(await readAblationEvidence(app, part.source, friction?.chaosPotential.value ?? null)),
    historicalFriction: toHistoricalFriction(earlier(homeId, awayId)),
    origin: 'calculated',
    runId: null,
    meta: { snapshot: part.sha256, modelVersion: MODEL_VERSION, computedAt: null, origin: 'calculated', warnings: warningsFor(input) },
  }
}

function warningsFor({ xiPerDay, teamPrecision, neutralVenue }: MatchupCalculateInput): string[] {
  const changed = xiPerDay !== undefined || teamPrecision !== undefined || neutralVenue
  return changed ? ['Friction and chaos are those of the league as it stands: what was changed changes the goals model alone.'] : []
}

function getLeague({ league, leagueCode, source }: SharedPartRow): Pick<Matchup, 'league' | 'leagueCode' | 'source'> {
  return { league, leagueCode, source }
}

/** A team that is too old for the model's window is known from its meetings, else by its number alone. */
function nameIn(meetings: readonly { homeId: number; homeName: string; awayId: number; awayName: string }[], id: number): string {
  const met = meetings.find(({ homeId, awayId }) => homeId === id || awayId === id)
  if (!met) return `team ${id}`
  return met.homeId === id ? met.homeName : met.awayName
}
