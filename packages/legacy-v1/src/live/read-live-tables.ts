import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@mon-ps/db/client'
import type { LegacySource } from '../types.ts'
import { type LookUp, scanPicks } from './read-picks.ts'
import { countLiveRows, findLiveTables, LIVE_TABLE_NAMES, type LiveTable, type LiveTableName, numberOf, textOf } from './read-rows.ts'
import { reportBets } from './report-bets.ts'
import { PicksTally } from './report-picks.ts'
import { loadNameResolver } from './resolve-names.ts'
import type { LiveOddsReport, LivePicksReport, LiveReport, LiveTableState } from './types.ts'

async function stateOf(source: Executor, name: LiveTableName, table: LiveTable | undefined): Promise<LiveTableState> {
  if (table === undefined)
    return { table: name, present: false, readable: false, rows: 0, columns: [], missingColumns: [], extraColumns: [] }
  const rows = table.readable ? await countLiveRows(source, table) : 0
  return {
    table: name,
    present: true,
    readable: table.readable,
    rows,
    columns: [...table.columns.keys()],
    missingColumns: table.missing,
    extraColumns: table.extra,
  }
}

async function reportOdds(source: Executor, table: LiveTable): Promise<LiveOddsReport> {
  const [row] = await source.execute<{ unusable: number; bookmakers: number; matches: number }>(sql`
    select count(*) filter (where coalesce(${numberOf(table, 'odds_value')}, 0) <= 1) as unusable,
      count(distinct ${textOf(table, 'bookmaker')}) as bookmakers, count(distinct ${textOf(table, 'match_id')}) as matches
    from public.odds t`)
  return { notUsable: row?.unusable ?? 0, bookmakers: row?.bookmakers ?? 0, matches: row?.matches ?? 0 }
}

async function reportPicks(source: Executor, table: LiveTable, lookUp: LookUp): Promise<LivePicksReport> {
  const tally = new PicksTally()
  await scanPicks(source, table, { ...lookUp, everyMatch: true }, (pick) => tally.add(pick))
  return tally.result()
}

/** {@link readLiveTables} on connections that stand, in the caller's transaction on `source`. */
export async function readFrom(source: Executor, target: Executor | null): Promise<LiveReport> {
  // A table of a million rows is sorted before its first row comes.
  await source.execute(sql`set local statement_timeout = 0`)
  const lookUp: LookUp = { names: await loadNameResolver(target ?? source), target }
  const found = await findLiveTables(source)
  const tables: LiveTableState[] = []
  for (const name of LIVE_TABLE_NAMES) tables.push(await stateOf(source, name, found.get(name)))
  const readable = (name: LiveTableName) => (found.get(name)?.readable === true ? found.get(name) : undefined)
  const odds = readable('odds')
  const picks = readable('tracking_clv_picks')
  const bets = readable('manual_bets')
  return {
    tables,
    odds: odds === undefined ? null : await reportOdds(source, odds),
    picks: picks === undefined ? null : await reportPicks(source, picks, lookUp),
    bets: bets === undefined ? null : await reportBets(source, bets, lookUp),
  }
}

/**
 * What the legacy's live tables hold, read where they stand and never written: how many rows lead to teams and matches of
 * ours, and what is wrong with them. Works on any of the three alone, with columns missing or added, and before
 * our own tables exist: then nothing is resolved.
 *
 * @example const { picks } = await readLiveTables(source, database); picks?.repeats.count
 */
export async function readLiveTables(source: LegacySource, target: Database): Promise<LiveReport> {
  // One snapshot of the source; where it is the target, one connection, too, since the embedded engine has no second.
  return source.database.db.transaction((tx) => readFrom(tx, source.same ? null : target.db), { accessMode: 'read only' })
}
