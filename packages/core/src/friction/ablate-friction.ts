import { CoreError } from '../errors.ts'
import type { MatchTable } from '../football/match-table.ts'
import type { AblationData, AblationMatch } from '../forecasting/ablation/fit-candidate.ts'
import { type CandidateVerdict, judgeCandidates } from '../forecasting/ablation/judge-candidates.ts'
import type { RatedMatches } from '../forecasting/tiers/rated-matches.ts'
import { forecastSeasons, type SeasonForecast } from '../forecasting/tiers/tier-forecaster.ts'
import type { Tier } from '../forecasting/tiers/tier.ts'
import { FRICTION_CANDIDATES, RATE_COLUMNS, TRAIT_COLUMNS, WHOLE_FRICTION } from './candidate-features.ts'
import { calibrateChaos, type ChaosBand } from './chaos.ts'
import { traitWeeks } from './week-traits.ts'

/** Whether friction adds anything to one tier's forecasts on seasons that nothing was learned from. */
export interface FrictionAblation {
  readonly tier: Tier
  readonly seasons: readonly string[]
  /** Matches judged. */
  readonly matches: number
  /** All of friction together, as a matchup shows it. */
  readonly friction: CandidateVerdict
  /** Every candidate, friction as a whole first. */
  readonly terms: readonly CandidateVerdict[]
  /** Keys of the candidates that pass, usually none. */
  readonly passed: readonly string[]
  /** Weight of friction in predictions: 1 where the whole of it passes, else 0. */
  readonly weight: 0 | 1
  readonly permutations: number
  readonly chaos: readonly ChaosBand[]
}

export interface AblationOptions extends RatedLeagues {
  readonly tier: Tier
  /** Codes of the seasons to judge. */
  readonly seasons: readonly string[]
  readonly seed: number
  /** Deals of other opponents. Default 99. */
  readonly permutations?: number
}

/**
 * Ablation of friction: whether it may move a prediction. Every candidate feature enters as an offset of the log goal rates on the
 * frozen forecast of a tier, an antisymmetric part that moves the two rates apart and a symmetric one that moves both; its coefficients
 * are shrunk to 0 and learned anew for each season from earlier ones alone. It passes when the paired gain per match, corrected for all
 * candidates, lies above 0 on at least two of goals, 1X2, over 2.5 and both score, and other opponents of the same week do not do as well.
 *
 * Cost: about 6 s for five leagues of eleven seasons.
 *
 * @throws {CoreError} TOO_FEW_MATCHES  no judged match has an earlier season of forecasts to learn from
 */
export function ablateFriction({ tables, rated, tier, seasons, seed, permutations = 99 }: AblationOptions): FrictionAblation {
  const data = collectAblationData({ tables, rated }, tier)
  const terms = judgeCandidates(data, { seasons, seed, permutations, candidates: FRICTION_CANDIDATES })
  const friction = terms.find(({ key }) => key === WHOLE_FRICTION)
  const matches = Math.max(0, ...terms.map((term) => term.matches))
  if (friction === undefined || matches === 0)
    throw new CoreError(
      'TOO_FEW_MATCHES',
      `got no match of ${seasons.join(', ') || 'no season'} with earlier forecasts to learn from, expected at least 1`,
    )
  return {
    tier,
    seasons,
    matches,
    friction,
    terms,
    passed: terms.filter(({ passes }) => passes).map(({ key }) => key),
    weight: friction.passes ? 1 : 0,
    permutations,
    chaos: calibrateChaos(data, seasons),
  }
}

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
          // Rates belong to a match, so an opponent dealt from another match brings that match's.
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
