const COMBINING_MARKS = /\p{M}+/gu
const SPACES = /\s+/g

/** A team's name as it is kept: composed (NFC), trimmed, single spaces. */
export function cleanTeamName(name: string): string {
  return name.normalize('NFC').trim().replace(SPACES, ' ')
}

/**
 * A form in which spellings of one name often meet: lower case without accents. For suggestions only;
 * a name is resolved by its exact alias, since "Ath Madrid" and "Ath Bilbao" are closer than two
 * spellings of one club can be.
 *
 * @example normaliseTeamName(' Beşiktaş ') // 'besiktas'
 */
export function normaliseTeamName(name: string): string {
  return cleanTeamName(name).toLowerCase().normalize('NFD').replace(COMBINING_MARKS, '').replaceAll('ı', 'i').normalize('NFC')
}
