import type { ImportReport } from '@mon-ps/contract/import'
import { expect, test } from 'vitest'
import { readApiError } from '../../lib/trpc.ts'
import { readCodes } from './screen.tsx'
import { mergeReports } from './report.tsx'
import { UploadError } from './uploads.ts'

const report = (runId: number, accepted: number, rejected: number): ImportReport => ({
  runId,
  filesRead: 1,
  rowsRead: accepted + rejected,
  accepted,
  rejected,
  added: accepted,
  changed: 0,
  unchanged: 0,
  quotes: accepted * 6,
  elapsedMs: 10,
  files: [],
  issues: [],
  issuesNotListed: 0,
})

test('the report of several files adds up: accepted and rejected are the rows read', () => {
  const merged = mergeReports([report(1, 380, 0), report(2, 377, 3)])
  expect(merged).toMatchObject({ runId: null, filesRead: 2, rowsRead: 760, accepted: 757, rejected: 3, quotes: 4542 })
  expect(mergeReports([])).toBeNull()
})

test('every count of several reports is summed, and their files and issues follow one another', () => {
  const one = { ...report(1, 10, 1), added: 1, changed: 2, unchanged: 3, issuesNotListed: 4 }
  const two = { ...report(2, 20, 2), added: 10, changed: 20, unchanged: 30, issuesNotListed: 40, elapsedMs: 7 }
  expect(mergeReports([one, two])).toMatchObject({ added: 11, changed: 22, unchanged: 33, issuesNotListed: 44, elapsedMs: 17 })
  expect(mergeReports([one])).toEqual(one)
})

test('codes are read as people type them, and the first invalid one is named', () => {
  expect(readCodes('e0, sp1;E0', /^[A-Z0-9]{2,4}$/)).toEqual({ codes: ['E0', 'SP1'], invalid: null })
  expect(readCodes('2223 22/23', /^\d{4}$/).invalid).toBe('22/23')
  expect(readCodes('  ', /^\d{4}$/)).toEqual({ codes: [], invalid: '' })
})

test('a refused upload reads like every other failure: sentence, code, request id', () => {
  const refused = new UploadError('got a file of 3 columns, which is no season', 'IMPORT_REJECTED', 'r-7')
  expect(readApiError(refused)).toEqual({ message: refused.message, code: 'IMPORT_REJECTED', requestId: 'r-7' })
})
