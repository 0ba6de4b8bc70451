import { MATCHUP_FRICTION_MAPPING } from '@mon-ps/core/legacy-v1/matchup-friction'
import type { TableMapping } from '@mon-ps/core/legacy-v1/column-mapping'
import { TEAM_PROFILES_MAPPING } from '@mon-ps/core/legacy-v1/team-profiles'
import { TEAM_STRATEGIES_MAPPING } from '@mon-ps/core/legacy-v1/team-strategies'
import { sql } from 'drizzle-orm'
import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import { kindOf } from '../../publish/published-kinds.ts'
import type { Executor } from '../../repositories/executor.ts'
import { requireSourceOfMove } from '../apply/source-of-move.ts'
import { named, quoted } from '../copy/sql-text.ts'
import { latestEntry } from '../journal/journal.ts'
import type { CompareReport, LegacySource } from '../types.ts'
import { inV1Words, reversedInV1, reversedInV3, type Values, valuesOfV1, valuesOfV3 } from './canonical-values.ts'

export interface CompareOptions {
  /** At most so many pairs; all when not given. */
  readonly sample?: number
}

/** As many differences as a report names. */
const NAMED = 100
const ROWS_AT_A_TIME = 5000
const LEADERS = 20

interface Asked extends Record<string, unknown> {
  readonly id: number
  readonly values: Values
}

/** Both sides, and what of V1 the move ruled out of V3. */
interface Sides {
  readonly v1: Executor
  readonly v3: Executor
  readonly zone: string
  /** `team_profiles 7`: no V3 row; `team_profiles 7 roi`: another value. */
  readonly ruled: ReadonlySet<string>
}

class Differences {
  comparisons = 0
  different = 0
  readonly named: CompareReport['differences'][number][] = []

  compare(question: string, v1: unknown, v3: unknown): void {
    this.comparisons++
    const [said, answered] = [JSON.stringify(v1 ?? null), JSON.stringify(v3 ?? null)]
    if (said === answered) return
    this.different++
    if (this.named.length < NAMED) this.named.push({ question, v1: said, v3: answered })
  }
}

async function readRulings(v3: Executor): Promise<ReadonlySet<string>> {
  const rows = await v3.execute<{ key: string }>(sql`
    select table_name || ' ' || v1_id || case when kind = 'value' then ' ' || column_name else '' end as key
    from mon_ps.legacy_ruling where kind in ('quarantine', 'value')`)
  return new Set(rows.map(({ key }) => key))
}

/** V3's rows for V1 ids: those that show what was moved. */
async function answersOfV3({ v3 }: Sides, mapping: TableMapping, ids: readonly number[]): Promise<ReadonlyMap<number, Values>> {
  const kind = kindOf(mapping.v1)
  const rows = await v3.execute<Asked>(
    sql.raw(`select v.v1_id as id, ${valuesOfV3(mapping)} as values
      from mon_ps.${kind.versions} v join mon_ps.v3_row_source s on s.table_name = ${quoted(kind.v3)} and s.version_id = v.version_id
      join quantum.${kind.v3} t on t.${named(kind.id)} = s.row_id
      where v.origin = 'migrated' and v.retired_at is null and v.v1_id = any('{${ids.join(',')}}'::integer[])`),
  )
  return new Map(rows.map(({ id, values }) => [id, values]))
}

/** V1's rows in the order of their ids, in pieces, without those that the move kept out of V3. */
async function* rowsOfV1(sides: Sides, mapping: TableMapping, where: string): AsyncGenerator<readonly Asked[]> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = await sides.v1.execute<Asked>(
      sql.raw(`select r.id, ${valuesOfV1(mapping, sides.zone)} as values from quantum.${named(mapping.v1)} r
        where r.id > ${after}::bigint and ${where} order by r.id limit ${ROWS_AT_A_TIME}`),
    )
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
    yield rows.filter(({ id }) => !sides.ruled.has(`${mapping.v1} ${id}`))
  }
}

/** What of V1's answer V3 promises: not what a ruling replaced, and no time of V1's where V3 has to show one of its own. */
const promised = ({ ruled }: Sides, { v1 }: TableMapping, { id, values }: Asked): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !ruled.has(`${v1} ${id} ${name}`) && !(name === 'created_at' && value === null)),
  )

/** The same columns of the other answer, in the same order. */
const sameColumns = (answer: Values | null, of: Values): Values | null =>
  answer === null ? null : Object.fromEntries(Object.keys(of).map((name) => [name, answer[name] ?? null]))

type Compare = (row: Asked, said: Values, answer: Values | null) => void

async function compareRows(sides: Sides, mapping: TableMapping, where: string, compare: Compare): Promise<void> {
  for await (const rows of rowsOfV1(sides, mapping, where)) {
    const answers = await answersOfV3(
      sides,
      mapping,
      rows.map(({ id }) => id),
    )
    for (const row of rows) compare(row, promised(sides, mapping, row), answers.get(row.id) ?? null)
  }
}

const compareSimply = (mapping: TableMapping, found: Differences, question: (values: Values) => string): Compare => {
  return ({ values }, said, answer) =>
    found.compare(question(values), said, sameColumns(answer === null ? null : inV1Words(mapping, answer), said))
}

/** A pair is asked for in V1's order and in the other one, in which V1's reader and V3's each turn their own row round. */
function comparePairs(found: Differences): Compare {
  const mapping = MATCHUP_FRICTION_MAPPING
  return ({ values }, said, answer) => {
    const [a, b] = [values['team_a_name'], values['team_b_name']]
    found.compare(`the pair ${a} – ${b}`, said, sameColumns(answer === null ? null : inV1Words(mapping, answer), said))
    const turned = reversedInV1(said)
    found.compare(`the pair ${b} – ${a}`, turned, sameColumns(answer === null ? null : inV1Words(mapping, reversedInV3(answer)), turned))
  }
}

/** Which rows stand at the top: V1's own order, and V3's. */
const BOARDS: readonly { readonly mapping: TableMapping; readonly v1: string; readonly v3: string; readonly where: string }[] = [
  { mapping: TEAM_PROFILES_MAPPING, v1: 'total_pnl', v3: 'total_pnl', where: 'true' },
  { mapping: TEAM_STRATEGIES_MAPPING, v1: 'profit', v3: 'total_pnl', where: 'is_best_strategy' },
  { mapping: MATCHUP_FRICTION_MAPPING, v1: 'chaos_potential', v3: 'chaos_potential', where: 'true' },
]

async function compareBoards(sides: Sides, found: Differences): Promise<void> {
  for (const { mapping, v1, v3, where } of BOARDS) {
    const kind = kindOf(mapping.v1)
    const excluded = [...sides.ruled].flatMap((key) => {
      const [table, id, column] = key.split(' ')
      return table === mapping.v1 && (column === undefined || column === v1) ? [Number(id)] : []
    })
    const asked = await sides.v1.execute<{ id: number }>(
      sql.raw(`select r.id from quantum.${named(mapping.v1)} r where ${where} and not r.id = any('{${excluded.join(',')}}'::integer[])
        order by r.${named(v1)} desc nulls last, r.id limit ${LEADERS}`),
    )
    const answered = await sides.v3.execute<{ id: number }>(
      sql.raw(`select v.v1_id as id from quantum.${kind.v3} t join mon_ps.v3_row_source s on s.table_name = ${quoted(kind.v3)} and s.row_id = t.${named(kind.id)}
        join mon_ps.${kind.versions} v on v.version_id = s.version_id and v.origin = 'migrated'
        where ${where === 'true' ? where : `t.${where}`} and not v.v1_id = any('{${excluded.join(',')}}'::integer[])
        order by t.${named(v3)} desc nulls last, v.v1_id limit ${LEADERS}`),
    )
    found.compare(
      `the first ${LEADERS} of ${mapping.v1} by ${v1}`,
      asked.map(({ id }) => id),
      answered.map(({ id }) => id),
    )
  }
}

async function compareSides(sides: Sides, sample: number | undefined): Promise<CompareReport> {
  const found = new Differences()
  const team = compareSimply(TEAM_PROFILES_MAPPING, found, (values) => `the team ${values['team_name']}`)
  await compareRows(sides, TEAM_PROFILES_MAPPING, 'true', team)
  // Which pairs is the same every time, and not the first ones.
  const chosen =
    sample === undefined ? 'true' : `r.id in (select id from quantum.matchup_friction order by md5(id::text) limit ${Math.trunc(sample)})`
  await compareRows(sides, MATCHUP_FRICTION_MAPPING, chosen, comparePairs(found))
  const strategy = compareSimply(
    TEAM_STRATEGIES_MAPPING,
    found,
    (values) => `the strategy ${values['strategy_name']} ${values['strategy_version']} of ${values['team_name']}`,
  )
  await compareRows(sides, TEAM_STRATEGIES_MAPPING, 'true', strategy)
  await compareBoards(sides, found)
  return { comparisons: found.comparisons, different: found.different, differences: found.named }
}

/**
 * Asks V1, or after a switch what stands under its names, and V3 the same: every team, every pair in both orders, every team's
 * strategies, the leader boards; and compares what V1 owns of the answers. What the plan keeps out of V3 is not asked for. In
 * one snapshot where both are one database. Writes nothing.
 *
 * @throws {DbError} NOT_MIGRATED      nothing was moved here
 * @throws {DbError} LEGACY_NOT_FOUND  the move read V1 in another database, and none is named
 */
export async function compareReads(source: LegacySource, target: Database, options: CompareOptions): Promise<CompareReport> {
  return target.db.transaction(
    async (tx) => {
      const [moved] = await tx.execute(sql`select 1 where to_regclass('legacy_v1.move_setting') is not null`)
      if (moved === undefined)
        throw new DbError('NOT_MIGRATED', 'nothing was moved here; apply the move first with: mon-ps migrate apply --plan SHA')
      const [setting] = await tx.execute<{ zone: string }>(sql`select time_zone as zone from legacy_v1.move_setting`)
      const entry = await latestEntry(tx)
      const own = entry === null ? source : requireSourceOfMove(entry, source, target)
      const sides = { v1: own.same ? tx : own.database.db, v3: tx, zone: setting?.zone ?? 'UTC', ruled: await readRulings(tx) }
      return compareSides(sides, options.sample)
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}
