import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { readModelsSearch } from '../../lib/page-search.ts'
import { ReliabilityChart, WorkedExample } from './calibration.tsx'
import {
  countVerdicts,
  type MetricReliability,
  type MetricReliabilityReport,
  MetricReliabilitySection,
  sortByWorth,
} from './metric-reliability.tsx'
import { GapSentences, SkillTables } from './scores.tsx'
import { pickExampleBin, classifyGap, containsForecast, type MarketReliability, type ReliabilityBin, type TierReport } from './tiers.ts'

const stat = (value: number | null, interval: [number, number] | null = null, n = 900) =>
  ({ value, n: value === null ? 0 : n, interval, status: value === null ? 'not_measured' : 'measured' }) as const

const bin = (low: number, n: number, share: number | null, interval: [number, number] | null = null): ReliabilityBin => ({
  low,
  high: low + 0.1,
  meanForecast: n === 0 ? null : low + 0.04,
  observed: { value: share, n, interval, status: share === null ? 'not_measured' : 'measured' },
})

const compared = (rps: [number, number]): TierReport['all'] => {
  const skill = { rps: stat(0.1982, [0.1957, 0.2007]), logLoss: stat(0.97804), over25LogLoss: stat(0.6735), bttsLogLoss: stat(0.683) }
  const none = stat(null)
  return {
    key: 'all',
    name: 'All matches',
    matches: 900,
    skill,
    close: { ...skill, bttsLogLoss: none },
    difference: { rps: stat((rps[0] + rps[1]) / 2, rps), logLoss: stat(0.0058), over25LogLoss: stat(0.001), bttsLogLoss: none },
  }
}

const reliability: MarketReliability = {
  market: 'btts',
  n: 900,
  slope: stat(1.02, [0.91, 1.13]),
  intercept: stat(0.01, [-0.04, 0.06]),
  calibrationError: 0.0123,
  bins: [bin(0.4, 300, 0.45, [0.39, 0.5]), bin(0.5, 600, 0.6, [0.56, 0.64]), bin(0.6, 0, null)],
  before: { n: 900, slope: stat(1), intercept: stat(0.08), calibrationError: 0.0311, bins: [bin(0.4, 300, 0.47, [0.41, 0.53])] },
}

const report: TierReport = {
  tier: 'history',
  seasons: ['2022-23'],
  all: compared([0.0012, 0.0024]),
  bySeason: [{ ...compared([0.0012, 0.0024]), key: '2022-23', name: '2022-23' }],
  byLeague: [{ ...compared([-0.001, 0.003]), key: 'E0', name: 'Premier League' }],
  reliability: [reliability],
  coverage: [],
  basis: [{ tier: 'history', matches: 900 }],
  runId: 4,
  evaluatedAt: '2026-11-21T12:00:00Z',
  modelVersion: 'tiers-2',
  snapshot: '93fc311989c1',
  source: 'football-data',
  stale: false,
}

describe('the distance to the close', () => {
  test.each([
    [[0.001, 0.002], 'behind'],
    [[-0.001, 0.002], 'level'],
    [[-0.003, -0.001], 'ahead'],
  ] as const)('of [%s] is called %s: only an interval without 0 says which was better', (ends, gap) => {
    expect(classifyGap(compared([...ends]))).toBe(gap)
  })

  test('is level when an end of its interval touches 0, and none without an interval', () => {
    expect([classifyGap(compared([0, 0.002])), classifyGap(compared([-0.002, 0]))]).toEqual(['level', 'level'])
    const { all } = report
    expect(classifyGap({ ...all, difference: { ...all.difference, rps: stat(0.001) } })).toBe('none')
  })

  test('of a tier that is ahead is told as a positive lead', () => {
    const ahead = { ...report, all: compared([-0.003, -0.001]) }
    renderPart(<GapSentences tiers={[{ tier: 'market', report: ahead }]} />)
    expect(screen.getByRole('listitem').textContent).toBe(
      'Market is ahead of the closing price by 2.00 thousandths of RPS a match [1.00–3.00], on 900 matches that have one.',
    )
  })

  test('is a sentence per tier with interval and n, and says so where nothing was evaluated', () => {
    renderPart(
      <GapSentences
        tiers={[
          { tier: 'results', report: null },
          { tier: 'history', report },
          { tier: 'market', report: { ...report, tier: 'market', all: compared([-0.0004, 0.001]) } },
        ]}
      />,
    )
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Results has not been evaluated yet.',
      'History is behind the closing price by 1.80 thousandths of RPS a match [1.20–2.40], on 900 matches that have one.',
      'Market cannot be told apart from the closing price: +0.30 thousandths of RPS a match [-0.40 to +1.00], on 900 matches that have one.',
    ])
  })
})

describe('the scores', () => {
  test('are compared with the close, and say where no price is quoted', () => {
    renderPart(<SkillTables report={report} />)
    const table = screen.getByRole('table', { name: 'Scores of the History tier and of the closing price' })
    const rows = within(table).getAllByRole('row')
    expect(rows[1]?.textContent).toBe('RPS of 1X20.19820[0.1957–0.2007] n 9000.19820[0.1957–0.2007] n 900+1.80[+1.20 to +2.40] n 900')
    expect(rows[4]?.textContent).toContain('no price quoted')
    expect(rows[4]?.textContent).not.toContain('0.00')
    expect(screen.getByRole('rowheader', { name: 'Premier League' })).toBeTruthy()
  })
})

describe('calibration', () => {
  test('is explained on the 60–70% bin if it has enough matches, else on the fullest', () => {
    const full = [bin(0.5, 900, 0.55), bin(0.6, 812, 0.65)]
    expect(pickExampleBin(full)?.low).toBe(0.6)
    expect(pickExampleBin([bin(0.5, 900, 0.55), bin(0.6, 3, 0.65)])?.low).toBe(0.5)
    expect(pickExampleBin([bin(0.5, 0, null)])).toBeNull()
  })

  test('takes the 60–70% bin from 50 matches on, and of two equally full ones the first', () => {
    expect(pickExampleBin([bin(0.5, 900, 0.55), bin(0.6, 50, 0.65)])?.low).toBe(0.6)
    expect(pickExampleBin([bin(0.5, 900, 0.55), bin(0.6, 49, 0.65)])?.low).toBe(0.5)
    expect(pickExampleBin([bin(0.3, 80, 0.35), bin(0.4, 80, 0.45)])?.low).toBe(0.3)
  })

  test('holds a forecast that lies on an end of the interval', () => {
    const held = (ends: [number, number]) => containsForecast({ ...bin(0.6, 100, 0.65, ends), meanForecast: 0.64 })
    expect([held([0.64, 0.7]), held([0.6, 0.64]), held([0.641, 0.7]), held([0.6, 0.639])]).toEqual([true, true, false, false])
    expect(containsForecast(bin(0.6, 0, null))).toBeNull()
  })

  test('counts the matches of its example, and says whether the interval contains the forecast', () => {
    const { container, rerender } = renderPart(<WorkedExample bin={bin(0.6, 812, 528 / 812, [0.617, 0.682])} />)
    expect(container.textContent).toContain('of 812 matches in which the home side was given 60–70%, it won 528: 65.0%')
    expect(container.textContent).toContain('contains the mean forecast')
    rerender(<WorkedExample bin={bin(0.6, 812, 0.7, [0.67, 0.73])} />)
    expect(container.textContent).toContain('does not contain the mean forecast')
  })

  test('draws and lists the same bins, before and after the correction', () => {
    const { container } = renderPart(<ReliabilityChart reliability={reliability} report={report} />)
    expect(container.textContent).toContain('1 of 2 intervals contain the forecast; mean distance 1.2 percentage points.')
    expect(container.textContent).toContain('hollow points): mean distance 3.1 percentage points.')
    // Two filled bins after, one before; the empty bin has no point.
    expect(container.querySelectorAll('circle')).toHaveLength(3)
    fireEvent.click(screen.getByRole('button', { name: /Table/ }))
    expect(screen.getAllByRole('row')[3]?.textContent).toContain('not measured')
  })
})

describe('the reliability of a metric', () => {
  const metric = (name: string, verdict: MetricReliability['verdict'], kappa: number | null): MetricReliability => ({
    key: name.toLowerCase(),
    name,
    vector: 'risk',
    unit: 'per match',
    groupedBy: 'team_season',
    groups: 220,
    observations: 8360,
    withinSd: 3.7,
    betweenSd: kappa === null ? 0 : 1.2,
    kappa,
    window: 28.6,
    reliability: stat(kappa === null ? 0 : 28.6 / (28.6 + kappa), kappa === null ? [0, 0.05] : [0.7, 0.76], 220),
    yearOnYear: stat(kappa === null ? 0.01 : 0.61, [-0.1, 0.65], 180),
    oddEven: stat(null),
    pValue: kappa === null ? 0.8 : 0,
    verdict,
  })
  const told: MetricReliabilityReport = {
    rows: [metric('Luck', 'no_signal', null), metric('Fouls', 'stable_style', 10)],
    byLeague: [{ code: 'E0', name: 'Premier League', seasons: ['2022-23'], rows: [metric('Fouls', 'stable_style', 18)] }],
    notMeasured: [
      {
        key: 'opening_quarter_goal_difference',
        name: 'First quarter of an hour',
        vector: 'temporal',
        reason: { code: 'data_lack_it', metric: 'opening_quarter_goal_difference' },
      },
    ],
    runId: 5,
    calculatedAt: '2026-11-21T12:00:00Z',
    modelVersion: 'dna-2',
    snapshot: '93fc311989c1',
    source: 'football-data',
    stale: false,
  }

  test('is listed with n, most useful first; no difference is said in words', () => {
    renderPart(<MetricReliabilitySection report={told} />)
    const rows = within(screen.getByRole('table')).getAllByRole('row')
    expect(rows[1]?.textContent).toContain('Foulsstable style74.1%[70–76%] n 22010')
    expect(rows[2]?.textContent).toContain('Luckno signal0.0%[0–5%] n 220no difference found')
    expect(screen.getByText('First quarter of an hour: the data have no minutes of goals')).toBeTruthy()
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'E0' } })
    expect(screen.getByRole('table', { name: 'DNA metrics, Premier League' }).textContent).toContain('61.4%')
  })

  test('sorts by verdict, then by reliability, and counts the verdicts', () => {
    const rows = [
      metric('B', 'stable_style', 20),
      metric('C', 'no_signal', null),
      metric('A', 'stable_style', 5),
      metric('D', 'predictive', 90),
    ]
    expect(sortByWorth(rows).map(({ name }) => name)).toEqual(['D', 'A', 'B', 'C'])
    expect(countVerdicts(rows)).toEqual({ predictive: 1, stable_style: 2, no_signal: 1 })
  })

  test('writes few matches for half reliability with their decimals', () => {
    renderPart(
      <MetricReliabilitySection
        report={{ ...told, rows: [metric('Fouls', 'stable_style', 0.14), metric('Cards', 'stable_style', 14.4)] }}
      />,
    )
    const cells = screen
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getAllByRole('cell')[2]?.textContent)
    expect(cells).toEqual(['0.14', '14'])
  })

  test('says what is missing before the first calculation', () => {
    renderPart(<MetricReliabilitySection report={null} />)
    expect(screen.getByText(/No calculation of all loaded leagues/)).toBeTruthy()
  })
})

test('an address names the tier; history is the default', () => {
  expect(readModelsSearch({ tier: 'market' })).toEqual({ tier: 'market' })
  expect(readModelsSearch({ tier: 'history' })).toEqual({})
  expect(readModelsSearch({ tier: 'oracle' })).toEqual({})
})
