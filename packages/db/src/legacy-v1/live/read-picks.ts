import { type LegacySelection, repeatedPicks, selectionOfPick } from '@mon-ps/core'
import type { Executor } from '../../repositories/executor.ts'
import { byMatchThenId, type LivePick, type LiveTable, scanLiveRows } from './read-rows.ts'
import { type FoundMatch, findMatches, type NameResolver, type TeamPair } from './resolve-names.ts'

/** A pick with what it is about. */
export interface ReadPick {
  readonly row: LivePick
  /** Null for a market that is not known. */
  readonly selection: LegacySelection | null
  readonly teams: TeamPair | null
  readonly match: FoundMatch | null
  /** The earlier pick of the same selection on the same match; null for the first one. */
  readonly repeats: LivePick | null
}

/** What rows are resolved with. */
export interface LookUp {
  readonly names: NameResolver
  /** Where our matches are; null: where the rows are, in the same transaction. */
  readonly target: Executor | null
}

/** By which picks that may repeat each other stand side by side. */
const placeOf = (row: LivePick) => row.matchId || row.matchName

async function describe(rows: readonly LivePick[], names: NameResolver, target: Executor): Promise<ReadPick[]> {
  const teams = rows.map((row) => names.pair(row.homeTeam, row.awayTeam, row.matchName))
  const matches = await findMatches(
    target,
    rows.map((row, at) => ({ teams: teams[at] ?? null, on: row.commenceTime })),
  )
  const keyOf = (row: LivePick, match: FoundMatch | null | undefined) => row.matchId || (match ? `match of ours ${match.id}` : null)
  // The rows come by their ids, whatever kind these are, so the place stands for the id.
  const repeats = repeatedPicks(rows.map((row, at) => ({ id: at, match: keyOf(row, matches[at]), marketType: row.marketType ?? '' })))
  return rows.map((row, at) => ({
    row,
    selection: selectionOfPick(row.marketType ?? ''),
    teams: teams[at] ?? null,
    match: matches[at] ?? null,
    repeats: rows[repeats.get(at) ?? -1] ?? null,
  }))
}

/** Every pick, those of a match together and in the order of their ids; memory does not grow with the table. */
export async function scanPicks(
  source: Executor,
  table: LiveTable,
  { names, target }: LookUp,
  visit: (pick: ReadPick) => void,
): Promise<void> {
  let held: readonly LivePick[] = []
  const pass = async (rows: readonly LivePick[], executor: Executor) => {
    for (const pick of await describe(rows, names, target ?? executor)) visit(pick)
  }
  await scanLiveRows(source, { ...table, name: 'tracking_clv_picks' }, byMatchThenId(table), async (rows, tx) => {
    const all = [...held, ...rows]
    const last = all.at(-1)
    const place = last === undefined ? null : placeOf(last)
    // The last match may go on in the next rows.
    const cut = place ? all.findIndex((row) => placeOf(row) === place) : all.length
    held = all.slice(cut)
    await pass(all.slice(0, cut), tx)
  })
  await pass(held, source)
}
