import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { buildLeagueDna } from '../src/dna/build-league-dna.ts'
import { historyBefore } from '../src/football/history.ts'
import { buildMatchTable, type TableMatch, type TableQuote, type MatchTable } from '../src/football/match-table.ts'
import { type Minute, minuteFromIso } from '../src/football/time.ts'
import { fitGoalsModel } from '../src/goals-model/fit-goals-model.ts'
import type { MatchRecord, OddsQuote } from '../src/football/match.ts'
import { type RatedMatches, rateMatches } from '../src/forecasting/tiers/rated-matches.ts'
import { readFootballData } from '../src/sources/football-data/read-football-data.ts'
import { DEMO_DIVISIONS, simulateDemo } from '../src/simulate/simulate-demo.ts'
import { dayFromIso } from '../src/units.ts'
import { csvFile } from './csv-file.ts'

export const REAL_LEAGUES = ['E0', 'SP1', 'D1', 'I1', 'F1']

interface RecordWithQuotes {
  readonly match: MatchRecord
  readonly quotes: readonly OddsQuote[]
}

/** One competition's played matches as a table; teams get ids 1, 2, 3 … in order of appearance. */
function tableFromRecords(competition: string, records: readonly RecordWithQuotes[]): MatchTable {
  const idOfName = new Map<string, number>()
  const getId = (name: string): number => {
    const id = idOfName.get(name) ?? idOfName.size + 1
    idOfName.set(name, id)
    return id
  }
  const matches: TableMatch[] = []
  const quotes: TableQuote[] = []
  const seasons = new Set<string>()
  for (const { match, quotes: quoted } of records) {
    if (match.fullTime === null) continue
    const matchId = matches.length + 1
    seasons.add(match.season)
    matches.push({
      matchId,
      season: match.season,
      kickoffOn: dayFromIso(match.kickoffOn),
      kickoffAt: match.kickoffAt === null ? null : minuteFromIso(match.kickoffAt),
      homeId: getId(match.home),
      awayId: getId(match.away),
      fullTime: match.fullTime,
      halfTime: match.halfTime,
      homeStatistics: match.homeStatistics,
      awayStatistics: match.awayStatistics,
    })
    for (const quote of quoted) quotes.push({ ...quote, matchId })
  }
  const teams = [...idOfName].map(([name, id]) => ({ id, name }))
  return buildMatchTable({ competition, teams, seasons: [...seasons].sort(), matches, quotes })
}

/** Made once for all files of a worker: tests read these worlds and change copies. */
function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>()
  return (key) => {
    const value = made.get(key) ?? make(key)
    made.set(key, value)
    return value
  }
}

/** The demo's divisions, the first above the second. */
export const demoTables = once((seed: number): MatchTable[] => {
  const seasons = simulateDemo({ seed })
  return DEMO_DIVISIONS.map((code) =>
    tableFromRecords(
      code,
      seasons.filter(({ division }) => division === code).flatMap(({ matches }) => matches),
    ),
  )
})

/** The same, rated: what every tier begins with. */
export const ratedDemo = once((seed: number): RatedMatches[] => demoTables(seed).map(rateMatches))

/** The demo's first division. */
export function demoTable(seed = 7): MatchTable {
  return demoTables(seed)[0] as MatchTable
}

/** A league at the end of its data: the fit, and the DNA of its latest season. */
export function calculatedLeague(table = demoTable()) {
  const history = historyBefore(table, ((table.columns.knownAt.at(-1) ?? 0) + 1) as Minute)
  const season = table.seasons.at(-1) as string
  const model = fitGoalsModel(history)
  return { table, history, season, model, dna: buildLeagueDna(history, model, { season }) }
}

/** The five leagues of the measurements, rated. */
export const ratedRealLeagues = once((folder: string): RatedMatches[] =>
  REAL_LEAGUES.map((division) => rateMatches(realTable(folder, division))),
)

/** One league's real files as a table. */
export const realTable = (folder: string, division: string): MatchTable => realTables(`${folder}/${division}_`)

const realTables = once((path: string): MatchTable => {
  const [folder, division] = [dirname(path), basename(path).slice(0, -1)]
  const files = readdirSync(folder).filter((name) => name.startsWith(`${division}_`))
  const records = files.sort().flatMap((name) => {
    const read = readFootballData(csvFile(name, readFileSync(`${folder}/${name}`, 'latin1').replace(/^(\uFEFF|\u00EF\u00BB\u00BF)/, '')))
    if (read.kind === 'refused') throw new Error(read.refusal.message)
    return [...read.accepted]
  })
  return tableFromRecords(division, records)
})
