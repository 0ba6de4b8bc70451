import { buildMatchTable, type MatchTable, type TableMatch, type TableQuote } from '@mon-ps/core/football/match-table'
import { minuteFromIso } from '@mon-ps/core/football/time'
import { readFootballData } from '@mon-ps/core/sources/football-data/read-football-data'
import { dayFromIso } from '@mon-ps/core/units'
import { ApiError } from '../../errors.ts'
import type { Prediction } from '../compute/prediction.ts'
import { decodeText, type FileSource, readBytes, readCsv, rejected } from '../import/read-csv.ts'
import { matchKey } from './predictions-csv.ts'

/** A league's matches as they are gathered from file after file. */
class LeagueRows {
  readonly #ids = new Map<string, number>()
  readonly #matches: TableMatch[] = []
  readonly #quotes: TableQuote[] = []
  readonly #seasons = new Set<string>()

  #idFor(team: string): number {
    const id = this.#ids.get(team) ?? this.#ids.size + 1
    this.#ids.set(team, id)
    return id
  }

  add({ match, quotes }: AcceptedMatch): void {
    if (match.fullTime === null) return
    const matchId = this.#matches.length + 1
    this.#seasons.add(match.season)
    this.#matches.push({
      matchId,
      season: match.season,
      kickoffOn: dayFromIso(match.kickoffOn),
      kickoffAt: match.kickoffAt === null ? null : minuteFromIso(match.kickoffAt),
      homeId: this.#idFor(match.home),
      awayId: this.#idFor(match.away),
      fullTime: match.fullTime,
      halfTime: match.halfTime,
      homeStatistics: match.homeStatistics,
      awayStatistics: match.awayStatistics,
    })
    for (const quote of quotes) this.#quotes.push({ ...quote, matchId })
  }

  table(competition: string): MatchTable {
    const teams = [...this.#ids].map(([name, id]) => ({ id, name }))
    return buildMatchTable({ competition, teams, seasons: [...this.#seasons].sort(), matches: this.#matches, quotes: this.#quotes })
  }
}

type AcceptedMatch = Extract<ReturnType<typeof readFootballData>, { kind: 'read' }>['accepted'][number]

/**
 * Leagues straight from results files, without a database. A league has all its seasons that the files hold: later ones are
 * forecast from earlier ones.
 *
 * @param divisions  whose matches are kept, for example `E0`; all when null
 * @throws {ApiError} IMPORT_REJECTED     a file that is no results file: an evaluation with a part missing would be another one
 * @throws {ApiError} LEAGUE_NOT_FOUND    a division that no file holds
 */
export async function readLeagueTables(files: Iterable<FileSource>, divisions: readonly string[] | null): Promise<MatchTable[]> {
  const leagues = new Map<string, LeagueRows>()
  for (const file of files) {
    const { csv } = await readCsv(file.name, decodeText(await readBytes(file)))
    const read = readFootballData(csv)
    if (read.kind === 'refused') throw rejected(file.name, read.refusal.message)
    for (const row of read.accepted) {
      const { division } = row.match
      if (divisions !== null && !divisions.includes(division)) continue
      const league = leagues.get(division) ?? new LeagueRows()
      league.add(row)
      leagues.set(division, league)
    }
  }
  const missing = divisions?.filter((division) => !leagues.has(division)) ?? []
  if (missing.length > 0)
    throw new ApiError(
      'LEAGUE_NOT_FOUND',
      `got ${missing.join(', ')}, of which the files hold no match; they hold ${[...leagues.keys()].sort().join(', ') || 'none at all'}`,
    )
  const order = divisions ?? [...leagues.keys()].sort()
  return order.flatMap((division) => leagues.get(division)?.table(division) ?? [])
}

/** Goals of every played match of results files, by the key under which predictions mean it. */
export async function readResults(files: Iterable<FileSource>): Promise<Map<string, NonNullable<Prediction['goals']>>> {
  const results = new Map<string, NonNullable<Prediction['goals']>>()
  for (const table of await readLeagueTables(files, null)) {
    const { season, home, away, homeGoals, awayGoals } = table.columns
    for (let row = 0; row < table.length; row++) {
      const code = table.seasons[season[row] ?? -1] ?? ''
      const name = (team: number | undefined) => table.teams[team ?? -1]?.name ?? ''
      const key = matchKey({
        div: table.competition,
        season: `${code.slice(2, 4)}${code.slice(5, 7)}`,
        home: name(home[row]),
        away: name(away[row]),
      })
      results.set(key, { home: homeGoals[row] ?? Number.NaN, away: awayGoals[row] ?? Number.NaN })
    }
  }
  return results
}
