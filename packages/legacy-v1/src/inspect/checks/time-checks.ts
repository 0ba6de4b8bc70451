import { LEGACY_TIME_ZONE } from '../../mapping/instants.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { RowCheck } from '../check.ts'
import type { V1Column, V1Relation } from '../v1-relation.ts'

/** Where the legacy's users and leagues are: looked at whatever zone is chosen, since nobody knows which one it wrote in. */
const LIKELY_ZONES = ['Europe/Paris', 'Europe/London']
/** In Europe clocks change on Sundays before four, which is far cheaper to look at than a zone. */
const EUROPEAN_HOURS = (time: SQL) => sql`extract(isodow from ${time}) = 7 and extract(hour from ${time}) < 4 and `

/** Clocks that go forward skip an hour, clocks that go back repeat one. */
const turning = (time: SQL, zone: string): SQL => {
  const instant = sql`(${time} at time zone ${zone}::text)`
  const local = (hours: number) => sql`((${instant} + ${sql.raw(`interval '${hours} hour'`)}) at time zone ${zone}::text)`
  const likely = LIKELY_ZONES.includes(zone) ? EUROPEAN_HOURS(time) : sql``
  return sql`isfinite(${time}) and ${time} between '1901-01-01' and '9998-01-01'
    and ${likely}(${local(0)} <> ${time} or ${local(-1)} = ${time} or ${local(1)} = ${time})`
}

const check = (
  relation: V1Relation,
  name: string,
  rest: Pick<RowCheck, 'name' | 'severity' | 'message' | 'remedy' | 'where'>,
): RowCheck => ({
  check: 'P11',
  table: relation.table,
  treatments: [],
  what: sql`${name}::text || ' = ' || r.${sql.identifier(name)}::text`,
  ...rest,
})

function checksOf(relation: V1Relation, { name, type }: V1Column, zone: string): RowCheck[] {
  const time = sql`r.${sql.identifier(name)}`
  const dates = check(relation, name, {
    name: `${name}-unlikely`,
    severity: 'warning',
    message: `values of ${name} are before 1990 or more than two years ahead`,
    remedy: 'they are taken as they stand',
    where: sql`isfinite(${time}) and (${time} < '1990-01-01' or ${time} > localtimestamp + interval '2 years')`,
  })
  if (type?.endsWith('with time zone') === true) return [dates]
  const zones = [...new Set([zone, ...LIKELY_ZONES])].filter((each) => each !== LEGACY_TIME_ZONE)
  const turns = zones.map((each) =>
    check(relation, name, {
      name: `${name}-clock-change:${each}`,
      severity: each === zone ? 'warning' : 'info',
      message: `values of ${name} lie in an hour that a change of clocks in ${each} skips or repeats`,
      remedy:
        each === zone
          ? 'a skipped hour is read with the offset before it, a repeated one as its second pass'
          : `they are read in ${zone}; if the legacy wrote its times in ${each}, name that zone in the plan`,
      where: turning(time, each),
    }),
  )
  return [dates, ...turns]
}

/** @param zone  in which the times without zone are read; it must exist */
export function timeChecks(relation: V1Relation, zone: string): readonly RowCheck[] {
  return relation.columns.filter(({ kind, type }) => kind === 'time' && type !== null).flatMap((column) => checksOf(relation, column, zone))
}
