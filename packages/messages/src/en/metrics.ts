import type { MetricKey } from '@mon-ps/contract/reason'

/** A metric in words. */
export interface MetricWords {
  readonly name: string
  readonly meaning: string
  /** What the data must hold for it, as it stands after "no" or "with". */
  readonly needs: string
}

export const metrics = {
  market_attack: {
    name: 'Attack in the market’s eyes',
    meaning: 'Strength of attack that past closing prices imply: above 0 is priced to score more than the average team of the season.',
    needs: '1X2 and over/under 2.5 odds',
  },
  market_defence: {
    name: 'Defence in the market’s eyes',
    meaning: 'Strength of defence that past closing prices imply: above 0 is priced to concede fewer than the average team of the season.',
    needs: '1X2 and over/under 2.5 odds',
  },
  attack_strength: {
    name: 'Attack',
    meaning: 'Strength of attack in the goals model: above 0 scores more than the average team of the league.',
    needs: 'fitted matches of the team',
  },
  defence_strength: {
    name: 'Defence',
    meaning: 'Strength of defence in the goals model: above 0 concedes fewer than the average team of the league.',
    needs: 'fitted matches of the team',
  },
  market_drift: {
    name: 'Market drift',
    meaning: 'How far the fair price of a win moves towards the team between opening and close.',
    needs: 'opening and closing odds of one bookmaker',
  },
  points_against_market: {
    name: 'Points against the market',
    meaning: 'Points won beyond those that closing odds expected.',
    needs: '1X2 and over/under 2.5 odds',
  },
  goals_above_market: {
    name: 'Goals above the market',
    meaning: 'Goals scored beyond the market’s expectation: expected to vanish, not to go on.',
    needs: '1X2 and over/under 2.5 odds',
  },
  conceded_above_market: {
    name: 'Conceded above the market',
    meaning: 'Goals conceded beyond the market’s expectation: expected to vanish, not to go on.',
    needs: '1X2 and over/under 2.5 odds',
  },
  finishing_above_shots: {
    name: 'Finishing',
    meaning: 'Goals beyond those that the league scores from as many shots on target.',
    needs: 'shots on target',
  },
  conceded_above_shots: {
    name: 'Conceded beyond shots on target',
    meaning: 'Goals conceded beyond those that the league concedes from as many shots on target: goalkeeping, and luck.',
    needs: 'shots on target',
  },
  home_goal_difference_residual: {
    name: 'Home goal difference against the market',
    meaning: 'Goal difference at home beyond what closing odds expected.',
    needs: '1X2 and over/under 2.5 odds',
  },
  away_goal_difference_residual: {
    name: 'Away goal difference against the market',
    meaning: 'Goal difference away beyond what closing odds expected.',
    needs: '1X2 and over/under 2.5 odds',
  },
  late_season_residual: {
    name: 'Late season against early season',
    meaning: 'Goal difference beyond the market from 1 January on, less that before it, over all seasons.',
    needs: '1X2 and over/under 2.5 odds',
  },
  closed_doors_home_residual: {
    name: 'At home behind closed doors',
    meaning: 'Goal difference at home beyond the market in matches without spectators, over all seasons.',
    needs: 'home matches behind closed doors with odds',
  },
  promoted: {
    name: 'New in the division',
    meaning: '1 when the team did not play in this competition in the season before: a fact, not an estimate.',
    needs: 'season before this one',
  },
  cards_per_match: {
    name: 'Cards',
    meaning: 'Cards shown to the team, a red counting twice.',
    needs: 'cards',
  },
  fouls_per_match: {
    name: 'Fouls',
    meaning: 'Fouls committed.',
    needs: 'fouls',
  },
  total_goals_residual: {
    name: 'Total goals against the market',
    meaning: 'Goals of both sides in the team’s matches beyond the market’s total.',
    needs: '1X2 and over/under 2.5 odds',
  },
  total_goals_dispersion: {
    name: 'Spread of total goals',
    meaning: 'How far the total lands from the market’s, either way.',
    needs: '1X2 and over/under 2.5 odds',
  },
  margin_dispersion: {
    name: 'Spread of the margin',
    meaning: 'How far the goal difference lands from the market’s, either way.',
    needs: '1X2 and over/under 2.5 odds',
  },
  second_half_goals_residual: {
    name: 'Second-half goals',
    meaning: 'Goals scored after the interval beyond the second half’s share of the market’s goals.',
    needs: 'half-time scores with odds',
  },
  second_half_goal_difference_residual: {
    name: 'Second-half goal difference',
    meaning: 'Goal difference after the interval beyond the second half’s share of the market’s.',
    needs: 'half-time scores with odds',
  },
  opening_quarter_goal_difference: {
    name: 'First quarter of an hour',
    meaning: 'Goal difference in the first fifteen minutes.',
    needs: 'minutes of goals',
  },
  closing_quarter_goal_difference: {
    name: 'Last quarter of an hour',
    meaning: 'Goal difference from the 76th minute on.',
    needs: 'minutes of goals',
  },
  toughest_opponent: {
    name: 'Toughest opponent',
    meaning: 'The opponent against whom the goal difference falls furthest short of the market, shrunk over the meetings.',
    needs: '1X2 and over/under 2.5 odds',
  },
  favourite_opponent: {
    name: 'Favourite opponent',
    meaning: 'The opponent against whom the goal difference goes furthest beyond the market, shrunk over the meetings.',
    needs: '1X2 and over/under 2.5 odds',
  },
  second_half_when_behind: {
    name: 'After trailing at half-time',
    meaning: 'Second-half goal difference beyond expectation in matches in which the team trails at the interval.',
    needs: 'half-time scores with odds',
  },
  second_half_when_ahead: {
    name: 'After leading at half-time',
    meaning: 'Second-half goal difference beyond expectation in matches in which the team leads at the interval.',
    needs: 'half-time scores with odds',
  },
  second_half_when_level: {
    name: 'After a level half-time',
    meaning: 'Second-half goal difference beyond expectation in matches that are level at the interval.',
    needs: 'half-time scores with odds',
  },
  rest_days: {
    name: 'Rest',
    meaning: 'Days since the team’s previous league match, at most 14; cups and internationals are not in the data.',
    needs: 'team with a calendar of its own: all play on the same days',
  },
  matches_in_14_days: {
    name: 'Matches in 14 days',
    meaning: 'League matches of the team in the fortnight before a match; cups and internationals are not in the data.',
    needs: 'team with a calendar of its own: all play on the same days',
  },
  shots_for: {
    name: 'Shots',
    meaning: 'Shots taken.',
    needs: 'shots',
  },
  shots_against: {
    name: 'Shots conceded',
    meaning: 'Shots of the opponent.',
    needs: 'shots',
  },
  corners_for: {
    name: 'Corners',
    meaning: 'Corners won.',
    needs: 'corners',
  },
  corners_against: {
    name: 'Corners conceded',
    meaning: 'Corners of the opponent.',
    needs: 'corners',
  },
  shots_on_target_share: {
    name: 'Share of shots on target',
    meaning: 'How many of the shots are on target: quality rather than volume.',
    needs: 'shots and shots on target',
  },
} as const satisfies Record<MetricKey, MetricWords>
