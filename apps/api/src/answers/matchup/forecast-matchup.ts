import { type Day, isoFromDay } from '@mon-ps/core/units'
import type { IntervalProbability } from '@mon-ps/core/forecasting/tiers/outcome-forecast'
import { findSharedPart, currentSnapshot, type PartRef } from '@mon-ps/db/repositories/snapshots'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import { type PairForecast, type LeagueForecasts } from '@mon-ps/core/forecasting/tiers/forecast-fixtures'
import { ApiError } from '../../errors.ts'
import { type Stat, toStat } from '@mon-ps/contract/answer'
import { FIXTURE_TIERS, type MatchupForecasts, type MatchupForecastsInput, type TierForecast } from '@mon-ps/contract/matchup'
import { TIERS_VERSION } from '../../version.ts'
import type { Database } from '@mon-ps/db/client'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import { refuseSameTeam } from '../shapes/matchup.ts'

/** Every pair of a league by the tiers, of `part` among `parts`, the leagues of its source. */
interface TierForecasts {
  readonly of: (part: PartRef, parts: readonly PartRef[]) => Promise<LeagueForecasts>
}

interface Dependencies {
  readonly database: Database
  readonly forecasts: TierForecasts
  readonly snapshot: PendingSnapshot
}

/**
 * What the tiers say of a pair on the day after its league's last match. Nothing is stored: the forecasts are kept in memory until
 * something is imported.
 *
 * @throws {ApiError} SAME_TEAM          twice the same team
 * @throws {ApiError} MATCHUP_NOT_FOUND  the two never shared a league: a tier follows one league at a time
 */
export async function forecastMatchup(app: Dependencies, input: MatchupForecastsInput): Promise<MatchupForecasts> {
  refuseSameTeam(input)
  const { homeId, awayId, neutralVenue } = input
  await app.snapshot.flush()
  const { db } = app.database
  const shared = await findSharedPart(db, homeId, awayId)
  if (!shared)
    throw new ApiError(
      'MATCHUP_NOT_FOUND',
      `got teams ${homeId} and ${awayId}, which never played in one league: a tier follows one league at a time`,
    )
  const leagues = (await listCompetitions(db)).filter(({ matches, source }) => matches > 0 && source === shared.source)
  const snapshot = await currentSnapshot(
    db,
    leagues.map(({ id }) => id),
  )
  const part = snapshot?.parts.find(({ sha256 }) => sha256 === shared.sha256)
  if (!snapshot || !part) throw new ApiError('MATCHUP_NOT_FOUND', `${shared.league} was changed while it was read. Ask again.`)
  const { season, day, pairs, matches } = await app.forecasts.of(part, snapshot.parts)
  const pair = pairs.find((each) => each.homeId === homeId && each.awayId === awayId && each.neutral === neutralVenue)
  if (!pair) throw new ApiError('MATCHUP_NOT_FOUND', `got teams ${homeId} and ${awayId}, which ${shared.league} does not list`)
  const n = Math.min(matches.get(homeId) ?? 0, matches.get(awayId) ?? 0)
  return {
    league: shared.league,
    leagueCode: shared.leagueCode,
    source: shared.source,
    season,
    day: isoFromDay(day as Day),
    neutralVenue,
    tiers: FIXTURE_TIERS.map((tier) => toTierForecast(tier, pair, n)),
    snapshot: snapshot.id,
    modelVersion: TIERS_VERSION,
  }
}

function toTierForecast(tier: TierForecast['tier'], { tiers }: PairForecast, n: number): TierForecast {
  const { forecast, homeRate, awayRate, prior } = tiers[tier]
  const stat = ({ value, low, high }: IntervalProbability): Stat => toStat({ value, n, interval: [low, high] })
  const { home, draw, away, over25, btts, basis } = forecast
  return {
    tier,
    basis: basis === 'results' ? 'results' : 'history',
    prior,
    home: stat(home),
    draw: stat(draw),
    away: stat(away),
    over25: stat(over25),
    btts: stat(btts),
    homeGoals: homeRate,
    awayGoals: awayRate,
  }
}
