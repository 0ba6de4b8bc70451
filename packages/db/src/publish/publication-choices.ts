import type { V3TableName } from '../schema/publish.ts'
import { type SQL, sql } from 'drizzle-orm'
import { type Page, toPage, type PageRequest } from '../repositories/keyset.ts'
import type { Executor } from '../client.ts'
import { PUBLISHED_KINDS, type PublishedKind, rowKey, sameKey } from './published-kinds.ts'

/** What tells two versions of a row apart at a glance: units, scores and counts, no rates. */
const FIGURES: Readonly<Record<V3TableName, readonly string[]>> = {
  team_quantum_dna_v3: ['total_bets', 'total_pnl', 'total_matches'],
  quantum_friction_matrix_v3: ['friction_score', 'chaos_potential', 'predicted_goals'],
  quantum_strategies_v3: ['total_bets', 'total_pnl'],
}

/** A row of V3 in words; `t` is the row. */
const NAMES: Readonly<Record<V3TableName, string>> = {
  team_quantum_dna_v3: 't.team_name',
  quantum_friction_matrix_v3: `t.team_home_name || ' – ' || t.team_away_name`,
  quantum_strategies_v3: `t.team_name || ': ' || t.strategy_name`,
}

export interface PublicationVersion {
  readonly versionId: number
  /** By the names of V3's columns. */
  readonly figures: Readonly<Record<string, number | null>>
}

/** A V3 row whose key has a moved version and a calculated one. */
export interface PublicationChoice {
  readonly table: V3TableName
  readonly rowId: number
  /** A team, a pair, or a team and its strategy. */
  readonly name: string
  readonly season: string | null
  readonly shows: 'migrated' | 'calculated'
  readonly migrated: PublicationVersion
  readonly calculated: PublicationVersion
  /** The latest decision about the key; null where there is none. */
  readonly decisionId: number | null
}

const selectFigures = (kind: PublishedKind, alias: string) =>
  `jsonb_build_object('versionId', ${alias}.version_id, 'figures', jsonb_build_object(${FIGURES[kind.v3]
    .map((column) => `'${column}', ${alias}."${column}"`)
    .join(', ')}))`

/** The current version of the row `t` of some origins. */
const joinVersion = (kind: PublishedKind, alias: string, origins: string) => `join lateral (select v.* from mon_ps.${kind.versions} v
  where ${sameKey(kind)} and v.retired_at is null and v.origin in (${origins}) and ${kind.where}
  order by v.origin limit 1) ${alias} on true`

/** Begins at the calculated versions: they are the fewer ones. */
const selectChoices = (kind: PublishedKind, position: number): string => `
  select ${position} as "sortValue", '${kind.v3}' as "table", t."${kind.id}" as id, ${NAMES[kind.v3]} as name, t.season as season,
    case s.origin when 'migrated' then 'migrated' else 'calculated' end as shows, ${selectFigures(kind, 'm')} as migrated,
    ${selectFigures(kind, 'c')} as calculated, (select max(d.id) from mon_ps.publish_decision d
      where d.table_name = '${kind.v3}' and d.row_key = ${rowKey(kind, 't', 'row')}) as "decisionId"
  from mon_ps.v3_row_source s join quantum.${kind.v3} t on t."${kind.id}" = s.row_id
  ${joinVersion(kind, 'm', `'migrated'`)} ${joinVersion(kind, 'c', `'calculated', 'enriched'`)}
  where s.table_name = '${kind.v3}' and s.origin in ('migrated', 'calculated', 'enriched')`

export interface PublicationChoicesQuery {
  /** All three tables when not given. */
  readonly table?: V3TableName | undefined
  readonly rowId?: number | undefined
  readonly page: PageRequest
}

type FetchedChoice = Omit<PublicationChoice, 'rowId'> & { readonly id: number; readonly sortValue: number }

/** Rows about which there is something to decide, or to undo: by table in the order of V3's foreign keys, then by row. */
export async function listPublicationChoices(
  executor: Executor,
  { table, rowId, page }: PublicationChoicesQuery,
): Promise<Page<PublicationChoice & { readonly id: number; readonly sortValue: number }>> {
  const kinds = PUBLISHED_KINDS.flatMap((kind, position) =>
    table === undefined || table === kind.v3 ? [selectChoices(kind, position)] : [],
  )
  const beyond: SQL = page.after === null ? sql`true` : sql`(r."sortValue", r.id) > (${page.after.value}::int, ${page.after.id}::int)`
  const fetched = await executor.execute<FetchedChoice & Record<string, unknown>>(sql`
    select * from (${sql.raw(kinds.join(' union all '))}) r
    where ${beyond} and ${rowId === undefined ? sql`true` : sql`r.id = ${rowId}`} order by r."sortValue", r.id limit ${page.limit + 1}`)
  return toPage(
    fetched.map((row) => ({ ...row, rowId: row.id })),
    page.limit,
  )
}

/** A decision with what it is about, in words; the name is null once its version is gone. */
export interface RecordedDecision {
  readonly id: number
  readonly sortValue: number
  readonly table: V3TableName
  readonly rowKey: string
  readonly name: string | null
  readonly fromVersion: number | null
  readonly toVersion: number
  /** What it shows; null once its version is gone. */
  readonly shows: 'migrated' | 'calculated' | null
  /** No later decision is about the same row. */
  readonly latest: boolean
  readonly who: string
  readonly why: string
  /** ISO instant. */
  readonly at: string
}

const VERSION_NAMES: Readonly<Record<V3TableName, string>> = {
  team_quantum_dna_v3: 'v.team_name',
  quantum_friction_matrix_v3: `v.team_home_name || ' – ' || v.team_away_name`,
  quantum_strategies_v3: `v.team_name || ': ' || v.strategy_name`,
}

/** Every decision, newest first. */
export async function listPublicationDecisions(executor: Executor, page: PageRequest): Promise<Page<RecordedDecision>> {
  const versions = PUBLISHED_KINDS.map(
    (kind) => `select v.origin, ${VERSION_NAMES[kind.v3]} as name from mon_ps.${kind.versions} v
      where d.table_name = '${kind.v3}' and v.version_id = d.to_version`,
  )
  const fetched = await executor.execute<RecordedDecision & Record<string, unknown>>(sql`
    select d.id, d.id as "sortValue", d.table_name as "table", d.row_key as "rowKey", shown.name, d.from_version as "fromVersion",
      d.to_version as "toVersion", case when shown.origin is null then null when shown.origin = 'migrated' then 'migrated' else 'calculated' end as shows,
      not exists (select from mon_ps.publish_decision later
        where later.table_name = d.table_name and later.row_key = d.row_key and later.id > d.id) as latest,
      d.who, d.why, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from mon_ps.publish_decision d left join lateral (${sql.raw(versions.join(' union all '))}) shown on true
    where ${page.after === null ? sql`true` : sql`d.id < ${page.after.id}`} order by d.id desc limit ${page.limit + 1}`)
  return toPage(fetched, page.limit)
}
