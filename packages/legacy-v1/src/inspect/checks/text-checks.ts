import { type TextFaultKind, textFaults } from '../../mapping/text-faults.ts'
import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { firstCharacters } from '../characters.ts'
import type { RowCheck, Treatment } from '../check.ts'
import type { V1Column, V1Relation } from '../v1-relation.ts'

const MESSAGES: Readonly<Record<TextFaultKind, string>> = {
  mojibake: 'look like UTF-8 that was read as Windows-1252',
  'not-composed': 'have accents written apart from their letters',
  'zero-width': 'hold characters without width',
  'no-break-space': 'hold spaces that do not break',
  'control-character': 'hold control characters',
  'outer-space': 'begin or end with a space',
}

/** Names whose letters are looked at, too: a Cyrillic letter among Latin ones looks the same and is not. */
const MIXED_ALPHABETS = String.raw`[A-Za-zÀ-ÿ].*[Ͱ-ϿЀ-ӿ]|[Ͱ-ϿЀ-ӿ].*[A-Za-zÀ-ÿ]`

interface Faulty {
  readonly text: string
  readonly repair: string
}

/** Distinct texts of a column that may have a fault: only those outside plain ASCII, or with outer spaces. */
async function suspects(executor: Executor, relation: V1Relation, { name }: V1Column): Promise<string[]> {
  const column = sql`r.${sql.identifier(name)}`
  const rows = await executor.execute<{ text: string }>(sql`
    select distinct ${column} as text from (${relation.body}) r
    where ${column} <> btrim(${column}, E' \t\n\r') or ${column} ~ ${'[^\\t\\n\\r -~]'}`)
  return rows.map(({ text }) => text)
}

/** A repair is only ever proposed: a name may be meant as it stands. Of the names of strategies it is not even that, they are keys. */
function treatments(column: string, kind: TextFaultKind, faulty: readonly Faulty[]): readonly Treatment[] {
  if (column.startsWith('strategy_')) return []
  return [
    { option: 'keep', meaning: 'the text stays as it is', ruling: null },
    {
      option: 'repair',
      meaning: `V3 shows the mended text, for example "${firstCharacters(faulty[0]?.repair ?? '', 60)}"; the companion keeps the original`,
      ruling: {
        kind: 'value',
        column,
        value: sql`(select faulty.repair from jsonb_to_recordset(${JSON.stringify(faulty)}::jsonb) as faulty(text text, repair text)
          where faulty.text = r.${sql.identifier(column)} limit 1)`,
        reason: `${kind}: a repair that somebody accepted`,
      },
    },
  ]
}

function checkOf(relation: V1Relation, { name }: V1Column, kind: TextFaultKind, faulty: readonly Faulty[]): RowCheck {
  const texts = JSON.stringify(faulty.map(({ text }) => text))
  return {
    check: kind === 'mojibake' ? 'P09' : 'P10',
    table: relation.table,
    name: `${name}-${kind}`,
    severity: 'warning',
    message: `values of ${name} ${MESSAGES[kind]}`,
    remedy: 'they stay as they are unless a repair is chosen',
    treatments: treatments(name, kind, faulty),
    where: sql`r.${sql.identifier(name)} in (select jsonb_array_elements_text(${texts}::jsonb))`,
    what: sql`r.${sql.identifier(name)} || ' → ' || (select faulty.repair from jsonb_to_recordset(${JSON.stringify(faulty)}::jsonb)
      as faulty(text text, repair text) where faulty.text = r.${sql.identifier(name)} limit 1)`,
  }
}

const mixed = (relation: V1Relation, name: string): RowCheck => ({
  check: 'P10',
  table: relation.table,
  name: `${name}-mixed-alphabets`,
  severity: 'warning',
  message: `values of ${name} mix Latin letters with Greek or Cyrillic ones that may look the same`,
  remedy: 'they stay as they are; look whether the name is meant so',
  treatments: [],
  where: sql`r.${sql.identifier(name)} ~ ${MIXED_ALPHABETS}`,
  what: sql`r.${sql.identifier(name)}`,
})

/** What is wrong with the texts of a table. Where the server does not speak UTF-8, its letters cannot be judged. */
export async function textChecks(executor: Executor, relation: V1Relation): Promise<readonly RowCheck[]> {
  const [server] = await executor.execute<{ encoding: string }>(sql`select current_setting('server_encoding') as encoding`)
  if (server?.encoding !== 'UTF8') return []
  const checks: RowCheck[] = []
  for (const column of relation.columns.filter(({ kind, type }) => kind === 'text' && type !== null)) {
    const byKind = new Map<TextFaultKind, Faulty[]>()
    for (const text of await suspects(executor, relation, column))
      for (const { kind, repair } of textFaults(text)) byKind.set(kind, [...(byKind.get(kind) ?? []), { text, repair }])
    for (const [kind, faulty] of byKind) checks.push(checkOf(relation, column, kind, faulty))
    if (column.name.includes('name')) checks.push(mixed(relation, column.name))
  }
  return checks
}
