import { getColumn } from '../repositories/records.ts'
import { frictionPayload, quantumFrictionMatrixV3 } from '../schema/friction.ts'
import type { V1TableName } from '../schema/legacy-move.ts'
import type { V3TableName } from '../schema/publish.ts'
import { quantumStrategiesV3, strategyPayload } from '../schema/strategies.ts'
import { teamDnaPayload, teamQuantumDnaV3 } from '../schema/team-dna.ts'

/** One V3 table and the versions that it shows. Its conditions are SQL texts over a version `v`. */
export interface PublishedKind {
  readonly v1: V1TableName
  readonly v3: V3TableName
  readonly versions: string
  /** The V3 row's id. */
  readonly id: string
  /** Where a new calculated row's id comes from. */
  readonly newId: string
  /** V3 column and the version column that it is matched with. */
  readonly keys: readonly (readonly [v3: string, version: string])[]
  /** Columns besides the keys, the same in both. */
  readonly payload: readonly string[]
  /** Columns of the payload that the move leaves to other writers: V1 says nothing about them. */
  readonly leftToOthers: readonly string[]
  /** Which versions are published. */
  readonly where: string
  /** What would make an insert fail. */
  readonly blocked: string
}

const names = (table: Parameters<typeof getColumn>[0], keys: readonly string[]) => keys.map((key) => getColumn(table, key).name)

/** In the order of V3's foreign keys. */
export const PUBLISHED_KINDS: readonly PublishedKind[] = [
  {
    v1: 'team_profiles',
    v3: 'team_quantum_dna_v3',
    versions: 'team_dna_version',
    id: 'team_id',
    newId: 'v.team_id',
    keys: [['team_id', 'team_id']],
    payload: names(teamQuantumDnaV3, [...Object.keys(teamDnaPayload()), 'season', 'lastAuditAt']),
    leftToOthers: ['avg_clv'],
    // V3 has one row per team: its latest season.
    where: `not exists (select from mon_ps.team_dna_version newer where newer.team_id = v.team_id and newer.origin = v.origin
      and newer.retired_at is null and newer.season > v.season)`,
    blocked: `exists (select from quantum.team_quantum_dna_v3 other
      where other.team_name = v.team_name and other.league = v.league and other.team_id <> v.team_id)`,
  },
  {
    v1: 'matchup_friction',
    v3: 'quantum_friction_matrix_v3',
    versions: 'friction_version',
    id: 'friction_id',
    newId: `nextval('quantum.quantum_friction_matrix_v3_friction_id_seq')::int`,
    keys: [
      ['team_home_id', 'home_id'],
      ['team_away_id', 'away_id'],
      ['season', 'season'],
    ],
    payload: names(quantumFrictionMatrixV3, Object.keys(frictionPayload())),
    leftToOthers: ['tactical_friction', 'risk_friction', 'psychological_edge', 'historical_friction'],
    where: 'true',
    blocked: `(not exists (select from quantum.team_quantum_dna_v3 team where team.team_id = v.home_id)
      or not exists (select from quantum.team_quantum_dna_v3 team where team.team_id = v.away_id))`,
  },
  {
    v1: 'team_strategies',
    v3: 'quantum_strategies_v3',
    versions: 'strategy_version',
    id: 'strategy_id',
    newId: `nextval('quantum.quantum_strategies_v3_strategy_id_seq')::int`,
    keys: [
      ['team_id', 'team_id'],
      ['strategy_name', 'strategy_name'],
      ['strategy_version', 'strategy_version'],
      ['season', 'season'],
    ],
    payload: names(quantumStrategiesV3, ['teamName', ...Object.keys(strategyPayload())]),
    leftToOthers: ['avg_clv', 'context_filters', 'performance_by_context'],
    where: `v.scope = 'team'`,
    blocked: 'not exists (select from quantum.team_quantum_dna_v3 team where team.team_id = v.team_id)',
  },
]

const NULLABLE_KEYS: readonly string[] = ['season', 'strategy_version']

/** The V3 row `row` has the key of the version `v`. Keys that are never null are compared so that an index can serve. */
export const sameKey = ({ keys }: PublishedKind, row = 't'): string =>
  keys.map(([v3, version]) => `${row}."${v3}" ${NULLABLE_KEYS.includes(v3) ? 'is not distinct from' : '='} v."${version}"`).join(' and ')

/** The key of a version or, by V3's column names, of a row as text: what a decision is recorded under. */
export const rowKey = ({ keys }: PublishedKind, alias: string, of: 'row' | 'version'): string =>
  keys.map(([v3, version]) => `coalesce(${alias}."${of === 'row' ? v3 : version}"::text, '')`).join(` || '|' || `)

export function getPublishedKind(table: V1TableName | V3TableName): PublishedKind {
  const kind = PUBLISHED_KINDS.find(({ v1, v3 }) => v1 === table || v3 === table)
  if (kind === undefined) throw new TypeError(`no V3 table belongs to ${table}`)
  return kind
}
