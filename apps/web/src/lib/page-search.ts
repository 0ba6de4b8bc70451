/**
 * What the address of each page may say, and its readers. A parameter that is absent means the page's default, so that an
 * address carries only what differs from it.
 */
import type { FrictionMatrix } from '@mon-ps/contract/friction'
import {
  type ChosenOrigin,
  onlyDefined,
  type RawSearch,
  readChoice,
  readId,
  readNumber,
  readOrigin,
  readSwitch,
  readText,
} from './search-params.ts'
import type { ApiInputs } from './trpc.ts'

const MAX_CODE = 50
const MAX_CURSOR = 500

export type TeamSort = NonNullable<ApiInputs['team']['list']['sort']>
const TEAM_SORTS = ['totalPnl', 'roi', 'winRate', 'totalBets', 'avgClv', 'teamName', 'tierRank'] as const satisfies readonly TeamSort[]

/** Default: all leagues by profit, from the top. */
export interface TeamsSearch {
  /** Absent: what V3 shows. */
  origin?: ChosenOrigin
  league?: string
  sort?: TeamSort
  order?: 'asc' | 'desc'
  cursor?: string
}

export function readTeamsSearch(raw: RawSearch): TeamsSearch {
  return onlyDefined({
    origin: readOrigin(raw['origin']),
    league: readText(raw['league'], MAX_CODE),
    sort: readChoice(raw['sort'], TEAM_SORTS),
    order: readChoice(raw['order'], ['asc', 'desc']),
    cursor: readText(raw['cursor'], MAX_CURSOR),
  })
}

/** Names start at A, numbers at the largest. */
export function getTeamSort({ sort = 'totalPnl', order }: TeamsSearch): { by: TeamSort; order: 'asc' | 'desc' } {
  return { by: sort, order: order ?? (sort === 'teamName' ? 'asc' : 'desc') }
}

/** Default: strips, the most unusual vector first. */
export interface TeamSearch {
  /** Absent: what V3 shows. */
  origin?: ChosenOrigin
  view?: 'radar'
  order?: 'fixed'
}

export function readTeamSearch(raw: RawSearch): TeamSearch {
  return onlyDefined({
    origin: readOrigin(raw['origin']),
    view: readChoice(raw['view'], ['radar']),
    order: readChoice(raw['order'], ['fixed']),
  })
}

/** `home` is the team that the reader came from. */
export interface MatchupsSearch {
  home?: number
}

export function readMatchupsSearch(raw: RawSearch): MatchupsSearch {
  return onlyDefined({ home: readId(raw['home']) })
}

/** Outcomes whose scores can be highlighted in the score matrix. */
export const HIGHLIGHTS = ['home', 'draw', 'away', 'over', 'btts'] as const
export type Highlight = (typeof HIGHLIGHTS)[number]

/** Default: the matchup as it was published. `neutral` to `asOf` are what-if changes. */
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
  /** Across leagues: assume both equally strong, give or take this standard deviation of the log goal rate. */
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

export type Metric = keyof FrictionMatrix['metrics']

/** What a matrix can show, in the order of its switch. */
export const METRICS = ['friction', 'chaos', 'goals', 'homeWin', 'uncertainty'] as const satisfies readonly Metric[]

/** Default: friction of the first league, teams by their average. */
export interface MatrixSearch {
  /** Absent: what V3 shows. */
  origin?: ChosenOrigin
  league?: string
  metric?: Metric
  order?: 'alpha'
  q?: string
}

export function readMatrixSearch(raw: RawSearch): MatrixSearch {
  return onlyDefined({
    origin: readOrigin(raw['origin']),
    league: readText(raw['league'], MAX_CODE),
    metric: readChoice(raw['metric'], METRICS),
    order: readChoice(raw['order'], ['alpha']),
    q: readText(raw['q']),
  })
}

export type StrategySort = NonNullable<ApiInputs['strategy']['list']['sort']>
const SCOPES = ['team', 'league', 'overall'] as const
const STRATEGY_SORTS = ['roiLowerBound', 'profit', 'roi', 'avgClv', 'totalBets', 'qValue'] as const satisfies readonly StrategySort[]

/** Default: every team with every rule, by the lower bound of the shrunken ROI. */
export interface StrategiesSearch {
  /** Absent: what V3 shows. */
  origin?: ChosenOrigin
  scope?: (typeof SCOPES)[number]
  league?: string
  minBets?: number
  sort?: StrategySort
  order?: 'asc' | 'desc'
  cursor?: string
}

export function readStrategiesSearch(raw: RawSearch): StrategiesSearch {
  return onlyDefined({
    origin: readOrigin(raw['origin']),
    scope: readChoice(raw['scope'], SCOPES),
    league: readText(raw['league'], MAX_CODE),
    minBets: readNumber(raw['minBets'], 1, 100_000),
    sort: readChoice(raw['sort'], STRATEGY_SORTS),
    order: readChoice(raw['order'], ['asc', 'desc']),
    cursor: readText(raw['cursor'], MAX_CURSOR),
  })
}

/** A q-value is best when small; of all else the largest come first. */
export function getStrategySort({ sort = 'roiLowerBound', order }: StrategiesSearch): { by: StrategySort; order: 'asc' | 'desc' } {
  return { by: sort, order: order ?? (sort === 'qValue' ? 'asc' : 'desc') }
}

export const STRATEGY_TABS = ['overview', 'losses', 'robustness', 'bets', 'settings'] as const

/** Default: a team's record as V3 shows it, its overview, all its bets, the latest first. */
export interface StrategySearch {
  scope?: (typeof SCOPES)[number]
  origin?: NonNullable<ApiInputs['strategy']['bets']['origin']>
  tab?: (typeof STRATEGY_TABS)[number]
  result?: NonNullable<ApiInputs['strategy']['bets']['result']>
  season?: string
  cursor?: string
}

export function readStrategySearch(raw: RawSearch): StrategySearch {
  return onlyDefined({
    scope: readChoice(raw['scope'], SCOPES),
    origin: readChoice(raw['origin'], ['published', 'calculated', 'migrated']),
    tab: readChoice(raw['tab'], STRATEGY_TABS),
    result: readChoice(raw['result'], ['won', 'lost', 'void']),
    season: readText(raw['season'], 10),
    cursor: readText(raw['cursor'], MAX_CURSOR),
  })
}

/** Default: the history tier. */
export interface ModelsSearch {
  tier?: 'results' | 'market'
}

export function readModelsSearch(raw: RawSearch): ModelsSearch {
  return onlyDefined({ tier: readChoice(raw['tier'], ['results', 'market']) })
}
