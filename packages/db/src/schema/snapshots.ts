import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, jsonb, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { bytea, createdAt, monPs, sha256 } from './columns.ts'
import { competition } from './competitions.ts'

/** How the bytes of a part are to be read: columns of `rows` little-endian Float64, one after the other. */
export interface PartLayout {
  readonly version: 1
  readonly competition: string
  readonly rows: number
  readonly teams: readonly { readonly id: number; readonly name: string }[]
  readonly seasons: readonly string[]
  readonly columns: readonly string[]
  /** `market|phase|bookmaker`: four columns each (price 1, price x, price 2, line), after `columns`. */
  readonly prices: readonly string[]
}

/** The data that a calculation rests on: the SHA-256 of its parts' hashes, in order. */
export const snapshot = monPs.table('snapshot', {
  id: text().primaryKey(),
  /** Day of the last match in it. */
  asOf: date({ mode: 'string' }).notNull(),
  matches: integer().notNull(),
  quotes: integer().notNull(),
  createdAt: createdAt(),
})

/** One competition's played matches and prices as typed columns. */
export const snapshotPart = monPs.table(
  'snapshot_part',
  {
    /** Of the layout and the uncompressed bytes. */
    sha256: sha256().primaryKey(),
    competitionId: integer()
      .notNull()
      .references(() => competition.id),
    rows: integer().notNull(),
    quotes: integer().notNull(),
    lastMatchOn: date({ mode: 'string' }),
    layout: jsonb().$type<PartLayout>().notNull(),
    /** gzip. */
    data: bytea().notNull(),
    /** The competition's matches as they stand now. */
    isCurrent: boolean().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('ix_snapshot_part_competition').on(t.competitionId),
    uniqueIndex('uq_snapshot_part_current').on(t.competitionId).where(sql`${t.isCurrent}`),
  ],
)

export const snapshotMember = monPs.table(
  'snapshot_member',
  {
    snapshotId: text()
      .notNull()
      .references(() => snapshot.id, { onDelete: 'cascade' }),
    partSha256: text()
      .notNull()
      .references(() => snapshotPart.sha256),
  },
  (t) => [
    primaryKey({ name: 'pk_snapshot_member', columns: [t.snapshotId, t.partSha256] }),
    index('ix_snapshot_member_part').on(t.partSha256),
  ],
)
