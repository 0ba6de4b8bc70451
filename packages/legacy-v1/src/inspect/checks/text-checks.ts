import type { Executor } from '@mon-ps/db/client'
import { type SQL, sql } from 'drizzle-orm'
import { type TextFaultKind, textFaults } from '../../mapping/text-faults.ts'
import { LEGACY_TIME_ZONE } from '../../mapping/values.ts'
import { keep, type RowCheck, type Treatment } from '../check.ts'
import { firstCharacters } from '../profiles.ts'
import type { V1Column, V1Relation } from '../read-shape.ts'

const MESSAGES: Readonly<Record<TextFaultKind, string>> = {
  mojibake: 'look like UTF-8 that was read as Windows-1252',
  'not-composed': 'have accents written apart from their letters',
  'zero-width': 'hold characters without width',
  'no-break-space': 'hold spaces that do not break',
  'control-character': 'hold control characters',
  'outer-space': 'begin or end with a space',
}

/** A Cyrillic letter among Latin ones looks the same and is not. */
const MIXED_ALPHABETS = String.raw`[A-Za-zÀ-ÿ].*[Ͱ-ϿЀ-ӿ]|[Ͱ-ϿЀ-ӿ].*[A-Za-zÀ-ÿ]`

interface Faulty {
  readonly text: string
  readonly repair: string
}

/** Distinct texts of a column that may have a fault: only those outside plain ASCII, or with outer spaces. */
async function readSuspects(executor: Executor, relation: V1Relation, { name }: V1Column): Promise<string[]> {
  const column = sql`r.${sql.identifier(name)}`
  const rows = await executor.execute<{ text: string }>(sql`
    select distinct ${column} as text from (${relation.body}) r
    where ${column} <> btrim(${column}, E' \t\n\r') or ${column} ~ ${'[^\\t\\n\\r -~]'}`)
  return rows.map(({ text }) => text)
}

/** A repair is only ever proposed, since a name may be meant as it is; names of strategies are keys and are never repaired. */
function faultCheck(relation: V1Relation, { name }: V1Column, kind: TextFaultKind, faulty: readonly Faulty[]): RowCheck {
  const column = sql`r.${sql.identifier(name)}`
  const texts = JSON.stringify(faulty.map(({ text }) => text))
  const repaired = sql`(select faulty.repair from jsonb_to_recordset(${JSON.stringify(faulty)}::jsonb) as faulty(text text, repair text)
    where faulty.text = ${column} limit 1)`
  const repair: Treatment = {
    option: 'repair',
    meaning: `V3 shows the mended text, for example "${firstCharacters(faulty[0]?.repair ?? '', 60)}"; the companion keeps the original`,
    ruling: { kind: 'value', column: name, value: repaired, reason: `${kind}: a repair that somebody accepted` },
  }
  return {
    id: `${kind === 'mojibake' ? 'P09' : 'P10'}:${relation.table}:${name}-${kind}`,
    message: `values of ${name} ${MESSAGES[kind]}`,
    remedy: 'they stay as they are unless a repair is chosen',
    treatments: name.startsWith('strategy_') ? [] : [keep('the text stays as it is'), repair],
    where: sql`${column} in (select jsonb_array_elements_text(${texts}::jsonb))`,
    what: sql`${column} || ' → ' || ${repaired}`,
  }
}

const mixedAlphabets = ({ table }: V1Relation, name: string): RowCheck => ({
  id: `P10:${table}:${name}-mixed-alphabets`,
  message: `values of ${name} mix Latin letters with Greek or Cyrillic ones that may look the same`,
  remedy: 'they stay as they are; look whether the name is meant so',
  where: sql`r.${sql.identifier(name)} ~ ${MIXED_ALPHABETS}`,
  what: sql`r.${sql.identifier(name)}`,
})

/** What is wrong with the texts of a table. Where the server does not use UTF-8, its letters cannot be judged. */
export async function textChecks(executor: Executor, relation: V1Relation): Promise<readonly RowCheck[]> {
  const [server] = await executor.execute<{ encoding: string }>(sql`select current_setting('server_encoding') as encoding`)
  if (server?.encoding !== 'UTF8') return []
  const checks: RowCheck[] = []
  for (const column of relation.columns.filter(({ kind, type }) => kind === 'text' && type !== null)) {
    const byKind = new Map<TextFaultKind, Faulty[]>()
    for (const text of await readSuspects(executor, relation, column))
      for (const { kind, repair } of textFaults(text)) byKind.set(kind, [...(byKind.get(kind) ?? []), { text, repair }])
    for (const [kind, faulty] of byKind) checks.push(faultCheck(relation, column, kind, faulty))
    if (column.name.includes('name')) checks.push(mixedAlphabets(relation, column.name))
  }
  return checks
}

/** Where the legacy's users and leagues are: checked whatever zone is chosen, since nobody knows in which one it wrote. */
const LIKELY_ZONES = ['Europe/Paris', 'Europe/London']

/** Clocks that go forward skip an hour, clocks that go back repeat one. */
const isClockChange = (time: SQL, zone: string): SQL => {
  const local = (hours: number) =>
    sql`(((${time} at time zone ${zone}::text) + ${sql.raw(`interval '${hours} hour'`)}) at time zone ${zone}::text)`
  // In Europe clocks change on Sundays before four, which is far cheaper to look at than a zone.
  const likely = LIKELY_ZONES.includes(zone) ? sql`extract(isodow from ${time}) = 7 and extract(hour from ${time}) < 4 and ` : sql``
  return sql`isfinite(${time}) and ${time} between '1901-01-01' and '9998-01-01'
    and ${likely}(${local(0)} <> ${time} or ${local(-1)} = ${time} or ${local(1)} = ${time})`
}

function columnTimeChecks({ table }: V1Relation, { name, type }: V1Column, zone: string): RowCheck[] {
  const time = sql`r.${sql.identifier(name)}`
  const what = sql`${name}::text || ' = ' || ${time}::text`
  const dates: RowCheck = {
    id: `P11:${table}:${name}-unlikely`,
    message: `values of ${name} are before 1990 or more than two years ahead`,
    remedy: 'they are taken as they stand',
    where: sql`isfinite(${time}) and (${time} < '1990-01-01' or ${time} > localtimestamp + interval '2 years')`,
    what,
  }
  if (type?.endsWith('with time zone') === true) return [dates]
  const zones = [...new Set([zone, ...LIKELY_ZONES])].filter((each) => each !== LEGACY_TIME_ZONE)
  const changes = zones.map(
    (each): RowCheck => ({
      id: `P11:${table}:${name}-clock-change:${each}`,
      severity: each === zone ? 'warning' : 'info',
      message: `values of ${name} lie in an hour that a change of clocks in ${each} skips or repeats`,
      remedy:
        each === zone
          ? 'a skipped hour is read with the offset before it, a repeated one as its second pass'
          : `they are read in ${zone}; if the legacy wrote its times in ${each}, name that zone in the plan`,
      where: isClockChange(time, each),
      what,
    }),
  )
  return [dates, ...changes]
}

/** @param zone  in which the times without zone are read; it must exist */
export const timeChecks = (relation: V1Relation, zone: string): readonly RowCheck[] =>
  relation.columns
    .filter(({ kind, type }) => kind === 'time' && type !== null)
    .flatMap((column) => columnTimeChecks(relation, column, zone))
