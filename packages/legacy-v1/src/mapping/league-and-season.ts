import { type MappedValue, NOTHING, jsonAt, plain, unreadable } from './mapped-value.ts'

/** Codes of the legacy's sources and the leagues that they stand for, rule `league@1`. */
export const LEAGUE_CODES: Readonly<Record<string, string>> = {
  EPL: 'Premier League',
  LaLiga: 'La Liga',
  SerieA: 'Serie A',
  Ligue1: 'Ligue 1',
}

/** Names that are full already. */
export const LEAGUE_NAMES: readonly string[] = ['Premier League', 'La Liga', 'Bundesliga', 'Serie A', 'Ligue 1', 'Championship']

/** Where a profile's league stands in `quantum_dna`, the first that says something. */
export const LEAGUE_PATHS: readonly (readonly string[])[] = [['league'], ['status_2025_2026', 'league']]

/** Where a profile's season stands in `quantum_dna`. */
export const SEASON_PATH: readonly string[] = ['current_season', 'season']

/**
 * Rule `league@1`.
 *
 * @param quantumDna  the parsed JSON of the profile
 * @returns           `unknown-league-code` beside a text that is neither a known code nor a known name: it stands as it is
 * @example leagueOf({ league: 'SerieA' }) // { value: 'Serie A', finding: null }
 */
export function leagueOf(quantumDna: unknown): MappedValue<string> {
  let refused: MappedValue<string> = NOTHING
  for (const path of LEAGUE_PATHS) {
    const said = jsonAt(quantumDna, path)
    if (typeof said !== 'string') {
      if (said !== null && refused.finding === null) refused = unreadable('not-text')
    } else if (/[^ ]/.test(said)) {
      const full = Object.hasOwn(LEAGUE_CODES, said) ? (LEAGUE_CODES[said] ?? said) : said
      return plain(full, LEAGUE_NAMES.includes(full) ? refused.finding : 'unknown-league-code')
    }
  }
  return refused
}

/** `2025-26`, `2025/2026` or `2025`; for Postgres, too. */
export const SEASON_PATTERN = '^((?:19|20)[0-9]{2})(?:[-/]((?:19|20)?[0-9]{2}))?$'
const SEASON = new RegExp(SEASON_PATTERN)

/**
 * Rule `season@1`. A JSON number is read like its text.
 *
 * @param quantumDna  the parsed JSON of the profile
 * @example seasonOf({ current_season: { season: '2025/2026' } }) // { value: '2025-26', finding: null }
 */
export function seasonOf(quantumDna: unknown): MappedValue<string> {
  const said = jsonAt(quantumDna, SEASON_PATH)
  if (said === null) return NOTHING
  const parts = typeof said === 'string' || typeof said === 'number' ? SEASON.exec(String(said)) : null
  if (!parts) return unreadable('not-a-season')
  const first = Number(parts[1])
  const written = parts[2]
  const next = written === undefined || Number(written) === (written.length === 4 ? first + 1 : (first + 1) % 100)
  return next ? plain(`${first}-${String((first + 1) % 100).padStart(2, '0')}`) : unreadable('not-a-season')
}
