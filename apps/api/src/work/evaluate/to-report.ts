import { type Stat, toStat } from '@mon-ps/contract/answer'
import type { ChaosBandWire, FrictionGateReport, GateGain, GateTerm } from '@mon-ps/contract/friction'
import type {
  ComparedSkill as ComparedSkillWire,
  MarketReliability,
  ModelMarket,
  SkillWire,
  TierReport as TierReportWire,
} from '@mon-ps/contract/model'
import type { CandidateVerdict, ScoreGain } from '@mon-ps/core/forecasting/ablation/judge-candidates'
import type { Reliability } from '@mon-ps/core/forecasting/scoring/reliability'
import type { Skill } from '@mon-ps/core/forecasting/scoring/scores'
import type { Tier } from '@mon-ps/core/forecasting/tiers/tier'
import type { FrictionAblation } from '@mon-ps/core/friction/ablate-friction'
import type { ChaosBand } from '@mon-ps/core/friction/chaos'
import { wilsonInterval } from '@mon-ps/core/numeric/estimate'
import type { ComparedSkill, TierReport } from '../compute/tier-report.ts'
import { fileCode } from './evaluate-tables.ts'

/** Market, its column in a file of predictions, its key among the coverages. */
const MARKETS = [
  { market: 'home', column: 'p_h', shifted: null },
  { market: 'draw', column: 'p_d', shifted: null },
  { market: 'away', column: 'p_a', shifted: null },
  { market: 'over25', column: 'p_o25', shifted: 'p_o25' },
  { market: 'btts', column: 'p_btts', shifted: 'p_btts' },
] as const satisfies readonly { market: ModelMarket; column: string; shifted: keyof TierReport['reliabilityBefore'] | null }[]

export interface ReportContext {
  readonly tier: Tier
  /** Codes, `2018-19`. */
  readonly seasons: readonly string[]
  readonly leagues: readonly { readonly code: string; readonly name: string }[]
}

/** A report as it is stored and answered. */
export function toTierReport(report: TierReport, { tier, seasons, leagues }: ReportContext): TierReportWire {
  const seasonsByCode = new Map(seasons.map((season) => [fileCode(season), season]))
  const leagueNames = new Map(leagues.map(({ code, name }) => [code, name]))
  const named = (groups: Readonly<Record<string, ComparedSkill>>, key: (raw: string) => string, name: (raw: string) => string) =>
    Object.entries(groups).map(([raw, group]) => toComparedSkill(group, key(raw), name(raw)))
  return {
    tier,
    seasons: [...seasons],
    all: toComparedSkill(report, 'all', 'All matches'),
    bySeason: named(
      report.bySeason,
      (raw) => seasonsByCode.get(raw) ?? raw,
      (raw) => seasonsByCode.get(raw) ?? raw,
    ),
    byLeague: named(
      report.byDivision,
      (raw) => raw,
      (raw) => leagueNames.get(raw) ?? raw,
    ),
    reliability: MARKETS.flatMap(({ market, column, shifted }) => {
      const reliability = report.reliability[column]
      if (reliability === undefined) return []
      // Where nothing was shifted, before and after are the same picture.
      const before = shifted === null || isSame(report.reliabilityBefore[shifted], reliability) ? null : report.reliabilityBefore[shifted]
      return [{ market, ...toReliability(reliability), before: before && toReliability(before) }]
    }),
    coverage: (['home', 'draw', 'away', 'over25'] as const).map((market) => {
      const { n, inside } = report.coverageOfClose[market]
      return { market, share: toStat({ value: n === 0 ? null : inside / n, n, interval: n === 0 ? null : wilsonInterval(inside, n) }) }
    }),
    basis: (['results', 'history', 'market'] as const).flatMap((basis) => {
      const matches = report.basis[basis] ?? 0
      return matches === 0 ? [] : [{ tier: basis, matches }]
    }),
  }
}

const isSame = (one: Reliability, other: Reliability): boolean =>
  one.intercept?.value === other.intercept?.value && one.expectedCalibrationError === other.expectedCalibrationError

function toComparedSkill({ matches, skill, close, difference }: ComparedSkill, key: string, name: string): ComparedSkillWire {
  return { key, name, matches, skill: toSkill(skill), close: toSkill(close), difference: toSkill(difference) }
}

const toSkill = (skill: Skill): SkillWire => ({
  rps: toStat(skill.rps),
  logLoss: toStat(skill.logLoss),
  over25LogLoss: toStat(skill.over25LogLoss),
  bttsLogLoss: toStat(skill.bttsLogLoss),
})

function toReliability({ n, slope, intercept, expectedCalibrationError, bins }: Reliability): NonNullable<MarketReliability['before']> {
  const coefficient = (fitted: Reliability['slope']): Stat =>
    toStat({ value: fitted?.value ?? null, n, interval: fitted?.interval ?? null })
  return {
    n,
    slope: coefficient(slope),
    intercept: coefficient(intercept),
    calibrationError: expectedCalibrationError,
    bins: bins.map(({ low, high, meanForecast, observed }) => ({ low, high, meanForecast, observed: toStat(observed) })),
  }
}

/** The ablation report as it is stored and shown. */
export function toAblationReport(report: FrictionAblation): FrictionGateReport {
  const { tier, seasons, matches, friction, terms, passed, weight, permutations, chaos } = report
  return {
    tier,
    seasons: [...seasons],
    matches,
    friction: toTerm(friction),
    terms: terms.map(toTerm),
    passed: [...passed],
    weight,
    permutations,
    chaos: chaos.map(toBand),
  }
}

function toTerm({ key, kind, matches, columns, scores, permutationP, passes }: CandidateVerdict): GateTerm {
  const { goals, outcome, over25, btts } = scores
  return {
    key,
    kind,
    matches,
    columns: columns.map((column) => ({ ...column })),
    scores: { goals: toGain(goals), outcome: toGain(outcome), over25: toGain(over25), btts: toGain(btts) },
    permutationP,
    passes,
  }
}

const toGain = ({ gain, corrected, isAboveZero }: ScoreGain): GateGain => ({
  gain: toStat(gain),
  corrected: corrected === null ? null : [corrected[0], corrected[1]],
  isAboveZero,
})

const toBand = ({ upsets, favouriteFailed, ...band }: ChaosBand): ChaosBandWire => ({
  ...band,
  upsets: toStat(upsets),
  favouriteFailed: toStat(favouriteFailed),
})
