import { type DnaContext, estimateMetric, type LeagueMetric, nowhereMeasured } from './estimate-metric.ts'
import { column, type LeagueView, type Observations, observe } from './league-view.ts'
import { goalResiduals, secondHalfResiduals } from './market-expectation.ts'
import { METRIC_CATALOGUE, STYLE_CATALOGUE } from './metric-catalogue.ts'
import type { MetricDefinition } from './team-dna.ts'

/** How rough and how unpredictable the team's matches are. */
export function riskMetrics({ view, expectation }: Pick<DnaContext, 'view' | 'expectation'>): LeagueMetric[] {
  const { history } = view
  const cards = (yellows: Float64Array, reds: Float64Array): Float64Array =>
    yellows.map((yellow, row) => yellow + 2 * (reds[row] as number))
  return [
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.cards,
      observations: {
        home: cards(column(history, 'homeYellows'), column(history, 'homeReds')),
        away: cards(column(history, 'awayYellows'), column(history, 'awayReds')),
      },
      against: 'league',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.fouls,
      observations: { home: column(history, 'homeFouls'), away: column(history, 'awayFouls') },
      against: 'league',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.totalResidual,
      observations: goalResiduals(
        history,
        expectation,
        (side) => side.scored + side.conceded - (side.expectedScored + side.expectedConceded),
      ),
      against: 'expectation',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.totalDispersion,
      observations: goalResiduals(history, expectation, (side) =>
        Math.abs(side.scored + side.conceded - (side.expectedScored + side.expectedConceded)),
      ),
      against: 'league',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.marginDispersion,
      observations: goalResiduals(history, expectation, (side) =>
        Math.abs(side.scored - side.conceded - (side.expectedScored - side.expectedConceded)),
      ),
      against: 'league',
    }),
  ]
}

/**
 * What the team does after half-time when it trails, leads or is level. Compared with the league in the same state: sides that lead
 * sit back and sides that trail push on everywhere, which is no team's character.
 */
export function psycheMetrics({ view, expectation }: Pick<DnaContext, 'view' | 'expectation'>): LeagueMetric[] {
  const whenInterval = (applies: (interval: number) => boolean): Observations =>
    secondHalfResiduals(view.history, expectation, (half) =>
      applies(half.interval) ? half.scored - half.conceded - (half.expectedScored - half.expectedConceded) : Number.NaN,
    )
  return [
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.whenBehind,
      observations: whenInterval((interval) => interval < 0),
      against: 'league',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.whenAhead,
      observations: whenInterval((interval) => interval > 0),
      against: 'league',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.whenLevel,
      observations: whenInterval((interval) => interval === 0),
      against: 'league',
    }),
  ]
}

/** When in the match the team does better or worse than the market's goals, split between the halves. */
export function temporalMetrics({ view, expectation }: DnaContext): LeagueMetric[] {
  return [
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.secondHalfGoals,
      observations: secondHalfResiduals(view.history, expectation, (half) => half.scored - half.expectedScored),
      against: 'expectation',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.secondHalfDifference,
      observations: secondHalfResiduals(
        view.history,
        expectation,
        (half) => half.scored - half.conceded - (half.expectedScored - half.expectedConceded),
      ),
      against: 'expectation',
    }),
    // Listed as not measured, so that the halves are not mistaken for them: no source has the minute of a goal.
    ...[METRIC_CATALOGUE.openingQuarter, METRIC_CATALOGUE.closingQuarter].map((definition) =>
      nowhereMeasured(view, definition, 'data_lack_it'),
    ),
  ]
}

const FORTNIGHT_DAYS = 14
/** Values that differ by less than this over a league come from one shared calendar. */
const SAME_CALENDAR = 1e-9

/** One value for each appearance, from the days of the team's matches of the same season before it. */
function fromCalendar(view: LeagueView, getValue: (day: number, earlierDays: readonly number[]) => number): Observations {
  const { history } = view
  const days = column(history, 'day')
  const seasons = column(history, 'season')
  const home = new Float64Array(history.length).fill(Number.NaN)
  const away = new Float64Array(history.length).fill(Number.NaN)
  for (const appearances of view.appearances) {
    let season = Number.NaN
    let earlier: number[] = []
    for (const appearance of appearances) {
      const row = appearance >> 1
      if (seasons[row] !== season) {
        season = seasons[row] as number
        earlier = []
      }
      const day = days[row] as number
      const side = (appearance & 1) === 0 ? home : away
      side[row] = getValue(day, earlier)
      earlier.push(day)
    }
  }
  return { home, away }
}

/** A calendar that all teams share distinguishes none of them. */
function unlessShared(view: LeagueView, metric: LeagueMetric): LeagueMetric {
  const values = [...metric.byTeam.values()].flatMap((team) => (team.value === null ? [] : [team.value]))
  const isShared = values.length > 1 && Math.max(...values) - Math.min(...values) < SAME_CALENDAR
  return isShared ? nowhereMeasured(view, metric.definition, 'data_lack_it') : metric
}

/** Rest and congestion, from league dates alone: cups, European nights and internationals are not in the data. */
export function physicalMetrics({ view }: DnaContext): LeagueMetric[] {
  const rest = fromCalendar(view, (day, earlier) =>
    earlier.length === 0 ? Number.NaN : Math.min(FORTNIGHT_DAYS, day - (earlier[earlier.length - 1] as number)),
  )
  const congestion = fromCalendar(view, (day, earlier) => earlier.filter((other) => day - other <= FORTNIGHT_DAYS).length)
  return [
    unlessShared(view, estimateMetric(view, { definition: METRIC_CATALOGUE.restDays, observations: rest, against: 'league' })),
    unlessShared(view, estimateMetric(view, { definition: METRIC_CATALOGUE.congestion, observations: congestion, against: 'league' })),
  ]
}

/** Goals beyond what the league makes of as many shots on target, season by season, from the shooting side. */
function beyondShots({ history }: LeagueView): Observations {
  const seasons = column(history, 'season')
  const goals = [column(history, 'homeGoals'), column(history, 'awayGoals')] as const
  const onTarget = [column(history, 'homeShotsOnTarget'), column(history, 'awayShotsOnTarget')] as const
  const goalSums = new Float64Array(history.seasons.length)
  const shotSums = new Float64Array(history.seasons.length)
  for (let row = 0; row < history.length; row++) {
    const season = seasons[row] as number
    for (const side of [0, 1] as const) {
      const shots = onTarget[side][row] as number
      if (Number.isNaN(shots)) continue
      shotSums[season] = (shotSums[season] as number) + shots
      goalSums[season] = (goalSums[season] as number) + (goals[side][row] as number)
    }
  }
  return observe(history, (row, atHome) => {
    const side = atHome ? 0 : 1
    const season = seasons[row] as number
    const conversion = (goalSums[season] as number) / (shotSums[season] as number)
    return (goals[side][row] as number) - conversion * (onTarget[side][row] as number)
  })
}

/**
 * Goals that odds or shots do not explain. What is shrunk to about 0 here is expected to vanish: each says what was seen and
 * what is expected of the next matches.
 */
export function luckMetrics({ view, expectation }: DnaContext): LeagueMetric[] {
  const { history } = view
  const finishing = beyondShots(view)
  const luck = (definition: MetricDefinition, observations: Observations): LeagueMetric =>
    estimateMetric(view, { definition, observations, against: 'expectation', withOutlook: true })
  return [
    luck(
      METRIC_CATALOGUE.goalsAboveMarket,
      goalResiduals(history, expectation, (side) => side.scored - side.expectedScored),
    ),
    luck(
      METRIC_CATALOGUE.concededAboveMarket,
      goalResiduals(history, expectation, (side) => side.conceded - side.expectedConceded),
    ),
    luck(METRIC_CATALOGUE.finishing, finishing),
    luck(METRIC_CATALOGUE.defending, { home: finishing.away, away: finishing.home }),
  ]
}

/** NaN where the whole is 0. */
const divideCounts = (part: Float64Array, whole: Float64Array): Float64Array =>
  whole.map((all, row) => (all > 0 ? Math.min(1, (part[row] as number) / all) : Number.NaN))

/** How the team plays, in counts. */
export function styleMetrics({ view }: Pick<DnaContext, 'view'>): LeagueMetric[] {
  const { history } = view
  const shots = { home: column(history, 'homeShots'), away: column(history, 'awayShots') }
  const corners = { home: column(history, 'homeCorners'), away: column(history, 'awayCorners') }
  return [
    estimateMetric(view, { definition: STYLE_CATALOGUE.shotsFor, observations: shots, against: 'league' }),
    estimateMetric(view, {
      definition: STYLE_CATALOGUE.shotsAgainst,
      observations: { home: shots.away, away: shots.home },
      against: 'league',
    }),
    estimateMetric(view, { definition: STYLE_CATALOGUE.cornersFor, observations: corners, against: 'league' }),
    estimateMetric(view, {
      definition: STYLE_CATALOGUE.cornersAgainst,
      observations: { home: corners.away, away: corners.home },
      against: 'league',
    }),
    estimateMetric(view, {
      definition: STYLE_CATALOGUE.shotsOnTargetShare,
      observations: {
        home: divideCounts(column(history, 'homeShotsOnTarget'), shots.home),
        away: divideCounts(column(history, 'awayShotsOnTarget'), shots.away),
      },
      against: 'league',
    }),
  ]
}
