import { CoreError } from '../errors.ts'
import type { FittedGoalsModel } from '../goals-model/goal-rates.ts'
import { normalCdf } from '../numeric/distributions.ts'
import { median } from '../numeric/moments.ts'
import { USEFUL_RELIABILITY } from './estimate-metric.ts'
import { getDeviation, isKnown, type KnownMetric, knownMetric, measureSpread } from './profile/known-metric.ts'
import type { DnaMetric, TeamDna } from './team-dna.ts'

/** Quarters of a league by fitted strength, best first. */
export const TEAM_CLASSES = ['ELITE', 'GOLD', 'SILVER', 'BRONZE'] as const
export type TeamClass = (typeof TEAM_CLASSES)[number]

export interface ClassPlace {
  readonly teamId: number
  /** Attack + defence of the goals model: log of the goal ratio against an average side of the league on neutral ground. */
  readonly strength: number
  /** 1 = strongest of the league. */
  readonly rank: number
  readonly teamClass: TeamClass
}

/**
 * Order a league's teams by attack + defence and cut the order into quarters. The class is a place in one league at one time, not a
 * quality that leagues share.
 *
 * @param teamIds  teams of the season, each in the model
 * @throws {CoreError} UNKNOWN_TEAM  a team that the model was not fitted on
 */
export function classifyByStrength(model: FittedGoalsModel, teamIds: readonly number[]): ClassPlace[] {
  const indexOfId = new Map(model.teams.map((team, index) => [team.id, index]))
  const strengths = teamIds.map((teamId) => {
    const index = indexOfId.get(teamId)
    if (index === undefined) {
      throw new CoreError('UNKNOWN_TEAM', `got team ${teamId}, expected a team of the model of ${model.competition}`, { teamId })
    }
    return { teamId, strength: (model.attack[index] as number) + (model.defence[index] as number) }
  })
  strengths.sort((a, b) => b.strength - a.strength || a.teamId - b.teamId)
  return strengths.map((place, position) => ({
    ...place,
    rank: position + 1,
    teamClass: TEAM_CLASSES[Math.floor((TEAM_CLASSES.length * position) / strengths.length)] as TeamClass,
  }))
}

/**
 * Who shoots more, from the team's shots and its opponents', against the league's middle:
 * `DOMINANT` many for and few against, `OPEN` many at both ends, `COMPACT` few at both ends, `PRESSED` few for and many against.
 */
export const STYLE_LABELS = ['DOMINANT', 'OPEN', 'COMPACT', 'PRESSED'] as const
export type StyleLabel = (typeof STYLE_LABELS)[number]

export interface StyleDescription {
  readonly teamId: number
  /** Null when shots are not measured, or too little of the value is the team's own. */
  readonly style: StyleLabel | null
  /** Probability that the team truly lies on that side of the league's middle in both, in [0, 1]. */
  readonly confidence: number | null
  readonly n: number
}

const findStyleMetric = (dna: TeamDna, key: string): DnaMetric | undefined => dna.style.metrics.find((metric) => metric.key === key)

/** Probability that the metric's true value lies above a level. */
function probabilityAbove(metric: DnaMetric, level: number): number | null {
  if (!isKnown(metric)) return null
  const deviation = getDeviation(metric.interval)
  return deviation > 0 ? normalCdf((metric.value - level) / deviation) : null
}

function chooseLabel(manyFor: boolean, manyAgainst: boolean): StyleLabel {
  if (manyFor) return manyAgainst ? 'OPEN' : 'DOMINANT'
  return manyAgainst ? 'PRESSED' : 'COMPACT'
}

/**
 * A word for how each team of a league plays, with the probability that the word is right. Both halves of the word are taken
 * as independent.
 */
export function describeStyles(league: readonly TeamDna[]): StyleDescription[] {
  const getLevel = (key: string): number => {
    const values = league.flatMap((dna) => findStyleMetric(dna, key)?.value ?? [])
    return values.length === 0 ? Number.NaN : median(values)
  }
  const levels = { for: getLevel('shots_for'), against: getLevel('shots_against') }
  return league.map((dna) => {
    const shotsFor = findStyleMetric(dna, 'shots_for')
    const shotsAgainst = findStyleMetric(dna, 'shots_against')
    const manyFor = shotsFor === undefined ? null : probabilityAbove(shotsFor, levels.for)
    const manyAgainst = shotsAgainst === undefined ? null : probabilityAbove(shotsAgainst, levels.against)
    const n = Math.min(shotsFor?.n ?? 0, shotsAgainst?.n ?? 0)
    if (manyFor === null || manyAgainst === null) return { teamId: dna.teamId, style: null, confidence: null, n }
    const style = chooseLabel(manyFor >= 0.5, manyAgainst >= 0.5)
    const confidence = Math.max(manyFor, 1 - manyFor) * Math.max(manyAgainst, 1 - manyAgainst)
    return { teamId: dna.teamId, style, confidence, n }
  })
}

/**
 * What a team lives from, by attack and defence in the goals model against its own league. High is half a standard deviation of the
 * league's teams or more above their mean, low as far below it or more, mid between them:
 *
 * | | defence high | defence mid | defence low |
 * |---|---|---|---|
 * | attack high | COMPLETE | ATTACK_LED | ATTACK_LED |
 * | attack mid | DEFENCE_LED | BALANCED | EXPOSED |
 * | attack low | DEFENCE_LED | BLUNT | STRUGGLING |
 */
export const ARCHETYPES = ['COMPLETE', 'ATTACK_LED', 'DEFENCE_LED', 'BALANCED', 'BLUNT', 'EXPOSED', 'STRUGGLING'] as const
export type Archetype = (typeof ARCHETYPES)[number]

type Level = 'high' | 'mid' | 'low'
const LEVELS: readonly Level[] = ['high', 'mid', 'low']
/** By attack, then defence. */
const NAMES: Readonly<Record<Level, Readonly<Record<Level, Archetype>>>> = {
  high: { high: 'COMPLETE', mid: 'ATTACK_LED', low: 'ATTACK_LED' },
  mid: { high: 'DEFENCE_LED', mid: 'BALANCED', low: 'EXPOSED' },
  low: { high: 'DEFENCE_LED', mid: 'BLUNT', low: 'STRUGGLING' },
}

/** Standard deviations of the league's teams from their mean at which high and low begin. */
const LEVEL_THRESHOLD = 0.5
/** With fewer teams "the league's spread" means nothing. */
const MIN_TEAMS = 4

/** One of the metrics that the archetype is read from. */
export interface ArchetypeAxis {
  readonly key: 'attack_strength' | 'defence_strength'
  readonly value: number
  readonly interval: readonly [number, number]
  readonly n: number
  /** Standard deviations of the league's teams from their mean. */
  readonly standardised: number
  readonly level: Level
}

/** Why a team has no archetype. */
export type ArchetypeGap = { readonly code: 'strengths_not_reliable'; readonly minReliability: number } | { readonly code: 'too_few_teams' }

export interface TeamArchetype {
  readonly teamId: number
  /** The likeliest; null where an axis is not measured, or less than 0.3 of it is the team's own. */
  readonly archetype: Archetype | null
  /** Probability that the team's true attack and defence lie in the archetype's cells, in [0, 1]. */
  readonly probability: number | null
  /** Of all archetypes, likeliest first; they sum to 1. Empty where there is none. */
  readonly chances: readonly { readonly archetype: Archetype; readonly probability: number }[]
  readonly axes: readonly ArchetypeAxis[]
  /** Why there is none; null where there is one. */
  readonly reason: ArchetypeGap | null
}

interface Axis {
  readonly key: ArchetypeAxis['key']
  readonly spread: { readonly mean: number; readonly deviation: number }
}

function getLevel(standardised: number): Level {
  if (standardised >= LEVEL_THRESHOLD) return 'high'
  return standardised <= -LEVEL_THRESHOLD ? 'low' : 'mid'
}

/** Probability of each level, the metric's error taken as normal. */
function levelChances(metric: KnownMetric, { spread }: Axis): Record<Level, number> {
  const deviation = getDeviation(metric.interval)
  const below = (threshold: number): number => {
    const distance = spread.mean + threshold * spread.deviation - metric.value
    return deviation > 0 ? normalCdf(distance / deviation) : Number(distance >= 0)
  }
  const low = below(-LEVEL_THRESHOLD)
  const notHigh = below(LEVEL_THRESHOLD)
  return { low, mid: notHigh - low, high: 1 - notHigh }
}

function toAxis(metric: KnownMetric, { key, spread }: Axis): ArchetypeAxis {
  const standardised = (metric.value - spread.mean) / spread.deviation
  const { value, interval, n } = metric
  return { key, value, interval, n, standardised, level: getLevel(standardised) }
}

function describe(dna: TeamDna, attackAxis: Axis, defenceAxis: Axis): TeamArchetype {
  const { teamId } = dna
  const attack = knownMetric(dna, attackAxis.key)
  const defence = knownMetric(dna, defenceAxis.key)
  if (attack === null || defence === null) return without(teamId, { code: 'strengths_not_reliable', minReliability: USEFUL_RELIABILITY })
  const attackChances = levelChances(attack, attackAxis)
  const defenceChances = levelChances(defence, defenceAxis)
  const sums = new Map<Archetype, number>(ARCHETYPES.map((archetype) => [archetype, 0]))
  for (const a of LEVELS) {
    for (const d of LEVELS) sums.set(NAMES[a][d], (sums.get(NAMES[a][d]) ?? 0) + attackChances[a] * defenceChances[d])
  }
  const chances = [...sums].map(([archetype, probability]) => ({ archetype, probability })).sort((a, b) => b.probability - a.probability)
  const [likeliest] = chances
  return {
    teamId,
    archetype: likeliest?.archetype ?? null,
    probability: likeliest?.probability ?? null,
    chances,
    axes: [toAxis(attack, attackAxis), toAxis(defence, defenceAxis)],
    reason: null,
  }
}

const without = (teamId: number, reason: ArchetypeGap): TeamArchetype => ({
  teamId,
  archetype: null,
  probability: null,
  chances: [],
  axes: [],
  reason,
})

/**
 * The archetype of every team of a league, in the league's order, with the probability that it is the right one. The errors of attack
 * and defence are taken as normal and independent, as the goals model nearly has them.
 */
export function describeArchetypes(league: readonly TeamDna[]): TeamArchetype[] {
  const axisFor = (key: Axis['key']): Axis | null => {
    const values = league.flatMap((dna) => knownMetric(dna, key)?.value ?? [])
    const spread = values.length < MIN_TEAMS ? null : measureSpread(values)
    return spread && { key, spread }
  }
  const attack = axisFor('attack_strength')
  const defence = axisFor('defence_strength')
  return league.map((dna) => {
    if (attack === null || defence === null) return without(dna.teamId, { code: 'too_few_teams' })
    return describe(dna, attack, defence)
  })
}
