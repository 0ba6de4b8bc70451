import type { Fixture } from './rating-filter.ts'
import type { MatchSurprise } from './market-form.ts'

/** Exponentially weighted means of some series per team, each at several memories. */
export interface MovingAverages {
  /** Adds one match of a team; NaN leaves that series as it was. */
  push(team: number, values: ArrayLike<number>): void
  /** Writes series x memory numbers to `out` at `offset`; zeros for a team without a match. */
  read(team: number, out: Float64Array, offset: number): void
  readonly width: number
}

/** @param halfLives  in matches */
export function createMovingAverages(series: number, halfLives: readonly number[]): MovingAverages {
  const width = series * halfLives.length
  const keep = halfLives.map((matches) => 0.5 ** (1 / matches))
  const means = new Map<number, Float64Array>()
  return {
    width,
    push(team, values) {
      let mine = means.get(team)
      if (mine === undefined) {
        mine = new Float64Array(width)
        means.set(team, mine)
      }
      for (let s = 0; s < series; s++) {
        const value = values[s]!
        if (Number.isNaN(value)) continue
        for (let h = 0; h < keep.length; h++) {
          const at = s * keep.length + h
          mine[at] = mine[at]! * keep[h]! + (1 - keep[h]!) * value
        }
      }
    },
    read(team, out, offset) {
      const mine = means.get(team)
      for (let k = 0; k < width; k++) out[offset + k] = mine?.[k] ?? 0
    },
  }
}

const HALF_LIVES = [2.5, 8, 25]
const VENUE_HALF_LIFE = [14]
const DIFFERENCES = ['supremacy', 'goals', 'shots on target', 'shots', 'corners']
const SUMS = ['total', 'goals', 'shots on target', 'shots']
const SERIES = DIFFERENCES.length + SUMS.length

/** Matches of a season of twenty teams; progress is measured by it in every league. */
const SEASON_MATCHES = 38
const EARLY_DAYS = 30
const LATE = 0.85
const MAX_REST = 14
const MIN_MATCHES = 5
/** Matches without spectators: from the restarts of May 2020 to the end of that next season. */
const CLOSED_DOORS_FROM = 18_397
const CLOSED_DOORS_TO = 18_779
const THURSDAY_EPOCH = 4

const memory = (name: string) => HALF_LIVES.map((half) => `${name}, half-life ${half}`)

/** The names of the features, in their order; the width of every feature row. */
export const FEATURES: readonly string[] = [
  ...DIFFERENCES.flatMap((name) => memory(`${name} surprise, home minus away`)),
  ...SUMS.flatMap((name) => memory(`${name} surprise, home plus away`)),
  'supremacy surprise at this venue',
  'early',
  'progress',
  'late',
  'midweek',
  'closed doors',
  'newcomer difference',
  'newcomers',
  'newcomer difference, early',
  'rest difference',
  'points per match difference',
  'supremacy, early',
  'supremacy, progress',
  'supremacy, late',
  'total, early',
  'supremacy x total',
  'supremacy squared',
  'supremacy size',
  'supremacy cubed',
  'supremacy',
  'total',
  'supremacy, closed doors',
]

interface PlayedMatch {
  readonly home: number
  readonly away: number
  readonly day: number
  readonly homeGoals: number
  readonly awayGoals: number
}

interface Standing {
  points: number
  matches: number
}

const countPoints = (own: number, other: number): number => (own > other ? 3 : own === other ? 1 : 0)
const isMidweek = (day: number): boolean => {
  const weekday = (day + THURSDAY_EPOCH) % 7
  return weekday >= 2 && weekday <= 4
}

/** What is kept of a league besides its levels: recent surprises at several memories, where the season stands, rest, points. */
export function createFeatures() {
  const recent = createMovingAverages(SERIES, HALF_LIVES)
  const atHome = createMovingAverages(1, VENUE_HALF_LIFE)
  const visiting = createMovingAverages(1, VENUE_HALF_LIFE)
  const lastDay = new Map<number, number>()
  const standings = new Map<number, Standing>()
  let season = -1
  let seasonStart = 0
  let teamsBefore: ReadonlySet<number> = new Set()
  const values = new Float64Array(SERIES)
  const home = new Float64Array(recent.width)
  const away = new Float64Array(recent.width)
  const single = new Float64Array(1)

  function pushRecent(team: number, side: 1 | -1, surprise: MatchSurprise): void {
    values[0] = side * surprise.supremacy
    values[1] = side * surprise.goals[0]
    values[2] = side * surprise.shotsOnTarget[0]
    values[3] = side * surprise.shots[0]
    values[4] = side * surprise.corners[0]
    values[5] = surprise.total
    values[6] = surprise.goals[1]
    values[7] = surprise.shotsOnTarget[1]
    values[8] = surprise.shots[1]
    recent.push(team, values)
  }

  function record(team: number, own: number, other: number, day: number): void {
    const standing = standings.get(team) ?? { points: 0, matches: 0 }
    standing.points += countPoints(own, other)
    standing.matches++
    standings.set(team, standing)
    lastDay.set(team, day)
  }

  const isNewcomer = (team: number): number => (teamsBefore.size > 0 && !teamsBefore.has(team) ? 1 : 0)
  const restBefore = (team: number, day: number): number => Math.min(MAX_REST, day - (lastDay.get(team) ?? day - MAX_REST))
  const pointsPerMatch = (team: number): number => {
    const standing = standings.get(team)
    return standing === undefined ? 0 : standing.points / Math.max(MIN_MATCHES, standing.matches)
  }

  /** Recent form at each memory, home minus away, then home plus away. */
  function writeForm(fixture: Fixture, out: Float64Array): number {
    recent.read(fixture.home, home, 0)
    recent.read(fixture.away, away, 0)
    const differences = DIFFERENCES.length * HALF_LIVES.length
    for (let k = 0; k < recent.width; k++) out[k] = k < differences ? home[k]! - away[k]! : home[k]! + away[k]!
    atHome.read(fixture.home, single, 0)
    const own = single[0]!
    visiting.read(fixture.away, single, 0)
    out[recent.width] = own - single[0]!
    return recent.width + 1
  }

  return {
    beginSeason(next: number, day: number): void {
      if (next === season) return
      teamsBefore = new Set(standings.keys())
      standings.clear()
      season = next
      seasonStart = day
    },

    add(match: PlayedMatch, surprise: MatchSurprise): void {
      pushRecent(match.home, 1, surprise)
      pushRecent(match.away, -1, surprise)
      atHome.push(match.home, [surprise.supremacy])
      visiting.push(match.away, [-surprise.supremacy])
      record(match.home, match.homeGoals, match.awayGoals, match.day)
      record(match.away, match.awayGoals, match.homeGoals, match.day)
    },

    read(fixture: Fixture, rated: { readonly supremacy: number; readonly total: number; readonly asOf: number }): Float64Array {
      const out = new Float64Array(FEATURES.length)
      const start = writeForm(fixture, out)
      const { supremacy: s, total: t } = rated
      const played = (standings.get(fixture.home)?.matches ?? 0) + (standings.get(fixture.away)?.matches ?? 0)
      const early = Math.exp(-Math.max(0, rated.asOf - seasonStart) / EARLY_DAYS)
      const progress = Math.min(1, played / 2 / SEASON_MATCHES)
      const late = progress > LATE ? 1 : 0
      const closed = fixture.day >= CLOSED_DOORS_FROM && fixture.day <= CLOSED_DOORS_TO ? 1 : 0
      const newcomers = isNewcomer(fixture.home) - isNewcomer(fixture.away)
      const rest = restBefore(fixture.home, fixture.day) - restBefore(fixture.away, fixture.day)
      const context = [
        early,
        progress,
        late,
        isMidweek(fixture.day) ? 1 : 0,
        closed,
        newcomers,
        isNewcomer(fixture.home) + isNewcomer(fixture.away),
        newcomers * early,
        rest,
        pointsPerMatch(fixture.home) - pointsPerMatch(fixture.away),
        s * early,
        s * progress,
        s * late,
        t * early,
        s * t,
        s * s,
        Math.abs(s),
        s ** 3,
        s,
        t,
        closed * s,
      ]
      out.set(context, start)
      return out
    },
  }
}
