import type { DnaVectorName } from '@mon-ps/core/dna/team-dna'
import { jsonAt, type MappedValue, NOTHING, plain, unreadable } from './values.ts'

/** Codes of the legacy's sources and the leagues that they stand for, rule `league@1`. */
export const LEAGUE_CODES: Readonly<Record<string, string>> = {
  EPL: 'Premier League',
  LaLiga: 'La Liga',
  SerieA: 'Serie A',
  Ligue1: 'Ligue 1',
}

export const LEAGUE_NAMES: readonly string[] = ['Premier League', 'La Liga', 'Bundesliga', 'Serie A', 'Ligue 1', 'Championship']

/** Paths to a profile's league in `quantum_dna`; the first value counts. */
export const LEAGUE_PATHS: readonly (readonly string[])[] = [['league'], ['status_2025_2026', 'league']]

export const SEASON_PATH: readonly string[] = ['current_season', 'season']

/**
 * Rule `league@1`.
 *
 * @param quantumDna  the parsed JSON of the profile
 * @returns           `unknown-league-code` beside a text that is neither a known code nor a known name: it stands as it is
 * @example readLeague({ league: 'SerieA' }) // { value: 'Serie A', finding: null }
 */
export function readLeague(quantumDna: unknown): MappedValue<string> {
  let refused: MappedValue<string> = NOTHING
  for (const path of LEAGUE_PATHS) {
    const value = jsonAt(quantumDna, path)
    if (typeof value !== 'string') {
      if (value !== null && refused.finding === null) refused = unreadable('not-text')
    } else if (/[^ ]/.test(value)) {
      const full = Object.hasOwn(LEAGUE_CODES, value) ? (LEAGUE_CODES[value] ?? value) : value
      return plain(full, LEAGUE_NAMES.includes(full) ? refused.finding : 'unknown-league-code')
    }
  }
  return refused
}

/** `2025-26`, `2025/2026` or `2025`; for Postgres, too. */
export const SEASON_PATTERN = '^((?:19|20)[0-9]{2})(?:[-/]((?:19|20)?[0-9]{2}))?$'
/** A top-level key of `quantum_dna`. All of them stay verbatim in `quantum_dna_legacy`. */
export interface QuantumDnaKey {
  readonly key: string
  /** Another spelling that is read where the first is absent. */
  readonly otherSpelling: string | null
  /** The V3 columns that are read from it; empty where V3 has none. */
  readonly goesTo: readonly string[]
  readonly note: string
}

const vector = (name: DnaVectorName, note: string): QuantumDnaKey => ({
  key: `${name}_dna`,
  otherSpelling: name,
  goesTo: [`${name}_dna`],
  note,
})
const kept = (key: string, note: string): QuantumDnaKey => ({ key, otherSpelling: null, goesTo: [], note })

const NO_COLUMN = 'V3 has no column for it'

/** The 24 keys that the legacy wrote, by name. */
export const QUANTUM_DNA_KEYS: readonly QuantumDnaKey[] = [
  kept('advanced_profile_v8', NO_COLUMN),
  kept('card_dna', NO_COLUMN),
  kept('chameleon_dna', NO_COLUMN),
  kept('clutch_dna', NO_COLUMN),
  vector('context', 'the vector'),
  kept('corner_dna', NO_COLUMN),
  { key: 'current_season', otherSpelling: null, goesTo: ['season'], note: 'only its `season`; the rest has no column' },
  kept('form_analysis', NO_COLUMN),
  kept('friction_signatures', 'an empty list in every profile'),
  { key: 'league', otherSpelling: null, goesTo: ['league'], note: 'by `league@1`' },
  vector('luck', 'the vector'),
  vector('market', 'the vector; its `best_strategy` is not V3’s, see `best-strategy@1`'),
  kept('meta_dna', NO_COLUMN),
  vector('nemesis', 'the vector'),
  vector('physical', 'the vector'),
  kept('profile_2d', NO_COLUMN),
  vector('psyche', 'the vector'),
  vector('roster', 'the vector'),
  kept('sentiment_dna', 'an empty object in every profile'),
  kept('shooting_dna', NO_COLUMN),
  kept('signature_v3', NO_COLUMN),
  {
    key: 'status_2025_2026',
    otherSpelling: null,
    goesTo: ['league'],
    note: 'only its `league`, where `league` itself is absent; the rest has no column',
  },
  kept('tactical_dna', NO_COLUMN),
  vector('temporal', 'the vector'),
]

/** V3 has a column for it, although the legacy never wrote it. */
export const NEVER_WRITTEN_KEY: QuantumDnaKey = vector('risk', 'never written by the legacy: null unless a source has it all the same')

/** By either spelling; null for an unknown key. */
export function quantumDnaKey(key: string): QuantumDnaKey | null {
  return [...QUANTUM_DNA_KEYS, NEVER_WRITTEN_KEY].find((known) => known.key === key || known.otherSpelling === key) ?? null
}
