import type { RuleName } from '@mon-ps/contract/strategy'

/** What each rule does, in one line. */
export const ruleTitles: Readonly<Record<RuleName, string>> = {
  BACK_HOME: 'Back the home side',
  BACK_DRAW: 'Back the draw',
  BACK_AWAY: 'Back the away side',
  BACK_OVER_25: 'Back more than 2.5 goals',
  BACK_UNDER_25: 'Back fewer than 2.5 goals',
  VALUE_EDGE_2: 'Back the model where it sees more than 2% edge',
  SHARP_VALUE_2: 'Back the best price where Pinnacle’s opening sees more than 2% edge',
  RANDOM_BETS: 'Back a side at random wherever the control bets',
  QUANT_BEST_MARKET: 'Back a team’s best goals market where it earned 20% before',
  CONVERGENCE_OVER_PURE: 'Both teams tend to over, 2.5 goals expected',
  CONVERGENCE_OVER_MC: 'Both teams tend to over, 55% for over 2.5',
  CONVERGENCE_UNDER_PURE: 'Both teams tend to under, 2.3 goals expected at most',
  CONVERGENCE_UNDER_MC: 'Both teams tend to under, 50% for under 2.5',
  MONTE_CARLO_PURE: 'Over 2.5 at 60%, else under 2.5 at 55% and 2.5 goals expected at most',
  TOTAL_CHAOS: 'Three goals expected and 65% for over 2.5: over 3.5 from 3.5 goals expected, else over 2.5',
  ADAPTIVE_ENGINE: 'Back a team’s best goals market where it earned 30% before',
  MC_V2_PURE: 'Over 2.5 at 65%, unless the teams’ tendencies clash',
  HOME_FORTRESS: 'Home fortress',
}

/** Null for a rule that is not one of ours. */
export const ruleTitle = (name: string | null): string | null =>
  name !== null && Object.hasOwn(ruleTitles, name) ? ruleTitles[name as RuleName] : null
