import type { RecordNumber } from '@mon-ps/core/provenance/recount-record'
import type { TEAM_NUMBERS } from '@mon-ps/contract/provenance'
import type { PairNumber } from './pair-numbers.ts'

/** The V3 column that holds a number of a team's row. */
export const TEAM_COLUMNS: Readonly<Record<(typeof TEAM_NUMBERS)[number], string>> = {
  totalMatches: 'total_matches',
  totalBets: 'total_bets',
  totalWins: 'total_wins',
  totalLosses: 'total_losses',
  winRate: 'win_rate',
  totalPnl: 'total_pnl',
  roi: 'roi',
  avgClv: 'avg_clv',
}

/** The V3 column that holds a number of a pair; null where only a calculation of ours has one. */
export const PAIR_COLUMNS: Readonly<Record<PairNumber, string | null>> = {
  frictionScore: 'friction_score',
  style_clash: null,
  tempo_friction: null,
  mental_clash: null,
  tactical_friction: null,
  risk_friction: null,
  psychologicalEdge: 'psychological_edge',
  chaosPotential: 'chaos_potential',
  home: null,
  draw: null,
  away: null,
  over25: 'predicted_over25_prob',
  btts: 'predicted_btts_prob',
  homeGoals: null,
  awayGoals: null,
  totalGoals: 'predicted_goals',
  matches: 'h2h_matches',
  homeWins: 'h2h_home_wins',
  draws: 'h2h_draws',
  awayWins: 'h2h_away_wins',
  averageGoals: 'h2h_avg_goals',
}

/** The V3 column that holds a number of a strategy's record; null where only a calculation of ours has one. */
export const RECORD_COLUMNS: Readonly<Record<RecordNumber, string | null>> = {
  totalBets: 'total_bets',
  wins: 'wins',
  losses: 'losses',
  winRate: 'win_rate',
  breakEvenRate: null,
  profit: 'profit',
  roi: 'roi',
  avgClv: 'avg_clv',
  maxDrawdown: null,
}

/** In percent there, as fractions on the wire. */
export const PERCENT_COLUMNS: ReadonlySet<string> = new Set(['win_rate', 'roi', 'avg_clv'])
