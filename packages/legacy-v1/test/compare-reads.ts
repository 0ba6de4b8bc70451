import type { ColumnMapping, TableMapping } from '../src/mapping/column-mapping.ts'
import { MATCHUP_FRICTION_MAPPING, TEAM_PROFILES_MAPPING, TEAM_STRATEGIES_MAPPING } from '../src/mapping/table-mappings.ts'
import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@mon-ps/db/client'
import { named, quoted } from '@mon-ps/db/engine/sql-text'
import { getPublishedKind } from '@mon-ps/db/publish/published-kinds'

/** A row's values as text by V1 column, equal where they mean the same; null where there is none. */
type Values = Readonly<Record<string, string | null>>

interface ComparedColumn {
  readonly v1: string
  readonly v3: string
  readonly rule: string
  /** As V1 declares it. */
  readonly type: string
}

/** Rules that give back V1's value and are not about which row it is. */
const COMPARED: ReadonlySet<string> = new Set(['copy@1', 'double@1', 'instant@1', 'predicted-winner@1'])

/** The columns that can be asked for on both sides. Filling a column of V3's own moves `updated_at`, so that is left out. */
function comparedColumns(mapping: TableMapping): readonly ComparedColumn[] {
  const isCompared = ({ rule, invertible, target }: ColumnMapping) => invertible && COMPARED.has(rule) && target !== 'updated_at'
  return mapping.columns.filter(isCompared).map(({ target, sources, rule }) => {
    const v1 = sources[0] ?? ''
    return { v1, v3: target, rule, type: mapping.v1Columns.find(({ name }) => name === v1)?.type ?? 'text' }
  })
}

const moment = (instant: string) => `to_char(${instant}, 'YYYY-MM-DD"T"HH24:MI:SS.US')`
const NO_NUMBERS = `('NaN', 'Infinity', '-Infinity')`
const V1_WINNERS = `case t.predicted_winner when 'home' then 'team_a' when 'away' then 'team_b' else t.predicted_winner end`

/** V1's value of a column as text; its times are UTC. */
function v1Text({ v1, rule, type }: ComparedColumn): string {
  const value = `r.${named(v1)}`
  if (rule === 'double@1') return `case when ${value}::text not in ${NO_NUMBERS} then trim_scale(${value}::float8::numeric)::text end`
  if (rule === 'instant@1') return moment(`${value}::timestamp`)
  if (rule === 'predicted-winner@1') return `case when ${value} in ('team_a', 'team_b', 'draw') then ${value} end`
  return type === 'integer' ? `${value}::numeric::text` : `${value}::text`
}

/** V3's value of the same column, in V1's words. */
function v3Text({ v3, rule, type }: ComparedColumn): string {
  const value = `t.${named(v3)}`
  if (rule === 'double@1') return `trim_scale(${value}::numeric)::text`
  if (rule === 'instant@1') return moment(`${value} at time zone 'UTC'`)
  if (rule === 'predicted-winner@1') return V1_WINNERS
  return type === 'integer' ? `${value}::numeric::text` : `${value}::text`
}

const toJson = (columns: readonly ComparedColumn[], text: (column: ComparedColumn) => string) =>
  `jsonb_build_object(${columns.map((column) => `${quoted(column.v1)}, ${text(column)}`).join(', ')})`

const SWAPPED: Readonly<Record<string, string>> = { team_a: 'team_b', team_b: 'team_a' }

/** A pair as the other side sees it: `team_a_id` is `team_b_id`, and the winner's side turns, too. */
const reversed = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name.replace(/(?<=^|_)[ab](?=_|$)/, (side) => (side === 'a' ? 'b' : 'a')),
      name === 'predicted_winner' && value !== null ? (SWAPPED[value] ?? value) : value,
    ]),
  )

export interface Comparison {
  readonly comparisons: number
  readonly differences: readonly { readonly question: string; readonly v1: string; readonly v3: string }[]
}

interface Answers {
  readonly v1: ReadonlyMap<number, Values>
  readonly v3: ReadonlyMap<number, Values>
}

/** Every row of a V1 table, and of V3 the rows that show them, by V1 id. */
async function readAnswers(tx: Executor, mapping: TableMapping): Promise<Answers> {
  const { v1, v3, versions, id } = { ...getPublishedKind(mapping.v1), v1: mapping.v1 }
  const columns = comparedColumns(mapping)
  type Row = { id: number; values: Values }
  const said = await tx.execute<Row & Record<string, unknown>>(
    sql.raw(`select r.id, ${toJson(columns, v1Text)} as values from quantum.${named(v1)} r order by r.id`),
  )
  const shown = await tx.execute<Row & Record<string, unknown>>(
    sql.raw(`select v.v1_id as id, ${toJson(columns, v3Text)} as values
      from mon_ps.${versions} v join mon_ps.v3_row_source s on s.table_name = ${quoted(v3)} and s.version_id = v.version_id
      join quantum.${v3} t on t.${named(id)} = s.row_id where v.origin = 'migrated' and v.retired_at is null`),
  )
  const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row.values]))
  return { v1: byId([...said]), v3: byId([...shown]) }
}

const BOARDS = [
  { mapping: TEAM_PROFILES_MAPPING, v1: 'total_pnl', v3: 'total_pnl', where: 'true' },
  { mapping: TEAM_STRATEGIES_MAPPING, v1: 'profit', v3: 'total_pnl', where: 'is_best_strategy' },
  { mapping: MATCHUP_FRICTION_MAPPING, v1: 'chaos_potential', v3: 'chaos_potential', where: 'true' },
] as const
const LEADERS = 20

/**
 * Asks V1 and V3 the same questions, each in its own SQL: every team, every pair in both orders, every strategy, the leaders.
 * For a V1 in the same database whose times are UTC and of which no row was ruled out.
 */
export async function compareReads({ db }: Database): Promise<Comparison> {
  const differences: Comparison['differences'][number][] = []
  let comparisons = 0
  const compare = (question: string, v1: unknown, v3: unknown) => {
    comparisons++
    const [said, answered] = [JSON.stringify(v1 ?? null), JSON.stringify(v3 ?? null)]
    if (said !== answered) differences.push({ question, v1: said, v3: answered })
  }
  const questions: readonly (readonly [TableMapping, (values: Values) => string])[] = [
    [TEAM_PROFILES_MAPPING, (values) => `the team ${values['team_name']}`],
    [MATCHUP_FRICTION_MAPPING, (values) => `the pair ${values['team_a_name']} – ${values['team_b_name']}`],
    [
      TEAM_STRATEGIES_MAPPING,
      (values) => `the strategy ${values['strategy_name']} ${values['strategy_version']} of ${values['team_name']}`,
    ],
  ]
  for (const [mapping, question] of questions) {
    const { v1, v3 } = await readAnswers(db, mapping)
    for (const [id, said] of v1) {
      const answer = v3.get(id)
      compare(question(said), said, answer)
      if (mapping === MATCHUP_FRICTION_MAPPING) compare(question(reversed(said)), reversed(said), answer && reversed(answer))
    }
  }
  for (const { mapping, v1, v3, where } of BOARDS) {
    const kind = getPublishedKind(mapping.v1)
    const asked = await db.execute<{ id: number }>(
      sql.raw(
        `select r.id from quantum.${named(mapping.v1)} r where ${where} order by r.${named(v1)} desc nulls last, r.id limit ${LEADERS}`,
      ),
    )
    const answered = await db.execute<{ id: number }>(
      sql.raw(`select v.v1_id as id from quantum.${kind.v3} t join mon_ps.v3_row_source s on s.table_name = ${quoted(kind.v3)} and s.row_id = t.${named(kind.id)}
        join mon_ps.${kind.versions} v on v.version_id = s.version_id and v.origin = 'migrated' where ${where === 'true' ? where : `t.${where}`}
        order by t.${named(v3)} desc nulls last, v.v1_id limit ${LEADERS}`),
    )
    compare(
      `the first ${LEADERS} of ${mapping.v1} by ${v1}`,
      asked.map(({ id }) => id),
      answered.map(({ id }) => id),
    )
  }
  return { comparisons, differences }
}
