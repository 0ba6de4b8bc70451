import { buildMatchTable, type TableMatch, type TeamRef } from '../src/football/match-table.ts'
import { dayFromIso } from '../src/units.ts'
import { historyBefore, type MatchHistory } from '../src/football/history.ts'
import { seasonStartingIn } from '../src/football/season.ts'
import { startOfDay } from '../src/football/time.ts'
import { createRandom, poisson } from '../src/numeric/random.ts'

const unknown = { shots: null, shotsOnTarget: null, fouls: null, corners: null, yellows: null, reds: null }

/** One team of a simulated league: its name and true strengths on the log scale. */
export interface TrueTeam {
  readonly id: number
  readonly attack: number
  readonly defence: number
}

export interface SimulatedLeague {
  readonly seed: number
  /** Teams of each season, first season first: 2019-20, 2020-21, … */
  readonly seasons: readonly (readonly TrueTeam[])[]
  readonly homeAdvantage?: number
  /** Year in which each season begins; default 2019, 2020, … */
  readonly years?: readonly number[]
}

/** A double round robin a season from known strengths, away sides at a mean of 1.1 goals, seen at the end of the last season. */
export function simulatedHistory(league: SimulatedLeague, asOf?: string): MatchHistory {
  const random = createRandom(league.seed)
  const advantage = league.homeAdvantage ?? 0.25
  const teams = new Map<number, TeamRef>()
  const matches: TableMatch[] = []
  const getYear = (s: number): number => league.years?.[s] ?? 2019 + s
  const codes = league.seasons.map((_, s) => seasonStartingIn(getYear(s)))
  league.seasons.forEach((entrants, s) => {
    const firstDay = dayFromIso(`${getYear(s)}-08-10`)
    let round = 0
    for (const home of entrants) {
      teams.set(home.id, { id: home.id, name: `Team ${home.id}` })
      for (const away of entrants) {
        if (home.id === away.id) continue
        const homeGoals = poisson(random, 1.1 * Math.exp(advantage + home.attack - away.defence))
        const awayGoals = poisson(random, 1.1 * Math.exp(away.attack - home.defence))
        const kickoffOn = dayFromIsoPlus(firstDay, (round++ * 37) % 270)
        matches.push({
          matchId: matches.length + 1,
          season: codes[s]!,
          kickoffOn,
          kickoffAt: null,
          homeId: home.id,
          awayId: away.id,
          fullTime: { home: homeGoals, away: awayGoals },
          halfTime: null,
          homeStatistics: unknown,
          awayStatistics: unknown,
        })
      }
    }
  })
  const table = buildMatchTable({ competition: 'TEST', teams: [...teams.values()], seasons: codes, matches, quotes: [] })
  return historyBefore(table, startOfDay(dayFromIso(asOf ?? `${getYear(league.seasons.length - 1) + 1}-06-30`)))
}

function dayFromIsoPlus(day: ReturnType<typeof dayFromIso>, days: number): ReturnType<typeof dayFromIso> {
  return (day + days) as ReturnType<typeof dayFromIso>
}

/** Teams whose strengths fall evenly from strong to weak. */
export function ladder(ids: readonly number[], spread = 0.4): TrueTeam[] {
  return ids.map((id, i) => {
    const strength = spread * (1 - (2 * i) / Math.max(1, ids.length - 1))
    return { id, attack: strength, defence: strength / 2 }
  })
}
