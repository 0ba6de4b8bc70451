import { CoreError } from '../errors.ts'
import type { MatchRecord } from '../football/match.ts'
import { seasonStartingIn } from '../football/season.ts'
import { createRandom, nextUint32, normal, type RandomState } from '../numeric/random.ts'
import type { LeagueTruth, PairEffect, SimulatedMatch, TeamStyle, TeamTruth } from './draw-match.ts'
import { simulateLeague } from './simulate-league.ts'

/** Codes of the two invented divisions, the first above the second. */
export const DEMO_DIVISIONS = ['VE1', 'VE2'] as const

const SEASONS = 6
const FIRST_SEASON = 2020
const PROMOTED = 3
const PLAYED_SHARE_OF_LAST_SEASON = 0.6

/** Clubs of the invented country of Verania, a division each; none of them exists. */
const CLUBS: readonly (readonly string[])[] = [
  [
    'Aldermoor United',
    'Brackwater',
    'Calderholm City',
    'Dunmarrow Rovers',
    'Eastholme Athletic',
    'Farrowgate',
    'Glenhollow',
    'Harrowick Town',
    'Inverlune',
    'Kestrel Bay',
    'Larkmoor',
    'Marrowby Albion',
    'Northmere',
    'Oakhollow Rangers',
    'Pellbridge',
    'Quarrydon',
    'Ravensholt',
    'Silverness',
  ],
  [
    'Ashgrove Vale',
    'Brindlecombe',
    'Copperhay',
    'Dovermoor',
    'Elmstead Heath',
    'Fennimore',
    'Gorsewick',
    'Hollin Cross',
    'Ironleigh',
    'Juniper Hill',
    'Kingsferry',
    'Lowenmouth',
    'Millbrace',
    'Thornmere',
    'Umberford',
    'Velmouth',
    'Westering Park',
    'Yarrowdale',
  ],
]

/** Planted pairing effects beyond strength, for the friction pages to find. */
const PLANTED: readonly PairEffect[] = [
  { home: 'Kestrel Bay', away: 'Aldermoor United', homeLogRate: 0.25, awayLogRate: -0.25 },
  { home: 'Ravensholt', away: 'Silverness', homeLogRate: 0.2, awayLogRate: 0.2 },
  { home: 'Silverness', away: 'Ravensholt', homeLogRate: 0.2, awayLogRate: 0.2 },
  { home: 'Inverlune', away: 'Northmere', homeLogRate: -0.3, awayLogRate: 0 },
]

/** Log scale: how far the second division stands below the first, and how far its clubs stand apart. */
const SECOND_DIVISION_GAP = -0.28
const LONG_RUN_SPREAD = [0.24, 0.14] as const
const ATTACK_DEFENCE_CORRELATION = 0.55
/** Strength returns to a club's long run by this factor each season, with a shock of this size. */
const PERSISTENCE = 0.7
const SEASON_SHOCK = 0.09
const STYLE_SPREAD = 0.11
/** So that prices drift between opening and close by about a tenth of a log probability, as real ones do. */
const DAY_SPREAD = 0.075
/** Each division's own level of goals, home advantage and low-score correction. */
const LEVELS = [
  { intercept: 0.15, homeAdvantage: 0.23, rho: -0.05 },
  { intercept: 0.15, homeAdvantage: 0.24, rho: -0.04 },
] as const

interface Club {
  readonly name: string
  readonly style: TeamStyle
  readonly longRun: Strength
  readonly now: Strength
}

interface Strength {
  readonly attack: number
  readonly defence: number
}

/** One division's season of the demo. */
export interface DemoSeason {
  readonly division: string
  readonly season: string
  readonly matches: readonly SimulatedMatch[]
}

function drawStrength(mean: number, spread: number, random: RandomState): Strength {
  const shared = normal(random)
  const own = Math.sqrt(1 - ATTACK_DEFENCE_CORRELATION)
  const side = (): number => mean + spread * (Math.sqrt(ATTACK_DEFENCE_CORRELATION) * shared + own * normal(random))
  return { attack: side(), defence: side() }
}

function foundClub(name: string, level: number, random: RandomState): Club {
  const longRun = drawStrength(level === 0 ? 0 : SECOND_DIVISION_GAP, LONG_RUN_SPREAD[level] ?? 0, random)
  const factor = (): number => Math.exp(normal(random, 0, STYLE_SPREAD))
  return { name, style: { shots: factor(), corners: factor(), fouls: factor(), cards: factor() }, longRun, now: longRun }
}

/** A summer later: an autoregressive step about the club's long run. */
function nextSeason(club: Club, random: RandomState): Club {
  const shock = drawStrength(0, SEASON_SHOCK, random)
  const step = (side: keyof Strength): number => club.longRun[side] + PERSISTENCE * (club.now[side] - club.longRun[side]) + shock[side]
  return { ...club, now: { attack: step('attack'), defence: step('defence') } }
}

function toTruth(level: number, clubs: readonly Club[], seasonIndex: number): LeagueTruth {
  const names = new Set(clubs.map((club) => club.name))
  const teams = clubs.map(({ name, style, now }): TeamTruth => ({ name, style, ...now }))
  return {
    division: DEMO_DIVISIONS[level]!,
    season: seasonStartingIn(FIRST_SEASON + seasonIndex),
    teams,
    ...(LEVELS[level] as (typeof LEVELS)[number]),
    daySpread: DAY_SPREAD,
    pairEffects: PLANTED.filter(({ home, away }) => names.has(home) && names.has(away)),
    playedShare: seasonIndex === SEASONS - 1 ? PLAYED_SHARE_OF_LAST_SEASON : 1,
  }
}

/** The divisions of the next season: the last three of the first change places with the first three of the second. */
function promote(divisions: readonly (readonly Club[])[], played: readonly DemoSeason[]): Club[][] {
  const [first, second] = played.map(({ matches }) => finalOrder(matches.map(({ match }) => match))) as [string[], string[]]
  const down = new Set(first.slice(-PROMOTED))
  const up = new Set(second.slice(0, PROMOTED))
  const all = divisions.flat()
  const inFirst = (club: Club): boolean => up.has(club.name) || (first.includes(club.name) && !down.has(club.name))
  return [all.filter(inFirst), all.filter((club) => !inFirst(club))]
}

/**
 * The demo: two divisions of an invented country over six seasons, 18 clubs each, three up and three
 * down, the last season 60 % played with its remaining fixtures announced. Same seed, same matches.
 *
 * @param seed  integer in [0, 2^32)
 * @throws {CoreError} INVALID_ARGUMENT  seed out of range
 */
export function simulateDemo({ seed }: { readonly seed: number }): DemoSeason[] {
  if (!Number.isInteger(seed)) throw new CoreError('INVALID_ARGUMENT', `got seed ${seed}, expected an integer`, { seed })
  const random = createRandom(seed)
  let divisions = CLUBS.map((names, level) => names.map((name) => foundClub(name, level, random)))
  const seasons: DemoSeason[] = []
  for (let index = 0; index < SEASONS; index++) {
    const played = divisions.map((clubs, level): DemoSeason => {
      const truth = toTruth(level, clubs, index)
      return { division: truth.division, season: truth.season, matches: simulateLeague(truth, nextUint32(random)) }
    })
    seasons.push(...played)
    divisions = promote(divisions, played).map((clubs) => clubs.map((club) => nextSeason(club, random)))
  }
  return seasons
}

/** A team's place in the final table. */
interface Standing {
  readonly team: string
  readonly points: number
  readonly goalDifference: number
  readonly goalsFor: number
}

/** Names from first to last: points, goal difference, goals, then name. */
export function finalOrder(matches: readonly MatchRecord[]): string[] {
  const table = new Map<string, Standing>()
  const add = (team: string, scored: number, conceded: number): void => {
    const before = table.get(team) ?? { team, points: 0, goalDifference: 0, goalsFor: 0 }
    table.set(team, {
      team,
      points: before.points + (scored > conceded ? 3 : scored === conceded ? 1 : 0),
      goalDifference: before.goalDifference + scored - conceded,
      goalsFor: before.goalsFor + scored,
    })
  }
  for (const { home, away, fullTime } of matches) {
    if (!fullTime) continue
    add(home, fullTime.home, fullTime.away)
    add(away, fullTime.away, fullTime.home)
  }
  return [...table.values()]
    .sort((a, b) => b.points - a.points || b.goalDifference - a.goalDifference || b.goalsFor - a.goalsFor || (a.team < b.team ? -1 : 1))
    .map(({ team }) => team)
}
