import { expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { LuckBanner } from './parts/luck-banner.tsx'

test('the banner names all records that were looked at, what luck alone makes of them, what survives, and what was ever tried', () => {
  const { container, rerender } = renderPart(<LuckBanner total={588} tested={540} byLuck={27} significant={0} trials={17} scope="team" />)
  expect(container.textContent).toContain(
    'You are looking at 588 team × rule records; 540 have enough bets to be tested, and about 27 of them would look significant at 5 % by luck.',
  )
  expect(container.textContent).toContain('None is below q 0.05')
  expect(container.textContent).toContain('17 rules and variants ever tried')
  rerender(<LuckBanner total={12} tested={12} byLuck={0.6} trials={0} significant={2} scope="league" />)
  expect(container.textContent).toContain('12 league × rule records; 12 have enough bets to be tested, and about 0.6 of them would')
  expect(container.textContent).toContain('2 are below q 0.05')
  rerender(<LuckBanner total={1} tested={1} byLuck={0.05} trials={1} significant={1} scope="overall" />)
  expect(container.textContent).toContain('1 rule record; 1 has enough bets')
})
