import { type IntervalPrediction, type Prediction, PROBABILITIES, type ProbabilityColumn } from '../compute/prediction.ts'
import { ApiError } from '../../errors.ts'
import { rejected } from '../import/read-csv.ts'

/** Columns in their order. `season` is `1819`, `date` ISO, names as the results files write them. */
const KEY = ['div', 'season', 'date', 'home', 'away'] as const
const INTERVALS = PROBABILITIES.flatMap((name) => [`${name}_lo`, `${name}_hi`])
const GOALS = ['home_goals', 'away_goals'] as const
const DECIMALS = 7

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The whole file, a header and a line per match. */
export function predictionsAsCsv(predictions: readonly IntervalPrediction[]): string {
  const lines = predictions.map((prediction) =>
    [
      ...KEY.map((name) => cell(prediction[name])),
      ...PROBABILITIES.map((name) => prediction.probabilities[name].toFixed(DECIMALS)),
      ...PROBABILITIES.flatMap((name) => prediction.intervals[name].map((bound) => bound.toFixed(DECIMALS))),
      ...(prediction.goals === null ? ['', ''] : [String(prediction.goals.home), String(prediction.goals.away)]),
    ].join(','),
  )
  return `${[[...KEY, ...PROBABILITIES, ...INTERVALS, ...GOALS].join(','), ...lines].join('\n')}\n`
}

/** The key under which two files mean the same match. */
export const matchKey = ({ div, season, home, away }: Pick<Prediction, 'div' | 'season' | 'home' | 'away'>): string =>
  JSON.stringify([div, season, home, away])

function numberIn(cells: readonly string[], at: number | undefined): number {
  const text = at === undefined ? '' : (cells[at] ?? '').trim()
  return text === '' ? Number.NaN : Number(text)
}

/**
 * Reads a file of predictions: ours, or any with at least the key columns and p_h, p_d, p_a, by their names.
 *
 * @throws {ApiError} IMPORT_REJECTED  a missing column, a probability outside [0, 1], three that do not sum to 1 within 0.001
 */
export async function readPredictions(name: string, text: string): Promise<Prediction[]> {
  const { parse } = await import('csv-parse/sync')
  const [header = [], ...records] = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true }) as string[][]
  const column = new Map(header.map((title, index) => [title.trim(), index]))
  const missing = [...KEY, ...PROBABILITIES.slice(0, 3)].filter((title) => !column.has(title))
  if (missing.length > 0) throw rejected(name, `got no column ${missing.join(', ')}, expected ${[...KEY, ...PROBABILITIES].join(', ')}`)
  return records.map((cells, index) => {
    const text = (title: (typeof KEY)[number]) => (cells[column.get(title) ?? -1] ?? '').trim()
    const probability = (title: ProbabilityColumn) => numberIn(cells, column.get(title))
    const prediction = {
      div: text('div'),
      season: text('season').padStart(4, '0'),
      date: text('date'),
      home: text('home'),
      away: text('away'),
      probabilities: {
        p_h: probability('p_h'),
        p_d: probability('p_d'),
        p_a: probability('p_a'),
        p_o25: probability('p_o25'),
        p_btts: probability('p_btts'),
      },
      goals: toGoals(numberIn(cells, column.get('home_goals')), numberIn(cells, column.get('away_goals'))),
    }
    refuseImpossible(prediction, `${name}, line ${index + 2}`)
    return prediction
  })
}

const toGoals = (home: number, away: number) => (Number.isNaN(home + away) ? null : { home, away })

function refuseImpossible({ probabilities: p }: Prediction, where: string): void {
  const sum = p.p_h + p.p_d + p.p_a
  if (!(Math.abs(sum - 1) < 1e-3)) throw new ApiError('IMPORT_REJECTED', `${where}: got p_h + p_d + p_a = ${sum}, expected 1`)
  for (const value of Object.values(p))
    if (value < 0 || value > 1) throw new ApiError('IMPORT_REJECTED', `${where}: got the probability ${value}, expected it in [0, 1]`)
}
