import { describe, expect, test } from 'vitest'
import { metrics } from './en/metrics.ts'
import { describeMetricGap, describeScoringGap, describeVectorGap, metricWords } from './reasons.ts'

describe('a metric', () => {
  test('has a name, a meaning and what it needs, each metric its own', () => {
    const keys = Object.keys(metrics)
    expect(new Set(keys.map((key) => metricWords(key).name)).size).toBe(keys.length)
    for (const key of keys) for (const words of Object.values(metricWords(key))) expect(words).toMatch(/\S/)
  })

  test('that this version does not know goes by its key', () => {
    expect(metricWords('expected_goals')).toEqual({ name: 'expected_goals', meaning: '', needs: '' })
  })
})

describe('why something is not measured', () => {
  test('names the metric and what the data lack', () => {
    expect(describeMetricGap({ code: 'data_lack_it', metric: 'fouls_per_match' })).toBe('Fouls: the data have no fouls')
    expect(describeMetricGap({ code: 'team_lacks_it', metric: 'promoted' })).toBe(
      'New in the division: the team has no match with season before this one',
    )
  })

  test('has a sentence of its own for every code', () => {
    const codes = ['data_lack_it', 'season_lacks_it', 'fit_lacks_it', 'team_lacks_it', 'too_few_recent_matches'] as const
    const others = ['too_few_meetings', 'teams_not_told_apart', 'spectators_not_recorded', 'nothing_to_tell_it_from'] as const
    const sentences = [...codes, ...others].map((code) => describeMetricGap({ code, metric: 'cards_per_match' }))
    expect(new Set(sentences).size).toBe(9)
    for (const sentence of sentences) expect(sentence).toMatch(/^Cards: \w+ /)
  })

  test('lists the metrics that a vector lacks, or says why it has none', () => {
    const fouls = { code: 'season_lacks_it', metric: 'fouls_per_match' } as const
    expect(describeVectorGap({ code: 'metrics_not_measured', metrics: [fouls, { ...fouls, metric: 'cards_per_match' }] })).toBe(
      'Fouls: the season has no fouls; Cards: the season has no cards',
    )
    expect(describeVectorGap({ code: 'line_ups_not_imported' })).toMatch(/^line-ups are not imported/)
    expect(describeVectorGap({ code: 'migrated' })).toMatch(/old system has it/)
    expect(describeVectorGap({ code: 'never_filled' })).toMatch(/^No calculation/)
  })

  test.each([
    [{ code: 'position_unknown' }, 'the position is not known, so there is nobody to compare with'],
    [{ code: 'counts_missing' }, 'goals, minutes or matches are missing'],
    [{ code: 'too_few_players', minPlayers: 10 }, 'fewer than 10 players of the position, or none of them scored'],
    [{ code: 'part_of_match_unknown', minutesPerMatch: 30 }, '30 minutes a match: the file does not say which part of it'],
    [{ code: 'too_few_team_matches', matches: 4, minMatches: 10 }, '4 matches of the team are loaded, fewer than 10'],
  ] as const)('says of a player: $code', (gap, sentence) => {
    expect(describeScoringGap(gap)).toBe(sentence)
  })
})
