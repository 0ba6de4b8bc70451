import { DNA_VECTORS, type DnaMetric, type MetricOutlook, type TeamDna } from './team-dna.ts'

/** Raised when the text's form changes: then every fingerprint does. */
const FORM = 'dna-2'

function canonicalMetric(metric: DnaMetric): unknown[] {
  const { key, value, n, nEff, interval, reliability, percentile, status, evidence, subjectTeamId, outlook } = metric
  return [key, value, n, nEff, interval, reliability, percentile, status, evidence, subjectTeamId ?? null, ...canonicalOutlook(outlook)]
}

/** Nothing for a metric without an outlook. */
function canonicalOutlook(outlook: MetricOutlook | undefined): unknown[] {
  if (outlook === undefined) return []
  const { seen, seenMatches, nextMatches, expected, interval } = outlook
  return [[seen, seenMatches, nextMatches, expected, interval]]
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
