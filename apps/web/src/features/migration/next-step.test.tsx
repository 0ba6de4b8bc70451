import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { NextStep } from './parts/next-step.tsx'
import type { Known } from './stand.ts'

const SHA = `12345678${'f'.repeat(56)}`

const cutOff: MigrationStatusWire = {
  state: 'copying',
  migrationId: 3,
  planSha256: SHA,
  startedAt: '2026-11-21T12:00:00.000Z',
  finishedAt: null,
  resumable: 'copy',
  history: [],
  busyElsewhere: false,
  job: null,
  reports: { rehearse: null, apply: null, verify: null, rollback: null },
}
const known: Known = { status: cutOff, running: null, inspection: null, plan: null, rehearsal: null, verification: null }

test('nothing is applied before the plan was confirmed by its hash', () => {
  const onStart = vi.fn()
  renderPart(<NextStep known={known} isBusy={false} error={null} onPlan={() => undefined} onForgetChoices={null} onStart={onStart} />)
  fireEvent.click(screen.getByRole('button', { name: 'Go on with the move…' }))
  const dialog = within(screen.getByRole('alertdialog'))
  expect(dialog.getByText(SHA)).toBeTruthy()
  expect(onStart).not.toHaveBeenCalled()
  fireEvent.click(dialog.getByRole('button', { name: 'Apply plan 12345678…' }))
  expect(onStart).toHaveBeenCalledExactlyOnceWith('apply', SHA)
})

test('leaving the dialog starts nothing', () => {
  const onStart = vi.fn()
  renderPart(<NextStep known={known} isBusy={false} error={null} onPlan={() => undefined} onForgetChoices={null} onStart={onStart} />)
  fireEvent.click(screen.getByRole('button', { name: 'Go on with the move…' }))
  fireEvent.click(screen.getByRole('button', { name: 'Leave it' }))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(onStart).not.toHaveBeenCalled()
})

test('while something runs there is nothing to press', () => {
  const { container } = renderPart(
    <NextStep
      known={{ ...known, running: 'apply' }}
      isBusy={false}
      error={null}
      onPlan={() => undefined}
      onForgetChoices={null}
      onStart={() => undefined}
    />,
  )
  expect(container.textContent).toBe('')
})

test('choices that no plan asks any more can be forgotten', () => {
  const onForget = vi.fn()
  const free: Known = { ...known, status: { ...cutOff, state: 'none', migrationId: null, planSha256: null, resumable: null } }
  const refused = new Error('got the decision "P06:team_profiles:no-league:1", but this plan asks nothing')
  renderPart(
    <NextStep known={free} isBusy={false} error={refused} onPlan={() => undefined} onForgetChoices={onForget} onStart={() => undefined} />,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Forget my choices and plan again' }))
  expect(onForget).toHaveBeenCalledOnce()
})
