/** The version of the dictionary below: a changed pair is a new version. */
export const TEAM_NAMES_VERSION = 1

/** One club in the two vocabularies of the legacy: its profiles have Understat's names, its picks and odds football-data.co.uk's. */
interface TeamNames {
  readonly understat: string
  readonly footballData: string
  /** Of the league in which it plays. */
  readonly country: string
  /** Whether results files of 2012-13 to 2022-23 have the name, against which it was checked. */
  readonly inResultsFiles: boolean
  /** Why the two are one club. */
  readonly evidence: string
}

/** Understat's name to football-data.co.uk's, where they differ. */
const DIFFERENT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  England: {
    'Manchester City': 'Man City',
    'Manchester United': 'Man United',
    'Newcastle United': 'Newcastle',
    'Nottingham Forest': "Nott'm Forest",
    'Wolverhampton Wanderers': 'Wolves',
  },
  Spain: {
    'Athletic Club': 'Ath Bilbao',
    'Atletico Madrid': 'Ath Madrid',
    'Celta Vigo': 'Celta',
    Espanyol: 'Espanol',
    'Rayo Vallecano': 'Vallecano',
    'Real Betis': 'Betis',
    'Real Oviedo': 'Oviedo',
    'Real Sociedad': 'Sociedad',
  },
  Italy: {
    'AC Milan': 'Milan',
    'Parma Calcio 1913': 'Parma',
  },
  Germany: {
    'Bayer Leverkusen': 'Leverkusen',
    'Borussia Dortmund': 'Dortmund',
    'Borussia M.Gladbach': "M'gladbach",
    'Eintracht Frankfurt': 'Ein Frankfurt',
    'FC Cologne': 'FC Koln',
    'FC Heidenheim': 'Heidenheim',
    'Hamburger SV': 'Hamburg',
    'Mainz 05': 'Mainz',
    'RasenBallsport Leipzig': 'RB Leipzig',
    'St. Pauli': 'St Pauli',
    'VfB Stuttgart': 'Stuttgart',
  },
  France: {
    'Paris Saint Germain': 'Paris SG',
  },
}

/** Clubs that both write alike. */
const ALIKE: Readonly<Record<string, string>> = {
  England: `
    Arsenal, Aston Villa, Bournemouth, Brentford, Brighton, Burnley, Chelsea, Crystal Palace, Everton, Fulham, Ipswich,
    Leeds, Leicester, Liverpool, Southampton, Sunderland, Tottenham, West Ham`,
  Spain: `
    Alaves, Barcelona, Elche, Getafe, Girona, Levante, Mallorca, Osasuna, Real Madrid, Sevilla, Valencia, Villarreal`,
  Italy: `
    Atalanta, Bologna, Cagliari, Como, Cremonese, Fiorentina, Genoa, Inter, Juventus, Lazio, Lecce, Napoli, Pisa, Roma,
    Sassuolo, Torino, Udinese, Verona`,
  Germany: `
    Augsburg, Bayern Munich, Freiburg, Hoffenheim, Union Berlin, Werder Bremen, Wolfsburg`,
  France: `
    Angers, Auxerre, Brest, Le Havre, Lens, Lille, Lorient, Lyon, Marseille, Metz, Monaco, Nantes, Nice, Paris FC, Rennes,
    Strasbourg, Toulouse`,
}

/** Clubs whose football-data.co.uk name no results file of 2012-13 to 2022-23 of their country's first division has. */
const NOT_IN_CHECKED_FILES: ReadonlySet<string> = new Set(
  'Ipswich, Real Oviedo, Como, Pisa, FC Heidenheim, St. Pauli, Le Havre, Paris FC'.split(', '),
)

function teamNames(country: string, understat: string, footballData: string): TeamNames {
  const inResultsFiles = !NOT_IN_CHECKED_FILES.has(understat)
  const names =
    understat === footballData ? 'the same name in both sources' : `Understat's ${understat} is football-data.co.uk's ${footballData}`
  const checked = `${inResultsFiles ? 'found' : 'not'} in the results files of 2012-13 to 2022-23`
  return {
    understat,
    footballData,
    country,
    inResultsFiles,
    evidence: `${names} (${country}), dictionary of names version ${TEAM_NAMES_VERSION}, ${checked}`,
  }
}

/** The 99 clubs of the legacy's profiles, by country and Understat's name. */
export const TEAM_NAMES: readonly TeamNames[] = Object.keys(DIFFERENT).flatMap((country) =>
  [
    ...Object.entries(DIFFERENT[country] ?? {}).map(([understat, footballData]) => teamNames(country, understat, footballData)),
    ...(ALIKE[country] ?? '')
      .trim()
      .split(/,\s+/)
      .map((name) => teamNames(country, name, name)),
  ].sort((a, b) => (a.understat < b.understat ? -1 : 1)),
)

const BY_UNDERSTAT = new Map(TEAM_NAMES.map((names) => [names.understat, names]))

/**
 * The club of a name as the legacy's profiles write it: exactly this name, never a part of one.
 *
 * @example teamByUnderstatName('Manchester City')?.footballData // 'Man City'
 */
export function teamByUnderstatName(name: string): TeamNames | null {
  return BY_UNDERSTAT.get(name) ?? null
}

const BETWEEN = ' vs '

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
