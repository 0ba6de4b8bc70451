import { MARKET_CATALOGUE } from './market-catalogue.ts'
import {
  CLOSING,
  ESTIMATOR_VERSION,
  goalResidual,
  GOALS,
  HALF_TIME,
  HALVES,
  metric,
  type MetricDefinition,
  MINUTES,
  ODDS,
} from './team-dna.ts'

/**
 * Every metric, once: what it means, in which unit, from which columns, by which formula. Market goals and points are those
 * of the fair closing odds of the match (docs/models/dna.md). `evidence` is what the metric was measured to be worth on
 * five leagues over eleven seasons; a league in which it does not repeat lowers it to `no_signal`.
 */
export const METRIC_CATALOGUE = {
  ...MARKET_CATALOGUE,
  homeResidual: goalResidual('context', 'home_goal_difference_residual', {
    name: 'Home goal difference against the market',
    formula: 'goal difference − market goal difference, home matches',
  }),
  awayResidual: goalResidual('context', 'away_goal_difference_residual', {
    name: 'Away goal difference against the market',
    formula: 'goal difference − market goal difference, away matches',
  }),
  seasonPhase: goalResidual('context', 'late_season_residual', {
    name: 'Late season against early season',
    formula:
      'mean residual from 1 January on − mean residual before, season by season; residual = goal difference − market goal difference',
  }),
  closedDoors: metric('context', 'closed_doors_home_residual', {
    name: 'At home behind closed doors',
    unit: 'goals per match',
    range: [-6, 6],
    formula: 'goal difference − market goal difference, home matches on days when the competition played behind closed doors',
    columns: ['day', ...GOALS, ...CLOSING],
    needs: 'home matches behind closed doors with odds',
    evidence: 'no_signal',
  }),
  promoted: metric('context', 'promoted', {
    name: 'New in the division',
    unit: 'yes or no',
    range: [0, 1],
    formula: 'no match in the season directly before',
    columns: ['season', 'home', 'away'],
    needs: 'season before this one',
    evidence: 'predictive',
    version: 1,
  }),
  cards: metric('risk', 'cards_per_match', {
    name: 'Cards',
    unit: 'cards per match',
    range: [0, 20],
    formula: 'yellows + 2 · reds',
    columns: ['homeYellows', 'awayYellows', 'homeReds', 'awayReds'],
    needs: 'cards',
    evidence: 'stable_style',
  }),
  fouls: metric('risk', 'fouls_per_match', {
    name: 'Fouls',
    unit: 'fouls per match',
    range: [0, 50],
    formula: 'fouls',
    columns: ['homeFouls', 'awayFouls'],
    needs: 'fouls',
    evidence: 'stable_style',
  }),
  totalResidual: metric('risk', 'total_goals_residual', {
    name: 'Total goals against the market',
    unit: 'goals per match',
    range: [-8, 8],
    formula: 'total goals − market total',
    columns: [...GOALS, ...CLOSING],
    needs: ODDS,
    evidence: 'no_signal',
  }),
  totalDispersion: metric('risk', 'total_goals_dispersion', {
    name: 'Spread of total goals',
    unit: 'goals per match',
    range: [0, 10],
    formula: '|total goals − market total|',
    columns: [...GOALS, ...CLOSING],
    needs: ODDS,
    evidence: 'no_signal',
  }),
  marginDispersion: metric('risk', 'margin_dispersion', {
    name: 'Spread of the margin',
    unit: 'goals per match',
    range: [0, 10],
    formula: '|goal difference − market goal difference|',
    columns: [...GOALS, ...CLOSING],
    needs: ODDS,
    evidence: 'no_signal',
  }),
  secondHalfGoals: goalResidual('temporal', 'second_half_goals_residual', {
    name: 'Second-half goals',
    formula: 'second-half goals − s · market goals; s = second half’s share of the goals of all earlier matches',
    columns: [...HALVES, ...CLOSING],
    needs: HALF_TIME,
  }),
  secondHalfDifference: goalResidual('temporal', 'second_half_goal_difference_residual', {
    name: 'Second-half goal difference',
    formula: 'second-half goal difference − s · market goal difference',
    columns: [...HALVES, ...CLOSING],
    needs: HALF_TIME,
  }),
  openingQuarter: metric('temporal', 'opening_quarter_goal_difference', {
    name: 'First quarter of an hour',
    unit: 'goals per match',
    range: [-6, 6],
    formula: 'goals scored − goals conceded, minutes 1 to 15',
    columns: [],
    needs: MINUTES,
    evidence: 'no_signal',
    version: 1,
  }),
  closingQuarter: metric('temporal', 'closing_quarter_goal_difference', {
    name: 'Last quarter of an hour',
    unit: 'goals per match',
    range: [-6, 6],
    formula: 'goals scored − goals conceded, from minute 76 on',
    columns: [],
    needs: MINUTES,
    evidence: 'no_signal',
    version: 1,
  }),
  toughestOpponent: goalResidual('nemesis', 'toughest_opponent', {
    name: 'Toughest opponent',
    formula: 'smallest over opponents of n / (n + kappa) · mean(goal difference − market goal difference)',
  }),
  favouriteOpponent: goalResidual('nemesis', 'favourite_opponent', {
    name: 'Favourite opponent',
    formula: 'largest over opponents of n / (n + kappa) · mean(goal difference − market goal difference)',
  }),
  whenBehind: goalResidual('psyche', 'second_half_when_behind', {
    name: 'After trailing at half-time',
    formula: 'second-half goal difference − s · market goal difference, behind at half-time',
    columns: [...HALVES, ...CLOSING],
    needs: HALF_TIME,
  }),
  whenAhead: goalResidual('psyche', 'second_half_when_ahead', {
    name: 'After leading at half-time',
    formula: 'second-half goal difference − s · market goal difference, ahead at half-time',
    columns: [...HALVES, ...CLOSING],
    needs: HALF_TIME,
  }),
  whenLevel: goalResidual('psyche', 'second_half_when_level', {
    name: 'After a level half-time',
    formula: 'second-half goal difference − s · market goal difference, level at half-time',
    columns: [...HALVES, ...CLOSING],
    needs: HALF_TIME,
  }),
  restDays: metric('physical', 'rest_days', {
    name: 'Rest',
    unit: 'days',
    range: [0, 14],
    formula: 'min(14, day − day of the previous league match of the season)',
    columns: ['day'],
    needs: 'team with a calendar of its own: all play on the same days',
    evidence: 'no_signal',
  }),
  congestion: metric('physical', 'matches_in_14_days', {
    name: 'Matches in 14 days',
    unit: 'matches',
    range: [0, 14],
    formula: 'league matches in the 14 days before kick-off',
    columns: ['day'],
    needs: 'team with a calendar of its own: all play on the same days',
    evidence: 'no_signal',
  }),
} as const satisfies Record<string, MetricDefinition>

type Details = Pick<MetricDefinition, 'key' | 'name' | 'unit' | 'range' | 'formula' | 'columns' | 'needs'>

const style = (details: Details): MetricDefinition => ({
  ...details,
  vector: 'style',
  evidence: 'stable_style',
  version: ESTIMATOR_VERSION,
})

const SHOTS = ['homeShots', 'awayShots']
const CORNERS = ['homeCorners', 'awayCorners']

/** How a team plays, in counts that repeat: the base of friction. Beside the nine vectors, because none of them is about it. */
export const STYLE_CATALOGUE = {
  shotsFor: style({
    key: 'shots_for',
    name: 'Shots',
    unit: 'shots per match',
    range: [0, 60],
    formula: 'shots of the team',
    columns: SHOTS,
    needs: 'shots',
  }),
  shotsAgainst: style({
    key: 'shots_against',
    name: 'Shots conceded',
    unit: 'shots per match',
    range: [0, 60],
    formula: 'shots of the opponent',
    columns: SHOTS,
    needs: 'shots',
  }),
  cornersFor: style({
    key: 'corners_for',
    name: 'Corners',
    unit: 'corners per match',
    range: [0, 30],
    formula: 'corners of the team',
    columns: CORNERS,
    needs: 'corners',
  }),
  cornersAgainst: style({
    key: 'corners_against',
    name: 'Corners conceded',
    unit: 'corners per match',
    range: [0, 30],
    formula: 'corners of the opponent',
    columns: CORNERS,
    needs: 'corners',
  }),
  shotsOnTargetShare: style({
    key: 'shots_on_target_share',
    name: 'Share of shots on target',
    unit: 'share',
    range: [0, 1],
    formula: 'shots on target / shots; matches without a shot are left out',
    columns: [...SHOTS, 'homeShotsOnTarget', 'awayShotsOnTarget'],
    needs: 'shots and shots on target',
  }),
} as const satisfies Record<string, MetricDefinition>

/** Every metric of the vectors and of the style profile. */
export const METRIC_DEFINITIONS: readonly MetricDefinition[] = [...Object.values(METRIC_CATALOGUE), ...Object.values(STYLE_CATALOGUE)]

/** A fact, such as "new in the division", has no spread: it may be the same for a whole league. */
export const isFact = ({ unit }: MetricDefinition): boolean => unit === 'yes or no'
