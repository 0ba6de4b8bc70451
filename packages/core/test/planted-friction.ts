import { buildMatchTable, type TableMatch, type MatchTable } from '../src/football/match-table.ts'
import { dayFromIso } from '../src/units.ts'
import { seasonStartingIn } from '../src/football/season.ts'
import { normalQuantile } from '../src/numeric/distributions.ts'
import { createRandom, normal, poisson, type RandomState, uniformInteger } from '../src/numeric/random.ts'

export interface PlantedLeague {
  readonly seed: number
  readonly seasons: number
  /** Change of the log goal rate per standard deviation of own corners times per standard deviation of corners that the other concedes. */
  readonly effect: number
}

const TEAMS = 20
const ROUNDS = 38
const DAYS_BETWEEN = 7

interface PlantedTeam {
  readonly id: number
  readonly strength: number
  /** Standard deviations of corners won and conceded: how it plays, which by itself says nothing of how good it is. */
  readonly volume: number
  readonly concedes: number
  readonly roughness: number
}

/**
 * A league whose goals depend on strengths and, if so planted, on whose corners meet whose weakness at them. Shots follow the strengths and corners
 * the style, which no rating looks at: the forecast cannot know it already.
 */
export function plantedLeague({ seed, seasons, effect }: PlantedLeague): MatchTable {
  const random = createRandom(seed)
  const [volumes, concessions] = [shuffledLadder(random), shuffledLadder(random)]
  const teams = Array.from(
    { length: TEAMS },
    (_, id): PlantedTeam => ({
      id: id + 1,
      strength: normal(random, 0, 0.2),
      volume: volumes[id]!,
      concedes: concessions[id]!,
      roughness: normal(random),
    }),
  )
  const codes = Array.from({ length: seasons }, (_, s) => seasonStartingIn(2010 + s))
  const matches: TableMatch[] = []
  codes.forEach((season, s) => {
    const firstDay = dayFromIso(`${2010 + s}-08-10`)
    listRounds(TEAMS).forEach((round, r) => {
      for (const [home, away] of round) {
        const match = playMatch(random, { home: teams[home]!, away: teams[away]!, effect })
        const kickoffOn = (firstDay + DAYS_BETWEEN * r) as typeof firstDay
        matches.push({ ...match, matchId: matches.length + 1, season, kickoffOn, kickoffAt: null })
      }
    })
  })
  const refs = teams.map(({ id }) => ({ id, name: `Team ${id}` }))
  return buildMatchTable({ competition: `P${seed}`, teams: refs, seasons: codes, matches, quotes: [] })
}

/** As far apart as a normal draw of so many teams, in an order of their own: every league's styles differ equally. */
function shuffledLadder(random: RandomState): number[] {
  const rungs = Array.from({ length: TEAMS }, (_, i) => normalQuantile((i + 0.5) / TEAMS))
  for (let i = TEAMS - 1; i > 0; i--) {
    const j = uniformInteger(random, i + 1)
    ;[rungs[i], rungs[j]] = [rungs[j]!, rungs[i]!]
  }
  return rungs
}

/** Everyone against everyone at both grounds, each week every team once: the circle method. */
function listRounds(teams: number): [home: number, away: number][][] {
  const half = Array.from({ length: teams - 1 }, (_, round) =>
    Array.from({ length: teams / 2 }, (_, k): [number, number] => {
      const seat = (i: number) => (i === 0 ? 0 : 1 + ((i - 1 + round) % (teams - 1)))
      const [one, other] = [seat(k), seat(teams - 1 - k)]
      return (round + k) % 2 === 0 ? [one, other] : [other, one]
    }),
  )
  return [...half, ...half.map((round) => round.map(([home, away]): [number, number] => [away, home]))].slice(0, ROUNDS)
}

function playMatch(
  random: RandomState,
  { home, away, effect }: { readonly home: PlantedTeam; readonly away: PlantedTeam; readonly effect: number },
): Pick<TableMatch, 'homeId' | 'awayId' | 'fullTime' | 'halfTime' | 'homeStatistics' | 'awayStatistics'> {
  const clash = effect * (home.volume * away.concedes - away.volume * home.concedes)
  const homeGoals = poisson(random, 1.5 * Math.exp(home.strength - away.strength + clash))
  const awayGoals = poisson(random, 1.2 * Math.exp(away.strength - home.strength - clash))
  const statistics = (own: PlantedTeam, other: PlantedTeam) => {
    const shots = poisson(random, 12 * Math.exp(own.strength - other.strength))
    return {
      shots,
      shotsOnTarget: Math.min(shots, poisson(random, shots * 0.35)),
      fouls: poisson(random, Math.max(2, 12 + 1.5 * own.roughness)),
      corners: poisson(random, Math.max(1, 5 + own.volume + other.concedes)),
      yellows: poisson(random, Math.max(0.3, 2 + 0.3 * own.roughness)),
      reds: 0,
    }
  }
  return {
    homeId: home.id,
    awayId: away.id,
    fullTime: { home: homeGoals, away: awayGoals },
    halfTime: null,
    homeStatistics: statistics(home, away),
    awayStatistics: statistics(away, home),
  }
}
