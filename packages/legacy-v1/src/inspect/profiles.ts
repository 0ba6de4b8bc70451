import { leagueOf } from '../mapping/league-and-season.ts'
import { legacyNameKey } from '../mapping/team-names.ts'
import type { MappedValue } from '../mapping/mapped-value.ts'
import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import type { Finding } from '../types.ts'
import { charactersOf } from './characters.ts'
import { listedFinding } from './listed-finding.ts'
import type { V1Relation } from './v1-relation.ts'

/** A profile as far as the plan judges it in words: there are few of them, and rules in core read them. */
export interface ProfileRow {
  readonly id: number
  readonly name: string | null
  readonly league: MappedValue<string>
  /** What the line `League:` of its narrative says. */
  readonly narrativeLeague: string | null
}

/** V3's column for it. */
export const LEAGUE_LENGTH = 50

/** In the order of their ids; of rows with one id the first, rows without one not at all. */
export async function readProfiles(executor: Executor, relation: V1Relation): Promise<readonly ProfileRow[]> {
  const rows = await executor.execute<{ id: number; name: string | null; dna: unknown; narrative: string | null }>(sql`
    select distinct on (r.id) r.id::int as id, r.team_name as name,
      jsonb_build_object('league', r.quantum_dna -> 'league', 'status_2025_2026', jsonb_build_object('league', r.quantum_dna #> '{status_2025_2026,league}')) as dna,
      nullif(btrim(substring(r.narrative_profile from ${'League: ([^\\n\\r]*)'})), '') as narrative
    from (${relation.body}) r where r.id = trunc(r.id) and r.id between -2147483648 and 2147483647 order by r.id`)
  return rows.map(({ id, name, dna, narrative }) => ({ id, name, league: leagueOf(dna), narrativeLeague: narrative }))
}

/** Profiles whose names a person would call one, in groups of at least two; the same name is the same key, too. */
function sameNames(rows: readonly ProfileRow[]): readonly (readonly ProfileRow[])[] {
  const groups = new Map<string, ProfileRow[]>()
  for (const row of rows) {
    if (row.name === null || row.name.trim() === '') continue
    const key = legacyNameKey(row.name)
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

const about = { table: 'team_profiles' } as const

/** What preflight finds in leagues and names. */
export function profileFindings(rows: readonly ProfileRow[]): readonly Finding[] {
  const named = ({ id, name }: ProfileRow, what: string) => ({ v1Id: id, what: `${name ?? 'null'}: ${what}` })
  const league = ({ league: { value } }: ProfileRow) => value
  return [
    ...listedFinding(
      {
        ...about,
        check: 'P06',
        name: 'no-league',
        severity: 'decision',
        message: 'profiles do not say their league',
        remedy:
          'each is quarantined with its pairs and strategies unless a decision names its league: V3 cannot be without one, and none is made up',
      },
      rows.filter((row) => league(row) === null).map((row) => named(row, row.league.finding ?? 'nothing')),
    ),
    ...listedFinding(
      {
        ...about,
        check: 'P06',
        name: 'unknown-league',
        severity: 'warning',
        message: 'profiles name a league that is not known',
        remedy: 'it stays as it is written',
      },
      rows.filter((row) => row.league.finding === 'unknown-league-code').map((row) => named(row, league(row) ?? '')),
    ),
    ...listedFinding(
      {
        ...about,
        check: 'P08',
        name: 'league-too-long',
        severity: 'warning',
        message: 'leagues are longer than the 50 characters that V3 has',
        remedy: 'V3 shows the first 50',
      },
      rows.filter((row) => charactersOf(league(row) ?? '').length > LEAGUE_LENGTH).map((row) => named(row, league(row) ?? '')),
    ),
    ...listedFinding(
      {
        ...about,
        check: 'P12',
        name: 'league-of-narrative',
        severity: 'info',
        message: 'profiles name another league in their narrative than in their data',
        remedy: 'the data decides; the narrative stays as it is',
      },
      rows
        .filter((row) => row.narrativeLeague !== null && league(row) !== null && row.narrativeLeague !== league(row))
        .map((row) => named(row, `${league(row)}, in the narrative ${row.narrativeLeague}`)),
    ),
    ...listedFinding(
      {
        ...about,
        check: 'P03',
        name: 'same-team',
        severity: 'decision',
        message: 'profiles have the name of another, but for case, accents or spaces',
        remedy: 'the one with the lowest id stays, the others are quarantined with their pairs and strategies',
      },
      sameNames(rows)
        .flatMap(([first, ...others]) => others.map((row) => named(row, `like profile ${first?.id} "${first?.name}"`)))
        .sort((x, y) => x.v1Id - y.v1Id),
    ),
  ]
}
