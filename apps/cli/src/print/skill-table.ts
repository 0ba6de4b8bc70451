import { measuredText } from './number-text.ts'
import { table } from './table.ts'
import { cli } from '../words.ts'

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

const COLUMNS = [
  ['rps', cli.skill.rps],
  ['logLoss', cli.skill.logLoss],
  ['over25LogLoss', cli.skill.over25LogLoss],
  ['bttsLogLoss', cli.skill.bttsLogLoss],
] as const satisfies readonly (readonly [keyof Skill, string])[]

/** Skill a line each. */
export function skillTable(rows: readonly Named[]): string {
  return table(
    [{ title: '' }, { title: cli.skill.matches, right: true }, ...COLUMNS.map(([, title]) => ({ title, right: true }))],
    rows.map(({ name, matches, skill }) => [name, String(matches), ...COLUMNS.map(([key]) => measuredText(skill[key], 'loss'))]),
  )
}

/** Differences in thousandths per match. */
export function differenceTable(difference: Skill): string {
  return table(
    [{ title: '' }, { title: cli.skill.matches, right: true }, { title: cli.skill.difference, right: true }],
    COLUMNS.map(([key, title]) => [title, String(difference[key].n ?? cli.numbers.notKnown), measuredText(difference[key], 'thousandths')]),
  )
}
