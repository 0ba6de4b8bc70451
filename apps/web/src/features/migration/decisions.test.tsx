import type { MigrationDecision } from '@mon-ps/contract/migration-plan'
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { Decisions } from './parts/decisions.tsx'

const league = (v1Id: number, chosen: string | null): MigrationDecision => ({
  id: `P12:team_profiles:league-unknown:${v1Id}`,
  question: `Which league is profile ${v1Id} in?`,
  options: [
    { id: 'quarantine', meaning: 'Leave it out of V3' },
    { id: 'Serie A', meaning: 'Serie A' },
  ],
  proposed: null,
  chosen,
})
const zone: MigrationDecision = {
  id: 'P10:matchup_friction:skipped-hour',
  question: 'How is the hour read that the clocks skip?',
  options: [{ id: 'before', meaning: 'With the offset before it' }],
  proposed: 'before',
  chosen: 'before',
}
const capped = (rows: MigrationDecision[]) => ({ total: rows.length, rows })

test('an open question has no answer; one that the plan answers has its proposal', () => {
  renderPart(<Decisions decisions={capped([league(4, null), zone])} isBusy={false} onChoose={() => undefined} />)
  const open = screen.getByRole('group', { name: /profile 4/ })
  expect(within(open).getByText('open')).toBeTruthy()
  expect(
    within(open)
      .getAllByRole<HTMLInputElement>('radio')
      .filter(({ checked }) => checked),
  ).toEqual([])
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /offset before/ }).checked).toBe(true)
})

test('a choice names its decision, or all open ones of its kind', () => {
  const onChoose = vi.fn()
  renderPart(<Decisions decisions={capped([league(4, null), league(5, null), league(6, 'Serie A')])} isBusy={false} onChoose={onChoose} />)
  const first = within(screen.getByRole('group', { name: /profile 4/ }))
  fireEvent.click(first.getByRole('radio', { name: 'Serie A' }))
  expect(onChoose).toHaveBeenLastCalledWith({ [league(4, null).id]: 'Serie A' })
  fireEvent.click(first.getByRole('checkbox'))
  fireEvent.click(first.getByRole('radio', { name: 'Leave it out of V3' }))
  expect(onChoose).toHaveBeenLastCalledWith({ [league(4, null).id]: 'quarantine', [league(5, null).id]: 'quarantine' })
})

test('once the plan was applied its choices only tell', () => {
  renderPart(<Decisions decisions={capped([zone])} isBusy={false} onChoose={null} />)
  expect(screen.getByRole<HTMLInputElement>('radio').disabled).toBe(true)
})
