import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { UndoSection } from './parts/undo-section.tsx'

const SHA = `12345678${'f'.repeat(56)}`
const WRITES = `abcdef01${'0'.repeat(56)}`

const applied: MigrationStatusWire = {
  state: 'applied',
  migrationId: 3,
  planSha256: SHA,
  startedAt: '2026-11-21T12:00:00.000Z',
  finishedAt: '2026-11-21T12:00:09.000Z',
  resumable: null,
  history: [],
  busyElsewhere: false,
  job: null,
  reports: { rehearse: null, apply: null, verify: null, rollback: null },
}
const refusal = {
  code: 'ROLLBACK_WOULD_DISCARD',
  message: '1 later writes would be lost: legacy_sql wrote quantum.team_quantum_dna_v3 1',
}

test('the move is taken back by its plan, and nothing that was written since is given up', () => {
  const onUndo = vi.fn()
  renderPart(<UndoSection status={applied} isBusy={false} refused={null} onUndo={onUndo} />)
  fireEvent.click(screen.getByRole('button', { name: 'Undo the move…' }))
  fireEvent.click(screen.getByRole('button', { name: 'Undo plan 12345678…' }))
  expect(onUndo).toHaveBeenCalledExactlyOnceWith(undefined)
})

test('later writes are lost only by who reads which, and agrees to exactly these', () => {
  const onUndo = vi.fn()
  renderPart(<UndoSection status={applied} isBusy={false} refused={{ ...refusal, discard: WRITES }} onUndo={onUndo} />)
  fireEvent.click(screen.getByRole('button', { name: 'Undo and lose them…' }))
  const dialog = within(screen.getByRole('alertdialog'))
  expect(dialog.getByText(refusal.message)).toBeTruthy()
  expect(dialog.getByText(WRITES)).toBeTruthy()
  fireEvent.click(dialog.getByRole('button', { name: 'Leave it' }))
  expect(onUndo).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Undo and lose them…' }))
  fireEvent.click(screen.getByRole('button', { name: 'Undo and lose them' }))
  expect(onUndo).toHaveBeenCalledExactlyOnceWith(WRITES)
})

test('another refusal has nothing to agree to', () => {
  renderPart(<UndoSection status={applied} isBusy={false} refused={{ ...refusal, code: 'BACKUP_INVALID' }} onUndo={() => undefined} />)
  expect(screen.getByRole('button', { name: 'Undo the move…' })).toBeTruthy()
})
