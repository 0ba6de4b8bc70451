/** A competition as it is shown: `country` is null where the code is not known. */
export interface CompetitionName {
  readonly code: string
  readonly name: string
  readonly country: string | null
}

const CATALOGUE: Readonly<Record<string, readonly [name: string, country: string]>> = {
  E0: ['Premier League', 'England'],
  E1: ['Championship', 'England'],
  E2: ['League One', 'England'],
  E3: ['League Two', 'England'],
  EC: ['National League', 'England'],
  SC0: ['Premiership', 'Scotland'],
  SC1: ['Championship', 'Scotland'],
  SC2: ['League One', 'Scotland'],
  SC3: ['League Two', 'Scotland'],
  D1: ['Bundesliga', 'Germany'],
  D2: ['2. Bundesliga', 'Germany'],
  I1: ['Serie A', 'Italy'],
  I2: ['Serie B', 'Italy'],
  SP1: ['La Liga', 'Spain'],
  SP2: ['Segunda División', 'Spain'],
  F1: ['Ligue 1', 'France'],
  F2: ['Ligue 2', 'France'],
  N1: ['Eredivisie', 'Netherlands'],
  B1: ['Pro League', 'Belgium'],
  P1: ['Primeira Liga', 'Portugal'],
  T1: ['Süper Lig', 'Turkey'],
  G1: ['Super League', 'Greece'],
  // Invented: the two divisions of the demo.
  VE1: ['Premier Division', 'Verania (invented)'],
  VE2: ['Second Division', 'Verania (invented)'],
}

/**
 * The competition of a division code. An unknown code is a competition named by its code: its name is
 * never guessed.
 *
 * @example competitionForDivision('E0') // { code: 'E0', name: 'Premier League', country: 'England' }
 */
export function competitionForDivision(code: string): CompetitionName {
  const known = Object.hasOwn(CATALOGUE, code) ? CATALOGUE[code] : undefined
  return { code, name: known?.[0] ?? code, country: known?.[1] ?? null }
}
