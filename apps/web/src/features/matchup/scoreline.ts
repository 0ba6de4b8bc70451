export const HIGHLIGHTS = ['home', 'draw', 'away', 'over', 'btts'] as const
export type Highlight = (typeof HIGHLIGHTS)[number]

export interface Score {
  home: number
  away: number
  probability: number
}

/** Whether a score belongs to an outcome that the reader asked to see. */
export function belongsTo(highlight: Highlight, home: number, away: number): boolean {
  switch (highlight) {
    case 'home':
      return home > away
    case 'draw':
      return home === away
    case 'away':
      return home < away
    case 'over':
      return home + away > 2
    case 'btts':
      return home > 0 && away > 0
  }
}

/** Every score of a grid, likeliest first. */
export function rankedScores(grid: readonly (readonly number[])[]): Score[] {
  return grid
    .flatMap((row, home) => row.map((probability, away) => ({ home, away, probability })))
    .toSorted((a, b) => b.probability - a.probability)
}
