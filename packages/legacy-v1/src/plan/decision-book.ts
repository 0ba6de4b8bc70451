import { DbError } from '@mon-ps/db/errors'
import type { PlanDecision } from '../types.ts'

type Question = Omit<PlanDecision, 'chosen'>

/** Longer than this and two names have nothing to do with each other. */
const NEAR = 3

/** Those that share the most with what was asked for, the longest common beginning first. */
function near(wanted: string, known: readonly string[]): string {
  const shared = (name: string) => {
    let length = 0
    while (length < name.length && name[length] === wanted[length]) length++
    return length
  }
  const words = (name: string) => name.split(/[:\-_]/).filter((word) => wanted.includes(word)).length
  return [...known]
    .sort((x, y) => words(y) - words(x) || shared(y) - shared(x))
    .slice(0, NEAR)
    .map((name) => `"${name}"`)
    .join(', ')
}

/** The questions that a plan meets, each answered by what a person chose or else by what is proposed. */
export class DecisionBook {
  readonly #given: Readonly<Record<string, string>>
  readonly #made = new Map<string, PlanDecision>()

  constructor(given: Readonly<Record<string, string>>) {
    this.#given = given
  }

  /**
   * @returns  the option that the plan takes; null where somebody must choose and nobody did
   * @throws {DbError} INVALID_ARGUMENT  the option that was chosen is none of the question's
   */
  choose(question: Question): string | null {
    const chosen = Object.hasOwn(this.#given, question.id) ? (this.#given[question.id] ?? null) : null
    const options = question.options.map(({ id }) => id)
    if (chosen !== null && !options.includes(chosen))
      throw new DbError(
        'INVALID_ARGUMENT',
        `got "${chosen}" for the decision "${question.id}", expected one of ${options.map((option) => `"${option}"`).join(', ')}`,
        { decision: question.id, option: chosen },
      )
    this.#made.set(question.id, { ...question, chosen })
    return chosen ?? question.proposed
  }

  /**
   * All decisions, by their ids.
   *
   * @throws {DbError} INVALID_ARGUMENT  somebody decided what was never asked; the message names near questions
   */
  close(): readonly PlanDecision[] {
    const known = [...this.#made.keys()].sort()
    const stray = Object.keys(this.#given).find((id) => !this.#made.has(id))
    if (stray !== undefined)
      throw new DbError(
        'INVALID_ARGUMENT',
        known.length === 0
          ? `got the decision "${stray}", but this plan asks nothing`
          : `got the decision "${stray}", which this plan does not ask; near ones: ${near(stray, known)}`,
        { decision: stray },
      )
    return known.flatMap((id) => this.#made.get(id) ?? [])
  }
}
