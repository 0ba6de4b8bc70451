const COLUMNS = 'Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,PSCH,PSCD,PSCA'

/** A file of football-data.co.uk's form with four matches; `goals` is the first one's home score. */
export function seasonFile(goals = '2'): string {
  const rows = [
    `EC,06/08/2022,Alder Town,Birch United,${goals},1,H,2.10,3.40,3.60`,
    'EC,06/08/2022,Cedar Rovers,Dogwood City,0,0,D,2.40,3.20,3.10',
    'EC,13/08/2022,Birch United,Cedar Rovers,1,3,A,2.75,3.30,2.60',
    'EC,13/08/2022,Dogwood City,Alder Town,1,1,D,3.05,3.25,2.45',
  ]
  return `${[COLUMNS, ...rows].join('\n')}\n`
}
