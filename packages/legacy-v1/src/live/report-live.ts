import type { MigrationLive } from '@mon-ps/contract/migration-upkeep'
import type { Database, Executor } from '@mon-ps/db/client'
import { sql } from 'drizzle-orm'
import { checkProfit, outcomeForResult, outcomeForScore, settleBet } from '../mapping/live-settlement.ts'
import { formatSelection, parseBet } from '../mapping/picks.ts'
import { toDouble } from '../mapping/values.ts'
import type { LegacySource } from '../types.ts'
import { type LookUp, type ReadPick, scanPicks } from './read-picks.ts'
import {
  countLiveRows,
  findLiveTables,
  idOrder,
  LIVE_TABLE_NAMES,
  type LiveBet,
  type LiveTable,
  type LiveTableName,
  numberColumn,
  requireTypes,
  scanLiveRows,
  textColumn,
} from './read-rows.ts'
import { findMatches, type FoundMatch, loadNameResolver, type TeamPair } from './resolve-names.ts'
import { RowTally, SelectionTally, toWhole } from './tally.ts'

type PicksReport = NonNullable<MigrationLive['picks']>
type BetsReport = NonNullable<MigrationLive['bets']>

/** A stake of so many units is settled to the cent, which is a unit's fifth decimal. */
const SETTLED_STAKE = '1000'
const SETTLED_UNITS = 1000

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

class PicksTally {
  readonly #common = new SelectionTally()
  readonly #repeats = new RowTally()
  /** By market, how often each spelling stands in the table. */
  readonly #markets = new Map<string, Map<string, number>>()

  add({ row, selection, teams, match, repeats }: ReadPick): void {
    const what = `${row.matchName ?? `${row.homeTeam} vs ${row.awayTeam}`}, ${row.marketType}`
    const tallied = { id: row.id, what, teams, match, odds: row.oddsTaken, closingOdds: row.closingOdds }
    this.#common.add({ ...tallied, recordedClv: row.clvPercentage, isRepeat: repeats !== null })
    if (selection === null) this.#common.unknownMarkets.add(row.id, String(row.marketType))
    else this.#addMarket(formatSelection(selection), row.marketType ?? '')
    if (repeats !== null) this.#repeats.add(row.id, `${what}: the same as pick ${repeats.id} of ${repeats.source}`)
    this.#addResult(row, selection, what)
  }

  #addMarket(market: string, spelling: string): void {
    const spellings = this.#markets.get(market) ?? new Map<string, number>()
    this.#markets.set(market, spellings.set(spelling, (spellings.get(spelling) ?? 0) + 1))
  }

  #addResult(row: ReadPick['row'], selection: ReadPick['selection'], market: string): void {
    const { id, scoreHome: home, scoreAway: away } = row
    const isSettled = row.isResolved === true && home !== null && away !== null
    const outcome = isSettled && selection !== null ? outcomeForScore(selection, { home, away }) : null
    const what = outcome === null ? market : `${market} ${home}-${away}`
    const settled = outcome === null ? null : toWhole(settleBet(SETTLED_STAKE, row.oddsTaken, outcome))
    this.#common.addProfit(id, what, row.profitLoss, settled === null ? null : settled / SETTLED_UNITS)
    if (outcome === null || row.isWinner === null) return
    const won = outcome === 'won' || outcome === 'half-won'
    if (outcome === 'push') {
      if (!row.isWinner) this.#common.pushesBookedAsLosses.add(id, what)
    } else if (row.isWinner !== won) this.#common.resultAgainstScore.add(id, `${what}: booked as ${row.isWinner ? 'won' : 'lost'}`)
  }

  result(): PicksReport {
    const markets = [...this.#markets].sort(byKey).map(([market, spellings]) => ({
      market,
      spellings: [...spellings].sort(byKey).map(([spelling, rows]) => ({ spelling, rows })),
    }))
    const marketsWithVariants = markets.filter(({ spellings }) => spellings.length > 1).length
    return { ...this.#common.result(), repeats: this.#repeats.result(), markets, marketsWithVariants }
  }
}

class BetsTally {
  readonly #common = new SelectionTally()
  readonly #results = new Map<string, number>()

  add(row: LiveBet, teams: TeamPair | null, match: FoundMatch | null): void {
    const { id, marketType, result } = row
    const what = `${row.matchName}, ${marketType} ${row.selection}`
    const tallied = { id, what, teams, match, odds: row.oddsObtained, closingOdds: row.closingOdds }
    this.#common.add({ ...tallied, recordedClv: row.clvPercent, isRepeat: false })
    this.#common.addProfit(id, what, row.profitLoss, toWhole(checkProfit(row).profit))
    this.#results.set(result ?? '', (this.#results.get(result ?? '') ?? 0) + 1)
    const selection = parseBet(marketType ?? '', row.selection ?? '', toDouble(row.line).value)
    if (selection === null) this.#common.unknownMarkets.add(id, what)
    const recorded = outcomeForResult(result)
    // A void bet has no outcome that a score could contradict.
    if (selection === null || recorded === null || result === 'void' || !match?.score) return
    const byScore = outcomeForScore(selection, match.score)
    const booked = `${what} ${match.score.home}-${match.score.away}: booked as ${result}`
    if (byScore === 'push' && recorded === 'lost') this.#common.pushesBookedAsLosses.add(id, booked)
    // The legacy has no word for half a win and books it as a win.
    else if (recorded !== byScore && recorded !== byScore.replace('half-', '')) this.#common.resultAgainstScore.add(id, booked)
  }

  result(): BetsReport {
    return { ...this.#common.result(), results: Object.fromEntries([...this.#results].sort(byKey)) }
  }
}

async function reportBets(source: Executor, table: LiveTable, { names, target }: LookUp): Promise<BetsReport> {
  const tally = new BetsTally()
  await scanLiveRows(source, { ...table, name: 'manual_bets' }, { orderBy: idOrder(table) }, async (rows, tx) => {
    const teams = rows.map((row) => names.pair(null, null, row.matchName))
    const wanted = rows.map((row, at) => ({ teams: teams[at] ?? null, on: row.kickoffTime }))
    const matches = await findMatches(target ?? tx, wanted)
    for (const [at, row] of rows.entries()) tally.add(row, teams[at] ?? null, matches[at] ?? null)
  })
  return tally.result()
}

async function reportPicks(source: Executor, table: LiveTable, lookUp: LookUp): Promise<PicksReport> {
  const tally = new PicksTally()
  await scanPicks(source, table, { ...lookUp, everyMatch: true }, (pick) => tally.add(pick))
  return tally.result()
}

async function reportOdds(source: Executor, table: LiveTable): Promise<MigrationLive['odds']> {
  const [row] = await source.execute<{ unusable: number; bookmakers: number; matches: number }>(sql`
    select count(*) filter (where coalesce(${numberColumn(table, 'odds_value')}, 0) <= 1) as unusable,
      count(distinct ${textColumn(table, 'bookmaker')}) as bookmakers, count(distinct ${textColumn(table, 'match_id')}) as matches
    from public.odds t`)
  return { notUsable: row?.unusable ?? 0, bookmakers: row?.bookmakers ?? 0, matches: row?.matches ?? 0 }
}

async function describeTable(
  source: Executor,
  name: LiveTableName,
  table: LiveTable | undefined,
): Promise<MigrationLive['tables'][number]> {
  if (table === undefined)
    return { table: name, present: false, readable: false, rows: 0, columns: [], missingColumns: [], extraColumns: [] }
  const rows = table.readable ? await countLiveRows(source, table) : 0
  const columns = { columns: [...table.columns.keys()], missingColumns: table.missing, extraColumns: table.extra }
  return { table: name, present: true, readable: table.readable, rows, ...columns }
}

/** {@link readLiveTables} on open connections, in the caller's transaction on `source`. */
export async function reportLiveTables(source: Executor, target: Executor | null): Promise<MigrationLive> {
  // A table of a million rows is sorted before its first row comes.
  await source.execute(sql`set local statement_timeout = 0`)
  const lookUp: LookUp = { names: await loadNameResolver(target ?? source), target }
  const found = await findLiveTables(source)
  const tables: MigrationLive['tables'][number][] = []
  for (const name of LIVE_TABLE_NAMES) tables.push(await describeTable(source, name, found.get(name)))
  const report = async <Report>(name: LiveTableName, read: (table: LiveTable) => Promise<Report>): Promise<Report | null> => {
    const table = found.get(name)
    if (table?.readable !== true) return null
    requireTypes(table)
    return read(table)
  }
  return {
    tables,
    odds: await report('odds', (table) => reportOdds(source, table)),
    picks: await report('tracking_clv_picks', (table) => reportPicks(source, table, lookUp)),
    bets: await report('manual_bets', (table) => reportBets(source, table, lookUp)),
  }
}

/**
 * What the legacy's live tables hold: how many rows lead to teams and matches of ours, and what is wrong with them. Works on any of
 * the three alone, with columns missing or added, and before our own tables exist. Writes nothing.
 *
 * @throws {DbError} LEGACY_NOT_FOUND  a column has another kind of type than the legacy declares
 * @example const { picks } = await readLiveTables(source, database); picks?.repeats.count
 */
export async function readLiveTables(source: LegacySource, target: Database): Promise<MigrationLive> {
  // One snapshot of the source; where it is the target, one connection, too, since the embedded engine has no second.
  return source.database.db.transaction((tx) => reportLiveTables(tx, source.same ? null : target.db), { accessMode: 'read only' })
}
