import { toStat } from '@mon-ps/contract/answer'
import { type ChessClassificationRow, type GoalscorerRow, findClassification, listGoalscorers } from '@mon-ps/db/repositories/profiles'
import type { Chess, Goalscorer, ProfileByTeamInput, TeamProfiles } from '@mon-ps/contract/profile'
import { readStored } from '@mon-ps/db/stored/form'
import { chessCharacteristics, playerScoring } from '@mon-ps/db/stored/v3-columns'
import { type Database } from '@mon-ps/db/client'

/**
 * A team's chess classification and its goalscorers, as they are stored. A team without either has none.
 */
export async function readTeamProfiles(
  { database }: { readonly database: Database },
  { teamId, season }: ProfileByTeamInput,
): Promise<TeamProfiles> {
  const classification = await findClassification(database.db, teamId)
  const all = await listGoalscorers(database.db, teamId, season)
  const latest = all.reduce((last, row) => (row.season > last ? row.season : last), '')
  const players = all.filter((row) => row.season === latest)
  return {
    teamId,
    chess: classification === null ? null : toChess(classification),
    goalscorers: [...players].sort((a, b) => (b.goalsTotal ?? -1) - (a.goalsTotal ?? -1)).map(toGoalscorer),
  }
}

function toChess(row: ChessClassificationRow): Chess {
  const characteristics = readStored(chessCharacteristics, row.characteristics) ?? []
  const fewest = characteristics.length === 0 ? null : Math.min(...characteristics.map(({ n }) => n))
  return {
    piece: row.pieceType,
    subtype: row.pieceSubtype,
    season: row.season,
    confidence: toStat({ value: row.confidence, n: fewest, interval: null }),
    characteristics: characteristics.map(({ metric, side, value, n, interval, leagueMiddle, probability }) => ({
      metric,
      side,
      stat: toStat({ value, n, interval }),
      leagueMiddle,
      probability,
    })),
  }
}

function toGoalscorer(row: GoalscorerRow): Goalscorer {
  const scoring = readStored(playerScoring, row.timingDna)
  const stat = (value: number | null, key: 'anytime' | 'first' | 'last') =>
    toStat({ value, n: scoring?.[key].n ?? null, interval: scoring?.[key].interval ?? null })
  return {
    playerName: row.playerName,
    position: row.position,
    season: row.season,
    goals: row.goalsTotal,
    goalsHome: row.goalsHome,
    goalsAway: row.goalsAway,
    appearances: row.appearances,
    minutes: row.minutes,
    ratePer90: toStat(scoring?.ratePer90 ?? { value: null, n: null, interval: null }),
    anytime: stat(row.anytimeProb, 'anytime'),
    firstGoal: stat(row.firstGoalProb, 'first'),
    lastGoal: stat(row.lastGoalProb, 'last'),
    reason: scoring?.reason ?? scoring?.orderReason ?? null,
  }
}
