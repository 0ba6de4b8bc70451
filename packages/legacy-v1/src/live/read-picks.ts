import { type LegacySelection, parsePick, findRepeats } from '../mapping/picks.ts'
import type { SQL } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { matchThenIdOrder, type LivePick, type LiveTable, scanLiveRows } from './read-rows.ts'
import { type FoundMatch, findMatches, type NameResolver, type TeamPair } from './resolve-names.ts'

/** A pick with what it is about. */
export interface ReadPick {
  readonly row: LivePick
  /** Null for a market that is not known. */
  readonly selection: LegacySelection | null
  readonly teams: TeamPair | null
  /** Null also where matches were not asked for and the row names its own. */
  readonly match: FoundMatch | null
  /** The earlier pick of the same selection on the same match; null for the first one. */
  readonly repeats: LivePick | null
}

export interface LookUp {
  readonly names: NameResolver
  /** Where our matches are; null: where the rows are, in the same transaction. */
  readonly target: Executor | null
}

interface PickScan extends LookUp {
  /** All when not given. */
  readonly where?: SQL | undefined
  /** False: matches of ours are looked for only where a pick names none, to tell repeats. */
  readonly everyMatch: boolean
}

/** Picks that may repeat each other share it. */
const matchPlace = (row: LivePick) => row.matchId || row.matchName

async function resolvePicks(rows: readonly LivePick[], { names, everyMatch }: PickScan, target: Executor): Promise<ReadPick[]> {
  const teams = rows.map((row) => names.pair(row.homeTeam, row.awayTeam, row.matchName))
  const wanted = rows.map((row, at) => ({ teams: everyMatch || !row.matchId ? (teams[at] ?? null) : null, on: row.commenceTime }))
  const matches = await findMatches(target, wanted)
  const matchKey = (row: LivePick, match: FoundMatch | null | undefined) => row.matchId || (match ? `match of ours ${match.id}` : null)
  // Rows are in the order of their ids, so the index stands for the id.
  const repeats = findRepeats(rows.map((row, at) => ({ id: at, match: matchKey(row, matches[at]), marketType: row.marketType ?? '' })))
  return rows.map((row, at) => ({
    row,
    selection: parsePick(row.marketType ?? ''),
    teams: teams[at] ?? null,
    match: matches[at] ?? null,
    repeats: rows[repeats.get(at) ?? -1] ?? null,
  }))
}

/** Picks one by one, those of a match together and in the order of their ids; memory does not grow with the table. */
export async function scanPicks(source: Executor, table: LiveTable, scan: PickScan, visit: (pick: ReadPick) => void): Promise<void> {
  let held: readonly LivePick[] = []
  const pass = async (rows: readonly LivePick[], executor: Executor) => {
    for (const pick of await resolvePicks(rows, scan, scan.target ?? executor)) visit(pick)
  }
  const wanted = { where: scan.where, orderBy: matchThenIdOrder(table) }
  await scanLiveRows(source, { ...table, name: 'tracking_clv_picks' }, wanted, async (rows, tx) => {
    const all = [...held, ...rows]
    const last = all.at(-1)
    const place = last === undefined ? null : matchPlace(last)
    // The last match may continue in the next rows.
    const cut = place ? all.findIndex((row) => matchPlace(row) === place) : all.length
    held = all.slice(cut)
    await pass(all.slice(0, cut), tx)
  })
  await pass(held, source)
}
