import { readLatestAblation } from '../shapes/friction.ts'
import { TIERS } from '@mon-ps/core/forecasting/tiers/tier'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import type { DataSource } from '@mon-ps/contract/answer'
import { type FrictionGate } from '@mon-ps/contract/friction'
import type { Database } from '@mon-ps/db/client'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'

interface Dependencies {
  readonly database: Database
  readonly snapshot: PendingSnapshot
}

/** The newest ablation report per tier: of the real leagues where there are any, else of the demo. */
export async function readFrictionAblation({ database, snapshot }: Dependencies): Promise<FrictionGate> {
  await snapshot.flush()
  const source = await sourceLoaded(database)
  const tiers = TIERS.map(async (tier) => ({ tier, report: source === null ? null : await readLatestAblation(database, tier, source) }))
  return { tiers: await Promise.all(tiers) }
}

async function sourceLoaded(database: Database): Promise<DataSource | null> {
  const loaded = (await listCompetitions(database.db)).filter(({ matches }) => matches > 0)
  return (loaded.find(({ source }) => source !== 'demo') ?? loaded[0])?.source ?? null
}
