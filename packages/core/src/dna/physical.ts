import { type DnaContext, estimateMetric, type LeagueMetric, nowhereMeasured } from './estimate-metric.ts'
import { column, type LeagueView, type Observations } from './league-view.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'

const FORTNIGHT_DAYS = 14
/** Values that differ by less than this over a league come from one shared calendar. */
const SAME_CALENDAR = 1e-9

/** One value for each appearance, from the days of the team's matches of the same season before it. */
function fromCalendar(view: LeagueView, valueOf: (day: number, earlierDays: readonly number[]) => number): Observations {
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
      side[row] = valueOf(day, earlier)
      earlier.push(day)
    }
  }
  return { home, away }
}

/** A calendar that all teams share says nothing about any of them. */
function unlessShared(view: LeagueView, metric: LeagueMetric): LeagueMetric {
  const values = [...metric.byTeam.values()].flatMap((team) => (team.value === null ? [] : [team.value]))
  const isShared = values.length > 1 && Math.max(...values) - Math.min(...values) < SAME_CALENDAR
  return isShared ? nowhereMeasured(view, metric.definition, `the data have no ${metric.definition.needs}`) : metric
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
