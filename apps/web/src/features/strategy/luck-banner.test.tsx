import { expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { LuckBanner } from './parts/luck-banner.tsx'

test('the banner names all records that were looked at, what luck alone makes of them, and what survives', () => {
  const { container, rerender } = renderPart(<LuckBanner total={588} significant={0} scope="team" />)
  expect(container.textContent).toContain('You are looking at 588 team × rule records; about 29 would look significant at 5 % by luck.')
  expect(container.textContent).toContain('None is below q 0.05')
  rerender(<LuckBanner total={12} significant={2} scope="league" />)
  expect(container.textContent).toContain('12 league × rule records; about 0.6 would')
  expect(container.textContent).toContain('2 are below q 0.05')
  rerender(<LuckBanner total={1} significant={1} scope="overall" />)
  expect(container.textContent).toContain('1 rule record; about 0.1 would')
})
