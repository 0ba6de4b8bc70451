import { NEVER_WRITTEN_KEY, QUANTUM_DNA_KEYS } from '../../mapping/quantum-dna-keys.ts'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import type { QueryCheck, RowCheck, Treatment } from '../check.ts'

const SHAPES: readonly (readonly [V1TableName, string, 'object' | 'array'])[] = [
  ['team_profiles', 'quantum_dna', 'object'],
  ['team_profiles', 'betting_identity', 'object'],
  ['team_profiles', 'exploit_markets', 'array'],
  ['team_profiles', 'avoid_markets', 'array'],
  ['team_profiles', 'optimal_scenarios', 'array'],
  ['team_profiles', 'optimal_strategies', 'array'],
  ['matchup_friction', 'friction_vector', 'object'],
  ['team_strategies', 'parameters', 'object'],
]

const treatments = (column: string): readonly Treatment[] => [
  { option: 'keep', meaning: 'it stays as it is where V3 keeps it whole; nothing is read out of it', ruling: null },
  {
    option: 'null',
    meaning: 'V3 has nothing there; the companion keeps the value',
    ruling: { kind: 'value', column, value: sql`null::text`, reason: `wrong-shape: ${column} is JSON of another shape` },
  },
]

/** JSON null is taken for nothing, not for a wrong shape. */
const shapes: readonly RowCheck[] = SHAPES.map(([table, column, shape]) => ({
  check: 'P06',
  table,
  name: `${column}-not-${shape}`,
  severity: 'warning',
  message: `rows have in ${column} JSON that is no ${shape}`,
  remedy: 'it stays as it is where V3 keeps it whole; nothing is read out of it',
  treatments: treatments(column),
  where: sql`jsonb_typeof(r.${sql.identifier(column)}) not in (${shape}, 'null')`,
  what: sql`jsonb_typeof(r.${sql.identifier(column)}) || ' ' || left(r.${sql.identifier(column)}::text, 100)`,
}))

const VECTORS = [...QUANTUM_DNA_KEYS, NEVER_WRITTEN_KEY].filter(({ otherSpelling }) => otherSpelling !== null)
const known = JSON.stringify(
  [...QUANTUM_DNA_KEYS, NEVER_WRITTEN_KEY].flatMap(({ key, otherSpelling }) => (otherSpelling === null ? [key] : [key, otherSpelling])),
)
const spellings = JSON.stringify(VECTORS.map(({ key, otherSpelling }) => ({ first: key, second: otherSpelling })))

const object = sql`case when jsonb_typeof(r.quantum_dna) = 'object' then r.quantum_dna end`
const entries = sql`r cross join lateral jsonb_each(${object}) entry`
const pairs = sql`r cross join jsonb_to_recordset(${spellings}::jsonb) as vector(first text, second text)`
const said = (key: 'first' | 'second') => sql`coalesce(jsonb_typeof(${object} -> vector.${sql.raw(key)}), 'null') <> 'null'`

const about = (name: string, message: string, remedy: string | null) =>
  ({ check: 'P06', table: 'team_profiles', name, severity: remedy === null ? 'info' : 'warning', message, remedy, treatments: [] }) as const

const keys: readonly QueryCheck[] = [
  {
    ...about(
      'unknown-key',
      'values stand in quantum_dna under keys that nobody knows',
      'quantum_dna_legacy keeps them; no column of V3 is read from them',
    ),
    hits: sql`select r.id as v1_id, entry.key as what from ${entries} where not ${known}::jsonb ? entry.key`,
  },
  {
    ...about('both-spellings', 'vectors stand there under both spellings', 'the spelling with _dna is read; quantum_dna_legacy keeps both'),
    hits: sql`select r.id as v1_id, vector.first || ' and ' || vector.second as what from ${pairs} where ${said('first')} and ${said('second')}`,
  },
  {
    ...about('other-spelling', 'vectors stand there only under the spelling without _dna, which is read, too', null),
    hits: sql`select r.id as v1_id, vector.second as what from ${pairs} where not ${said('first')} and ${said('second')}`,
  },
  {
    ...about('vector-not-object', 'vectors are no objects', 'V3 has nothing there; quantum_dna_legacy keeps them'),
    hits: sql`
      select v1_id, name || ' is a ' || jsonb_typeof(value) as what from (
        select r.id as v1_id, vector.first as name, coalesce(nullif(${object} -> vector.first, 'null'), ${object} -> vector.second) as value
        from ${pairs}) vectors
      where jsonb_typeof(value) not in ('object', 'null')`,
  },
]

const winner: RowCheck = {
  check: 'P06',
  table: 'matchup_friction',
  name: 'predicted_winner-unknown',
  severity: 'warning',
  message: 'pairs predict something else than team_a, team_b or draw',
  remedy: 'V3 has no predicted winner there; the companion keeps the word',
  treatments: [],
  where: sql`r.predicted_winner not in ('team_a', 'team_b', 'draw')`,
  what: sql`r.predicted_winner`,
}

export const jsonShapeChecks = (table: V1TableName): readonly RowCheck[] => [...shapes, winner].filter((check) => check.table === table)

export const jsonKeyChecks = (table: V1TableName): readonly QueryCheck[] => keys.filter((check) => check.table === table)
