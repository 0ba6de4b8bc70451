import type { MigrationPrediction, MigrationRuling } from '@mon-ps/contract/migration-plan'
import { toMarketFamily, toStrategyType } from '../mapping/strategy-rules.ts'
import { TABLE_MAPPINGS } from '../mapping/table-mappings.ts'
import type { TableMapping } from '../mapping/column-mapping.ts'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import type { V1Relation } from '../inspect/read-shape.ts'

const SUMMED: Readonly<Record<V1TableName, readonly string[]>> = {
  team_profiles: ['total_pnl', 'total_bets', 'total_wins', 'total_losses'],
  matchup_friction: ['friction_score', 'chaos_potential', 'predicted_goals'],
  team_strategies: ['profit', 'bets', 'wins', 'losses'],
}

const PLAIN_RULES = ['copy@1', 'double@1', 'instant@1']

/** Columns that V3 shows unchanged. */
function plainColumns({ columns }: TableMapping): readonly { readonly v1: string; readonly v3: string }[] {
  return columns.flatMap(({ rule, sources, target }) => {
    const [source] = sources
    return PLAIN_RULES.includes(rule) && source !== undefined ? [{ v1: source, v3: target }] : []
  })
}

/** Rows with their rulings: `o.out` and `o.ruled`, or null. */
const ruledRows = (relation: V1Relation, rulings: readonly MigrationRuling[]) => sql`
  (${relation.body}) r left join (
    select v1_id, bool_or(kind = 'quarantine') as out, jsonb_object_agg(coalesce(nullif("column", ''), kind), value) as ruled
    from jsonb_to_recordset(${JSON.stringify(rulings.map(({ v1Id, kind, column, value }) => ({ v1_id: v1Id, kind, column, value })))}::jsonb)
      as ruling(v1_id int, kind text, "column" text, value text) group by v1_id) o on o.v1_id = r.id`

/** The ruled value, else V1's. */
const shown = (column: string) =>
  sql`case when o.ruled ? ${column}::text then o.ruled ->> ${column}::text else r.${sql.identifier(column)}::text end`

const MOVED = sql`not coalesce(o.out, false)`

interface Measure {
  readonly name: string
  readonly v1: ReturnType<typeof sql>
  readonly v3: ReturnType<typeof sql>
}

function listMeasures(mapping: TableMapping): Measure[] {
  const sums = SUMMED[mapping.v1].map((column): Measure => {
    const targets = plainColumns(mapping).filter(({ v1 }) => v1 === column)
    return {
      name: `sum of ${column}${targets.map(({ v3 }) => (v3 === column ? '' : ` in ${v3}`)).join('')}`,
      v1: sql`sum(r.${sql.identifier(column)})::text`,
      v3: sql`sum((${shown(column)})::numeric) filter (where ${MOVED})::text`,
    }
  })
  const nulls = plainColumns(mapping).map(
    ({ v1, v3 }): Measure => ({
      name: `nulls in ${v3}`,
      v1: sql`count(*) filter (where r.${sql.identifier(v1)} is null)::text`,
      v3: sql`count(*) filter (where ${MOVED} and ${shown(v1)} is null)::text`,
    }),
  )
  return [{ name: 'rows', v1: sql`count(*)::text`, v3: sql`count(*) filter (where ${MOVED})::text` }, ...sums, ...nulls]
}

async function predictTable(executor: Executor, relation: V1Relation, rulings: readonly MigrationRuling[]): Promise<MigrationPrediction[]> {
  const mapping = TABLE_MAPPINGS.find(({ v1 }) => v1 === relation.table)
  if (mapping === undefined) return []
  const measures = listMeasures(mapping)
  const columns = measures.flatMap(({ v1, v3 }, at) => [
    sql`${v1} as ${sql.identifier(`a${at}`)}`,
    sql`${v3} as ${sql.identifier(`b${at}`)}`,
  ])
  const [row] = await executor.execute<Record<string, string | null>>(
    sql`select ${sql.join(columns, sql`, `)} from ${ruledRows(relation, rulings)}`,
  )
  return measures.map(({ name }, at) => ({
    table: mapping.v3,
    measure: name,
    v1: row?.[`a${at}`] ?? 'null',
    v3: row?.[`b${at}`] ?? 'null',
  }))
}

/** Strategy types and market families by name. */
async function predictNames(executor: Executor, relation: V1Relation, rulings: readonly MigrationRuling[]): Promise<MigrationPrediction[]> {
  const names = await executor.execute<{ name: string | null; v1: number; v3: number }>(sql`
    select ${shown('strategy_name')} as name, count(*) as v1, count(*) filter (where ${MOVED}) as v3 from ${ruledRows(relation, rulings)} group by 1`)
  const totals = new Map<string, { v1: number; v3: number }>()
  for (const { name, v1, v3 } of names) {
    if (name === null) continue
    for (const measure of [`strategy_type ${toStrategyType(name)}`, `market_family ${toMarketFamily(name)}`]) {
      const total = totals.get(measure) ?? { v1: 0, v3: 0 }
      totals.set(measure, { v1: total.v1 + v1, v3: total.v3 + v3 })
    }
  }
  return [...totals]
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([measure, { v1, v3 }]) => ({ table: 'quantum_strategies_v3', measure, v1: String(v1), v3: String(v3) }))
}

/** How many profiles have an object for each vector, under either spelling. */
async function predictVectors(
  executor: Executor,
  relation: V1Relation,
  rulings: readonly MigrationRuling[],
): Promise<MigrationPrediction[]> {
  const vectors = TABLE_MAPPINGS.flatMap(({ columns }) => columns.filter(({ rule }) => rule === 'vector@1').map(({ target }) => target))
  const at = (name: string, json: ReturnType<typeof sql>) =>
    sql`jsonb_typeof(coalesce(nullif(${json} -> ${name}::text, 'null'), ${json} -> ${name.replace(/_dna$/, '')}::text)) = 'object'`
  const own = sql`r.quantum_dna`
  const ruled = sql`(${shown('quantum_dna')})::jsonb`
  const columns = vectors.flatMap((name, index) => [
    sql`count(*) filter (where ${at(name, own)})::text as ${sql.identifier(`a${index}`)}`,
    sql`count(*) filter (where ${MOVED} and ${at(name, ruled)})::text as ${sql.identifier(`b${index}`)}`,
  ])
  const [row] = await executor.execute<Record<string, string>>(
    sql`select ${sql.join(columns, sql`, `)} from ${ruledRows(relation, rulings)}`,
  )
  return vectors.map((name, index) => ({
    table: 'team_quantum_dna_v3',
    measure: `objects in ${name}`,
    v1: row?.[`a${index}`] ?? '0',
    v3: row?.[`b${index}`] ?? '0',
  }))
}

/** Predicts row counts, exact sums and nulls of V3 beside V1's; they differ only by rulings. */
export async function predict(
  executor: Executor,
  relations: Readonly<Record<V1TableName, V1Relation>>,
  rulings: readonly MigrationRuling[],
): Promise<readonly MigrationPrediction[]> {
  const about = (table: V1TableName) => rulings.filter((ruling) => ruling.table === table)
  const predictions: MigrationPrediction[] = []
  for (const { v1 } of TABLE_MAPPINGS)
    if (relations[v1].present) predictions.push(...(await predictTable(executor, relations[v1], about(v1))))
  const { team_profiles: profiles, team_strategies: strategies } = relations
  if (profiles.present) predictions.push(...(await predictVectors(executor, profiles, about('team_profiles'))))
  if (strategies.present) predictions.push(...(await predictNames(executor, strategies, about('team_strategies'))))
  return predictions
}
