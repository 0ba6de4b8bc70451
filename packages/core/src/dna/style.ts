import { type DnaContext, estimateMetric, type LeagueMetric } from './estimate-metric.ts'
import { column } from './league-view.ts'
import { STYLE_CATALOGUE } from './style-catalogue.ts'

/** A share of nothing is not observed. */
const shareOf = (part: Float64Array, whole: Float64Array): Float64Array =>
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
        home: shareOf(column(history, 'homeShotsOnTarget'), shots.home),
        away: shareOf(column(history, 'awayShotsOnTarget'), shots.away),
      },
      against: 'league',
    }),
  ]
}
