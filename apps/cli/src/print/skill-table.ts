import { table } from './table.ts'

interface Score {
  readonly value: number | null
  readonly n: number | null
  readonly interval: readonly [number, number] | null
}

type Skill = Readonly<Record<'rps' | 'logLoss' | 'over25LogLoss' | 'bttsLogLoss', Score>>

/** A line of the table: a season, a league, or all. */
interface Named {
  readonly name: string
  readonly matches: number
  readonly skill: Skill
}

const DIGITS = 5
const COLUMNS = [
  ['rps', 'RPS'],
  ['logLoss', '1X2 log loss'],
  ['over25LogLoss', 'over 2.5 log loss'],
  ['bttsLogLoss', 'both-score log loss'],
] as const satisfies readonly (readonly [keyof Skill, string])[]

function scoreText({ value, interval }: Skill['rps'], factor: number, digits: number): string {
  if (value === null) return 'not measured'
  const shown = (number: number) => (factor * number).toFixed(digits)
  return interval === null ? shown(value) : `${shown(value)} [${shown(interval[0])}, ${shown(interval[1])}]`
}

/** Skill a line each. */
export function skillTable(rows: readonly Named[]): string {
  return table(
    [{ title: '' }, { title: 'matches', right: true }, ...COLUMNS.map(([, title]) => ({ title, right: true }))],
    rows.map(({ name, matches, skill }) => [name, String(matches), ...COLUMNS.map(([key]) => scoreText(skill[key], 1, DIGITS))]),
  )
}

/** Differences in thousandths per match. */
export function differenceTable(difference: Skill): string {
  return table(
    [{ title: '' }, { title: 'matches', right: true }, { title: 'difference per match, thousandths', right: true }],
    COLUMNS.map(([key, title]) => [title, String(difference[key].n ?? 'not known'), scoreText(difference[key], 1000, 2)]),
  )
}
