import { type MatchHistory, promotedTeams } from '../football/history.ts'
import { dayFromIso } from '../units.ts'
import { type DnaContext, estimateMetric, type LeagueMetric, nowhereMeasured } from './estimate-metric.ts'
import { column, type LeagueView, type Observations, observed } from './league-view.ts'
import { goalDifferenceResiduals } from './market-expectation.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'
import type { DnaMetric } from './team-dna.ts'

/** Days between which, both included, a competition played without spectators. */
interface ClosedPeriod {
  readonly from: string
  readonly until: string
}

/**
 * When competitions played without spectators in 2020 and 2021. Days on which a few hundred or thousand were let in, anywhere in the
 * competition, are not in it; nor are single grounds that were closed for another reason.
 *
 * No column of the match files says it. The ends are those of the public decisions:
 * - D1: restart of 16 May 2020; federal and state decision of 28 October 2020, in force from 2 November; the last two rounds of the
 *   season, when rules began to differ from city to city, are left out.
 * - E0: restart of 17 June 2020; 2020/21 from its first day to the end of the second lockdown on 2 December 2020, and again from
 *   31 December (tier 3 and 4 for all grounds) to the third step of 17 May 2021.
 * - F1: second lockdown of 30 October 2020 to the eve of the first step of reopening, 19 May 2021.
 * - I1: decree of 4 March 2020 (first matches 8 March) and restart of 20 June 2020; decree of 24 October 2020, in force from the 26th, to
 *   the end of the season.
 * - SP1: order of 10 March 2020 and restart of 11 June 2020; 2020/21 from its first day to the 37th round of 16 May 2021.
 */
const CLOSED_PERIODS: Readonly<Record<string, readonly ClosedPeriod[]>> = {
  D1: [
    { from: '2020-05-16', until: '2020-06-27' },
    { from: '2020-11-02', until: '2021-05-09' },
  ],
  E0: [
    { from: '2020-06-17', until: '2020-07-26' },
    { from: '2020-09-12', until: '2020-12-01' },
    { from: '2020-12-31', until: '2021-05-16' },
  ],
  F1: [{ from: '2020-10-30', until: '2021-05-18' }],
  I1: [
    { from: '2020-03-08', until: '2020-03-09' },
    { from: '2020-06-20', until: '2020-08-02' },
    { from: '2020-10-26', until: '2021-05-23' },
  ],
  SP1: [
    { from: '2020-03-10', until: '2020-03-10' },
    { from: '2020-06-11', until: '2020-07-19' },
    { from: '2020-09-12', until: '2021-05-15' },
  ],
}

/**
 * Whether a competition played without spectators on a day; null for a competition of which that is not recorded here.
 *
 * @param competition  division code
 */
export function behindClosedDoors(competition: string): ((day: number) => boolean) | null {
  const periods = Object.hasOwn(CLOSED_PERIODS, competition) ? CLOSED_PERIODS[competition] : undefined
  if (periods === undefined) return null
  const ends = periods.map(({ from, until }) => [dayFromIso(from), dayFromIso(until)] as const)
  return (day) => ends.some(([from, until]) => day >= from && day <= until)
}

const SEASON_START = /^\d{4}/

/** Per season: the first day of its second half, 1 January; NaN for a code without a year. */
function middleDays(view: LeagueView): number[] {
  return view.history.seasons.map((season) => {
    const year = SEASON_START.exec(season)?.[0]
    return year === undefined ? Number.NaN : dayFromIso(`${Number(year) + 1}-01-01`)
  })
}

/** Appearances of one team with a residual, early and late, per season. */
function countHalves(view: LeagueView, appearances: Int32Array, residuals: Observations, isLate: (row: number) => boolean) {
  const seasons = column(view.history, 'season')
  const early = new Float64Array(view.history.seasons.length)
  const late = new Float64Array(view.history.seasons.length)
  for (const appearance of appearances) {
    if (Number.isNaN(observed(residuals, appearance))) continue
    const half = isLate(appearance >> 1) ? late : early
    const season = seasons[appearance >> 1] as number
    half[season] = (half[season] as number) + 1
  }
  return { early, late }
}

/**
 * Residuals turned so that their mean over a team's season is the mean of its late matches less that of its early ones: a team that beats
 * the market all year round comes to 0. NaN for a season of which only one half has been seen.
 */
export function lateAgainstEarly(view: LeagueView, residuals: Observations): Observations {
  const { history } = view
  const seasons = column(history, 'season')
  const days = column(history, 'day')
  const middle = middleDays(view)
  const isLate = (row: number): boolean => (days[row] as number) >= (middle[seasons[row] as number] as number)
  const turned = { home: new Float64Array(history.length).fill(Number.NaN), away: new Float64Array(history.length).fill(Number.NaN) }
  for (const appearances of view.appearances) {
    const { early, late } = countHalves(view, appearances, residuals, isLate)
    for (const appearance of appearances) {
      const row = appearance >> 1
      const season = seasons[row] as number
      const [before, after] = [early[season] as number, late[season] as number]
      if (before === 0 || after === 0) continue
      const factor = isLate(row) ? (before + after) / after : -(before + after) / before
      const side = (appearance & 1) === 0 ? turned.home : turned.away
      side[row] = factor * observed(residuals, appearance)
    }
  }
  return turned
}

/** A fact of the calendar: certain, hence reliability 1 and an interval of width 0. */
function promotedMetric(view: LeagueView): LeagueMetric {
  const definition = METRIC_CATALOGUE.promoted
  const promoted = promotedTeams(view.history, view.season)
  if (promoted === null) return nowhereMeasured(view, definition, 'data_lack_it')
  const byTeam = new Map(
    view.teams.map((team): [number, DnaMetric] => {
      const value = promoted.has(team) ? 1 : 0
      const n = view.seasonMatches[team] as number
      return [
        team,
        {
          key: definition.key,
          value,
          n,
          nEff: n,
          interval: [value, value],
          reliability: 1,
          percentile: null,
          status: 'measured',
          evidence: definition.evidence,
        },
      ]
    }),
  )
  return { definition, reason: null, components: null, byTeam }
}

const atOneGround = (all: Observations, ground: 'home' | 'away'): Observations => {
  const none = new Float64Array(all.home.length).fill(Number.NaN)
  return ground === 'home' ? { home: all.home, away: none } : { home: none, away: all.away }
}

/** Home matches without spectators; null for a competition of which it is not recorded when it played so. */
function atHomeWithoutSpectators(history: MatchHistory, { home }: Observations): Observations | null {
  const isClosed = behindClosedDoors(history.competition)
  if (isClosed === null) return null
  const days = column(history, 'day')
  return {
    home: home.map((value, row) => (isClosed(days[row] as number) ? value : Number.NaN)),
    away: new Float64Array(history.length).fill(Number.NaN),
  }
}

function closedDoorsMetric(view: LeagueView, difference: Observations): LeagueMetric {
  const definition = METRIC_CATALOGUE.closedDoors
  const observations = atHomeWithoutSpectators(view.history, difference)
  if (observations === null) return nowhereMeasured(view, definition, 'spectators_not_recorded')
  return estimateMetric(view, { definition, observations, against: 'expectation', over: 'all' })
}

/** Where and when the team plays, before whom, and whether the division is new to it. */
export function contextMetrics({ view, expectation }: DnaContext): LeagueMetric[] {
  const difference = goalDifferenceResiduals(view.history, expectation)
  return [
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.homeResidual,
      observations: atOneGround(difference, 'home'),
      against: 'expectation',
    }),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.awayResidual,
      observations: atOneGround(difference, 'away'),
      against: 'expectation',
    }),
    promotedMetric(view),
    estimateMetric(view, {
      definition: METRIC_CATALOGUE.seasonPhase,
      observations: lateAgainstEarly(view, difference),
      against: 'expectation',
      over: 'all',
    }),
    closedDoorsMetric(view, difference),
  ]
}
