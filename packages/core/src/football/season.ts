import { type Day, dayFromIso, isoFromDay } from '../units.ts'

/** football-data.co.uk begins in 1993: two-digit years from here on belong to the last century. */
const FIRST_TWO_DIGIT_YEAR = 90
const FILE_CODE = /^(\d{2})(\d{2})$/
const SEASON = /^(\d{4})-(\d{2})$/
const DIGIT_GROUPS = /\d+/g
const LONG_SEASON = /(\d{4})[-_](\d{4}|\d{2})(?!\d)/

const twoDigits = (year: number): string => String(year % 100).padStart(2, '0')

/** The full year of a two-digit one, 1990 to 2089. */
export function fullYear(twoDigitYear: number): number {
  return twoDigitYear >= FIRST_TWO_DIGIT_YEAR ? 1900 + twoDigitYear : 2000 + twoDigitYear
}

/**
 * The code of the season that begins in a year.
 *
 * @example seasonStartingIn(2022) // '2022-23'
 */
export function seasonStartingIn(year: number): string {
  return `${year}-${twoDigits(year + 1)}`
}

/**
 * The season directly before one by the calendar; null when `season` is not a season's code.
 *
 * @example previousSeason('2000-01') // '1999-00'
 */
export function previousSeason(season: string): string | null {
  return fileCodeForSeason(season) === null ? null : seasonStartingIn(Number(season.slice(0, 4)) - 1)
}

/**
 * The season that a football-data.co.uk code stands for; null when it stands for none.
 *
 * @example seasonFromFileCode('2223') // '2022-23'
 * @example seasonFromFileCode('9900') // '1999-00'
 */
export function seasonFromFileCode(code: string): string | null {
  const years = FILE_CODE.exec(code)
  if (!years) return null
  const first = Number(years[1])
  return Number(years[2]) === (first + 1) % 100 ? seasonStartingIn(fullYear(first)) : null
}

/**
 * The football-data.co.uk code of a season; null when `season` is not a season's code.
 *
 * @example fileCodeForSeason('2022-23') // '2223'
 */
export function fileCodeForSeason(season: string): string | null {
  const years = SEASON.exec(season)
  if (!years || Number(years[2]) !== (Number(years[1]) + 1) % 100) return null
  return `${years[1]!.slice(2)}${years[2]}`
}

/**
 * The season that a file's name or path states: `E0_2223.csv`, `mmz4281/2223/E0.csv`, `E0-2022-23.csv`,
 * `2022-2023.csv`. Null when it states none, or more than one.
 */
export function seasonInFileName(fileName: string): string | null {
  const long = LONG_SEASON.exec(fileName)
  if (long) {
    const first = Number(long[1])
    return Number(long[2]) % 100 === (first + 1) % 100 ? seasonStartingIn(first) : null
  }
  const stated = new Set((fileName.match(DIGIT_GROUPS) ?? []).map(seasonFromFileCode).filter((season) => season !== null))
  const [only] = stated
  return stated.size === 1 && only !== undefined ? only : null
}

/** The autumn-to-spring season in which a day falls when nothing else is known: it turns on 1 July. */
export function seasonForDay(day: Day): string {
  const [year, month] = isoFromDay(day).split('-').map(Number) as [number, number]
  return seasonStartingIn(month >= 7 ? year : year - 1)
}

/**
 * Days on which matches of a season can be played, both included: 1 July to 31 August of the next
 * year, two months of overlap with the season after, since 2019-20 ended in August 2020.
 */
export function seasonWindow(season: string): { readonly first: Day; readonly last: Day } {
  const year = Number(season.slice(0, 4))
  return { first: dayFromIso(`${year}-07-01`), last: dayFromIso(`${year + 1}-08-31`) }
}

export interface FileSeason {
  readonly season: string
  /** What decided. */
  readonly source: 'file-name' | 'dates'
  /** The season that the file's name states, when the dates overruled it. */
  readonly overruled: string | null
}

/**
 * The one season of a file: what its name says, as long as most of its dates can belong to that season;
 * else the season of most of its dates.
 *
 * @param fileName  name or path
 * @param days      a day per dated row, in any order
 * @returns         null when the name does not say and no season holds more than half of the days
 */
export function seasonForFile(fileName: string, days: readonly Day[]): FileSeason | null {
  const stated = seasonInFileName(fileName)
  if (stated !== null) {
    const { first, last } = seasonWindow(stated)
    const inside = days.filter((day) => day >= first && day <= last).length
    if (inside * 2 > days.length || days.length === 0) return { season: stated, source: 'file-name', overruled: null }
  }
  const counts = new Map<string, number>()
  for (const day of days) counts.set(seasonForDay(day), (counts.get(seasonForDay(day)) ?? 0) + 1)
  for (const [season, count] of counts) {
    if (count * 2 > days.length) return { season, source: 'dates', overruled: stated }
  }
  return null
}
