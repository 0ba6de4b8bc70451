import { isDeepStrictEqual } from 'node:util'
import { classifyChess } from '@mon-ps/core/profiles/classify-chess'
import type { TeamDna } from '@mon-ps/core/dna/team-dna'
import {
  type ChessClassificationRow,
  type NewChessClassification,
  listClassifications,
  retireClassifications,
  saveClassification,
} from '@mon-ps/db/repositories/profiles'
import type { Database } from '@mon-ps/db/client'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import type { Serially } from '../../jobs/long-work.ts'

export interface LeagueToClassify {
  readonly database: Database
  readonly serially: Serially
  readonly runId: number
  /** All teams of one league and season. */
  readonly dna: readonly TeamDna[]
}

/** A row is written anew only where it says something else: who made it and when is part of it. */
const saysTheSame = (row: ChessClassificationRow | undefined, wanted: NewChessClassification): boolean =>
  row !== undefined &&
  row.pieceType === wanted.pieceType &&
  row.pieceSubtype === (wanted.pieceSubtype ?? null) &&
  row.confidence === wanted.confidence &&
  isDeepStrictEqual(row.characteristics, wanted.characteristics)

/**
 * Classes the teams of a league as chess pieces and saves what changed. A team that is no clear piece any more has none; what it
 * was stays as its history.
 *
 * @returns  how many teams are a piece
 */
export async function saveClassifications({ database, serially, runId, dna }: LeagueToClassify): Promise<number> {
  const season = dna[0]?.season
  if (season === undefined) return 0
  const wanted = classifyChess(dna).flatMap(({ teamId, piece, subtype, confidence, characteristics }): NewChessClassification[] =>
    piece === null || confidence === null
      ? []
      : [
          {
            teamId,
            season,
            pieceType: piece,
            pieceSubtype: subtype,
            confidence,
            characteristics: characteristics.map((each) => ({ ...each })),
          },
        ],
  )
  const context = { actor: 'calculation', reason: `calculation ${runId}` }
  await serially(() =>
    inUnitOfWork(
      database,
      async (tx) => {
        const standing = new Map((await listClassifications(tx, season)).map((row) => [row.teamId, row]))
        const kept = new Set(wanted.map(({ teamId }) => teamId))
        const gone = dna.map(({ teamId }) => teamId).filter((teamId) => standing.has(teamId) && !kept.has(teamId))
        await retireClassifications(tx, season, gone)
        for (const each of wanted) if (!saysTheSame(standing.get(each.teamId), each)) await saveClassification(tx, each)
      },
      context,
    ),
  )
  return wanted.length
}
