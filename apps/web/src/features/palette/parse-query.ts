/** What a search asks for: one name, or two that meet. */
export type PaletteQuery = { kind: 'name'; name: string } | { kind: 'pair'; home: string; away: string }

/**
 * Reads `ars v che`, `ars vs che` and `ars - che` as a pair, all else as one name.
 *
 * @example parsePaletteQuery('ars v che') // { kind: 'pair', home: 'ars', away: 'che' }
 */
export function parsePaletteQuery(text: string): PaletteQuery {
  const trimmed = text.trim()
  const [, home, away] = /^(.+?)\s+(?:v|vs|vs\.|-|–)\s+(.+)$/i.exec(trimmed) ?? []
  if (home !== undefined && away !== undefined) return { kind: 'pair', home: home.trim(), away: away.trim() }
  return { kind: 'name', name: trimmed }
}
