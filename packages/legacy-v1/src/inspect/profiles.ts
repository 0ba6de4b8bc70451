import { normaliseTeamName } from '@mon-ps/core/sources/csv'
import type { MigrationFinding } from '@mon-ps/contract/migration-plan'
import type { Executor } from '@mon-ps/db/client'
import { sql } from 'drizzle-orm'
import { readLeague } from '../mapping/profile-rules.ts'
import { OTHER_MARKET_FAMILY, toMarketFamily } from '../mapping/strategy-rules.ts'
import type { MappedValue } from '../mapping/values.ts'
import { HAS_ID, listFinding } from './check.ts'
import type { V1Relation } from './read-shape.ts'

/** As the server counts them: a character of four bytes is one, and is never cut in half. */
const splitCharacters = (text: string): readonly string[] => [...text]

export const firstCharacters = (text: string, length: number): string => splitCharacters(text).slice(0, length).join('')

/** A profile as far as the plan judges its words; there are few of them. */
export interface ProfileRow {
  readonly id: number
  readonly name: string | null
  readonly league: MappedValue<string>
  /** What the line `League:` of its narrative says. */
  readonly narrativeLeague: string | null
}

export const LEAGUE_LENGTH = 50

export const isTooLong = (league: string): boolean => splitCharacters(league).length > LEAGUE_LENGTH

/** In the order of their ids; of rows with one id the first, rows without one not at all. */
export async function readProfiles(executor: Executor, relation: V1Relation): Promise<readonly ProfileRow[]> {
  const rows = await executor.execute<{ id: number; name: string | null; dna: unknown; narrative: string | null }>(sql`
    select distinct on (r.id) r.id::int as id, r.team_name as name,
      jsonb_build_object('league', r.quantum_dna -> 'league', 'status_2025_2026', jsonb_build_object('league', r.quantum_dna #> '{status_2025_2026,league}')) as dna,
      nullif(btrim(substring(r.narrative_profile from ${'League: ([^\\n\\r]*)'})), '') as narrative
    from (${relation.body}) r where ${HAS_ID} order by r.id`)
  return rows.map(({ id, name, dna, narrative }) => ({ id, name, league: readLeague(dna), narrativeLeague: narrative }))
}

/** Profiles whose names a person would call one, in groups of at least two. */
function sameNames(rows: readonly ProfileRow[]): readonly (readonly ProfileRow[])[] {
  const groups = new Map<string, ProfileRow[]>()
  for (const row of rows) {
    if (row.name === null || row.name.trim() === '') continue
    const key = normaliseTeamName(row.name)
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

/** What preflight finds in leagues and names. */
export function profileFindings(rows: readonly ProfileRow[]): readonly MigrationFinding[] {
  const describe = ({ id, name }: ProfileRow, what: string) => ({ v1Id: id, what: `${name ?? 'null'}: ${what}` })
  const league = ({ league: { value } }: ProfileRow) => value
  const unlike = rows.filter((row) => row.narrativeLeague !== null && league(row) !== null && row.narrativeLeague !== league(row))
  const doubles = sameNames(rows)
    .flatMap(([first, ...others]) => others.map((row) => describe(row, `like profile ${first?.id} "${first?.name}"`)))
    .sort((x, y) => x.v1Id - y.v1Id)
  return [
    ...listFinding(
      {
        id: 'P06:team_profiles:no-league',
        severity: 'decision',
        message: 'profiles do not say their league',
        remedy:
          'each is quarantined with its pairs and strategies unless a decision names its league: V3 cannot be without one, and none is made up',
      },
      rows.filter((row) => league(row) === null).map((row) => describe(row, row.league.finding ?? 'nothing')),
    ),
    ...listFinding(
      {
        id: 'P06:team_profiles:unknown-league',
        message: 'profiles name a league that is not known',
        remedy: 'it stays as it is written',
      },
      rows.filter((row) => row.league.finding === 'unknown-league-code').map((row) => describe(row, league(row) ?? '')),
    ),
    ...listFinding(
      {
        id: 'P08:team_profiles:league-too-long',
        message: 'leagues are longer than the 50 characters that V3 has',
        remedy: 'V3 shows the first 50',
      },
      rows.filter((row) => isTooLong(league(row) ?? '')).map((row) => describe(row, league(row) ?? '')),
    ),
    ...listFinding(
      {
        id: 'P12:team_profiles:league-of-narrative',
        severity: 'info',
        message: 'profiles name another league in their narrative than in their data',
        remedy: 'the data decides; the narrative stays as it is',
      },
      unlike.map((row) => describe(row, `${league(row)}, in the narrative ${row.narrativeLeague}`)),
    ),
    ...listFinding(
      {
        id: 'P03:team_profiles:same-team',
        severity: 'decision',
        message: 'profiles have the name of another, but for case, accents or spaces',
        remedy: 'the one with the lowest id stays, the others are quarantined with their pairs and strategies',
      },
      doubles,
    ),
  ]
}

/** Strategies whose names hold no word that tells their market: V3 says so rather than guess. */
export async function strategyNameFindings(executor: Executor, relation: V1Relation): Promise<readonly MigrationFinding[]> {
  const names = await executor.execute<{ name: string; rows: number; first: number | null }>(sql`
    select r.strategy_name as name, count(*) as rows, min(r.id)::float8 as first from (${relation.body}) r
    where r.strategy_name is not null group by 1 order by 3`)
  const other = names.filter(({ name }) => toMarketFamily(name) === OTHER_MARKET_FAMILY)
  return listFinding(
    {
      id: 'P06:team_strategies:family-other',
      severity: 'info',
      message: `strategies have a name without a word that tells their market: V3’s market_family is ${OTHER_MARKET_FAMILY}`,
      remedy: null,
    },
    other.map(({ name, rows, first }) => ({ v1Id: first, what: `${name}, ${rows} times` })),
    other.reduce((total, { rows }) => total + rows, 0),
  )
}
