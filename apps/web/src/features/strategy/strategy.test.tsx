import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { LuckBanner } from './screen.tsx'
import { EquityPicture } from './sheet/equity.tsx'
import { Forest } from './sheet/forests.tsx'
import type { EquityPoint, Rule } from './sheet/names.tsx'
import { useRuleWords } from './sheet/settings.tsx'

const rule: Rule = {
  name: 'TEST',
  version: '1',
  title: 'A test',
  role: 'legacy',
  forecast: 'goals_model',
  prices: 'open_average',
  units: 2,
  choose: 'every',
  selections: [
    { market: 'ou', side: 'over', line: 2.5 },
    { market: 'ah', side: 'home', line: -0.5 },
  ],
  conditions: [
    { quantity: 'edge', is: 'above', value: 0.02, of: null },
    { quantity: 'home_tendency', is: 'equals', value: 'over', of: { market: 'ou', side: 'over', line: 2.5 } },
    { quantity: 'moon_phase', is: 'like', value: 'full', of: null },
  ],
  source: 'here',
  differs: null,
  unrecorded: null,
}

function Words({ of }: { of: Rule }) {
  const { choice, forecast, conditions } = useRuleWords(of)
  return <p>{[choice, forecast, ...conditions].join(' | ')}</p>
}

test('a rule is written in words, with unknown terms shown as they are in the data', () => {
  const { container } = renderPart(<Words of={rule} />)
  const [choice, forecast, edge, tendency, unknown] = (container.textContent ?? '').split(' | ')
  expect(choice).toContain('over 2.5, home -0.5')
  expect(forecast).toContain('goals model')
  expect(edge).toBe('edge (probability × odds − 1) above 2.0%')
  expect(tendency).toBe('the home side’s tendency is over, for over 2.5')
  expect(unknown).toBe('moon_phase like full')
})

const point = (bet: number, profit: number, reach: number): EquityPoint => ({
  bet,
  playedOn: '2022-08-06',
  profit,
  closed: 0,
  expectedByClose: null,
  drawdown: 0,
  band50: [-reach / 4, reach / 4],
  band80: [-reach / 2, reach / 2],
  band95: [-reach, reach],
})

test('the running profit is drawn over three bands; without a closing line there is no line of what it expected', () => {
  const axes = { bets: 'bets', units: 'units' }
  const { container, rerender } = renderPart(<EquityPicture points={[point(5, 2, 3), point(9, -1, 5)]} label="profit" axes={axes} />)
  const bands = () => container.querySelectorAll('path[opacity]')
  const dashed = () => container.querySelectorAll('path[stroke-dasharray]')
  expect([bands().length, dashed().length]).toEqual([3, 0])
  // None of the ends of the bands lies outside the picture.
  const numbers = [...bands()].flatMap((band) => (band.getAttribute('d') ?? '').match(/-?\d+(\.\d+)?/g) ?? []).map(Number)
  expect(numbers.every((number) => Number.isFinite(number) && number >= 0 && number <= 960)).toBe(true)
  rerender(<EquityPicture points={[{ ...point(5, 2, 3), closed: 4, expectedByClose: 0.4 }]} label="profit" axes={axes} />)
  expect(dashed()).toHaveLength(1)
})

test('a part with too few bets for an interval keeps its value and n; one without prices is not measured', () => {
  const stat = { value: 0.12, n: 9, interval: null, status: 'measured' } as const
  renderPart(
    <Forest
      parts={[
        { key: 'a', name: 'A', bets: 9, roi: { ...stat, interval: null } },
        { key: 'b', name: 'B', bets: 0, roi: { value: null, n: 0, interval: null, status: 'not_measured' }, coverage: 0 },
      ]}
    />,
  )
  const [first, second] = screen.getAllByRole('listitem')
  expect(first?.textContent).toMatch(/^A\+12\.0%.*9$/)
  expect(second?.textContent).toContain('not measured')
  expect(second?.textContent).toContain('0.0%')
})

test('the banner counts the records, those expected by luck, the survivors and all trials', () => {
  const { container, rerender } = renderPart(<LuckBanner total={588} tested={540} byLuck={27} significant={0} trials={17} scope="team" />)
  expect(container.textContent).toContain(
    'You are looking at 588 team × rule records; 540 have enough bets to be tested, and about 27 of them would look significant at 5% by luck.',
  )
  expect(container.textContent).toContain('None is below q 0.05')
  expect(container.textContent).toContain('17 rules and variants ever tried')
  rerender(<LuckBanner total={12} tested={12} byLuck={0.6} trials={0} significant={2} scope="league" />)
  expect(container.textContent).toContain('12 league × rule records; 12 have enough bets to be tested, and about 0.6 of them would')
  expect(container.textContent).toContain('2 are below q 0.05')
  rerender(<LuckBanner total={1} tested={1} byLuck={0.05} trials={1} significant={1} scope="overall" />)
  expect(container.textContent).toContain('1 rule record; 1 has enough bets')
})
