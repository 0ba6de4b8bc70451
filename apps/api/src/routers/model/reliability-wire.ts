import { z } from 'zod'
import { DATA_SOURCES, type DataSource } from '../../wire/page.ts'
import { type StatWire, statWire } from '../../wire/stat.ts'

const RELIABILITY_GROUPS = ['team_season', 'team', 'pair'] as const
const VERDICTS = ['predictive', 'stable_style', 'no_signal'] as const

/** How much of one metric is a team's own. */
export interface MetricReliabilityWire {
  key: string
  name: string
  vector: string
  unit: string
  /** What differences are told from: a team's season, a team over all seasons, or a pair of teams. */
  groupedBy: (typeof RELIABILITY_GROUPS)[number]
  groups: number
  /** Matches, each counted for both teams; meetings of pairs. */
  observations: number
  /** Spread of a team's own matches, a standard deviation in the metric's unit. */
  withinSd: number
  /** Spread of what teams really are; 0 where they differ no more than chance makes them. */
  betweenSd: number
  /** Matches after which a team's own mean counts half; null where no difference was found and no number is enough. */
  kappa: number | null
  /** Effective matches behind a team's value, at which the reliability is told. */
  window: number
  /** Share of the value that is the team's own, in [0, 1]. */
  reliability: StatWire
  /** Correlation of a team's season with its next; not measured for pairs. */
  yearOnYear: StatWire
  /** Correlation of odd and even matches. */
  oddEven: StatWire
  /** Probability that teams which do not differ would look as different. */
  pValue: number
  verdict: (typeof VERDICTS)[number]
}

export interface LeagueReliabilityWire {
  code: string
  name: string
  seasons: string[]
  rows: MetricReliabilityWire[]
}

/** As it is stored with its run. */
export interface ReliabilityReportWire {
  /** Over all leagues, each compared with itself. */
  rows: MetricReliabilityWire[]
  byLeague: LeagueReliabilityWire[]
  /** Metrics that no league's data can tell, with the reason. */
  notMeasured: { key: string; name: string; vector: string; reason: string }[]
}

export interface StoredReliabilityWire extends ReliabilityReportWire {
  runId: number
  calculatedAt: string
  modelVersion: string
  snapshot: string
  source: DataSource
  /** What is loaded now is not what it was told from. */
  stale: boolean
}

export interface ModelReliabilityWire {
  /** Null before the first calculation of all that is loaded. */
  report: StoredReliabilityWire | null
}

const metricReliabilityWire: z.ZodType<MetricReliabilityWire, MetricReliabilityWire> = z
  .object({
    key: z.string(),
    name: z.string(),
    vector: z.string(),
    unit: z.string(),
    groupedBy: z.enum(RELIABILITY_GROUPS),
    groups: z.number().int(),
    observations: z.number().int(),
    withinSd: z.number(),
    betweenSd: z.number(),
    kappa: z.number().nullable(),
    window: z.number(),
    reliability: statWire,
    yearOnYear: statWire,
    oddEven: statWire,
    pValue: z.number(),
    verdict: z.enum(VERDICTS),
  })
  .meta({ id: 'MetricReliability' })

const reportShape = {
  rows: z.array(metricReliabilityWire),
  byLeague: z.array(z.object({ code: z.string(), name: z.string(), seasons: z.array(z.string()), rows: z.array(metricReliabilityWire) })),
  notMeasured: z.array(z.object({ key: z.string(), name: z.string(), vector: z.string(), reason: z.string() })),
}

export const reliabilityReportWire: z.ZodType<ReliabilityReportWire, ReliabilityReportWire> = z.object(reportShape)

export const modelReliabilityWire: z.ZodType<ModelReliabilityWire, ModelReliabilityWire> = z
  .object({
    report: z
      .object({
        ...reportShape,
        runId: z.number().int(),
        calculatedAt: z.string(),
        modelVersion: z.string(),
        snapshot: z.string(),
        source: z.enum(DATA_SOURCES),
        stale: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'ModelReliability' })
