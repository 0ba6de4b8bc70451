/** What each part may take on two cores, in seconds. Only the whole is enforced: one slow part on a busy machine is no defect. */
const BUDGETS = { format: 10, lint: 10, boundaries: 10, 'dead code': 25, types: 60, tests: 210 }
/** A tenth above the five minutes that a newcomer is promised. */
const LONGEST_TOTAL = 330

/**
 * Prints the table of parts and, as the last line, `N passed, M failed`.
 *
 * @param rows     `{ part, passed, failed, seconds }`, several per part allowed
 * @param seconds  of the whole, by the clock on the wall
 * @returns        the exit code
 */
export function summarise(rows, seconds) {
  const parts = groupByPart(rows)
  console.log(`\n${'part'.padEnd(12)} ${'passed'.padStart(7)} ${'failed'.padStart(7)} ${'seconds'.padStart(8)} ${'budget'.padStart(7)}`)
  for (const [part, own] of parts) {
    const budget = BUDGETS[part]
    const taken = sum(own, 'seconds')
    console.log(
      `${part.padEnd(12)} ${String(sum(own, 'passed')).padStart(7)} ${String(sum(own, 'failed')).padStart(7)} ${taken.toFixed(1).padStart(8)} ${String(budget).padStart(7)}${taken > budget ? '  over its budget' : ''}`,
    )
  }
  const late = seconds > LONGEST_TOTAL
  console.log(`${'whole'.padEnd(12)} ${''.padStart(7)} ${''.padStart(7)} ${seconds.toFixed(1).padStart(8)} ${'300'.padStart(7)}`)
  if (late) console.error(`The whole took ${seconds.toFixed(0)} s, more than ${LONGEST_TOTAL} s: find the part above that grew.`)
  const failed = sum(rows, 'failed') + (late ? 1 : 0)
  console.log(`${sum(rows, 'passed')} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

function groupByPart(rows) {
  const parts = new Map()
  for (const row of rows) parts.set(row.part, [...(parts.get(row.part) ?? []), row])
  return parts
}

function sum(rows, column) {
  return rows.reduce((total, row) => total + row[column], 0)
}
