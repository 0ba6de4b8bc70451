import type { Database } from '@mon-ps/db/client'
import { type PartRef, readSnapshotPart } from '@mon-ps/db/repositories/snapshots'
import type { OpenPool } from '../compute/compute-pool.ts'
import type { LeagueForecasts } from '@mon-ps/core/forecasting/tiers/forecast-fixtures'

/** A person looks at the pairs of one league, or of a few. */
const LEAGUES_KEPT = 8

export interface TierForecasts {
  /**
   * Every pair of a league by the tiers, made when it is first asked for and kept as long as nothing is imported.
   *
   * @param part   the league
   * @param parts  every league of the same source, that one included
   */
  readonly of: (part: PartRef, parts: readonly PartRef[]) => Promise<LeagueForecasts>
}

/** Calculates in threads: five leagues take some seconds the first time, and nothing after that. */
export function createTierForecasts(database: Database, openPool: OpenPool): TierForecasts {
  const kept = new Map<string, Promise<LeagueForecasts>>()
  return {
    of(part, parts) {
      const key = [part.sha256, ...parts.map(({ sha256 }) => sha256)].join(' ')
      const found = kept.get(key)
      const forecasts = found ?? forecastPart(database, openPool, part, parts)
      kept.delete(key)
      kept.set(key, forecasts)
      if (!found) forecasts.catch(() => kept.delete(key))
      for (const old of [...kept.keys()].slice(0, -LEAGUES_KEPT)) kept.delete(old)
      return forecasts
    },
  }
}

async function forecastPart(database: Database, openPool: OpenPool, part: PartRef, parts: readonly PartRef[]): Promise<LeagueForecasts> {
  const { signal } = new AbortController()
  const pool = await openPool(1)
  try {
    const tables = await Promise.all(parts.map(({ sha256 }) => readSnapshotPart(database.db, sha256)))
    const rated = await Promise.all(tables.map((table) => pool.rateMatches(table, signal)))
    const own = tables[parts.findIndex(({ sha256 }) => sha256 === part.sha256)]
    if (!own) throw new Error(`the league ${part.competition} is not among those of its source`)
    return await pool.forecastLeague({ table: own, rated }, signal)
  } finally {
    await pool.close()
  }
}
