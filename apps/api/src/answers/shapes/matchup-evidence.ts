import type { HistoricalFriction } from '@mon-ps/core/friction/historical-friction'
import { readStored } from '@mon-ps/db/stored/form'
import { historicalFriction } from '@mon-ps/db/stored/v3-columns'
import { type DataSource, toStat } from '@mon-ps/contract/answer'
import type { ChaosBandWire, StoredFrictionGate } from '@mon-ps/contract/friction'
import type { HistoricalFrictionWire, MatchupEvidence, MatchupGate } from '@mon-ps/contract/matchup'
import type { Database } from '@mon-ps/db/client'
import { readLatestAblation } from './friction.ts'

/** A matchup's goals come from results, so what friction adds to them is the ablation result of that tier. */
const TIER_OF_MATCHUPS = 'results'

/** The ablation result for a pair with that much chaos; nulls where nothing was measured yet. */
export async function readAblationEvidence(
  { database }: { readonly database: Database },
  source: DataSource,
  chaos: number | null,
): Promise<Pick<MatchupEvidence, 'gate' | 'chaosBand'>> {
  const report = await readLatestAblation(database, TIER_OF_MATCHUPS, source)
  return { gate: report && toMatchupGate(report), chaosBand: report && findChaosBand(report, chaos) }
}

function toMatchupGate({ tier, friction, weight, terms, passed, seasons, runId, stale }: StoredFrictionGate): MatchupGate {
  return { tier, gain: friction.scores.goals.gain, weight, terms: terms.length, passed: passed.length, seasons, runId, stale }
}

function findChaosBand({ chaos }: StoredFrictionGate, level: number | null): ChaosBandWire | null {
  if (level === null) return null
  return chaos.find(({ low, high }) => level >= low && level < high) ?? chaos.at(-1) ?? null
}

/** Two teams of one league. */
export const DOMESTIC: Pick<MatchupEvidence, 'scope' | 'sides' | 'assumption' | 'notMeasured'> = {
  scope: 'domestic',
  sides: null,
  assumption: null,
  notMeasured: [],
}

export function toHistoricalFriction({ seasons, reason }: HistoricalFriction): HistoricalFrictionWire {
  if (seasons === null) return { seasons, reason }
  return { seasons: seasons.map(({ season, score }) => ({ season, score: toStat(score) })), reason }
}

/** The column `historical_friction`; what a calculation of ours did not write is not known. */
export function readHistoricalFriction(json: unknown): HistoricalFrictionWire {
  const stored = readStored(historicalFriction, json)
  return stored ? toHistoricalFriction(stored) : { seasons: null, reason: 'not_calculated' }
}
