import { promotedTeams } from '../football/promoted-teams.ts'
import { type DnaContext, estimateMetric, type LeagueMetric, nowhereMeasured } from './estimate-metric.ts'
import type { LeagueView, Observations } from './league-view.ts'
import { goalResiduals } from './market-residuals.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'
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

/** Where the team plays, and whether the division is new to it. */
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
  ]
}
