import { readdirSync, readFileSync } from 'node:fs'
import { buildMatchTable, type TableMatch, type TableQuote } from '../src/football/build-match-table.ts'
import { minuteFromIso } from '../src/football/instant.ts'
import type { MatchRecord } from '../src/football/match.ts'
import type { MatchTable } from '../src/football/match-table.ts'
import type { OddsQuote } from '../src/football/odds-quote.ts'
import { readFootballData } from '../src/sources/football-data/read-football-data.ts'
import { DEMO_DIVISIONS, simulateDemo } from '../src/simulate/simulate-demo.ts'
import { dayFromIso } from '../src/units.ts'
import { csvFile } from './csv-file.ts'

interface RecordWithQuotes {
  readonly match: MatchRecord
  readonly quotes: readonly OddsQuote[]
}

/** One competition's played matches as a table; teams get ids 1, 2, 3 … in order of appearance. */
function tableFromRecords(competition: string, records: readonly RecordWithQuotes[]): MatchTable {
  const idOfName = new Map<string, number>()
  const idOf = (name: string): number => {
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
      homeId: idOf(match.home),
      awayId: idOf(match.away),
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

/** The demo's divisions, the first above the second. */
export function demoTables(seed: number): MatchTable[] {
  const seasons = simulateDemo({ seed })
  return DEMO_DIVISIONS.map((code) =>
    tableFromRecords(
      code,
      seasons.filter(({ division }) => division === code).flatMap(({ matches }) => matches),
    ),
  )
}

/** The demo's first division. */
export function demoTable(seed = 7): MatchTable {
  return demoTables(seed)[0] as MatchTable
}

/** One league's real files as a table. */
export function realTable(folder: string, division: string): MatchTable {
  const files = readdirSync(folder).filter((name) => name.startsWith(`${division}_`))
  const records = files.sort().flatMap((name) => {
    const read = readFootballData(csvFile(name, readFileSync(`${folder}/${name}`, 'latin1').replace(/^(\uFEFF|\u00EF\u00BB\u00BF)/, '')))
    if (read.kind === 'refused') throw new Error(read.refusal.message)
    return [...read.accepted]
  })
  return tableFromRecords(division, records)
}
