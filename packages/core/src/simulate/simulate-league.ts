import { CoreError } from '../errors.ts'
import { isoFromMinute, londonInstant } from '../football/time.ts'
import type { MatchRecord, SideStatistics } from '../football/match.ts'
import { createRandom, normal, type RandomState, uniformInteger } from '../numeric/random.ts'
import { isoFromDay } from '../units.ts'
import {
  type LeagueTruth,
  type SimulatedMatch,
  type TeamTruth,
  drawScore,
  scoreDistribution,
  drawHalfTime,
  drawStatistics,
} from './draw-match.ts'
import { type Fixture, scheduleSeason } from './schedule.ts'
import { type MatchRates, simulateQuotes } from './simulate-quotes.ts'

/** Streams of their own, so that a change to one part leaves the draws of the others alone. */
const STREAM = { schedule: 0, goals: 1, statistics: 2, quotes: 3, referees: 4, day: 5 } as const
/** Rounds ahead for which books already quote. */
const ROUNDS_QUOTED_AHEAD = 2
const REFEREE_SURNAMES = ['Alder', 'Brandt', 'Corrie', 'Dace', 'Emmer', 'Fenn', 'Garrick', 'Holt', 'Ives', 'Jarrow', 'Kerr', 'Lund']
const REFEREE_SPREAD = 0.18
const NOT_MEASURED: SideStatistics = { shots: null, shotsOnTarget: null, fouls: null, corners: null, yellows: null, reds: null }

interface Referee {
  readonly name: string
  /** Factor on cards. */
  readonly strictness: number
}

type Streams = Readonly<Record<keyof typeof STREAM, RandomState>>

function checkTruth(truth: LeagueTruth): void {
  const { teams, playedShare } = truth
  const names = new Set(teams.map((team) => team.name))
  if (teams.length % 2 !== 0 || teams.length < 4 || teams.length > 20 || names.size !== teams.length) {
    throw new CoreError(
      'INVALID_ARGUMENT',
      `got ${teams.length} teams with ${names.size} names, expected an even number from 4 to 20, all different`,
    )
  }
  if (!(playedShare >= 0 && playedShare <= 1)) {
    throw new CoreError('INVALID_ARGUMENT', `got playedShare ${playedShare}, expected a share in [0, 1]`)
  }
  if (!(truth.daySpread >= 0 && truth.daySpread <= 1)) {
    throw new CoreError('INVALID_ARGUMENT', `got daySpread ${truth.daySpread}, expected a standard deviation in [0, 1]`)
  }
  const strange = truth.pairEffects.find(({ home, away }) => !names.has(home) || !names.has(away))
  if (strange) throw new CoreError('UNKNOWN_TEAM', `got a pair effect of ${strange.home} and ${strange.away}, expected teams of the league`)
}

/** Goal rates from strengths and pairing, and the same with the day's effect. */
function matchRates(truth: LeagueTruth, sides: { readonly home: TeamTruth; readonly away: TeamTruth }, day: RandomState): MatchRates {
  const { home, away } = sides
  const effect = truth.pairEffects.find((pair) => pair.home === home.name && pair.away === away.name)
  const homeGoalRate = Math.exp(truth.intercept + truth.homeAdvantage + home.attack - away.defence + (effect?.homeLogRate ?? 0))
  const awayGoalRate = Math.exp(truth.intercept + away.attack - home.defence + (effect?.awayLogRate ?? 0))
  const onTheDay = (rate: number): number => rate * Math.exp(normal(day, 0, truth.daySpread))
  return {
    rho: truth.rho,
    before: { homeGoalRate, awayGoalRate },
    onTheDay: { homeGoalRate: onTheDay(homeGoalRate), awayGoalRate: onTheDay(awayGoalRate) },
  }
}

function playMatch(
  sides: { readonly home: TeamTruth; readonly away: TeamTruth },
  rates: MatchRates,
  setting: { readonly referee: Referee; readonly streams: Streams },
): Pick<MatchRecord, 'fullTime' | 'halfTime' | 'homeStatistics' | 'awayStatistics'> {
  const { streams, referee } = setting
  const { homeGoalRate, awayGoalRate } = rates.onTheDay
  const fullTime = drawScore(scoreDistribution(homeGoalRate, awayGoalRate, rates.rho), streams.goals)
  const halfTime = drawHalfTime(fullTime, streams.goals)
  const home = { team: sides.home, goals: fullTime.home, goalRate: homeGoalRate, atHome: true }
  const away = { team: sides.away, goals: fullTime.away, goalRate: awayGoalRate, atHome: false }
  return {
    fullTime,
    halfTime,
    homeStatistics: drawStatistics(home, referee.strictness, streams.statistics),
    awayStatistics: drawStatistics(away, referee.strictness, streams.statistics),
  }
}

function simulateFixture(
  truth: LeagueTruth,
  fixture: Fixture,
  setting: { playedRounds: number; referees: readonly Referee[]; streams: Streams },
) {
  const { playedRounds, referees, streams } = setting
  const home = truth.teams[fixture.home]!
  const away = truth.teams[fixture.away]!
  const rates = matchRates(truth, { home, away }, streams.day)
  const referee = referees[uniformInteger(streams.referees, referees.length)]!
  const played = fixture.round < playedRounds
  const outcome = played
    ? playMatch({ home, away }, rates, { referee, streams })
    : { fullTime: null, halfTime: null, homeStatistics: NOT_MEASURED, awayStatistics: NOT_MEASURED }
  const match: MatchRecord = {
    division: truth.division,
    season: truth.season,
    kickoffOn: isoFromDay(fixture.day),
    kickoffAt: isoFromMinute(londonInstant(fixture.day, fixture.clock)),
    home: home.name,
    away: away.name,
    status: played ? 'played' : 'scheduled',
    ...outcome,
    referee: played ? referee.name : null,
  }
  const quoted = fixture.round < playedRounds + ROUNDS_QUOTED_AHEAD
  const quotes = quoted ? simulateQuotes(rates, played, streams.quotes) : []
  return { match, quotes, ...rates.onTheDay }
}

/**
 * One season of a league whose truth is known, match by match in the order of kick-off: scores from the
 * true goal rates, half-times, counts, referees, opening and closing prices, in the shape that an
 * importer gives. Same truth and seed, same matches.
 *
 * @param truth  strengths, styles, planted effects, how much has been played
 * @param seed   integer in [0, 2^32)
 * @throws {CoreError} INVALID_ARGUMENT  an odd number of teams, fewer than 4 or more than 20, a name twice,
 *                                       a played share, day spread or seed out of range
 * @throws {CoreError} UNKNOWN_TEAM      a pair effect of a team that is not in the league
 */
export function simulateLeague(truth: LeagueTruth, seed: number): SimulatedMatch[] {
  checkTruth(truth)
  const streams: Streams = {
    schedule: createRandom(seed, STREAM.schedule),
    goals: createRandom(seed, STREAM.goals),
    statistics: createRandom(seed, STREAM.statistics),
    quotes: createRandom(seed, STREAM.quotes),
    referees: createRandom(seed, STREAM.referees),
    day: createRandom(seed, STREAM.day),
  }
  const referees = REFEREE_SURNAMES.map((surname, index) => ({
    name: `${String.fromCharCode(65 + ((index * 7) % 26))} ${surname}`,
    strictness: Math.exp(normal(streams.referees, 0, REFEREE_SPREAD)),
  }))
  const fixtures = scheduleSeason(truth.season, truth.teams.length, streams.schedule)
  const playedRounds = Math.round(truth.playedShare * 2 * (truth.teams.length - 1))
  return fixtures.map((fixture) => simulateFixture(truth, fixture, { playedRounds, referees, streams }))
}
