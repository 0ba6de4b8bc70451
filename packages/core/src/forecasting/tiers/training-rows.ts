import type { RatedMatches } from './rated-matches.ts'

/** One match of one league among all rated ones. */
export interface RatedRow {
  readonly league: RatedMatches
  readonly at: number
}

export const seasonOf = ({ league, at }: RatedRow): string => league.season[at]!

/** Matches of all leagues by season, oldest season first; within a season league by league. */
export function rowsBySeason(leagues: readonly RatedMatches[]): ReadonlyMap<string, readonly RatedRow[]> {
  const seasons = new Map<string, RatedRow[]>()
  for (const league of leagues)
    for (let at = 0; at < league.length; at++) {
      const season = league.season[at]!
      const rows = seasons.get(season) ?? []
      rows.push({ league, at })
      seasons.set(season, rows)
    }
  return new Map([...seasons].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Rows of the seasons before `season`, without the first `skip` of all: what a model of that season may learn from. */
export function rowsBefore(seasons: ReadonlyMap<string, readonly RatedRow[]>, season: string, skip: number): RatedRow[] {
  return [...seasons.keys()]
    .slice(skip)
    .filter((each) => each < season)
    .flatMap((each) => [...(seasons.get(each) ?? [])])
}
