import { TABLE_MAPPINGS } from '../src/mapping/table-mappings.ts'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'

/** The unique key that the legacy's writers rely on in `ON CONFLICT`. */
export const V1_UNIQUE_KEYS: Readonly<Record<V1TableName, string>> = {
  team_profiles: 'unique (team_name)',
  matchup_friction: 'unique (team_a_name, team_b_name)',
  team_strategies: 'unique (team_name, strategy_name, strategy_version)',
}

const DEFAULTS: Readonly<Record<string, string>> = {
  h2h_matches: '0',
  h2h_team_a_wins: '0',
  h2h_team_b_wins: '0',
  h2h_draws: '0',
  sample_size: '0',
  confidence_level: `'low'`,
}

/** Columns and types of one of V1's tables, in its order. */
export const listV1Columns = (table: V1TableName): readonly { readonly name: string; readonly type: string }[] =>
  TABLE_MAPPINGS.find(({ v1 }) => v1 === table)?.v1Columns ?? []

function tableDefinition(table: V1TableName): string {
  const columns = listV1Columns(table).map(({ name, type }) => {
    if (name === 'id') return 'id serial primary key'
    const byDefault = DEFAULTS[name]
    return `${name} ${type}${table === 'team_profiles' && name === 'team_name' ? ' not null' : ''}${byDefault === undefined ? '' : ` default ${byDefault}`}`
  })
  return `create table quantum.${table} (${columns.join(', ')}, ${V1_UNIQUE_KEYS[table]})`
}

/** Statements that create V1's schema and its three tables, empty, with the types, keys and defaults that the legacy declares. */
export const createV1Tables = (): readonly string[] => [
  'create schema if not exists quantum',
  ...TABLE_MAPPINGS.map(({ v1 }) => tableDefinition(v1)),
]
