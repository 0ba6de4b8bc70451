/** A player's season, as a file tells it. Null where the file does not say. */
export interface GoalscorerRecord {
  readonly playerName: string
  /** As the file writes it: whose team it is, is for the aliases to say. */
  readonly team: string
  /** As the file writes it. */
  readonly position: string | null
  readonly goalsTotal: number | null
  readonly goalsHome: number | null
  readonly goalsAway: number | null
  readonly appearances: number
  readonly minutes: number | null
  /** For example `2022-23`. */
  readonly season: string
}

/** What players are compared within. */
export const POSITION_GROUPS = ['goalkeeper', 'defender', 'midfielder', 'forward'] as const
export type PositionGroup = (typeof POSITION_GROUPS)[number]

/** Words for positions by group, without what is neither letter nor digit. */
const POSITION_WORDS: Readonly<Record<PositionGroup, readonly string[]>> = {
  goalkeeper: ['gk', 'g', 'goalkeeper', 'keeper', 'gardien'],
  defender: ['df', 'd', 'def', 'defender', 'defence', 'back', 'cb', 'lb', 'rb', 'lwb', 'rwb', 'wb', 'fullback', 'centreback', 'defenseur'],
  midfielder: ['mf', 'm', 'mid', 'midfielder', 'midfield', 'cm', 'dm', 'am', 'cdm', 'cam', 'lm', 'rm', 'milieu'],
  forward: ['fw', 'f', 'fwd', 'forward', 'att', 'attack', 'attacker', 'st', 'cf', 'ss', 'lw', 'rw', 'w', 'winger', 'striker', 'attaquant'],
}

/** Lower case, without accents and anything but letters and digits. */
export function plainWord(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/**
 * The group of a position by its first word, `FW,MF` being a forward; null for a word that is not known.
 *
 * @example positionGroup('Défenseur') // 'defender'
 */
export function positionGroup(position: string | null): PositionGroup | null {
  const words = [position ?? '', ...(position ?? '').split(/[\s,;/|-]+/).slice(0, 1)].map(plainWord)
  return POSITION_GROUPS.find((group) => words.some((word) => POSITION_WORDS[group].includes(word))) ?? null
}
