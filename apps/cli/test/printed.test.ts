import { describe, expect, it } from 'vitest'
import { reliabilityText } from '../src/print/reliability-table.ts'
import { statText, valueText } from '../src/print/number-text.ts'
import { table } from '../src/print/table.ts'
import { seasonOfUrl } from '../src/season-files.ts'
import { suggest } from '../src/find-named.ts'
import { sumReports } from '../src/sum-reports.ts'

describe('a number', () => {
  it('is printed with its interval and its sample', () => {
    expect(statText({ value: 0.482, n: 228, interval: [0.431, 0.53], status: 'measured' }, 'percent')).toBe('48.2% [43–53%]  n 228')
    expect(statText({ value: 22, n: 13, interval: null, status: 'measured' }, 'units')).toBe('+22.0 u  n 13')
    expect(statText({ value: -3.5, n: 40, interval: [-9, 2], status: 'measured' }, 'units')).toBe('-3.5 u [-9.0 to +2.0 u]  n 40')
  })

  it('that was not measured is spelled out and never 0', () => {
    expect(statText({ value: null, n: 0, interval: null, status: 'not_measured' }, 'percent')).toBe('not measured')
    expect(statText({ value: null, n: 3, interval: null, status: 'not_measured' }, 'score')).toBe('not measured  n 3')
    expect(valueText(null, 'goals')).toBe('not measured')
  })
})

describe('a table', () => {
  it('is as wide as its widest cells, numbers at the right, colours not counted', () => {
    const lines = table(
      [{ title: 'team' }, { title: 'n', right: true }],
      [
        ['\u001b[1mArsenal\u001b[22m', '7'],
        ['Bury', '228'],
      ],
    ).split('\n')
    expect(lines).toEqual(['team       n', '───────  ───', '\u001b[1mArsenal\u001b[22m    7', 'Bury     228'])
  })
})

describe('how much of a metric is the team’s own', () => {
  const stat = (value: number, n: number) => ({
    value,
    n,
    interval: [value - 0.1, value + 0.1] as [number, number],
    status: 'measured' as const,
  })
  const row = {
    key: 'goals_above_market',
    name: 'Goals above the market',
    vector: 'luck',
    unit: 'goals per match',
    groupedBy: 'team_season' as const,
    groups: 1078,
    observations: 39_970,
    withinSd: 1.14,
    betweenSd: 0,
    kappa: null,
    window: 28.6,
    reliability: stat(0, 1078),
    yearOnYear: stat(0.05, 843),
    oddEven: stat(-0.04, 1078),
    pValue: 0.94,
    verdict: 'no_signal' as const,
  }

  it('is a line a metric, and no difference is said in words', () => {
    const report = {
      rows: [row],
      byLeague: [{ code: 'E0', name: 'Premier League', seasons: ['2022-23'], rows: [row] }],
      notMeasured: [
        {
          key: 'opening_quarter_goal_difference',
          name: 'First quarter of an hour',
          vector: 'temporal',
          reason: { code: 'data_lack_it', metric: 'opening_quarter_goal_difference' },
        } as const,
      ],
      runId: 3,
      calculatedAt: '2026-11-21T12:00:00Z',
      modelVersion: 'dna-2',
      snapshot: '93fc311989c1aa',
      source: 'football-data' as const,
      stale: true,
    }
    const text = reliabilityText({ report })
    expect(text).toMatch(/Goals above the market\s+no signal\s+0\.00 \[-0\.10 to 0\.10\]\s+no difference\s+0\.05/)
    expect(text).toContain('1078 team-seasons')
    expect(text).toContain('Warning: the data changed since')
    expect(text).toContain('First quarter of an hour: the data have no minutes of goals')
    expect(reliabilityText({ report: null })).toContain('No calculation')
  })
})

describe('a suggestion', () => {
  it('is near what was typed, swapped letters included', () => {
    expect(suggest('calcualte', ['calculate', 'leagues', 'teams'])).toEqual(['calculate'])
    expect(suggest('taem', ['team', 'teams', 'matchup'])).toEqual(['team', 'teams'])
  })

  it('is not made for something quite different', () => {
    expect(suggest('xyzzy', ['team', 'teams', 'matchup'])).toEqual([])
  })
})

describe('the address of a season file', () => {
  it('is division and season', () => {
    expect(seasonOfUrl('https://www.football-data.co.uk/mmz4281/2223/E0.csv')).toEqual({ league: 'E0', season: '2223' })
  })

  it.each(['https://football-data.co.uk.example.org/mmz4281/2223/E0.csv', 'https://www.football-data.co.uk/notes.txt', 'https://'])(
    'is refused when it is %s',
    (address) => expect(() => seasonOfUrl(address)).toThrow('expected an address such as'),
  )
})

describe('reports of files imported one by one', () => {
  const report = {
    runId: 4,
    filesRead: 1,
    rowsRead: 10,
    accepted: 9,
    rejected: 1,
    added: 5,
    changed: 1,
    unchanged: 3,
    quotes: 70,
    elapsedMs: 12,
    files: [],
    issues: Array.from({ length: 600 }, (_, line) => ({
      file: 'E0.csv',
      line: line + 2,
      column: null,
      code: 'X',
      severity: 'warning' as const,
      message: 'x',
      got: null,
      expected: null,
    })),
    issuesNotListed: 2,
  }

  it('add up, and list a thousand issues and count the rest', () => {
    const sum = sumReports([report, { ...report, runId: 5 }])
    expect(sum).toMatchObject({ runId: 5, filesRead: 2, rowsRead: 20, accepted: 18, rejected: 2, added: 10, changed: 2, unchanged: 6 })
    expect(sum.issues).toHaveLength(1000)
    expect(sum.issuesNotListed).toBe(4 + 200)
  })
})
