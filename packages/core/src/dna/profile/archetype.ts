import { normalCdf } from '../../numeric/normal.ts'
import type { TeamDna } from '../team-dna.ts'
import { deviationOf, type KnownMetric, knownMetric, type LocalText, spreadOf } from './known-metric.ts'

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
const THRESHOLD = 0.5
/** With fewer teams "the league's spread" means nothing. */
const FEWEST_TEAMS = 4

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
  readonly reason: LocalText | null
}

const NOT_RELIABLE: LocalText = {
  en: 'Attack or defence is not measured well enough: less than 0.3 of the number is the team’s own.',
  fr: 'L’attaque ou la défense n’est pas assez bien mesurée : moins de 0,3 du nombre vient de l’équipe elle-même.',
}
const NO_SPREAD: LocalText = {
  en: 'Too few teams of the league are measured to say what is high and what is low in it.',
  fr: 'Trop peu d’équipes du championnat sont mesurées pour dire ce qui y est haut et ce qui y est bas.',
}

interface Axis {
  readonly key: ArchetypeAxis['key']
  readonly spread: { readonly mean: number; readonly deviation: number }
}

function levelOf(standardised: number): Level {
  if (standardised >= THRESHOLD) return 'high'
  return standardised <= -THRESHOLD ? 'low' : 'mid'
}

/** Probability of each level, the metric's error taken as normal. */
function levelChances(metric: KnownMetric, { spread }: Axis): Record<Level, number> {
  const deviation = deviationOf(metric.interval)
  const below = (threshold: number): number => {
    const distance = spread.mean + threshold * spread.deviation - metric.value
    return deviation > 0 ? normalCdf(distance / deviation) : Number(distance >= 0)
  }
  const low = below(-THRESHOLD)
  const notHigh = below(THRESHOLD)
  return { low, mid: notHigh - low, high: 1 - notHigh }
}

function axisOf(metric: KnownMetric, { key, spread }: Axis): ArchetypeAxis {
  const standardised = (metric.value - spread.mean) / spread.deviation
  const { value, interval, n } = metric
  return { key, value, interval, n, standardised, level: levelOf(standardised) }
}

function describe(dna: TeamDna, attackAxis: Axis, defenceAxis: Axis): TeamArchetype {
  const { teamId } = dna
  const attack = knownMetric(dna, attackAxis.key)
  const defence = knownMetric(dna, defenceAxis.key)
  if (attack === null || defence === null) return without(teamId, NOT_RELIABLE)
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
    axes: [axisOf(attack, attackAxis), axisOf(defence, defenceAxis)],
    reason: null,
  }
}

const without = (teamId: number, reason: LocalText): TeamArchetype => ({
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
    const spread = values.length < FEWEST_TEAMS ? null : spreadOf(values)
    return spread && { key, spread }
  }
  const attack = axisFor('attack_strength')
  const defence = axisFor('defence_strength')
  return league.map((dna) => {
    if (attack === null || defence === null) return without(dna.teamId, NO_SPREAD)
    return describe(dna, attack, defence)
  })
}
