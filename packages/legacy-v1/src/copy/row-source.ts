import { named, quoted, type IdScope } from '@mon-ps/db/engine/sql-text'
import { MATCHUP_FRICTION_MAPPING, TEAM_PROFILES_MAPPING, TEAM_STRATEGIES_MAPPING } from '../mapping/table-mappings.ts'
import type { TableMapping } from '../mapping/column-mapping.ts'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { getTableColumns, type SQL } from 'drizzle-orm'
import { CasingCache } from 'drizzle-orm/casing'
import { getTableConfig, PgDialect, type PgTable, PgVarchar } from 'drizzle-orm/pg-core'
import { frictionVersion } from '@mon-ps/db/schema/friction'
import { strategyVersion } from '@mon-ps/db/schema/strategies'
import { teamDnaVersion } from '@mon-ps/db/schema/team-dna'
import { columnExpression, profileBehind, strategyProfile } from './rule-sql.ts'

export interface ProjectedTable {
  readonly mapping: TableMapping
  readonly versionTable: PgTable
  readonly versions: string
  /** Key columns of the versions; null is compared as a value. */
  readonly keys: readonly string[]
  /** V3 column to version column where the names differ; null where only V3 has it. */
  readonly renamed: Readonly<Record<string, string | null>>
  /** Version columns with the same value in every moved row. */
  readonly fixed: Readonly<Record<string, string>>
  /** Columns whose number of bets is known, by the name that estimates use. */
  readonly measured: { readonly n: string; readonly columns: Readonly<Record<string, string>> } | null
}

const TIMES = { created_at: 'source_created_at', updated_at: 'source_updated_at' }

export const PROJECTED: Readonly<Record<V1TableName, ProjectedTable>> = {
  team_profiles: {
    mapping: TEAM_PROFILES_MAPPING,
    versionTable: teamDnaVersion,
    versions: 'team_dna_version',
    keys: ['team_id', 'season'],
    renamed: TIMES,
    fixed: {},
    measured: { n: 'total_bets', columns: { winRate: 'win_rate', roi: 'roi' } },
  },
  matchup_friction: {
    mapping: MATCHUP_FRICTION_MAPPING,
    versionTable: frictionVersion,
    versions: 'friction_version',
    keys: ['home_id', 'away_id', 'season'],
    renamed: { ...TIMES, friction_id: null, team_home_id: 'home_id', team_away_id: 'away_id' },
    fixed: { scope: quoted('domestic'), orientation: quoted('unordered'), season: 'null::text' },
    measured: null,
  },
  team_strategies: {
    mapping: TEAM_STRATEGIES_MAPPING,
    versionTable: strategyVersion,
    versions: 'strategy_version',
    keys: ['team_id', 'strategy_name', 'strategy_version', 'season'],
    renamed: { ...TIMES, strategy_id: null },
    fixed: { scope: quoted('team'), season: 'null::text' },
    measured: { n: 'total_bets', columns: { winRate: 'win_rate', roi: 'roi' } },
  },
}

interface FilledColumn {
  /** Of the versions. */
  readonly name: string
  /** Of V3. */
  readonly target: string
  readonly sql: string
}

/** The version columns that V1 owns. */
export function filledColumns({ mapping, renamed }: ProjectedTable): readonly FilledColumn[] {
  return mapping.columns.flatMap((column) => {
    const expression = columnExpression(mapping, column)
    const name = column.target in renamed ? renamed[column.target] : column.target
    return expression === null || name === null || name === undefined ? [] : [{ name, target: column.target, sql: expression }]
  })
}

/** Version columns that stay empty in moved rows. */
export function emptyColumns({ versionTable, mapping, renamed, fixed }: ProjectedTable): readonly string[] {
  const cache = new CasingCache('snake_case')
  const filled = mapping.columns.map(({ target }) => (target in renamed ? renamed[target] : target))
  const known = new Set([...filled, ...Object.keys(fixed), ...OF_THE_VERSION])
  return Object.values(getTableColumns(versionTable))
    .map((column) => cache.getColumnCasing(column))
    .filter((name) => !known.has(name))
}

const OF_THE_VERSION = ['version_id', 'origin', 'run_id', 'row_sha256', 'retired_at', 'v1_id', 'estimates']

const RULED = (table: V1TableName) => `left join (select v1_id, jsonb_object_agg(column_name, value) as ruled from mon_ps.legacy_ruling
    where table_name = ${quoted(table)} and kind = 'value' group by v1_id) o on o.v1_id = c.id`

/** Lowest rank first, then lowest id. */
const BEST = `left join (select distinct on (s.profile) s.profile, s.strategy_name from (
    select ${strategyProfile('x')} as profile, x.strategy_name, x.strategy_rank, x.id from legacy_v1.team_strategies x where x.is_best_strategy) s
    order by s.profile, s.strategy_rank nulls last, s.id) b on b.profile = c.id
  left join mon_ps.legacy_ruling g on g.table_name = 'team_profiles' and g.v1_id = c.id and g.kind = 'league' and g.column_name = ''`

function teamJoins({ mapping }: ProjectedTable): string {
  return mapping.columns
    .flatMap((column) => {
      const profile = profileBehind(mapping, column)
      return profile === null
        ? []
        : [`left join mon_ps.legacy_team ${named(column.target)} on ${named(column.target)}.v1_id = (${profile})`]
    })
    .join('\n  ')
}

/** The companion's rows projected to V3, unfiltered and before V3's constraints are checked. */
export function projectedRows(table: V1TableName, scope: IdScope): string {
  const projected = PROJECTED[table]
  const columns = filledColumns(projected).map(({ name, sql }) => `${sql} as ${named(name)}`)
  const fixed = Object.entries(projected.fixed).map(([name, sql]) => `${sql} as ${named(name)}`)
  return `select c.id as v1_id, ${[...columns, ...fixed].join(',\n    ')}
  from legacy_v1.${named(table)} c cross join legacy_v1.move_setting z
  ${RULED(table)}
  ${teamJoins(projected)}
  ${table === 'team_profiles' ? BEST : ''}
  where ${scope('c.id')}`
}

/** `r` has a ruling that keeps it out of V3. */
export const isQuarantined = (table: V1TableName, id: string): string =>
  `exists (select from mon_ps.legacy_ruling q where q.table_name = ${quoted(table)} and q.v1_id = ${id} and q.kind = 'quarantine')`

/** Prefix of the projection's own reasons. */
export const PROJECTION_REASON = 'projection:'

const hasDna = (team: string): string =>
  `exists (select from mon_ps.team_dna_version d where d.team_id = ${team} and d.origin = 'migrated' and d.retired_at is null)`

/** Columns whose team must have been moved. */
const TEAMS: Readonly<Record<V1TableName, readonly string[]>> = {
  team_profiles: [],
  matchup_friction: ['home_id', 'away_id'],
  team_strategies: ['team_id'],
}

const dialect = new PgDialect({ casing: 'snake_case' })
const text = (condition: SQL): string => dialect.sqlToQuery(condition).sql

/** The version table's constraints as conditions on `r`, with a code for each. */
function constraints(
  { versionTable }: ProjectedTable,
  provided: ReadonlySet<string>,
): readonly { readonly code: string; readonly broken: string }[] {
  const cache = new CasingCache('snake_case')
  const columns = Object.values(getTableColumns(versionTable)).map((column) => ({ column, name: cache.getColumnCasing(column) }))
  const here = columns.filter(({ name }) => provided.has(name))
  const missing = here
    .filter(({ column }) => column.notNull)
    .map(({ name }) => ({ code: `no-${name}`, broken: `r.${named(name)} is null` }))
  const long = here.flatMap(({ column, name }) =>
    column instanceof PgVarchar && column.length !== undefined
      ? [{ code: `too-long-${name}`, broken: `char_length(r.${named(name)}) > ${column.length}` }]
      : [],
  )
  const large = here
    .filter(({ column }) => column.getSQLType() === 'integer')
    .map(({ name }) => ({ code: `too-large-${name}`, broken: `r.${named(name)} not between -2147483648 and 2147483647` }))
  const { checks, schema, name: table } = getTableConfig(versionTable)
  const broken = checks.flatMap((check) => {
    const condition = text(check.value).replaceAll(`"${schema ?? ''}"."${table}".`, 'r.')
    const reads = [...condition.matchAll(/r\."(\w+)"/g)].map(([, column]) => column ?? '')
    return reads.some((column) => provided.has(column)) ? [{ code: check.name, condition, reads }] : []
  })
  return [
    ...missing,
    ...long,
    ...large,
    ...broken.map(({ code, condition, reads }) => ({
      code,
      broken: `(${reads.reduce((sql, column) => (provided.has(column) ? sql : sql.replaceAll(`r."${column}"`, 'null')), condition)}) is false`,
    })),
  ]
}

/** A code for why `r` does not fit V3, or null. */
export function findProblem(table: V1TableName): string {
  const projected = PROJECTED[table]
  const provided = new Set([...filledColumns(projected).map(({ name }) => name), ...Object.keys(projected.fixed)])
  const teams = TEAMS[table].map((team) => ({ code: 'no-team', broken: `r.${team} is null or not ${hasDna(`r.${team}`)}` }))
  const cases = [...teams, ...constraints(projected, provided)].map(
    ({ code, broken }) => `when ${broken} then ${quoted(`${PROJECTION_REASON}${code}`)}`,
  )
  return `case ${cases.join('\n    ')} end`
}
