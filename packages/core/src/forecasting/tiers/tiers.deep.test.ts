import { beforeAll, describe, expect, it } from 'vitest'
import { realFootballData } from '../../../test/real-files.ts'
import { ratedRealLeagues } from '../../../test/tables-from-records.ts'
import { forecastSeasons } from './tier-forecaster.ts'
import type { RatedMatches } from './rated-matches.ts'

const folder = realFootballData()

describe.skipIf(folder === null)('on the real five leagues, 2018-19 to 2022-23 (skipped: no real data)', () => {
  const seasons = ['2018-19', '2019-20', '2020-21', '2021-22', '2022-23']
  let rated: RatedMatches[]
  beforeAll(() => {
    rated = ratedRealLeagues(folder as string)
  })

  // Measured 2026-11-21 (docs/models/tiers.md); a change that costs skill shows here.
  it.each([
    ['results', 0.2008, 0.9863, 0.6775, 0.6855],
    ['history', 0.1984, 0.9786, 0.6736, 0.6838],
    ['market', 0.1972, 0.9749, 0.67285, 0.6826],
  ] as const)('the tier %s scores at least RPS %d, log loss %d, over 2.5 %d, both score %d', (tier, rps, logLoss, over, both) => {
    const sums = [0, 0, 0, 0]
    const forecasts = forecastSeasons(rated, seasons, tier)
    for (const { league, at, forecast } of forecasts) {
      const { homeGoals, awayGoals } = rated[league]!
      const [h, a] = [homeGoals[at]!, awayGoals[at]!]
      const { home, draw, away, over25, btts } = forecast
      const result = h > a ? home : h === a ? draw : away
      sums[0]! += ((home.value - (h > a ? 1 : 0)) ** 2 + (away.value - (h < a ? 1 : 0)) ** 2) / 2
      sums[1]! -= Math.log(result.value)
      sums[2]! -= Math.log(h + a > 2 ? over25.value : 1 - over25.value)
      sums[3]! -= Math.log(h > 0 && a > 0 ? btts.value : 1 - btts.value)
    }
    expect(forecasts.length).toBe(9029)
    const means = sums.map((sum) => sum / forecasts.length)
    expect(means[0]).toBeLessThan(rps)
    expect(means[1]).toBeLessThan(logLoss)
    expect(means[2]).toBeLessThan(over)
    expect(means[3]).toBeLessThan(both)
  })
})
