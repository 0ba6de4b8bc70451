import { DNA_VECTORS, type DnaMetric, type TeamDna } from './team-dna.ts'

/** Raised when the text's form changes: then every fingerprint does. */
const FORM = 'dna-1'

function canonicalMetric(metric: DnaMetric): unknown[] {
  const { key, value, n, nEff, interval, reliability, percentile, status, evidence, subjectTeamId } = metric
  return [key, value, n, nEff, interval, reliability, percentile, status, evidence, subjectTeamId ?? null]
}

/**
 * One text for the nine vectors, whatever order their fields and metrics were written in. A hash of it is the team's
 * fingerprint: it changes when and only when a vector does. The team, the season, the style profile and words are no part of it.
 */
export function canonicalDna(dna: TeamDna): string {
  const vectors = DNA_VECTORS.map((name) => {
    const { status, reason, headline, metrics } = dna.vectors[name]
    const sorted = [...metrics].sort((a, b) => (a.key < b.key ? -1 : 1))
    return [name, status, reason, headline, sorted.map(canonicalMetric)]
  })
  return JSON.stringify([FORM, vectors])
}
