import { EXIT } from './exit-codes.ts'
import { Failure } from './failure.ts'

const CODE = /^(\d{2})(\d{2})$/
/** Results files begin in 1993: two digits from here on belong to the last century. */
const FIRST_YEAR = 90

export const listed = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

function startOf(code: string): number {
  const years = CODE.exec(code)
  const first = Number(years?.[1])
  if (!years || Number(years[2]) !== (first + 1) % 100)
    throw new Failure(EXIT.usage, `Got the season ${code}, expected a code such as 2223, a list 2122,2223 or a range 1819..2223.`)
  return first >= FIRST_YEAR ? 1900 + first : 2000 + first
}

const seasonStarting = (year: number): string => `${year}-${String((year + 1) % 100).padStart(2, '0')}`

/**
 * Seasons by their codes.
 *
 * @throws {Failure} usage  not a code, or a range that ends before it begins
 * @example seasonRange('2122..2223') // ['2021-22', '2022-23']
 */
export function seasonRange(text: string): string[] {
  return listed(text).flatMap((part) => {
    const [from = '', to = from] = part.split('..').map((code) => code.trim())
    const [first, last] = [startOf(from), startOf(to)]
    if (last < first) throw new Failure(EXIT.usage, `Got the range ${part}, which ends before it begins.`)
    return Array.from({ length: last - first + 1 }, (_, i) => seasonStarting(first + i))
  })
}
