const CLUBS = ['Alder Town', 'Birch United', 'Cedar Rovers', 'Dogwood City', 'Elm Athletic', 'Fir Albion']
const COLUMNS =
  'Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,HTR,HS,AS,HST,AST,HC,AC,HY,AY,HR,AR,B365H,B365D,B365A,PSCH,PSCD,PSCA'

/**
 * A small season in the format of football-data.co.uk: six invented clubs, each pair twice, with prices.
 *
 * @param division a code that no other step uses
 * @returns the file's text and its number of matches
 */
export function seasonFile(division: string): { text: string; matches: number } {
  const rows: string[] = []
  CLUBS.forEach((home, at) => {
    CLUBS.forEach((away, beside) => {
      if (home === away) return
      const day = new Date(Date.UTC(2022, 7, 6 + 7 * Math.floor(rows.length / 3)))
      rows.push([division, dateText(day), '15:00', home, away, ...scoreCells(at, beside), ...PRICES].join(','))
    })
  })
  return { text: `${[COLUMNS, ...rows].join('\n')}\n`, matches: rows.length }
}

const PRICES = ['2.10', '3.40', '3.60', '2.14', '3.42', '3.71']

function scoreCells(at: number, beside: number): (string | number)[] {
  const [home, away] = [(at * 3 + beside) % 4, (beside * 2 + at) % 3]
  const result = home > away ? 'H' : home < away ? 'A' : 'D'
  return [home, away, result, 0, 0, 'D', 12 + at, 9 + beside, 5, 4, 6, 4, 1, 2, 0, 0]
}

function dateText(day: Date): string {
  const [year, month, date] = day.toISOString().slice(0, 10).split('-')
  return `${date}/${month}/${year}`
}
