/** What each part should take on two cores, in seconds. Nothing fails for it: a busy machine is no defect. */
const BUDGETS = { format: 5, lint: 5, boundaries: 10, 'dead code': 20, types: 60, tests: 120, whole: 150 }

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
  for (const [part, own] of parts) console.log(line(part, [sum(own, 'passed'), sum(own, 'failed')], sum(own, 'seconds')))
  console.log(line('whole', ['', ''], seconds))
  const failed = sum(rows, 'failed')
  console.log(`${sum(rows, 'passed')} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

function line(part, counts, seconds) {
  const budget = BUDGETS[part]
  const [passed, failed] = counts.map((each) => String(each).padStart(7))
  const figures = `${seconds.toFixed(1).padStart(8)} ${String(budget).padStart(7)}`
  return `${part.padEnd(12)} ${passed} ${failed} ${figures}${seconds > budget ? '  over its budget' : ''}`
}

function groupByPart(rows) {
  const parts = new Map()
  for (const row of rows) parts.set(row.part, [...(parts.get(row.part) ?? []), row])
  return parts
}

function sum(rows, column) {
  return rows.reduce((total, row) => total + row[column], 0)
}
