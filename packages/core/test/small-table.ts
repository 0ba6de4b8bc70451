import { buildMatchTable, type TableMatch, type TableQuote, type MatchTable } from '../src/football/match-table.ts'
import { minuteFromIso } from '../src/football/time.ts'
import { dayFromIso } from '../src/units.ts'

const unknown = { shots: null, shotsOnTarget: null, fouls: null, corners: null, yellows: null, reds: null }

/** A played match between teams 1 and 2; `kickoff` is a day or a UTC instant. */
export function playedMatch(matchId: number, kickoff: string, overrides: Partial<TableMatch> = {}): TableMatch {
  const timed = kickoff.length > 10
  return {
    matchId,
    season: '2022-23',
    kickoffOn: dayFromIso(kickoff.slice(0, 10)),
    kickoffAt: timed ? minuteFromIso(kickoff) : null,
    homeId: 1,
    awayId: 2,
    fullTime: { home: 2, away: 1 },
    halfTime: null,
    homeStatistics: unknown,
    awayStatistics: unknown,
    ...overrides,
  }
}

export function buildTable(matches: readonly TableMatch[], quotes: readonly TableQuote[] = []): MatchTable {
  const teams = [
    { id: 1, name: 'Brackwater' },
    { id: 2, name: 'Northmere' },
  ]
  return buildMatchTable({ competition: 'VE1', teams, seasons: ['2022-23'], matches, quotes })
}
