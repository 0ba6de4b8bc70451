import { CoreError } from '../../errors.ts'
import type { MatchRecord, OddsQuote } from '../../football/match.ts'
import { seasonWindow } from '../../football/season.ts'
import { isoFromMinute, londonInstant } from '../../football/time.ts'
import { type Day, isoFromDay } from '../../units.ts'
import { cleanTeamName, type CsvRow, holdsControlCharacters, readDay, readDecimal } from '../csv.ts'
import { excerpt, type Finding, type ImportIssue } from '../import-issue.ts'
import type { Column, FootballDataColumns, QuoteSlot } from './football-data-columns.ts'
import { getCell, type Parsed, parseFullTime, parseHalfTime, parseStatistics, refuse } from './parse-score.ts'

/** The file that a row stands in. */
export interface RecordSource {
  readonly file: string
  /** Season code of the whole file, for example `2022-23`. */
  readonly season: string
  readonly columns: FootballDataColumns
}

/** A row with its meaning, or the one reason for which it is not taken. */
export type ParsedRecord =
  | {
      readonly kind: 'accepted'
      readonly match: MatchRecord
      readonly quotes: readonly OddsQuote[]
      readonly warnings: readonly ImportIssue[]
    }
  | { readonly kind: 'rejected'; readonly issue: ImportIssue }

interface Identity {
  readonly division: string
  readonly day: Day
  readonly home: string
  readonly away: string
}

const MAX_NAME_LENGTH = 100
const LETTER = /\p{L}/u

/** A place in a file: turns what was found there into an issue. */
export function issueAt(file: string, line: number, severity: ImportIssue['severity'], finding: Finding): ImportIssue {
  return { file, line, severity, ...finding }
}

const blank = (column: Column): Finding => ({
  code: 'MISSING_VALUE',
  column: column.name,
  message: `got nothing in ${column.name}, expected a value`,
  got: null,
  expected: 'a value',
})

function parseTeam(cells: readonly string[], column: Column): Parsed<string> {
  const cell = getCell(cells, column)
  if (cell === '') return refuse(blank(column))
  const name = cleanTeamName(cell)
  if (name.length <= MAX_NAME_LENGTH && LETTER.test(name) && !holdsControlCharacters(name)) return { ok: true, value: name }
  const expected = `a name with a letter in it, up to ${MAX_NAME_LENGTH} characters`
  const message = `got team "${excerpt(cell)}", expected ${expected}`
  return refuse({ code: 'INVALID_TEAM', column: column.name, message, got: excerpt(cell), expected })
}

function parseDay(cells: readonly string[], column: Column, season: string): Parsed<Day> {
  const cell = getCell(cells, column)
  const reading = readDay(cell)
  if (reading.kind === 'blank') return refuse(blank(column))
  if (reading.kind === 'malformed') {
    const expected = 'a day of the calendar as dd/mm/yy or dd/mm/yyyy'
    const message = `got date "${excerpt(cell)}", expected ${expected}`
    return refuse({ code: 'INVALID_DATE', column: column.name, message, got: excerpt(cell), expected })
  }
  const { first, last } = seasonWindow(season)
  if (reading.value >= first && reading.value <= last) return { ok: true, value: reading.value }
  const expected = `a day of season ${season}, from ${isoFromDay(first)} to ${isoFromDay(last)}`
  const got = isoFromDay(reading.value)
  return refuse({ code: 'DATE_OUTSIDE_SEASON', column: column.name, message: `got ${got}, expected ${expected}`, got, expected })
}

function parseDivision(cells: readonly string[], column: Column): Parsed<string> {
  const cell = getCell(cells, column)
  if (cell === '') return refuse(blank(column))
  if (/^[A-Za-z0-9]{1,8}$/.test(cell)) return { ok: true, value: cell.toUpperCase() }
  const expected = 'a division code such as E0'
  const message = `got division "${excerpt(cell)}", expected ${expected}`
  return refuse({ code: 'INVALID_DIVISION', column: column.name, message, got: excerpt(cell), expected })
}

function parseIdentity(cells: readonly string[], { columns, season }: RecordSource): Parsed<Identity> {
  const { required } = columns
  const division = parseDivision(cells, required.division)
  if (!division.ok) return division
  const day = parseDay(cells, required.date, season)
  if (!day.ok) return day
  const home = parseTeam(cells, required.home)
  if (!home.ok) return home
  const away = parseTeam(cells, required.away)
  if (!away.ok) return away
  if (home.value !== away.value)
    return { ok: true, value: { division: division.value, day: day.value, home: home.value, away: away.value } }
  const expected = 'two different teams'
  const message = `got ${home.value} against itself, expected ${expected}`
  return refuse({ code: 'SAME_TEAM', column: required.away.name, message, got: away.value, expected })
}

function parseKickoff(cells: readonly string[], column: Column | null, day: Day, warnings: Finding[]): string | null {
  const cell = getCell(cells, column)
  if (cell === '') return null
  try {
    return isoFromMinute(londonInstant(day, cell))
  } catch (error) {
    if (!(error instanceof CoreError)) throw error
    const expected = 'a time of day such as 15:00'
    const message = `got time "${excerpt(cell)}", expected ${expected}; the match is kept without its hour`
    warnings.push({ code: 'INVALID_TIME', column: column?.name ?? null, message, got: excerpt(cell), expected })
    return null
  }
}

function findShiftedCells(cells: readonly string[], count: number): Finding | null {
  const surplus = cells.slice(count).find((cell) => cell !== '')
  if (surplus === undefined) return null
  const expected = `${count} cells, one per column`
  const message = `got ${cells.length} cells, expected ${expected}: a comma inside a value shifts all that follow`
  return { code: 'TOO_MANY_CELLS', column: null, message, got: `${cells.length} cells`, expected }
}

/**
 * One row of a results file with its meaning: the match as the source names it, and every price that
 * the row holds. A row without a score is a fixture. A value that only its own number depends on
 * (a price, a count, the hour) is left out with a warning; whatever puts the match in doubt rejects it.
 *
 * @param row     as the CSV library split it
 * @param source  file, season and columns of the row
 */
export function parseFootballDataRecord(row: CsvRow, source: RecordSource): ParsedRecord {
  const { columns, file, season } = source
  const cells = row.cells.map((cell) => cell.trim())
  const reject = (finding: Finding): ParsedRecord => ({ kind: 'rejected', issue: issueAt(file, row.line, 'rejected', finding) })

  const shifted = findShiftedCells(cells, columns.count)
  if (shifted) return reject(shifted)
  const identity = parseIdentity(cells, source)
  if (!identity.ok) return reject(identity.finding)
  const fullTime = parseFullTime(cells, columns)
  if (!fullTime.ok) return reject(fullTime.finding)
  const warnings: Finding[] = []
  const halfTime: Parsed<MatchRecord['halfTime']> =
    fullTime.value === null ? { ok: true, value: null } : parseHalfTime(cells, columns, fullTime.value, warnings)
  if (!halfTime.ok) return reject(halfTime.finding)

  const { division, day, home, away } = identity.value
  const [homeStatistics, awayStatistics] = parseStatistics(cells, columns, warnings)
  const referee = getCell(cells, columns.optional.referee)
  const match: MatchRecord = {
    division,
    season,
    kickoffOn: isoFromDay(day),
    kickoffAt: parseKickoff(cells, columns.optional.time, day, warnings),
    home,
    away,
    status: fullTime.value === null ? 'scheduled' : 'played',
    fullTime: fullTime.value,
    halfTime: halfTime.value,
    homeStatistics,
    awayStatistics,
    referee: referee === '' || holdsControlCharacters(referee) ? null : cleanTeamName(referee).slice(0, MAX_NAME_LENGTH),
  }
  const { quotes, warnings: ofPrices } = parseQuotes(cells, columns.quotes)
  return {
    kind: 'accepted',
    match,
    quotes,
    warnings: [...warnings, ...ofPrices].map((finding) => issueAt(file, row.line, 'warning', finding)),
  }
}

/** Exchanges stop at 1,000; a price above this is a slip of the source. */
const MAX_PRICE = 10_000
const MAX_HANDICAP = 20

export interface QuotesOfRow {
  readonly quotes: readonly OddsQuote[]
  readonly warnings: readonly Finding[]
}

/** The price of a cell; null where there is none: blank, 0, or at most 1. */
function readPrice(cell: string, column: Column, warnings: Finding[]): number | null {
  const reading = readDecimal(cell)
  if (reading.kind === 'blank') return null
  if (reading.kind === 'value' && reading.value <= MAX_PRICE) return reading.value > 1 ? reading.value : null
  const got = excerpt(cell)
  const expected = `a decimal price up to ${MAX_PRICE}, such as 1.85`
  warnings.push({
    code: 'INVALID_PRICE',
    column: column.name,
    message: `got price "${got}", expected ${expected}; the price is not kept`,
    got,
    expected,
  })
  return null
}

/** The handicap given to the home side, in quarters of a goal; null, with a warning, where it cannot be read. */
function readHandicap(cell: string, column: Column, warnings: Finding[]): number | null {
  const reading = readDecimal(cell)
  // Adding 0 turns the "-0" of some files into 0.
  if (reading.kind === 'value' && Number.isInteger(reading.value * 4) && Math.abs(reading.value) <= MAX_HANDICAP) return reading.value + 0
  const got = excerpt(cell)
  const expected = 'a handicap in quarters of a goal, such as -0.75'
  const message = `got handicap "${got}", expected ${expected}; the prices at it are not kept`
  warnings.push({ code: 'INVALID_HANDICAP', column: column.name, message, got: got === '' ? null : got, expected })
  return null
}

/**
 * All quotes of one row. A quote exists where at least one of its prices does.
 *
 * @param cells  trimmed
 */
function parseQuotes(cells: readonly string[], slots: readonly QuoteSlot[]): QuotesOfRow {
  const quotes: OddsQuote[] = []
  const warnings: Finding[] = []
  const lines = new Map<number, number | null>()
  for (const slot of slots) {
    const prices: Record<'price1' | 'priceX' | 'price2', number | null> = { price1: null, priceX: null, price2: null }
    for (const column of slot.prices) prices[column.price] = readPrice(cells[column.index] ?? '', column, warnings)
    if (prices.price1 === null && prices.priceX === null && prices.price2 === null) continue
    let line: number | null | undefined = slot.fixedLine
    if (slot.handicap) {
      // One handicap column serves many bookmakers: it is read, and warned of, once per row.
      line = lines.get(slot.handicap.index)
      if (line === undefined) line = readHandicap(cells[slot.handicap.index] ?? '', slot.handicap, warnings)
      lines.set(slot.handicap.index, line)
    }
    if (line === null) continue
    quotes.push({ market: slot.market, phase: slot.phase, bookmaker: slot.bookmaker, line, ...prices })
  }
  return { quotes, warnings }
}
