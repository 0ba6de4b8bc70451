import { toStat } from '@mon-ps/contract/answer'
import { crossLeagueFriction } from '@mon-ps/core/friction/cross-league'
import { crossLeaguePrediction, type LeaguesEqual } from '@mon-ps/core/forecasting/cross-league-prediction'
import type { Estimate } from '@mon-ps/core/numeric/estimate'
import type { MatchPrediction } from '@mon-ps/core/forecasting/predict-match'
import { findPartOfTeam, type SharedPartRow } from '@mon-ps/db/repositories/snapshots'
import { ApiError } from '../../errors.ts'
import type { Matchup, MatchupEvidence } from '@mon-ps/contract/matchup'
import { MODEL_VERSION } from '../../version.ts'
import type { Database } from '@mon-ps/db/client'
import { toComponents, describePrediction, readAblationEvidence } from '../shapes/matchup.ts'
import type { MatchupModels, LeagueModel } from '../shapes/matchup-models.ts'

interface Dependencies {
  readonly database: Database
  readonly models: MatchupModels
}

export interface CrossLeagueQuery {
  readonly homeId: number
  readonly awayId: number
  readonly neutralVenue?: boolean
  /** Only what was known before this day, ISO date. */
  readonly asOf?: string | undefined
  /** Standard deviation of the assumption that both leagues are equally strong; without it goals are not measured. */
  readonly leaguesEqualSd?: number | undefined
}

interface Side {
  readonly teamId: number
  readonly name: string
  readonly part: SharedPartRow
  readonly league: LeagueModel
}

const NOT_MEASURED: Estimate = { value: null, n: 0, interval: null }
const NOTHING_MEASURED = toStat(NOT_MEASURED)

/**
 * Two teams that never shared a league, calculated now and stored nowhere: how they play, each measured within its own league. Goals and
 * winner only under a stated assumption on how the leagues compare, for no result of either says it.
 *
 * @throws {ApiError} MATCHUP_NOT_FOUND  a team without a match that is loaded, or an invented team against a real one
 */
export async function crossLeagueMatchup(app: Dependencies, query: CrossLeagueQuery): Promise<Matchup> {
  const { asOf, neutralVenue = false } = query
  const [home, away] = await Promise.all([readSide(app, query.homeId, asOf), readSide(app, query.awayId, asOf)])
  if (home.part.source !== away.part.source) {
    const message = `got ${home.name} and ${away.name}, one of them invented: the demo stands apart. Choose two teams of one source`
    throw new ApiError('MATCHUP_NOT_FOUND', message)
  }
  const assumption = getAssumption(query)
  const prediction = assumption && predict(home, away, { assumption, neutralVenue })
  const friction = crossLeagueFriction(getDna(home), getDna(away))
  const { source } = home.part
  return {
    home: { id: home.teamId, name: home.name },
    away: { id: away.teamId, name: away.name },
    league: null,
    leagueCode: null,
    season: home.league.season === away.league.season ? home.league.season : null,
    ...(prediction ? describePrediction(prediction) : { ...NO_PREDICTION, neutralVenue }),
    model: null,
    reasons: [],
    friction: { score: toStat(friction.score), components: toComponents(friction.components) },
    psychologicalEdge: NOTHING_MEASURED,
    chaosPotential: NOTHING_MEASURED,
    confidenceLevel: null,
    orientation: 'ordered',
    headToHead: { matches: 0, homeWins: 0, draws: 0, awayWins: 0, avgGoals: null, meetings: [] },
    scope: 'cross_league',
    sides: { home: getLeague(home), away: getLeague(away) },
    assumption,
    notMeasured: unknownParts(friction.components, assumption !== null),
    ...(await readAblationEvidence(app, source, null)),
    historicalFriction: { seasons: null, reason: 'cross_league' },
    origin: 'calculated',
    source,
    runId: null,
    meta: { snapshot: null, modelVersion: MODEL_VERSION, computedAt: null, origin: 'calculated', warnings: warningsFor(assumption) },
  }
}

async function readSide({ database, models }: Dependencies, teamId: number, asOf: string | undefined): Promise<Side> {
  const part = await findPartOfTeam(database.db, teamId)
  if (!part) throw new ApiError('MATCHUP_NOT_FOUND', `got team ${teamId}, which has no match that is loaded`)
  const league = await models.modelFor(part.sha256, { asOf })
  if (!league.dna().some((team) => team.teamId === teamId))
    throw new ApiError('MATCHUP_NOT_FOUND', `got ${part.teamName}, which did not play in ${part.league} ${league.season}`)
  return { teamId, name: part.teamName, part, league }
}

const getDna = ({ teamId, league }: Side) => ({ dna: league.dna(), teamId })

const getLeague = ({ part, league }: Side) => ({ league: part.league, leagueCode: part.leagueCode, season: league.season })

const getAssumption = ({ leaguesEqualSd }: CrossLeagueQuery): LeaguesEqual | null =>
  leaguesEqualSd === undefined ? null : { id: 'leagues_equal', standardDeviation: leaguesEqualSd }

function predict(home: Side, away: Side, options: { readonly assumption: LeaguesEqual; readonly neutralVenue: boolean }): MatchPrediction {
  const side = ({ teamId, league }: Side) => ({ model: league.model, teamId, season: league.dna().map((team) => team.teamId) })
  return crossLeaguePrediction(side(home), side(away), options)
}

const NO_PREDICTION: Omit<ReturnType<typeof describePrediction>, 'neutralVenue'> = {
  basis: null,
  probabilities: {
    home: NOTHING_MEASURED,
    draw: NOTHING_MEASURED,
    away: NOTHING_MEASURED,
    over25: NOTHING_MEASURED,
    btts: NOTHING_MEASURED,
  },
  predictedWinner: null,
  goalRates: { home: NOTHING_MEASURED, away: NOTHING_MEASURED, total: NOTHING_MEASURED },
  scoreline: { grid: [], rest: 0, tailMass: 0 },
  markets: [],
}

function unknownParts(
  components: readonly { readonly key: string; readonly level: Estimate }[],
  isCompared: boolean,
): MatchupEvidence['notMeasured'] {
  const mental = components.find(({ key }) => key === 'mental_clash')
  return [
    ...(isCompared
      ? []
      : ([
          { part: 'goals', reason: 'leagues_not_compared' },
          { part: 'winner', reason: 'leagues_not_compared' },
        ] as const)),
    { part: 'chaos', reason: isCompared ? 'no_league_to_place_among' : 'leagues_not_compared' },
    { part: 'confidence', reason: 'leagues_not_compared' },
    { part: 'psychological_edge', reason: 'never_met' },
    { part: 'head_to_head', reason: 'never_met' },
    ...(mental?.level.value === null ? ([{ part: 'mental_clash', reason: 'no_differences_in_league' }] as const) : []),
  ]
}

function warningsFor(assumption: LeaguesEqual | null): string[] {
  const style = 'Two leagues: each team is measured within its own, and levels are among all pairs of one team of each.'
  if (assumption === null) return [style, 'Goals and winner are not measured: domestic results do not say how the leagues compare.']
  return [
    style,
    `Goals and winner rest on an assumption, not on results: both leagues equally strong, give or take ${assumption.standardDeviation} of the log goal rate.`,
  ]
}
