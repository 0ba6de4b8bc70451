import type { MatchRecord } from '../football/match.ts'

/** A team's place in the final table. */
interface Standing {
  readonly team: string
  readonly points: number
  readonly goalDifference: number
  readonly goalsFor: number
}

/** Names from first to last: points, goal difference, goals, then name. */
export function finalOrder(matches: readonly MatchRecord[]): string[] {
  const table = new Map<string, Standing>()
  const add = (team: string, scored: number, conceded: number): void => {
    const before = table.get(team) ?? { team, points: 0, goalDifference: 0, goalsFor: 0 }
    table.set(team, {
      team,
      points: before.points + (scored > conceded ? 3 : scored === conceded ? 1 : 0),
      goalDifference: before.goalDifference + scored - conceded,
      goalsFor: before.goalsFor + scored,
    })
  }
  for (const { home, away, fullTime } of matches) {
    if (!fullTime) continue
    add(home, fullTime.home, fullTime.away)
    add(away, fullTime.away, fullTime.home)
  }
  return [...table.values()]
    .sort((a, b) => b.points - a.points || b.goalDifference - a.goalDifference || b.goalsFor - a.goalsFor || (a.team < b.team ? -1 : 1))
    .map(({ team }) => team)
}
