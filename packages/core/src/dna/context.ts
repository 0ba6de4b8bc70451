import type { MatchHistory } from '../football/history.ts'
import { promotedTeams } from '../football/promoted-teams.ts'
import { behindClosedDoors } from './closed-doors.ts'
import { type DnaContext, estimateMetric, type LeagueMetric, nowhereMeasured } from './estimate-metric.ts'
import { column, type LeagueView, type Observations } from './league-view.ts'
import { goalResiduals } from './market-residuals.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'
import { lateAgainstEarly } from './season-phase.ts'
import type { DnaMetric } from './team-dna.ts'

/** A fact of the calendar: certain, hence reliability 1 and no interval to speak of. */
function promotedMetric(view: LeagueView): LeagueMetric {
  const definition = METRIC_CATALOGUE.promoted
  const promoted = promotedTeams(view.history, view.season)
  if (promoted === null) return nowhereMeasured(view, definition, `the data have no ${definition.needs}`)
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
  if (observations === null) return nowhereMeasured(view, definition, 'it is not recorded when this competition played without spectators')
  return estimateMetric(view, { definition, observations, against: 'expectation', over: 'all' })
}

/** Where and when the team plays, before whom, and whether the division is new to it. */
export function contextMetrics({ view, expectation }: DnaContext): LeagueMetric[] {
  const difference = goalResiduals(
    view.history,
    expectation,
    (side) => side.scored - side.conceded - (side.expectedScored - side.expectedConceded),
  )
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
