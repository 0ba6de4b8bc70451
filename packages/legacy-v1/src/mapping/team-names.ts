import { normaliseTeamName } from '@mon-ps/core/sources/csv'

const BETWEEN = ' vs '

/** The form in which a name of the legacy is compared with the normalised aliases of a source: equal or not, never in part. */
export const legacyNameKey = (name: string): string => normaliseTeamName(name)

/**
 * Every way to read a name such as "Lens vs Troyes" as a home and an away team; the reader takes the one of which it
 * knows both.
 *
 * @example splitMatchName('Lens vs Troyes') // [['Lens', 'Troyes']]
 */
export function splitMatchName(name: string): (readonly [home: string, away: string])[] {
  const halves: (readonly [string, string])[] = []
  for (let at = name.indexOf(BETWEEN); at >= 0; at = name.indexOf(BETWEEN, at + 1)) {
    const pair = [name.slice(0, at).trim(), name.slice(at + BETWEEN.length).trim()] as const
    if (pair[0] !== '' && pair[1] !== '') halves.push(pair)
  }
  return halves
}
