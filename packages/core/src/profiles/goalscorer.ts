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
function plainWord(text: string): string {
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

/** The names under which each column is known, as {@link plainWord} leaves them. */
const COLUMN_NAMES = {
  player: ['player', 'playername', 'name', 'joueur'],
  team: ['team', 'club', 'squad', 'teamname', 'equipe'],
  position: ['position', 'pos', 'role', 'poste'],
  goals: ['goals', 'gls', 'g', 'goalstotal', 'totalgoals', 'buts'],
  homeGoals: ['homegoals', 'goalshome', 'hg', 'butsdomicile'],
  awayGoals: ['awaygoals', 'goalsaway', 'ag', 'butsexterieur'],
  appearances: ['appearances', 'apps', 'matches', 'games', 'mp', 'played', 'matchesplayed', 'matchs'],
  minutes: ['minutes', 'min', 'mins', 'minutesplayed'],
  season: ['season', 'saison'],
} as const
export type GoalscorerColumn = keyof typeof COLUMN_NAMES

/** Without these a row has no meaning; the season may stand in the file's name instead. */
export const REQUIRED_COLUMNS = ['player', 'team', 'appearances'] as const satisfies readonly GoalscorerColumn[]

/** Where the columns of a file stand, and what is wrong with its header. */
export interface GoalscorerColumns {
  readonly indexes: Readonly<Record<GoalscorerColumn, number | null>>
  /** In the file's own words. */
  readonly names: Readonly<Record<GoalscorerColumn, string>>
  readonly missing: readonly GoalscorerColumn[]
  /** Columns that two names of the header claim. */
  readonly twice: readonly GoalscorerColumn[]
  /** Names that say nothing to this reader. */
  readonly unread: readonly string[]
}

/** Columns are found by name, in any order and any spelling of it; never by position. */
export function findGoalscorerColumns(header: readonly string[]): GoalscorerColumns {
  const words = header.map(plainWord)
  const keys = Object.keys(COLUMN_NAMES) as GoalscorerColumn[]
  const found = keys.map((key) => words.flatMap((word, at) => ((COLUMN_NAMES[key] as readonly string[]).includes(word) ? [at] : [])))
  const known = new Set(found.flat())
  const first = (key: GoalscorerColumn) => found[keys.indexOf(key)]?.[0] ?? null
  const named = (key: GoalscorerColumn) => header[first(key) ?? -1]?.trim() ?? key
  const each = <Value>(value: (key: GoalscorerColumn) => Value): Record<GoalscorerColumn, Value> => ({
    player: value('player'),
    team: value('team'),
    position: value('position'),
    goals: value('goals'),
    homeGoals: value('homeGoals'),
    awayGoals: value('awayGoals'),
    appearances: value('appearances'),
    minutes: value('minutes'),
    season: value('season'),
  })
  return {
    indexes: each(first),
    names: each(named),
    missing: REQUIRED_COLUMNS.filter((key) => first(key) === null),
    twice: keys.filter((_, at) => (found[at]?.length ?? 0) > 1),
    unread: header.filter((name, at) => name.trim() !== '' && !known.has(at)).map((name) => name.trim()),
  }
}
