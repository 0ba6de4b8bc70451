import { seasonWindow } from '../football/season.ts'
import { type RandomState, uniformInteger } from '../numeric/random.ts'
import type { Day } from '../units.ts'

/** A fixture by the indices of its teams. */
export interface Fixture {
  readonly round: number
  readonly home: number
  readonly away: number
  readonly day: Day
  /** `HH:MM` in the source's clock. */
  readonly clock: string
}

interface Slot {
  readonly weekday: 'weekend' | 'midweek'
  /** The Saturday or the Wednesday. */
  readonly day: number
}

const DAYS_PER_WEEK = 7
/** Day 2, 1970-01-03, was a Saturday. */
const SATURDAY = 2
const SEASON_OPENS_AFTER_DAYS = 36
const WEEKS = 40
/** Weeks without league football: internationals, cups and the turn of the year. */
const FREE_WEEKS = new Set([4, 9, 14, 21, 25, 32])
/** Weeks with a second round on Tuesday and Wednesday. */
const MIDWEEKS = [7, 17, 19, 24]

/** Kick-offs of a weekend, first to last: offsets from Saturday. */
const WEEKEND_KICKOFFS = [
  [0, '12:30'],
  [0, '15:00'],
  [0, '15:00'],
  [0, '15:00'],
  [0, '15:00'],
  [0, '17:30'],
  [1, '14:00'],
  [1, '14:00'],
  [1, '16:30'],
  [1, '16:30'],
] as const
const MIDWEEK_KICKOFFS = [
  [0, '19:45'],
  [0, '19:45'],
  [0, '20:00'],
] as const
/** The last round begins everywhere at once. */
const LAST_ROUND_KICKOFFS = [[1, '16:00']] as const

function listSlots(season: string): Slot[] {
  const earliest = seasonWindow(season).first + SEASON_OPENS_AFTER_DAYS
  const saturday = earliest + ((SATURDAY - (earliest % DAYS_PER_WEEK) + DAYS_PER_WEEK) % DAYS_PER_WEEK)
  const slots: Slot[] = []
  for (let week = 0; week < WEEKS; week++) {
    const day = saturday + week * DAYS_PER_WEEK
    if (!FREE_WEEKS.has(week)) slots.push({ weekday: 'weekend', day })
    if (MIDWEEKS.includes(week)) slots.push({ weekday: 'midweek', day: day + 4 })
  }
  return slots
}

/** Home and away of every round of a single round robin, by the circle method; venues alternate. */
function singleRoundRobin(teams: number): [home: number, away: number][][] {
  const rotating = teams - 1
  return Array.from({ length: rotating }, (_, round) =>
    Array.from({ length: teams / 2 }, (_, pair): [number, number] => {
      const one = pair === 0 ? rotating : (round + pair) % rotating
      const other = (round - pair + rotating) % rotating
      const swap = pair === 0 ? round % 2 === 1 : pair % 2 === 1
      return swap ? [other, one] : [one, other]
    }),
  )
}

function shuffled<T>(items: readonly T[], random: RandomState): T[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = uniformInteger(random, i + 1)
    const held = result[i] as T
    result[i] = result[j] as T
    result[j] = held
  }
  return result
}

/**
 * A season's double round robin, in the order in which it is played: weekends with kick-offs from
 * Saturday noon to Sunday, a few midweek rounds, free weeks, the last round all at once.
 *
 * @param teams  even, from 4 to 20
 */
export function scheduleSeason(season: string, teams: number, random: RandomState): Fixture[] {
  const labels = shuffled(
    Array.from({ length: teams }, (_, index) => index),
    random,
  )
  const first = singleRoundRobin(teams)
  const rounds = [...first, ...first.map((round) => round.map(([home, away]): [number, number] => [away, home]))]
  const all = listSlots(season)
  const slots = all.slice(Math.floor((all.length - rounds.length) / 2))
  return rounds.flatMap((round, index) => {
    const slot = slots[index]!
    const usual = slot.weekday === 'weekend' ? WEEKEND_KICKOFFS : MIDWEEK_KICKOFFS
    const kickoffs = index === rounds.length - 1 ? LAST_ROUND_KICKOFFS : usual
    return shuffled(round, random)
      .map(([home, away], position): Fixture => {
        const [offset, clock] = kickoffs[position % kickoffs.length] as readonly [number, string]
        return { round: index, home: labels[home]!, away: labels[away]!, day: (slot.day + offset) as Day, clock }
      })
      .sort((a, b) => a.day - b.day || (a.clock < b.clock ? -1 : a.clock > b.clock ? 1 : 0))
  })
}
