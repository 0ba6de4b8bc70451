import type { MappingRule } from './column-mapping.ts'

/** Every rule by which a V3 column of the move is filled. A changed meaning is a new version, never a changed sentence. */
export const MAPPING_RULES: readonly MappingRule[] = [
  { id: 'copy@1', meaning: 'The V1 value itself, null where V1 has null.' },
  {
    id: 'double@1',
    meaning:
      'An exact decimal as the nearest double, from which the decimal is rebuilt with the scale of its V1 type (up to 15 digits); NaN, infinities and 1e300 or more are null.',
  },
  {
    id: 'instant@1',
    meaning:
      'A time without zone, read as local time of the zone that the plan names (UTC unless told otherwise); an hour that a change of clocks skips is read with the offset before it and reported, one that it repeats is its second pass.',
  },
  { id: 'none@1', meaning: 'V1 has nothing for it: null.' },
  { id: 'team-of-profile@1', meaning: 'The id of our team that `mon_ps.legacy_team` names for the V1 profile id.' },
  {
    id: 'team-of-strategy@1',
    meaning:
      'Our team of the profile in `team_profile_id`; where there is none, of the profile that a ruling names, else of the one with exactly the same `team_name`.',
  },
  { id: 'row-id@1', meaning: 'V1’s id where it is below 100001, else the next of our own sequence.' },
  {
    id: 'vector@1',
    meaning:
      'The object under the first key that is there with a value, `<name>_dna` before `<name>`; null when neither is, and null with a finding when it is not an object.',
  },
  {
    id: 'league@1',
    meaning:
      'The text in `league`, else in `status_2025_2026.league`: a known code as the full name, anything else as it stands; null when there is none, never a default.',
  },
  {
    id: 'season@1',
    meaning:
      'The season in `current_season.season`, written 2025-26, 2025/26, 2025-2026, 2025/2026 or as its first year, as 2025-26; else null.',
  },
  {
    id: 'best-strategy@1',
    meaning:
      'The name of the team’s strategy that is marked `is_best_strategy`; of several the one with the lowest `strategy_rank` (null last), then the lowest id; else null.',
  },
  {
    id: 'strategy-type@1',
    meaning:
      'By the words of the name between ASCII characters that are neither letter nor digit, in any case: over, under, btts are MARKET; else home, away are CONTEXT; else COMPOUND.',
  },
  {
    id: 'market-family@1',
    meaning:
      'By the same words, the first that is there: over OVER, under UNDER, btts BTTS, 1x2 or win 1X2, handicap or ah AH; else OTHER.',
  },
  {
    id: 'roi-per-stake@1',
    meaning:
      'V1’s percent per bet, divided by the stake that the audit placed with that strategy; null where `parameters` names no family (the audit did not measure the row) or the strategy is not one of the audit’s.',
  },
  { id: 'predicted-winner@1', meaning: '`team_a` is home, `team_b` away, `draw` draw; anything else null with a finding.' },
  { id: 'active@1', meaning: 'True: every strategy that V1 lists was in use, V1 has no other kind.' },
  {
    id: 'clv-from-picks@1',
    meaning:
      'Mean over the team’s own picks of taken / closing − 1 in percent, both prices above 1 and with their margin, since the legacy kept no other side of the market; null without such a pick.',
  },
]
