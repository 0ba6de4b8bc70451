import type { MatchHistory } from '../../football/history.ts'
import { SUPREMACY_PUSH, TOTAL_PUSH } from './filter-constants.ts'
import { closingRates, openingRates } from './market-rates.ts'
import { fitPoissonRegression } from '../../numeric/regression.ts'

/** How a match differed from its closing price, home minus away and home plus away; NaN where unknown. */
export interface MatchSurprise {
  readonly supremacy: number
  readonly total: number
  readonly goals: readonly [difference: number, sum: number]
  readonly shotsOnTarget: readonly [difference: number, sum: number]
  readonly shots: readonly [difference: number, sum: number]
  readonly corners: readonly [difference: number, sum: number]
  /** How far results push the levels of the two filters. */
  readonly supremacyPush: number
  readonly totalPush: number
}

const STATISTICS = ['ShotsOnTarget', 'Shots', 'Corners'] as const
const SEASONS_OF_STATISTICS = 3
/** The usual log(home x away), where a match has no totals price. */
const DEFAULT_TOTAL = 0.58
const UNKNOWN = [Number.NaN, Number.NaN] as const

const orZero = (value: number) => (Number.isNaN(value) ? 0 : value)

/**
 * Reads the matches of one league in order and measures how each differed from its price. The shots expected at a price are learned from
 * earlier seasons.
 */
export function createMarketForm() {
  const seasons: { readonly season: number; readonly sides: readonly StatisticSides[] }[] = []
  let models: readonly (StatisticModel | null)[] = STATISTICS.map(() => null)

  function beginSeason(season: number): void {
    if (seasons.at(-1)?.season === season) return
    const recent = seasons.slice(-SEASONS_OF_STATISTICS)
    models = STATISTICS.map((_, k) => fitStatisticModel(recent.flatMap(({ sides }) => sides[k] ?? [])))
    seasons.push({ season, sides: STATISTICS.map(emptySides) })
  }

  function statisticSurprise(history: MatchHistory, row: number, k: number, logHome: number, logAway: number): readonly [number, number] {
    const name = STATISTICS[k]!
    const home = history.columns[`home${name}`][row]!
    const away = history.columns[`away${name}`][row]!
    const sides = seasons.at(-1)?.sides[k]
    if (sides === undefined || Number.isNaN(home + away + logHome)) return UNKNOWN
    addSide(sides, true, logHome, logAway, home)
    addSide(sides, false, logAway, logHome, away)
    const model = models[k]
    if (!model) return UNKNOWN
    const atHome = home - expectedStatistic(model, true, logHome, logAway)
    const visiting = away - expectedStatistic(model, false, logAway, logHome)
    return [atHome - visiting, atHome + visiting]
  }

  return {
    read(history: MatchHistory, row: number): MatchSurprise {
      const { columns } = history
      beginSeason(columns.season[row]!)
      const close = closingRates(history, row)
      const total = Number.isNaN(close.total) ? DEFAULT_TOTAL : close.total
      const logHome = (total + close.supremacy) / 2
      const logAway = (total - close.supremacy) / 2
      const home = columns.homeGoals[row]! - Math.exp(logHome)
      const away = columns.awayGoals[row]! - Math.exp(logAway)
      const shotsOnTarget = statisticSurprise(history, row, 0, logHome, logAway)
      const shots = statisticSurprise(history, row, 1, logHome, logAway)
      const corners = statisticSurprise(history, row, 2, logHome, logAway)
      const move = close.supremacy - openingRates(history, row).supremacy
      const supremacyPush =
        SUPREMACY_PUSH.goals * (home - away) +
        SUPREMACY_PUSH.shotsOnTarget * orZero(shotsOnTarget[0]) +
        SUPREMACY_PUSH.shots * orZero(shots[0]) +
        SUPREMACY_PUSH.corners * orZero(corners[0]) +
        SUPREMACY_PUSH.move * orZero(move)
      const totalPush =
        TOTAL_PUSH.goals * (home + away) + TOTAL_PUSH.shotsOnTarget * orZero(shotsOnTarget[1]) + TOTAL_PUSH.shots * orZero(shots[1])
      return {
        supremacy: close.supremacy,
        total: close.total,
        goals: [home - away, home + away],
        shotsOnTarget,
        shots,
        corners,
        supremacyPush: orZero(supremacyPush),
        totalPush: orZero(totalPush),
      }
    },
  }
}

/** `log E = a + a_home + b log own rate + c log opponent's rate`, four numbers. */
export type StatisticModel = Float64Array

/** With fewer sides the coefficients are chance. */
const MIN_SIDES = 200

/** Past sides of one league: what each did, and the goal rates that the market had seen. */
export interface StatisticSides {
  /** Row-major, shape [sides, 4]: 1, 1 at home (else 0), log own rate, log opponent's rate. */
  readonly design: number[]
  readonly counts: number[]
}

const emptySides = (): StatisticSides => ({ design: [], counts: [] })

/** How often a side shoots or takes corners, given the goal rates that the market saw; null with too few sides. */
export function fitStatisticModel(seasons: readonly StatisticSides[]): StatisticModel | null {
  const counts = Float64Array.from(seasons.flatMap((season) => season.counts))
  if (counts.length < MIN_SIDES) return null
  const design = Float64Array.from(seasons.flatMap((season) => season.design))
  const level = Math.log(counts.reduce((sum, count) => sum + count, 0) / counts.length)
  // A file that holds 0 everywhere measured nothing.
  if (level === Number.NEGATIVE_INFINITY) return null
  return fitPoissonRegression(design, counts, { mean: [level, 0, 0, 0], precision: [0, 1, 1, 1] })
}

function addSide(sides: StatisticSides, atHome: boolean, logOwn: number, logOther: number, count: number): void {
  sides.design.push(1, atHome ? 1 : 0, logOwn, logOther)
  sides.counts.push(count)
}

export function expectedStatistic(model: StatisticModel, atHome: boolean, logOwn: number, logOther: number): number {
  return Math.exp(model[0]! + (atHome ? model[1]! : 0) + model[2]! * logOwn + model[3]! * logOther)
}
