import { createHash, randomUUID } from 'node:crypto'
import type { Bookmaker, OddsQuote } from '@mon-ps/core/football/match'
import type { Database } from '../src/client.ts'
import { type ImportedMatchRow, saveMatches } from '../src/repositories/matches.ts'
import { type TeamName, resolveTeams, createTeams } from '../src/repositories/teams.ts'
import { startRun } from '../src/repositories/runs.ts'
import { saveSourceFile } from '../src/repositories/imports.ts'
import { saveBookmakers } from '../src/repositories/odds.ts'
import { ensureCompetition, ensureSeason } from '../src/repositories/competitions.ts'
import { rebuildPart, currentSnapshot } from '../src/repositories/snapshots.ts'
import { inUnitOfWork } from '../src/unit-of-work.ts'
import type { Source } from '../src/schema/columns.ts'

const BOOKMAKERS: readonly Bookmaker[] = [
  { code: 'pinnacle', name: 'Pinnacle', kind: 'book', sharp: true },
  { code: 'bet365', name: 'Bet365', kind: 'book', sharp: false },
  { code: 'average', name: 'Market average', kind: 'aggregate', sharp: false },
]

export interface League {
  readonly competitionId: number
  readonly seasonId: number
  readonly runId: number
  readonly fileId: number
  readonly teams: readonly TeamName[]
  readonly rows: readonly ImportedMatchRow[]
}

export interface LeagueOptions {
  readonly code?: string
  readonly source?: Source
  readonly season?: string
  readonly names?: readonly string[]
}

const NOTHING = { shots: null, shotsOnTarget: null, fouls: null, corners: null, yellows: null, reds: null }

export const quote = (values: Partial<OddsQuote> = {}): OddsQuote => ({
  market: '1x2',
  phase: 'close',
  bookmaker: 'pinnacle',
  line: 0,
  price1: 1.9091,
  priceX: 3.4,
  price2: 4.2,
  ...values,
})

const QUOTES = [
  quote(),
  quote({ phase: 'open', bookmaker: 'average' }),
  quote({ market: 'ou', line: 2.5, price1: 1.95, priceX: null, price2: 1.87 }),
  quote({ market: 'ah', line: -0.25, price1: 1.8, priceX: null, price2: 2.05 }),
]

/** Every team plays every other at home; scores, days and counts follow from the row's number. */
function roundRobin(teams: readonly TeamName[], ids: { competitionId: number; seasonId: number }): ImportedMatchRow[] {
  const pairs = teams.flatMap((home) => teams.filter((away) => away !== home).map((away) => ({ home, away })))
  return pairs.map(({ home, away }, at) => ({
    line: at + 2,
    raw: `${home.name},${away.name},${at % 4},${at % 3}`,
    match: {
      ...ids,
      homeId: home.id,
      awayId: away.id,
      kickoffOn: new Date(Date.UTC(2022, 7, 6 + Math.floor(at / 2))).toISOString().slice(0, 10),
      kickoffAt: at % 2 === 0 ? null : `${new Date(Date.UTC(2022, 7, 6 + Math.floor(at / 2))).toISOString().slice(0, 10)}T15:00:00Z`,
      status: 'played',
      fullTime: { home: at % 4, away: at % 3 },
      halfTime: null,
      homeStatistics: { ...NOTHING, shots: 10 + at },
      awayStatistics: NOTHING,
      referee: null,
    },
    quotes: QUOTES,
  }))
}

export const newRun = (database: Database) => startRun(database.db, { kind: 'import', params: {}, codeVersion: 'test' })

export const newFile = (database: Database, runId: number, header: readonly string[] = ['Home', 'Away', 'FTHG', 'FTAG']) =>
  saveSourceFile(database.db, {
    sha256: createHash('sha256').update(randomUUID()).digest('hex'),
    name: 'X1_2223.csv',
    bytes: 100,
    header,
    runId,
  })

/** A league with one season of matches and prices, saved as an import saves them. */
export async function loadLeague(database: Database, options: LeagueOptions = {}): Promise<League> {
  const { code = 'X1', source = 'football-data', season = '2022-23', names = ['Alder', 'Birch', 'Cedar', 'Döğan'] } = options
  const runId = await newRun(database)
  const { id: fileId } = await newFile(database, runId)
  return inUnitOfWork(database, async (tx) => {
    await saveBookmakers(tx, BOOKMAKERS)
    const competition = await ensureCompetition(tx, { code, name: `League ${code}`, country: null, source, level: 1 })
    const ids = { competitionId: competition.id, seasonId: await ensureSeason(tx, competition.id, season) }
    const known = await resolveTeams(tx, source, names)
    const fresh = names.filter((name) => !known.has(name))
    const made = await createTeams(tx, { source, teams: fresh.map((name) => ({ name, normalized: plain(name) })), country: null, runId })
    const all = names.map((name) => ({ name, id: (known.get(name) ?? made.get(name)) as number }))
    const rows = roundRobin(all, ids)
    await saveMatches(tx, runId, fileId, rows)
    await rebuildPart(tx, competition.id)
    return { ...ids, runId, fileId, teams: all, rows }
  })
}

const plain = (name: string) => name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

/** A calculation's run over what the competitions hold. */
export async function calculateRun(database: Database, competitionIds: readonly number[]): Promise<number> {
  const snapshot = await currentSnapshot(database.db, competitionIds)
  return startRun(database.db, { kind: 'calculate', snapshotId: snapshot?.id, params: {}, codeVersion: 'test', modelVersion: 'test' })
}

/** Rows of every table of the given schemas as one hash per table: equal hashes, equal contents. */
export async function tableDigests(database: Database, schemas: readonly string[]): Promise<Record<string, string>> {
  const tables = await database.sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = any(string_to_array(${schemas.join(',')}, ',')) order by 1`
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await database.sql.unsafe<{ digest: string }[]>(
      `select encode(sha256(convert_to(coalesce(string_agg(t::text, E'\\n' order by t::text collate "C"), ''), 'UTF8')), 'hex') as digest from ${name} t`,
    )
    digests[name] = row?.digest ?? ''
  }
  return digests
}
