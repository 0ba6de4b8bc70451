import { type DnaMetric, type DnaVector, type DnaVectorName, type TeamDna, DNA_VECTORS } from '../src/dna/team-dna.ts'

/** One metric of a team made up for a test. */
export interface ConstructedMetric {
  readonly value: number
  /** Standard deviation behind its interval; default 0.02. */
  readonly deviation?: number
  /** Default 0.8. */
  readonly reliability?: number
  readonly percentile?: number
}

function metric(key: string, { value, deviation = 0.02, reliability = 0.8, percentile = 50 }: ConstructedMetric): DnaMetric {
  const half = 1.959963984540054 * deviation
  return {
    key,
    value,
    n: 80,
    nEff: 28,
    interval: [value - half, value + half],
    reliability,
    percentile,
    status: 'measured',
    evidence: 'stable_style',
  }
}

export interface ConstructedTeam {
  readonly teamId: number
  /** Of the market vector. */
  readonly market?: Readonly<Record<string, ConstructedMetric>>
  readonly luck?: Readonly<Record<string, ConstructedMetric>>
  readonly style?: Readonly<Record<string, ConstructedMetric>>
}

/** DNA with the metrics that a test names and no others. */
export function constructedDna({ teamId, market = {}, luck = {}, style = {} }: ConstructedTeam): TeamDna {
  const list = (metrics: Readonly<Record<string, ConstructedMetric>>) => Object.entries(metrics).map(([key, one]) => metric(key, one))
  const own: Partial<Record<DnaVectorName, DnaMetric[]>> = { market: list(market), luck: list(luck) }
  const vectors = DNA_VECTORS.map((vector): [DnaVectorName, DnaVector] => [
    vector,
    { vector, status: 'measured', reason: null, headline: null, metrics: own[vector] ?? [] },
  ])
  return {
    teamId,
    season: '2022-23',
    matches: 38,
    vectors: Object.fromEntries(vectors) as Record<DnaVectorName, DnaVector>,
    style: { reason: null, metrics: list(style) },
  }
}

/** A team by its attack and defence, in the goals model's log rates. */
export const strengths = (teamId: number, attack: number, defence: number, more: Partial<ConstructedMetric> = {}): TeamDna =>
  constructedDna({
    teamId,
    market: { attack_strength: { value: attack, ...more }, defence_strength: { value: defence, ...more } },
  })
