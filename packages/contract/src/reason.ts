/** Why something is not measured, not proven or left out: a code of a closed list, with the facts that its sentence needs. */
import { z } from 'zod'

/** Every metric of a team's DNA and style. What reads an answer takes them as text: a later version may know more. */
export type MetricKey =
  | 'market_attack'
  | 'market_defence'
  | 'attack_strength'
  | 'defence_strength'
  | 'market_drift'
  | 'points_against_market'
  | 'goals_above_market'
  | 'conceded_above_market'
  | 'finishing_above_shots'
  | 'conceded_above_shots'
  | 'home_goal_difference_residual'
  | 'away_goal_difference_residual'
  | 'late_season_residual'
  | 'closed_doors_home_residual'
  | 'promoted'
  | 'cards_per_match'
  | 'fouls_per_match'
  | 'total_goals_residual'
  | 'total_goals_dispersion'
  | 'margin_dispersion'
  | 'second_half_goals_residual'
  | 'second_half_goal_difference_residual'
  | 'opening_quarter_goal_difference'
  | 'closing_quarter_goal_difference'
  | 'toughest_opponent'
  | 'favourite_opponent'
  | 'second_half_when_behind'
  | 'second_half_when_ahead'
  | 'second_half_when_level'
  | 'rest_days'
  | 'matches_in_14_days'
  | 'shots_for'
  | 'shots_against'
  | 'corners_for'
  | 'corners_against'
  | 'shots_on_target_share'

const metricGapSchema = z.object({
  code: z.enum([
    'data_lack_it',
    'season_lacks_it',
    'fit_lacks_it',
    'team_lacks_it',
    'too_few_recent_matches',
    'too_few_meetings',
    'teams_not_told_apart',
    'spectators_not_recorded',
    'nothing_to_tell_it_from',
  ]),
  /** The metric's key; what the data lack follows from it. */
  metric: z.string(),
})
/** Why one metric has no value. */
export interface MetricGapWire extends z.infer<typeof metricGapSchema> {}
export const metricGap: z.ZodType<MetricGapWire, MetricGapWire> = metricGapSchema

const vectorGapSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('line_ups_not_imported') }),
  z.object({ code: z.literal('metrics_not_measured'), metrics: z.array(metricGap).readonly() }),
  /** The old system wrote it: its sample and its error are not known. */
  z.object({ code: z.literal('migrated') }),
  /** No calculation filled it, and the old system says nothing of it. */
  z.object({ code: z.literal('never_filled') }),
])
/** Why a vector of a team's DNA, or a part of it, is not measured. */
export type VectorGapWire = z.infer<typeof vectorGapSchema>
export const vectorGap: z.ZodType<VectorGapWire, VectorGapWire> = vectorGapSchema

const profileGapSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('strengths_not_reliable'), minReliability: z.number() }),
  z.object({ code: z.literal('too_few_teams') }),
  z.object({ code: z.literal('no_market_with_enough_bets'), minBets: z.number().int() }),
  z.object({
    code: z.enum(['no_market_earns', 'no_market_loses']),
    /** Markets of this team. */
    tested: z.number().int(),
    /** Of all teams. */
    cellsLookedAt: z.number().int(),
  }),
  z.object({ code: z.literal('no_bets') }),
  z.object({ code: z.literal('no_rule_is_evidence'), rules: z.number().int() }),
  z.object({ code: z.literal('no_rule_names_a_ground') }),
])
/** Why a profile leaves something out. */
export type ProfileGap = z.infer<typeof profileGapSchema>
export const profileGap: z.ZodType<ProfileGap, ProfileGap> = profileGapSchema

const scoringGapSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('position_unknown') }),
  z.object({ code: z.literal('counts_missing') }),
  z.object({ code: z.literal('too_few_players'), minPlayers: z.number().int() }),
  /** Of the first and last goal alone, as the next. */
  z.object({ code: z.literal('part_of_match_unknown'), minutesPerMatch: z.number() }),
  z.object({ code: z.literal('too_few_team_matches'), matches: z.number().int(), minMatches: z.number().int() }),
])
/** Why a player's scoring probabilities are not measured. */
export type ScoringGapWire = z.infer<typeof scoringGapSchema>
export const scoringGap: z.ZodType<ScoringGapWire, ScoringGapWire> = scoringGapSchema
