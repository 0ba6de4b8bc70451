import { estimateComponents, groupMoments } from '../dna/group-components.ts'
import { shrink, type VarianceComponents } from '../numeric/shrinkage.ts'

/** Weights of a team's matches halve every 10, as in its DNA. */
const TEAM_KEEP = 0.5 ** (1 / 10)
/** The league's own level moves slowly: half-life of about a season's matches. */
const LEAGUE_KEEP = 0.5 ** (1 / 380)

/** A trait of one team as it is known at a moment: shrunk to its league's level, which is 0. */
export interface TrackedTrait {
  readonly value: number
  readonly standardDeviation: number
  /** Matches behind it; 0 for a team of which nothing is known but that it plays in the league. */
  readonly n: number
}

/**
 * One trait of a league's teams, followed match by match: the exponentially weighted mean of what each match showed beyond the
 * league's level at that ground, shrunk by the kappa of earlier seasons. Cheap, because nothing is ever gone over again.
 */
export interface TraitTracker {
  /** Estimates kappa from all that was pushed so far: called when a season begins, so that no season shrinks itself. */
  beginSeason(): void
  /** One match of one team; NaN leaves everything as it was. */
  push(team: number, season: number, atHome: boolean, value: number): void
  /** Null until earlier seasons have shown how far teams differ. */
  read(team: number): TrackedTrait | null
}

/** @param teams  how many the league has over all seasons */
export function createTraitTracker(teams: number): TraitTracker {
  const weight = new Float64Array(teams)
  const squares = new Float64Array(teams)
  const sum = new Float64Array(teams)
  const matches = new Int32Array(teams)
  const level = [0, 0]
  const seen = [0, 0]
  const values: number[] = []
  const groups: number[] = []
  let components: VarianceComponents | null = null
  return {
    beginSeason() {
      components = estimateComponents(groupMoments(values, groups))
    },
    push(team, season, atHome, value) {
      if (Number.isNaN(value)) return
      const side = atHome ? 0 : 1
      const before = seen[side]!
      const residual = value - level[side]!
      seen[side] = before + 1
      level[side]! += residual * Math.max(1 / (before + 1), 1 - LEAGUE_KEEP)
      // The first match has nothing to be compared with.
      if (before === 0) return
      weight[team] = weight[team]! * TEAM_KEEP + 1
      squares[team] = squares[team]! * TEAM_KEEP ** 2 + 1
      sum[team] = sum[team]! * TEAM_KEEP + residual
      matches[team]! += 1
      values.push(residual)
      groups.push(season * teams + team)
    },
    read(team) {
      if (components === null) return null
      const nEff = matches[team] === 0 ? 0 : weight[team]! ** 2 / squares[team]!
      const mean = matches[team] === 0 ? 0 : sum[team]! / weight[team]!
      const { value, standardDeviation } = shrink({ mean, nEff }, components, { centre: 0 })
      return { value, standardDeviation, n: matches[team]! }
    },
  }
}
