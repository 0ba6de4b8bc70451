import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router'
import { type Highlight, HIGHLIGHTS } from '../features/matchup/scorelines.tsx'
import { type ChosenOrigin, readOrigin } from '../lib/chosen-origin.ts'
import { onlyDefined, type RawSearch, readChoice, readId, readNumber, readSwitch, readText } from '../lib/search-params.ts'
import { rootRoute } from './root.tsx'

/** Absent: the matchup as it was published. `neutral` to `asOf` are what-if changes. */
export interface MatchupSearch {
  /** Absent: what V3 shows. */
  origin?: ChosenOrigin
  highlight?: Highlight
  market?: string
  whatIf?: true
  neutral?: true
  /** Days after which a match counts half. */
  halfLife?: number
  /** Precision of the prior that pulls teams to the league's average. */
  shrink?: number
  /** ISO day. */
  asOf?: string
  /** Across leagues: take both for equally strong, give or take this deviation of the log goal rate. */
  equal?: number
}

export function readMatchupSearch(raw: RawSearch): MatchupSearch {
  const asOf = readText(raw['asOf'], 10)
  return onlyDefined({
    origin: readOrigin(raw['origin']),
    highlight: readChoice(raw['highlight'], HIGHLIGHTS),
    market: readText(raw['market'], 40),
    whatIf: readSwitch(raw['whatIf']),
    neutral: readSwitch(raw['neutral']),
    halfLife: readNumber(raw['halfLife'], 14, 5000),
    shrink: readNumber(raw['shrink'], 0.5, 200),
    equal: readNumber(raw['equal'], 0.01, 1),
    asOf: asOf !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? asOf : undefined,
  })
}

export const matchupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matchups/$homeId/$awayId',
  params: {
    parse: ({ homeId, awayId }) => ({ homeId: readId(homeId) ?? 0, awayId: readId(awayId) ?? 0 }),
    stringify: ({ homeId, awayId }) => ({ homeId: String(homeId), awayId: String(awayId) }),
  },
  validateSearch: readMatchupSearch,
  beforeLoad: ({ params }) => {
    if (params.homeId === 0 || params.awayId === 0) throw notFound()
  },
  component: lazyRouteComponent(() => import('../features/matchup/screen.tsx'), 'MatchupScreen'),
})
