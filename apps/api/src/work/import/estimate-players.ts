import { isDeepStrictEqual } from 'node:util'
import { estimateScoring, type ScoringEstimate } from '@mon-ps/core/profiles/scoring-rates'
import { positionGroup } from '@mon-ps/core/profiles/goalscorer'
import type { GoalscorerRow, NewGoalscorer, TeamGoals } from '@mon-ps/db/repositories/profiles'

export interface PlayersToEstimate {
  /** All that are stored of the seasons. */
  readonly standing: readonly GoalscorerRow[]
  /** Rows that are new, or replace one of the same team, player and season. */
  readonly wanted: readonly NewGoalscorer[]
  readonly teamGoals: readonly TeamGoals[]
}

/** Each player of the seasons as it has to be stored, and what about it is new. */
export type EstimatedPlayers = readonly {
  readonly row: NewGoalscorer
  /** `estimated`: the counts are what they were, the probabilities are not. */
  readonly change: 'added' | 'changed' | 'estimated' | 'none'
}[]

type Player = Pick<NewGoalscorer, 'teamId' | 'playerName' | 'season'>
const keyFor = ({ teamId, playerName, season }: Player): string => JSON.stringify([teamId, playerName, season])

/** What a file says of a player, without what is estimated from it. */
function toCounts(row: NewGoalscorer): NewGoalscorer {
  const { playerName, teamId, position, goalsTotal, goalsHome, goalsAway, appearances, minutes, season } = row
  const known = { position: position ?? null, goalsTotal: goalsTotal ?? null, goalsHome: goalsHome ?? null, goalsAway: goalsAway ?? null }
  return { playerName, teamId, ...known, appearances, minutes: minutes ?? null, season }
}

const toStored = (scoring: ScoringEstimate) => ({
  anytimeProb: scoring.anytime.value,
  firstGoalProb: scoring.first.value,
  lastGoalProb: scoring.last.value,
  timingDna: { ...scoring },
})

function estimateSeason(rows: readonly NewGoalscorer[], goals: ReadonlyMap<number, TeamGoals>): NewGoalscorer[] {
  const estimates = estimateScoring(
    rows.map(({ position, goalsTotal, minutes, appearances, teamId }) => ({
      position: positionGroup(position ?? null),
      goals: goalsTotal ?? null,
      minutes: minutes ?? null,
      appearances,
      teamMatches: goals.get(teamId) ?? null,
    })),
  )
  return rows.map((row, at) => ({ ...toCounts(row), ...toStored(estimates[at] as ScoringEstimate) }))
}

/** The order of the players decides the last digits of a sum: it is the same whatever came first. */
const byKey = (a: NewGoalscorer, b: NewGoalscorer): number => (keyFor(a) < keyFor(b) ? -1 : 1)

/** What all players of the seasons say once the wanted rows are among them. */
export function estimatePlayers({ standing, wanted, teamGoals }: PlayersToEstimate): EstimatedPlayers {
  const before = new Map(standing.map((row) => [keyFor(row), row]))
  const all = [...new Map([...standing, ...wanted].map((row) => [keyFor(row), toCounts(row)])).values()].sort(byKey)
  const seasons = [...new Set(all.map(({ season }) => season))].sort()
  const estimated = seasons.flatMap((season) => {
    const goals = new Map(teamGoals.filter((each) => each.season === season).map((each) => [each.teamId, each]))
    return estimateSeason(
      all.filter((row) => row.season === season),
      goals,
    )
  })
  return estimated.map((row) => {
    const old = before.get(keyFor(row))
    if (old === undefined) return { row, change: 'added' }
    if (!isDeepStrictEqual(toCounts(old), toCounts(row))) return { row, change: 'changed' }
    return { row, change: isDeepStrictEqual(old.timingDna, row.timingDna) ? 'none' : 'estimated' }
  })
}
