/** What runs keep in `run.result`: a document for each kind of report, with the form and version that wrote it. */
import { z } from 'zod'
import { defineForm, storedInterval } from './form.ts'
import { storedMetricGap } from './team-facts.ts'

/** A number with its sample size and interval, and whether it was measured. */
const stat = z.object({
  value: z.number().nullable(),
  n: z.number().int().nonnegative().nullable(),
  interval: storedInterval,
  status: z.enum(['measured', 'not_measured']),
})

const tier = z.enum(['results', 'history', 'market'])
const market = z.enum(['home', 'draw', 'away', 'over25', 'btts'])

const skill = z.object({ rps: stat, logLoss: stat, over25LogLoss: stat, bttsLogLoss: stat })

const comparedSkill = z.object({
  key: z.string(),
  name: z.string(),
  matches: z.number().int(),
  skill,
  close: skill,
  difference: skill,
})

const reliability = z.object({
  n: z.number().int(),
  slope: stat,
  intercept: stat,
  calibrationError: z.number().nullable(),
  bins: z.array(z.object({ low: z.number(), high: z.number(), meanForecast: z.number().nullable(), observed: stat })),
})

/** A tier, judged week by week on seasons that it could not see. */
export const tierReports = defineForm(
  'tier-report',
  1,
  z.object({
    tier,
    seasons: z.array(z.string()),
    all: comparedSkill,
    bySeason: z.array(comparedSkill),
    byLeague: z.array(comparedSkill),
    reliability: z.array(reliability.extend({ market, before: reliability.nullable() })),
    coverage: z.array(z.object({ market, share: stat })),
    basis: z.array(z.object({ tier, matches: z.number().int() })),
  }),
)

const gain = z.object({ gain: stat, corrected: storedInterval, isAboveZero: z.boolean() })

const candidate = z.object({
  key: z.string(),
  kind: z.enum(['trait', 'pairing', 'friction']),
  matches: z.number().int(),
  columns: z.array(z.object({ name: z.string(), part: z.enum(['S', 'T']), coefficient: z.number(), z: z.number() })),
  scores: z.object({ goals: gain, outcome: gain, over25: gain, btts: gain }),
  permutationP: z.number().nullable(),
  passes: z.boolean(),
})

/** What friction is worth to the forecasts of one tier. */
export const ablationReports = defineForm(
  'friction-ablation',
  1,
  z.object({
    tier,
    seasons: z.array(z.string()),
    matches: z.number().int(),
    friction: candidate,
    terms: z.array(candidate),
    passed: z.array(z.string()),
    weight: z.number(),
    permutations: z.number().int(),
    chaos: z.array(
      z.object({
        low: z.number(),
        high: z.number(),
        matches: z.number().int(),
        upsets: stat,
        expectedUpsets: z.number().nullable(),
        favouriteFailed: stat,
        expectedFailures: z.number().nullable(),
      }),
    ),
  }),
)

const metricReliability = z.object({
  key: z.string(),
  name: z.string(),
  vector: z.string(),
  unit: z.string(),
  groupedBy: z.enum(['team_season', 'team', 'pair']),
  groups: z.number().int(),
  observations: z.number().int(),
  withinSd: z.number(),
  betweenSd: z.number(),
  kappa: z.number().nullable(),
  window: z.number(),
  reliability: stat,
  yearOnYear: stat,
  oddEven: stat,
  pValue: z.number(),
  verdict: z.enum(['predictive', 'stable_style', 'no_signal']),
})

const metricReliabilities = z.object({
  rows: z.array(metricReliability),
  byLeague: z.array(z.object({ code: z.string(), name: z.string(), seasons: z.array(z.string()), rows: z.array(metricReliability) })),
  notMeasured: z.array(z.object({ key: z.string(), name: z.string(), vector: z.string(), reason: storedMetricGap })),
})
/** Version 1 gave the reasons in words, which nothing turns into codes again: the report is read without them. */
const reliabilityWithoutReasons = metricReliabilities.extend({ notMeasured: z.array(z.unknown()).transform(() => []) })
const currentReliability = defineForm('dna-reliability', 2, metricReliabilities)

/** How much of each DNA metric is a team's own. */
export const reliabilityReports = {
  write: currentReliability.write,
  read: (json: unknown) => currentReliability.read(json) ?? defineForm('dna-reliability', 1, reliabilityWithoutReasons).read(json),
}

/** What an import of match files did. */
export const importOutcomes = defineForm(
  'import',
  1,
  z.object({
    files: z.array(z.string()),
    rowsRead: z.number(),
    accepted: z.number(),
    rejected: z.number(),
    added: z.number(),
    changed: z.number(),
  }),
)
