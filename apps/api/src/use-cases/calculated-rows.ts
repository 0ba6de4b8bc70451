import { createHash } from 'node:crypto'
import {
  canonicalDna,
  type Day,
  type DnaVector,
  type Estimate,
  isoFromDay,
  normaliseTeamName,
  REFERENCE_STRATEGIES,
  TEAM_REFERENCE_STRATEGY,
} from '@mon-ps/core'
import type { Estimates, FrictionVersionRow, StrategyVersionRow, TeamDnaRow } from '@mon-ps/db'
import type { CalculatedLeague, CalculatedPair, CalculatedRecord } from '../compute/league-result.ts'
import { likeliest } from './describe-matchup.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The league that rows belong to, as the database knows it. */
export interface LeagueOfRows {
  readonly id: number
  readonly name: string
  readonly source: string
}

/** Sample size and interval of what was measured, by column. */
function estimatesOf(columns: Readonly<Record<string, Estimate>>): Estimates {
  const measured = Object.entries(columns).filter(([, { value }]) => value !== null)
  return Object.fromEntries(measured.map(([name, { n, interval }]) => [name, { n, interval }]))
}

const bettingEstimates = ({ report }: CalculatedRecord) => ({
  winRate: report.winRate,
  roi: report.yieldFraction,
  avgClv: report.closingLineValue,
})

/** The team's best rule, if the evidence names one; null is the usual answer. */
function bestOf(records: readonly CalculatedRecord[]): CalculatedRecord | null {
  const proven = records.filter(({ report }) => report.verdict === 'evidence')
  return proven.sort((a, b) => lowerBound(b) - lowerBound(a))[0] ?? null
}

const lowerBound = ({ report }: CalculatedRecord) => report.yieldFraction.interval?.[0] ?? Number.NEGATIVE_INFINITY

/** DNA rows of a league. A team's betting columns are those of the one reference rule. */
export function dnaRows(league: LeagueOfRows, calculated: CalculatedLeague, records: readonly CalculatedRecord[]): TeamDnaRow[] {
  const nameOf = new Map(calculated.teams.map(({ id, name }) => [id, name]))
  return calculated.dna.map((dna): TeamDnaRow => {
    const own = records.filter(({ teamId }) => teamId === dna.teamId)
    const reference = own.find(({ report }) => report.strategy === TEAM_REFERENCE_STRATEGY)
    const place = calculated.tiers.find(({ teamId }) => teamId === dna.teamId)
    const style = calculated.styles.find(({ teamId }) => teamId === dna.teamId)
    const name = nameOf.get(dna.teamId) ?? String(dna.teamId)
    const { market, context, risk, temporal, nemesis, psyche, roster, physical, luck } = dna.vectors
    return {
      teamId: dna.teamId,
      competitionId: league.id,
      season: dna.season,
      teamName: name,
      teamNameNormalized: normaliseTeamName(name),
      league: league.name,
      tier: place?.tier ?? null,
      tierRank: place?.tierRank ?? null,
      currentStyle: style?.style ?? null,
      styleConfidence: style?.confidence == null ? null : Math.round(style.confidence * 100),
      bestStrategy: bestOf(own)?.report.strategy ?? null,
      referenceStrategy: reference ? TEAM_REFERENCE_STRATEGY : null,
      bettingIdentity: reference ? { strategy: TEAM_REFERENCE_STRATEGY, report: reference.report } : null,
      totalMatches: dna.matches,
      ...bettingColumns(reference),
      marketDna: vectorJson(market),
      contextDna: vectorJson(context),
      riskDna: vectorJson(risk),
      temporalDna: vectorJson(temporal),
      nemesisDna: vectorJson(nemesis),
      psycheDna: vectorJson(psyche),
      rosterDna: vectorJson(roster),
      physicalDna: vectorJson(physical),
      luckDna: vectorJson(luck),
      dnaFingerprint: sha256(canonicalDna(dna)),
      estimates: reference ? estimatesOf({ ...bettingEstimates(reference), totalPnl: reference.report.profitUnits }) : {},
    }
  })
}

const vectorJson = ({ status, reason, headline, metrics }: DnaVector) => ({ status, reason, headline, metrics })

function bettingColumns(record: CalculatedRecord | undefined) {
  if (!record) return {}
  const { bets, wins, losses, winRate, profitUnits, yieldFraction, closingLineValue } = record.report
  return {
    totalBets: bets,
    totalWins: wins,
    totalLosses: losses,
    winRate: winRate.value,
    totalPnl: profitUnits.value,
    roi: yieldFraction.value,
    avgClv: closingLineValue.value,
  }
}

/** Friction rows of a league's ordered pairs. A pair whose friction cannot be measured has no row. */
export function frictionRows(league: LeagueOfRows, calculated: CalculatedLeague): FrictionVersionRow[] {
  const nameOf = new Map(calculated.teams.map(({ id, name }) => [id, name]))
  const styleOf = new Map(calculated.styles.map(({ teamId, style }) => [teamId, style]))
  return calculated.pairs.flatMap((pair): FrictionVersionRow[] => {
    const { friction } = pair
    const { homeId, awayId, score } = friction
    if (score.value === null) return []
    const level = (key: string) => friction.components.find((component) => component.key === key)?.level.value ?? null
    return [
      {
        homeId,
        awayId,
        competitionId: league.id,
        season: calculated.season,
        teamHomeName: nameOf.get(homeId) ?? String(homeId),
        teamAwayName: nameOf.get(awayId) ?? String(awayId),
        styleHome: styleOf.get(homeId) ?? null,
        styleAway: styleOf.get(awayId) ?? null,
        frictionScore: score.value,
        styleClash: level('style_clash'),
        tempoFriction: level('tempo_friction'),
        mentalClash: level('mental_clash'),
        tacticalFriction: level('tactical_friction'),
        riskFriction: level('risk_friction'),
        ...predictionColumns(pair),
        frictionVector: { components: friction.components, prediction: pair.stored, reasons: pair.reasons, model: calculated.model },
        confidenceLevel: friction.confidence,
      },
    ]
  })
}

function predictionColumns({ friction, estimates, headToHead }: CalculatedPair) {
  const { home, draw, away, over25, btts, totalGoals } = estimates
  const { psychologicalEdge, chaosPotential, score } = friction
  return {
    psychologicalEdge: psychologicalEdge.value,
    chaosPotential: chaosPotential.value,
    predictedGoals: totalGoals.value,
    predictedBttsProb: btts.value,
    predictedOver25Prob: over25.value,
    predictedWinner: likeliest(home, draw, away),
    homeWinProb: home.value,
    uncertainty: home.interval === null ? null : home.interval[1] - home.interval[0],
    h2hMatches: headToHead.matches,
    h2hHomeWins: headToHead.homeWins,
    h2hAwayWins: headToHead.awayWins,
    h2hDraws: headToHead.draws,
    h2hAvgGoals: headToHead.averageGoals,
    lastMatchDate: headToHead.lastDay === null ? null : `${isoFromDay(headToHead.lastDay as Day)}T00:00:00Z`,
    matchesAnalyzed: home.n,
    estimates: estimatesOf({
      frictionScore: score,
      chaosPotential,
      psychologicalEdge,
      predictedGoals: totalGoals,
      predictedBttsProb: btts,
      predictedOver25Prob: over25,
      homeWinProb: home,
    }),
  }
}

/** Where a record's row belongs. */
export interface RecordOwner {
  /** Null for a record over all leagues. */
  readonly league: LeagueOfRows | null
  readonly teamName: string | null
  readonly records: readonly CalculatedRecord[]
}

/** Rows of the rules' records of one team, one league, or all, ranked among themselves by what they surely earned. */
export function strategyRows({ league, teamName, records }: RecordOwner): StrategyVersionRow[] {
  const best = bestOf(records)
  const ranked = records.filter(({ report }) => report.yieldFraction.interval !== null).sort((a, b) => lowerBound(b) - lowerBound(a))
  return records.map((record): StrategyVersionRow => {
    const { report, contexts, scope, teamId } = record
    const rule = REFERENCE_STRATEGIES.find(({ name }) => name === report.strategy)
    const parameters = rule ? { kind: rule.kind, selections: rule.selections, minimumEdge: rule.minimumEdge } : null
    const rank = ranked.indexOf(record)
    return {
      scope,
      teamId,
      teamName,
      competitionId: league?.id ?? null,
      strategyName: report.strategy,
      strategyVersion: rule?.version ?? null,
      // A record is over all seasons; each one's part stands in performance_by_context.
      season: null,
      priceSource: 'open|average',
      strategyType: rule?.type ?? null,
      marketFamily: rule?.marketFamily ?? null,
      isBestStrategy: record === best,
      strategyRank: rank < 0 ? null : rank + 1,
      totalBets: report.bets,
      wins: report.wins,
      losses: report.losses,
      voids: report.voids,
      winRate: report.winRate.value,
      profit: report.profitUnits.value,
      totalPnl: report.profitUnits.value,
      roi: report.yieldFraction.value,
      avgClv: report.closingLineValue.value,
      performanceByContext: { overall: report, ...contexts },
      parameters,
      parametersHash: parameters ? sha256(JSON.stringify(parameters)) : null,
      source: league?.source ?? null,
      breakEvenRate: report.breakEvenRate,
      roiLow: report.shrunkYield.interval?.[0] ?? null,
      shrunkRoi: report.shrunkYield.value,
      maxDrawdown: report.bets === 0 ? null : report.maxDrawdownUnits,
      qValue: report.qValue,
      betsNeeded: report.betsNeeded,
      verdict: report.verdict,
      estimates: estimatesOf({ ...bettingEstimates(record), profit: report.profitUnits, shrunkRoi: report.shrunkYield }),
    }
  })
}
