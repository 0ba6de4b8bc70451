import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { NEVER_WRITTEN_KEY, QUANTUM_DNA_KEYS } from '../../mapping/profile-rules.ts'
import { isAbout, keep, type QueryCheck, type RowCheck, setNull } from '../check.ts'

const SHAPES: readonly (readonly [V1TableName, 'object' | 'array', readonly string[]])[] = [
  ['team_profiles', 'object', ['quantum_dna', 'betting_identity']],
  ['team_profiles', 'array', ['exploit_markets', 'avoid_markets', 'optimal_scenarios', 'optimal_strategies']],
  ['matchup_friction', 'object', ['friction_vector']],
  ['team_strategies', 'object', ['parameters']],
]

const KEPT_WHOLE = 'it stays as it is where V3 keeps it whole; nothing is read out of it'

/** JSON null is taken for nothing, not for a wrong shape. */
const shapes: readonly RowCheck[] = SHAPES.flatMap(([table, shape, columns]) =>
  columns.map((column) => ({
    id: `P06:${table}:${column}-not-${shape}`,
    message: `rows have in ${column} JSON that is no ${shape}`,
    remedy: KEPT_WHOLE,
    treatments: [keep(KEPT_WHOLE), setNull(column, `wrong-shape: ${column} is JSON of another shape`)],
    where: sql`jsonb_typeof(r.${sql.identifier(column)}) not in (${shape}, 'null')`,
    what: sql`jsonb_typeof(r.${sql.identifier(column)}) || ' ' || left(r.${sql.identifier(column)}::text, 100)`,
  })),
)

const KEYS = [...QUANTUM_DNA_KEYS, NEVER_WRITTEN_KEY]
const known = JSON.stringify(KEYS.flatMap(({ key, otherSpelling }) => (otherSpelling === null ? [key] : [key, otherSpelling])))
const spellings = JSON.stringify(
  KEYS.flatMap(({ key, otherSpelling }) => (otherSpelling === null ? [] : [{ first: key, second: otherSpelling }])),
)

const object = sql`case when jsonb_typeof(r.quantum_dna) = 'object' then r.quantum_dna end`
const pairs = sql`r cross join jsonb_to_recordset(${spellings}::jsonb) as vector(first text, second text)`
const isPresent = (key: 'first' | 'second') => sql`coalesce(jsonb_typeof(${object} -> vector.${sql.raw(key)}), 'null') <> 'null'`

const keys: readonly QueryCheck[] = [
  {
    id: 'P06:team_profiles:unknown-key',
    message: 'values stand in quantum_dna under keys that nobody knows',
    remedy: 'quantum_dna_legacy keeps them; no column of V3 is read from them',
    hits: sql`select r.id as v1_id, entry.key as what from r cross join lateral jsonb_each(${object}) entry where not ${known}::jsonb ? entry.key`,
  },
  {
    id: 'P06:team_profiles:both-spellings',
    message: 'vectors stand there under both spellings',
    remedy: 'the spelling with _dna is read; quantum_dna_legacy keeps both',
    hits: sql`select r.id as v1_id, vector.first || ' and ' || vector.second as what from ${pairs} where ${isPresent('first')} and ${isPresent('second')}`,
  },
  {
    id: 'P06:team_profiles:other-spelling',
    severity: 'info',
    message: 'vectors stand there only under the spelling without _dna, which is read, too',
    remedy: null,
    hits: sql`select r.id as v1_id, vector.second as what from ${pairs} where not ${isPresent('first')} and ${isPresent('second')}`,
  },
  {
    id: 'P06:team_profiles:vector-not-object',
    message: 'vectors are no objects',
    remedy: 'V3 has nothing there; quantum_dna_legacy keeps them',
    hits: sql`
      select v1_id, name || ' is a ' || jsonb_typeof(value) as what from (
        select r.id as v1_id, vector.first as name, coalesce(nullif(${object} -> vector.first, 'null'), ${object} -> vector.second) as value
        from ${pairs}) vectors
      where jsonb_typeof(value) not in ('object', 'null')`,
  },
]

const winner: RowCheck = {
  id: 'P06:matchup_friction:predicted_winner-unknown',
  message: 'pairs predict something else than team_a, team_b or draw',
  remedy: 'V3 has no predicted winner there; the companion keeps the word',
  where: sql`r.predicted_winner not in ('team_a', 'team_b', 'draw')`,
  what: sql`r.predicted_winner`,
}

export const jsonShapeChecks = (table: V1TableName): readonly RowCheck[] => [...shapes, winner].filter(isAbout(table))

export const jsonKeyChecks = (table: V1TableName): readonly QueryCheck[] => keys.filter(isAbout(table))
