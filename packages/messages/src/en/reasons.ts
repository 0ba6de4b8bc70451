import type { MetricGapWire, ScoringGapWire, VectorGapWire } from '@mon-ps/contract/reason'
import type { MetricWords } from './metrics.ts'

/** Why something is not measured, in one language. A code without a sentence does not compile. */
export interface ReasonPhrases {
  /** What follows the metric's name. */
  readonly metric: Readonly<Record<MetricGapWire['code'], (metric: Pick<MetricWords, 'needs'>) => string>>
  readonly vector: Readonly<Record<Exclude<VectorGapWire['code'], 'metrics_not_measured'>, string>>
  readonly scoring: (gap: ScoringGapWire) => string
}

function describeScoringGap(gap: ScoringGapWire): string {
  switch (gap.code) {
    case 'position_unknown':
      return 'the position is not known, so there is nobody to compare with'
    case 'counts_missing':
      return 'goals, minutes or matches are missing'
    case 'too_few_players':
      return `fewer than ${gap.minPlayers} players of the position, or none of them scored`
    case 'part_of_match_unknown':
      return `${gap.minutesPerMatch} minutes a match: the file does not say which part of it`
    case 'too_few_team_matches':
      return `${gap.matches} matches of the team are loaded, fewer than ${gap.minMatches}`
  }
}

export const reasons: ReasonPhrases = {
  metric: {
    data_lack_it: ({ needs }) => `the data have no ${needs}`,
    season_lacks_it: ({ needs }) => `the season has no ${needs}`,
    fit_lacks_it: ({ needs }) => `the fit has no ${needs}`,
    team_lacks_it: ({ needs }) => `the team has no match with ${needs}`,
    too_few_recent_matches: ({ needs }) => `too few recent matches with ${needs}`,
    too_few_meetings: ({ needs }) => `too few meetings with ${needs}`,
    teams_not_told_apart: () => 'too few matches, or no differences, to tell teams apart',
    spectators_not_recorded: () => 'it is not recorded when this competition played without spectators',
    nothing_to_tell_it_from: () => 'there is nothing to measure it from',
  },
  vector: {
    line_ups_not_imported: 'line-ups are not imported: who played, and who was missing, is not known',
    migrated: 'As the old system has it: its sample and its error are not known.',
    never_filled: 'No calculation has filled this vector, and the old system says nothing of it.',
  },
  scoring: describeScoringGap,
}
