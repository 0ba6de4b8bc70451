import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { frictionPayload, frictionVersion } from '../schema/friction.ts'
import type { Origin } from '../schema/columns.ts'
import { strategyBet, strategyPayload, strategyVersion } from '../schema/strategies.ts'
import { teamDnaPayload, teamDnaVersion } from '../schema/team-dna.ts'
import { PERCENT_COLUMNS, withPercent } from '../units.ts'
import type { Executor } from './executor.ts'
import { chunksOf, columnList, columnOf, insertRecords, type PlainRecord, recordset } from './records.ts'

/** What the caller fills in: the run, the origin and the hash come from the call. */
type Row<Insert> = Omit<Insert, 'versionId' | 'runId' | 'origin' | 'rowSha256' | 'retiredAt'>

/** A team's DNA. `winRate`, `roi`, `avgClv` and `unluckyPct` as fractions; stored in percent. */
export type TeamDnaRow = Row<typeof teamDnaVersion.$inferInsert>
/** A pair's friction. */
export type FrictionVersionRow = Row<typeof frictionVersion.$inferInsert>
/** A strategy's record. `winRate`, `roi` and `avgClv` as fractions; stored in percent. */
export type StrategyVersionRow = Row<typeof strategyVersion.$inferInsert>
/** One settled bet; `betNo` counts from 1 within the run. */
export type StrategyBetRow = Omit<typeof strategyBet.$inferInsert, 'runId'>

/** What the versions that a call writes replace: the current ones of this origin, where `scope` holds. */
export interface VersionSet<VersionRow> {
  readonly runId: number
  readonly origin: Origin
  readonly rows: readonly VersionRow[]
}

/** One shape for all rows: every key that any row has, null where a row has neither it nor a default. */
function uniform(rows: readonly PlainRecord[], keys: readonly string[], defaults: PlainRecord = {}): PlainRecord[] {
  const all = new Set([...keys, ...rows.flatMap((row) => Object.keys(row))])
  return rows.map((row) => Object.fromEntries([...all].map((key) => [key, row[key] ?? defaults[key] ?? null])))
}

interface VersionTable {
  readonly table: PgTable
  /** Columns that tell one row of a kind from another, besides origin and run. */
  readonly keys: readonly string[]
  /** Columns that the hash covers. */
  readonly payload: readonly string[]
  readonly defaults: PlainRecord
}

const DNA: VersionTable = {
  table: teamDnaVersion,
  keys: ['teamId', 'season'],
  payload: [...Object.keys(teamDnaPayload()), 'lastAuditAt'],
  defaults: { estimates: {} },
}
const FRICTION: VersionTable = {
  table: frictionVersion,
  keys: ['homeId', 'awayId', 'season'],
  payload: Object.keys(frictionPayload()),
  defaults: { estimates: {}, scope: 'domestic', orientation: 'ordered', matchesAnalyzed: 0 },
}
const STRATEGY: VersionTable = {
  table: strategyVersion,
  keys: ['scope', 'teamId', 'competitionId', 'strategyName', 'strategyVersion', 'season'],
  payload: ['teamName', ...Object.keys(strategyPayload())],
  defaults: { estimates: {}, totalBets: 0, isActive: true },
}

/** SHA-256 of a row's payload: its canonical JSON as the server writes it, the same on both engines. */
function payloadHash({ table, payload }: VersionTable): SQL {
  const pairs = payload.map((key) => columnOf(table, key).name).map((name) => `'${name}', incoming."${name}"`)
  // In two objects, because a function takes at most a hundred arguments.
  const halves = [pairs.slice(0, 40), pairs.slice(40)].filter((half) => half.length > 0)
  const built = sql.raw(halves.map((half) => `jsonb_build_object(${half.join(', ')})`).join(' || '))
  return sql`encode(sha256(convert_to((${built})::text, 'UTF8')), 'hex')`
}

/**
 * Writes the versions of one kind that a run made, and retires those they replace: the current ones of the same
 * keys, and, of a competition and season that the run covers, those of keys that it no longer has.
 */
async function saveVersions(executor: Executor, kind: VersionTable, set: VersionSet<PlainRecord>): Promise<number> {
  if (set.rows.length === 0) return 0
  const { table, keys } = kind
  const rows = uniform(set.rows, [...keys, ...kind.payload], kind.defaults)
  const columns = Object.keys(rows[0] ?? {})
  const name = (key: string) => sql.raw(`"${columnOf(table, key).name}"`)
  const same = sql.join(
    keys.map((key) => sql`v.${name(key)} is not distinct from incoming.${name(key)}`),
    sql` and `,
  )
  for (const chunk of chunksOf(rows)) {
    const keyRows = chunk.map((row) => Object.fromEntries([...keys, 'competitionId'].map((key) => [key, row[key] ?? null])))
    await executor.execute(sql`
      update ${table} v set retired_at = now() from ${recordset(table, keyRows)}
      where v.retired_at is null and v.origin = ${set.origin} and v.run_id <> ${set.runId} and ${same}`)
    await executor.execute(sql`
      update ${table} v set retired_at = now()
      from (select distinct competition_id, season from ${recordset(table, keyRows)} where competition_id is not null) covered
      where v.retired_at is null and v.origin = ${set.origin} and v.run_id <> ${set.runId}
        and v.competition_id = covered.competition_id and v.season is not distinct from covered.season`)
  }
  for (const chunk of chunksOf(rows, 2000)) {
    const list = columnList(table, columns)
    await executor.execute(sql`
      insert into ${table} (${list}, origin, run_id, row_sha256)
      select ${list}, ${set.origin}, ${set.runId}::bigint, ${payloadHash(kind)} from ${recordset(table, chunk)}`)
  }
  return rows.length
}

/** @returns  how many versions were written */
export const saveTeamDna = (executor: Executor, set: VersionSet<TeamDnaRow>): Promise<number> =>
  saveVersions(executor, DNA, { ...set, rows: set.rows.map((row) => withPercent(row, PERCENT_COLUMNS.teamDna)) })

/** @returns  how many versions were written */
export const saveFrictions = (executor: Executor, set: VersionSet<FrictionVersionRow>): Promise<number> =>
  saveVersions(executor, FRICTION, { ...set, rows: set.rows.map((row) => ({ ...row })) })

/** @returns  how many versions were written */
export const saveStrategies = (executor: Executor, set: VersionSet<StrategyVersionRow>): Promise<number> =>
  saveVersions(executor, STRATEGY, { ...set, rows: set.rows.map((row) => withPercent(row, PERCENT_COLUMNS.strategy)) })

/** The bets behind a run's records, each once. */
export async function saveStrategyBets(executor: Executor, runId: number, bets: readonly StrategyBetRow[]): Promise<void> {
  const rows = bets.map((bet) => ({ ...bet, runId }))
  await insertRecords(executor, strategyBet, uniform(rows, ['runId']))
}

/**
 * Deletes retired versions and bets of old calculations: those of the last `keepRuns` runs stay, and whatever V3
 * shows or a decision names.
 *
 * @returns  how many versions were deleted
 */
export async function pruneVersions(executor: Executor, keepRuns = 3): Promise<number> {
  const kept = sql`select id from mon_ps.run where kind = 'calculate' and status = 'succeeded' order by id desc limit ${keepRuns}`
  const kinds = [
    ['team_dna_version', 'team_quantum_dna_v3'],
    ['friction_version', 'quantum_friction_matrix_v3'],
    ['strategy_version', 'quantum_strategies_v3'],
  ] as const
  let deleted = 0
  for (const [versions, published] of kinds) {
    const rows = await executor.execute(sql`
      delete from mon_ps.${sql.raw(versions)} v where v.retired_at is not null and v.origin = 'calculated' and v.run_id not in (${kept})
        and not exists (select from mon_ps.v3_row_source s where s.table_name = ${published} and s.version_id = v.version_id)
        and not exists (select from mon_ps.publish_decision d where d.table_name = ${published} and v.version_id in (d.from_version, d.to_version))
      returning 1`)
    deleted += rows.length
  }
  await executor.execute(sql`
    delete from mon_ps.strategy_bet b where b.run_id not in (${kept})
      and not exists (select from mon_ps.strategy_version v where v.run_id = b.run_id)`)
  return deleted
}
