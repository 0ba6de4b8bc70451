import type { Stat } from '@mon-ps/contract/answer'
import type { Matchup } from '@mon-ps/contract/matchup'
import { PAIR_NUMBERS, type ProvenanceQuery } from '@mon-ps/contract/provenance'
import { FRICTION_COMPONENTS } from '@mon-ps/core/friction/friction'
import type { Recount } from '@mon-ps/core/provenance/contribution'
import {
  MEETING_NUMBERS,
  type MeetingNumber,
  PREDICTED_NUMBERS,
  type PredictedNumber,
  recountChaos,
  recountEdge,
  recountLevel,
  recountMeetings,
  recountPrediction,
  recountScore,
} from '@mon-ps/core/provenance/recount-pair'
import { findFriction, type FrictionDetailRow } from '@mon-ps/db/repositories/frictions'
import { ApiError } from '../../errors.ts'
import type { LeagueTrace } from '../shapes/league-traces.ts'
import { readStoredMatchup } from '../shapes/matchup.ts'
import { readLeagueOfRun, toTracedNumber, type TracedNumber, type Tracing } from './tracing.ts'

export type PairNumber = (typeof PAIR_NUMBERS)[number]

/** A pair as its page shows it, and the row behind it. */
export interface ShownPair {
  readonly matchup: Matchup
  readonly row: FrictionDetailRow
}

/** @throws {ApiError} NUMBER_NOT_FOUND */
export function parsePairNumber({ number }: ProvenanceQuery): PairNumber {
  const found = PAIR_NUMBERS.find((one) => one === number)
  if (found === undefined)
    throw new ApiError('NUMBER_NOT_FOUND', `got number "${number}" of a pair, expected one of ${PAIR_NUMBERS.join(', ')}`)
  return found
}

/** @throws {ApiError} SAME_TEAM, MATCHUP_NOT_FOUND */
export async function readShownPair(
  app: Tracing,
  query: ProvenanceQuery & { readonly homeId: number; readonly awayId: number },
): Promise<ShownPair> {
  const matchup = await readStoredMatchup(app, query)
  const row = await findFriction(app.database.db, query)
  if (!row)
    throw new ApiError(
      'MATCHUP_NOT_FOUND',
      `got teams ${query.homeId} and ${query.awayId}, whose row went away while it was read. Try again`,
    )
  return { matchup, row }
}

const ROW_OF_MEETINGS: Readonly<Record<MeetingNumber, (row: FrictionDetailRow) => number | null>> = {
  matches: (row) => row.h2hMatches,
  homeWins: (row) => row.h2hHomeWins,
  draws: (row) => row.h2hDraws,
  awayWins: (row) => row.h2hAwayWins,
  averageGoals: (row) => row.h2hAvgGoals,
}

const NAMES: Readonly<Record<PairNumber, string>> = {
  frictionScore: 'Friction',
  style_clash: 'Style clash, level',
  tempo_friction: 'Tempo friction, level',
  mental_clash: 'Mental clash, level',
  tactical_friction: 'Tactical friction, level',
  risk_friction: 'Risk friction, level',
  psychologicalEdge: 'Psychological edge',
  chaosPotential: 'Chaos potential',
  home: 'Home win',
  draw: 'Draw',
  away: 'Away win',
  over25: 'More than 2.5 goals',
  btts: 'Both teams score',
  homeGoals: 'Expected goals of the home side',
  awayGoals: 'Expected goals of the visitors',
  totalGoals: 'Expected goals of both sides',
  matches: 'Meetings',
  homeWins: 'Meetings that the side named first won',
  draws: 'Meetings drawn',
  awayWins: 'Meetings that the side named second won',
  averageGoals: 'Goals a meeting',
}

const isMeeting = (number: PairNumber): number is MeetingNumber => MEETING_NUMBERS.some((one) => one === number)
const findComponent = (number: PairNumber) => FRICTION_COMPONENTS.find((one) => one === number)

/** As the page of the pair shows it. */
export function describePairNumber({ matchup, row }: ShownPair, number: PairNumber): Pick<TracedNumber, 'name' | 'unit' | 'shown' | 'n'> {
  const name = `${NAMES[number]}, ${matchup.home.name} v ${matchup.away.name}`
  if (isMeeting(number))
    return { name, unit: number === 'averageGoals' ? 'goals per match' : 'matches', shown: ROW_OF_MEETINGS[number](row), n: null }
  const stat = getPairStat(matchup, number)
  return { name, unit: unitFor(number), shown: stat?.value ?? null, n: stat?.n ?? null }
}

function getPairStat(matchup: Matchup, number: Exclude<PairNumber, MeetingNumber>): Stat | undefined {
  switch (number) {
    case 'frictionScore':
      return matchup.friction.score
    case 'psychologicalEdge':
    case 'chaosPotential':
      return matchup[number]
    case 'home':
    case 'draw':
    case 'away':
    case 'over25':
    case 'btts':
      return matchup.probabilities[number]
    case 'homeGoals':
      return matchup.goalRates.home
    case 'awayGoals':
      return matchup.goalRates.away
    case 'totalGoals':
      return matchup.goalRates.total
    default:
      return matchup.friction.components.find(({ key }) => key === number)?.level
  }
}

function unitFor(number: PairNumber): string {
  if (number === 'psychologicalEdge') return 'points per match'
  if (number.endsWith('Goals')) return 'goals'
  return predictedBy(number) === null ? '0–100' : 'probability'
}

function predictedBy(number: PairNumber): PredictedNumber | null {
  if (number === 'homeGoals') return 'homeGoalRate'
  if (number === 'awayGoals') return 'awayGoalRate'
  return PREDICTED_NUMBERS.find((one) => one === number) ?? null
}

/**
 * A number of a pair, from the matches of the run that made it.
 *
 * @throws {ApiError} SNAPSHOT_GONE  the run's data are not stored any more
 */
export async function tracePairNumber(app: Tracing, pair: ShownPair, number: PairNumber): Promise<TracedNumber> {
  const { runId, leagueCode, season } = pair.row
  const trace = await readLeagueOfRun(app, runId, leagueCode)
  const recount = recountPair(trace, season ?? '', pair.matchup, number)
  return { ...describePairNumber(pair, number), runId, migrated: null, noRecount: null, ...toTracedNumber(recount, trace.table) }
}

function recountPair(trace: LeagueTrace, season: string, { home, away }: Matchup, number: PairNumber): Recount {
  const pair = { homeId: home.id, awayId: away.id }
  const predicted = predictedBy(number)
  if (predicted !== null) return recountPrediction(trace.history, pair, predicted)
  if (isMeeting(number)) return recountMeetings(trace.history, pair, number)
  if (number === 'psychologicalEdge') return recountEdge(trace.history, pair)
  if (number === 'chaosPotential') return recountChaos(trace.pairsFor(season), pair)
  const component = findComponent(number)
  return component === undefined ? recountScore(trace.pairsFor(season), pair) : recountLevel(trace.pairsFor(season), pair, component)
}

/** Pairs of the old system have no edge of their own: where one is shown, enrichment took it from ours. */
export const isEnriched = ({ matchup }: ShownPair, { number }: ProvenanceQuery): boolean =>
  number === 'psychologicalEdge' && matchup.psychologicalEdge.value !== null

type PairQuery = ProvenanceQuery & { readonly homeId: number; readonly awayId: number }

/**
 * An edge that enrichment filled: half of what the calculated pairs say in the two orders, counted again from both.
 *
 * @throws {ApiError} MATCHUP_NOT_FOUND, SNAPSHOT_GONE  the pairs or their data are not stored any more
 */
export async function traceEnrichedEdge(app: Tracing, query: PairQuery, shown: ShownPair): Promise<TracedNumber> {
  const calculated = { ...query, origin: 'calculated' as const, season: undefined }
  const there = await readShownPair(app, calculated)
  const back = await readStoredMatchup(app, { ...calculated, homeId: query.awayId, awayId: query.homeId })
  const counted = await tracePairNumber(app, there, 'psychologicalEdge')
  const own: Stat = { ...there.matchup.psychologicalEdge, value: counted.recount?.value ?? null }
  return {
    ...counted,
    ...describePairNumber(shown, 'psychologicalEdge'),
    formula: app.moved.edge.meaning,
    runId: there.row.runId,
    recount: {
      value: app.moved.edge.ofOrders(own, back.psychologicalEdge)?.value ?? null,
      figures: [
        { name: 'thisOrder', value: own.value ?? Number.NaN },
        { name: 'otherOrder', value: back.psychologicalEdge.value ?? Number.NaN },
      ],
    },
  }
}
