import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { listPublicationChoices, listPublicationDecisions as findDecisions } from '@mon-ps/db/publish/publication-choices'
import { decidePublication as saveDecision, undoDecision } from '@mon-ps/db/publish/decide-publication'
import type {
  PublicationDecideInput,
  PublicationDecisions,
  PublicationDecisionsInput,
  PublicationRows,
  PublicationRowsInput,
  PublicationUndoInput,
} from '@mon-ps/contract/publication'
import { encodeCursor, pageRequest } from '../shapes/cursor.ts'
import type { Database } from '@mon-ps/db/client'
import { localUser } from '../../local-user.ts'

/** Does a piece of writing while no calculation and no move goes on. */
interface QuietTime {
  readonly alone: <Result>(what: string, work: () => Promise<Result>) => Promise<Result>
}

interface Dependencies {
  readonly database: Database
  readonly migrations: QuietTime
}

/** One page of the rows about which there is something to decide, or to undo. */
export async function listPublicationRows(
  { database }: { readonly database: Database },
  { table, rowId, ...asked }: PublicationRowsInput,
): Promise<PublicationRows> {
  const page = pageRequest({ ...asked, sort: 'table' }, ['table'])
  const { rows, next } = await listPublicationChoices(database.db, { table, rowId, page })
  return { data: [...rows], page: { nextCursor: encodeCursor(next, 'table', page.order), hasMore: next !== null } }
}

/** One page of the decisions, newest first. */
export async function listPublicationDecisions(
  { database }: { readonly database: Database },
  asked: PublicationDecisionsInput,
): Promise<PublicationDecisions> {
  const page = pageRequest({ ...asked, sort: 'decided' }, [])
  const { rows, next } = await findDecisions(database.db, page)
  return {
    data: rows.map(({ id, ...row }) => ({ decisionId: id, ...row })),
    page: { nextCursor: encodeCursor(next, 'decided', page.order), hasMore: next !== null },
  }
}

/**
 * Records that a V3 row shall show another version of its key, and shows it. The audit log names who and why.
 *
 * @throws {DbError} NOT_FOUND     no such row, or no such current version of its key
 * @throws {DbError} NOT_MIGRATED  no move stands, so there is nothing to decide
 * @throws {ApiError} CONFLICT     a migration or a calculation goes on
 */
export function decidePublication(
  { database, migrations }: Dependencies,
  { table, why, ...row }: PublicationDecideInput,
  requestId: string,
): Promise<{ readonly decisionId: number }> {
  const who = localUser()
  return migrations.alone('a decision about a published row', () =>
    inUnitOfWork(database, (tx) => saveDecision(tx, { ...row, tableName: table, who, why }), {
      actor: who,
      reason: why,
      requestId,
    }),
  )
}

/**
 * Decides the opposite of an earlier decision: the row shows again what it showed before.
 *
 * @throws {DbError} NOT_FOUND     no such decision, or what the row showed before is gone
 * @throws {DbError} NOT_MIGRATED  no move stands
 * @throws {ApiError} CONFLICT     a migration or a calculation goes on
 */
export function undoPublicationDecision(
  { database, migrations }: Dependencies,
  { decisionId, why }: PublicationUndoInput,
  requestId: string,
): Promise<{ readonly decisionId: number }> {
  const who = localUser()
  return migrations.alone('a decision about a published row', () =>
    inUnitOfWork(database, (tx) => undoDecision(tx, decisionId, { who, why }), { actor: who, reason: why, requestId }),
  )
}
