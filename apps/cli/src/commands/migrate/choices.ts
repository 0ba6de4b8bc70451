import type { RepeatedFlags } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'

/** Flags that decide what the plan decides; the same ones on `plan`, `rehearse` and `apply`. */
export const CHOICE_ARGS = {
  decide: { type: 'string', valueHint: 'ID=OPTION', description: 'A decision that the plan asks for; may be given many times' },
  'time-zone': { type: 'string', valueHint: 'Europe/Paris', description: 'Zone of the legacy’s naive times; UTC when absent' },
} as const

export interface Choices {
  decisions?: Record<string, string>
  timeZone?: string
}

/**
 * What those flags choose.
 *
 * @throws {Failure} usage, for a --decide without an option
 */
export function choicesOf(args: { 'time-zone'?: string | undefined }, { decide = [] }: RepeatedFlags): Choices {
  const decisions = Object.fromEntries(decide.map((text) => splitChoice(text, 'ID=OPTION')))
  const timeZone = args['time-zone']
  return { ...(decide.length > 0 && { decisions }), ...(timeZone && { timeZone }) }
}

/** Ids hold colons and may hold more; the option is what stands behind the last equals sign. */
export function splitChoice(text: string, expected: string): [id: string, option: string] {
  const at = text.lastIndexOf('=')
  if (at < 1 || at === text.length - 1) throw new Failure(EXIT.usage, `Got --decide ${text}, expected --decide ${expected}.`)
  return [text.slice(0, at), text.slice(at + 1)]
}

/** The same choices as flags, for a command line that a person copies. */
export function choiceFlags({ decisions = {}, timeZone }: Choices): string {
  const quoted = (text: string) => (/^[\w:./=-]+$/.test(text) ? text : `'${text}'`)
  const flags = Object.entries(decisions).map(([id, option]) => ` --decide ${quoted(`${id}=${option}`)}`)
  return [...flags, ...(timeZone ? [` --time-zone ${timeZone}`] : [])].join('')
}

const SHA256 = /^[0-9a-f]{64}$/

/**
 * The hash of a plan that was read.
 *
 * @throws {Failure} usage, where it is none
 */
export function planHash(plan: string, read: string): string {
  if (!SHA256.test(plan))
    throw new Failure(EXIT.usage, `Got --plan ${plan || '(nothing)'}, expected the 64 hexadecimal digits that \`${read}\` names.`)
  return plan
}
