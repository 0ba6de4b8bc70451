import { column, type LeagueView, type Observations, observed } from './league-view.ts'
import { dayFromIso } from '../units.ts'

const SEASON_START = /^\d{4}/

/** Per season: the first day of its second half, 1 January; NaN for a code without a year. */
function middleDays(view: LeagueView): number[] {
  return view.history.seasons.map((season) => {
    const year = SEASON_START.exec(season)?.[0]
    return year === undefined ? Number.NaN : dayFromIso(`${Number(year) + 1}-01-01`)
  })
}

/** Appearances of one team with a residual, early and late, per season. */
function countHalves(view: LeagueView, appearances: Int32Array, residuals: Observations, isLate: (row: number) => boolean) {
  const seasons = column(view.history, 'season')
  const early = new Float64Array(view.history.seasons.length)
  const late = new Float64Array(view.history.seasons.length)
  for (const appearance of appearances) {
    if (Number.isNaN(observed(residuals, appearance))) continue
    const half = isLate(appearance >> 1) ? late : early
    const season = seasons[appearance >> 1] as number
    half[season] = (half[season] as number) + 1
  }
  return { early, late }
}

/**
 * Residuals turned so that their mean over a team's season is the mean of its late matches less that of its early ones: a team that beats
 * the market all year round comes to 0. NaN for a season of which only one half has been seen.
 */
export function lateAgainstEarly(view: LeagueView, residuals: Observations): Observations {
  const { history } = view
  const seasons = column(history, 'season')
  const days = column(history, 'day')
  const middle = middleDays(view)
  const isLate = (row: number): boolean => (days[row] as number) >= (middle[seasons[row] as number] as number)
  const turned = { home: new Float64Array(history.length).fill(Number.NaN), away: new Float64Array(history.length).fill(Number.NaN) }
  for (const appearances of view.appearances) {
    const { early, late } = countHalves(view, appearances, residuals, isLate)
    for (const appearance of appearances) {
      const row = appearance >> 1
      const season = seasons[row] as number
      const [before, after] = [early[season] as number, late[season] as number]
      if (before === 0 || after === 0) continue
      const factor = isLate(row) ? (before + after) / after : -(before + after) / before
      const side = (appearance & 1) === 0 ? turned.home : turned.away
      side[row] = factor * observed(residuals, appearance)
    }
  }
  return turned
}
