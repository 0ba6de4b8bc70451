import type { MatchTable } from '../football/match-table.ts'
import type { AblationData, AblationMatch } from '../forecasting/ablation/candidate.ts'
import { forecastSeasons, type SeasonForecast } from '../forecasting/tiers/tier-forecaster.ts'
import type { RatedMatches } from '../forecasting/tiers/rated-matches.ts'
import type { Tier } from '../forecasting/tiers/tier.ts'
import { RATE_COLUMNS, TRAIT_COLUMNS } from './candidate-features.ts'
import { traitWeeks } from './week-traits.ts'

export interface RatedLeagues {
  readonly tables: readonly MatchTable[]
  /** In the order of the tables. */
  readonly rated: readonly RatedMatches[]
}

/** Forecasts of a season rest on the two before it, and traits on the one before. */
const SEASONS_TO_LEARN = 2
const DAYS_PER_WEEK = 7

/** Every match that has a forecast, with the columns of every candidate, each as its week began. */
export function collectAblationData({ tables, rated }: RatedLeagues, tier: Tier): AblationData {
  const seasons = [...new Set(rated.flatMap(({ season }) => season))].sort().slice(SEASONS_TO_LEARN)
  const forecasts = new Map(forecastSeasons(rated, seasons, tier).map((each) => [toKey(each.league, each.at), each]))
  const matches: AblationMatch[] = []
  const sizes: number[] = []
  const leagues: number[] = []
  const starts: number[] = []
  const values: number[][] = [...TRAIT_COLUMNS, ...RATE_COLUMNS].map(() => [])
  tables.forEach((table, league) => {
    let at = 0
    for (const { rows, traits, edge } of traitWeeks(table)) {
      const first = at
      at += rows.length
      const known = rows.flatMap((row, place) => {
        const forecast = forecasts.get(toKey(league, first + place))
        return forecast === undefined ? [] : [{ row, forecast }]
      })
      if (known.length === 0) continue
      const group = sizes.push(known.length) - 1
      leagues.push(league)
      starts.push(values[0]!.length)
      known.forEach(({ row, forecast }, place) => matches.push(toAblationMatch({ table, row, forecast, group, place })))
      const { home, away } = table.columns
      for (const one of known) {
        for (const other of known) {
          const [homeTeam, awayTeam] = [home[one.row]!, away[other.row]!]
          const pair = { home: homeTeam, away: awayTeam, traits, edge: edge(homeTeam, awayTeam) }
          TRAIT_COLUMNS.forEach((column, k) => values[k]!.push(column.measure(pair)))
          // Rates belong to one match: a dealt opponent brings those of its own match.
          const { rates } = other.forecast.forecast
          RATE_COLUMNS.forEach((column, k) =>
            values[TRAIT_COLUMNS.length + k]!.push(column.measure(Math.log(rates.home), Math.log(rates.away))),
          )
        }
      }
    }
  })
  const columns = [...TRAIT_COLUMNS, ...RATE_COLUMNS].map(({ name, part }) => ({ name, part }))
  return { matches, columns, sizes, leagues, starts, values: values.map((each) => Float32Array.from(each)) }
}

const toKey = (league: number, at: number) => `${league}|${at}`

interface MatchSource {
  readonly table: MatchTable
  readonly row: number
  readonly forecast: SeasonForecast
  readonly group: number
  readonly place: number
}

function toAblationMatch({ table, row, forecast: { forecast }, group, place }: MatchSource): AblationMatch {
  const { day, season, homeGoals, awayGoals } = table.columns
  const { rates, home, draw, away, over25, btts } = forecast
  return {
    season: table.seasons[season[row]!]!,
    week: Math.floor(day[row]! / DAYS_PER_WEEK),
    homeRate: rates.home,
    awayRate: rates.away,
    rho: rates.rho,
    probabilities: [home.value, draw.value, away.value, over25.value, btts.value],
    homeGoals: homeGoals[row]!,
    awayGoals: awayGoals[row]!,
    group,
    place,
  }
}
