import type { FileSource } from '../import/read-csv.ts'
import { type Prediction } from '../compute/prediction.ts'
import { matchKey } from './predictions-csv.ts'
import { readLeagueTables } from './read-league-tables.ts'

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
