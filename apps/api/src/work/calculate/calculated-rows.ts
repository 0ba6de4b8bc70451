import { canonicalDna, canonicalReason } from '@mon-ps/core/dna/build-league-dna'
import { teamKey } from '@mon-ps/core/dna/profile/known-metric'
import type { TeamProfile } from '@mon-ps/core/dna/profile/team-profile'
import { DNA_VECTORS, type DnaVector, type TeamDna } from '@mon-ps/core/dna/team-dna'
import { likeliestOutcome } from '@mon-ps/core/forecasting/predict-match'
import type { Estimate } from '@mon-ps/core/numeric/estimate'
import { normaliseTeamName } from '@mon-ps/core/sources/csv'
import { rankRecords, sureYield } from '@mon-ps/core/strategy/bet-records'
import { STRATEGIES, TEAM_REFERENCE_STRATEGY } from '@mon-ps/core/strategy/strategies'
import { ruleIdentity } from '@mon-ps/core/strategy/trials'
import { type Day, isoFromDay } from '@mon-ps/core/units'
import type { FrictionVersionRow } from '@mon-ps/db/repositories/frictions'
import type { StrategyVersionRow } from '@mon-ps/db/repositories/strategies'
import type { TeamDnaRow } from '@mon-ps/db/repositories/team-dna'
import type { Estimates } from '@mon-ps/db/schema/columns'
import { teamFacts, type TeamFacts } from '@mon-ps/db/stored/team-facts'
import { createHash } from 'node:crypto'
import type { CalculatedLeague, CalculatedPair, CalculatedRecord } from '../compute/league-result.ts'
import { profileColumns, profileFacts } from './profile-columns.ts'

/** Hex digest of a text. */
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The league that rows belong to, as the database knows it. */
export interface LeagueOfRows {
  readonly id: number
  readonly name: string
  readonly source: string
}

/** Sample size and interval of what was measured, by column. */
function toEstimates(columns: Readonly<Record<string, Estimate>>): Estimates {
  const measured = Object.entries(columns).filter(([, { value }]) => value !== null)
  return Object.fromEntries(measured.map(([name, { n, interval }]) => [name, { n, interval }]))
}

/** Friction rows of a league's ordered pairs. A pair whose friction cannot be measured has no row. */
export function toFrictionRows(league: LeagueOfRows, calculated: CalculatedLeague): FrictionVersionRow[] {
  const teamNames = new Map(calculated.teams.map(({ id, name }) => [id, name]))
  const styles = new Map(calculated.styles.map(({ teamId, style }) => [teamId, style]))
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
        teamHomeName: teamNames.get(homeId) ?? String(homeId),
        teamAwayName: teamNames.get(awayId) ?? String(awayId),
        styleHome: styles.get(homeId) ?? null,
        styleAway: styles.get(awayId) ?? null,
        frictionScore: score.value,
        styleClash: level('style_clash'),
        tempoFriction: level('tempo_friction'),
        mentalClash: level('mental_clash'),
        tacticalFriction: level('tactical_friction'),
        riskFriction: level('risk_friction'),
        ...predictionColumns(pair),
        frictionVector: { components: friction.components, prediction: pair.stored, reasons: pair.reasons, model: calculated.model },
        confidenceLevel: friction.confidence,
        historicalFriction: pair.earlier,
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
    predictedWinner: likeliestOutcome(home, draw, away),
    homeWinProb: home.value,
    uncertainty: home.interval === null ? null : home.interval[1] - home.interval[0],
    h2hMatches: headToHead.matches,
    h2hHomeWins: headToHead.homeWins,
    h2hAwayWins: headToHead.awayWins,
    h2hDraws: headToHead.draws,
    h2hAvgGoals: headToHead.averageGoals,
    lastMatchDate: headToHead.lastDay === null ? null : `${isoFromDay(headToHead.lastDay as Day)}T00:00:00Z`,
    matchesAnalyzed: home.n,
    estimates: toEstimates({
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

/** A league whose DNA is to be stored. */
export interface DnaToStore {
  readonly league: LeagueOfRows
  readonly calculated: CalculatedLeague
  /** Of the league's teams. */
  readonly records: readonly CalculatedRecord[]
  /** Of all leagues, by core's `teamKey`. */
  readonly profiles: ReadonlyMap<string, TeamProfile>
}

/** DNA rows of a league. A team's betting columns are those of the one reference rule. */
export function toDnaRows({ league, calculated, records, profiles }: DnaToStore): TeamDnaRow[] {
  const teamNames = new Map(calculated.teams.map(({ id, name }) => [id, name]))
  return calculated.dna.map((dna): TeamDnaRow => {
    const own = records.filter(({ teamId }) => teamId === dna.teamId)
    const reference = own.find(({ report }) => report.strategy === TEAM_REFERENCE_STRATEGY)
    const place = calculated.classes.find(({ teamId }) => teamId === dna.teamId)
    const style = calculated.styles.find(({ teamId }) => teamId === dna.teamId)
    const profile = profiles.get(teamKey(calculated.competition, dna.teamId))
    const name = teamNames.get(dna.teamId) ?? String(dna.teamId)
    const { market, context, risk, temporal, nemesis, psyche, roster, physical, luck } = dna.vectors
    return {
      teamId: dna.teamId,
      competitionId: league.id,
      season: dna.season,
      teamName: name,
      teamNameNormalized: normaliseTeamName(name),
      league: league.name,
      tier: place?.teamClass ?? null,
      tierRank: place?.rank ?? null,
      currentStyle: style?.style ?? null,
      styleConfidence: style?.confidence == null ? null : Math.round(style.confidence * 100),
      referenceStrategy: reference ? TEAM_REFERENCE_STRATEGY : null,
      ...profileColumns(profile),
      facts: teamFacts.write({ vectors: vectorGaps(dna), profile: profileFacts(profile) }),
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
      estimates: reference ? toEstimates({ ...bettingEstimates(reference), totalPnl: reference.report.profitUnits }) : {},
    }
  })
}

const vectorJson = ({ status, reason, headline, metrics }: DnaVector) => ({ status, reason: canonicalReason(reason), headline, metrics })

const vectorGaps = ({ vectors }: TeamDna): TeamFacts['vectors'] =>
  Object.fromEntries(DNA_VECTORS.flatMap((name) => (vectors[name].reason === null ? [] : [[name, vectors[name].reason]])))

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

/** What stands behind a record's columns, under their names. */
const bettingEstimates = ({ report }: CalculatedRecord) => ({
  winRate: report.winRate,
  roi: report.yieldFraction,
  avgClv: report.closingLineValue,
})

/** Where a record's row belongs. */
export interface RecordOwner {
  /** Null for a record over all leagues. */
  readonly league: LeagueOfRows | null
  readonly teamName: string | null
  /** What the records rest on. */
  readonly source: string
  readonly records: readonly CalculatedRecord[]
}

/** Rows of the rules' records of one team, one league, or all, ranked among themselves by what they surely earned. */
export function strategyRows({ league, teamName, source, records }: RecordOwner): StrategyVersionRow[] {
  const ranks = rankRecords(records.map(({ report }) => report))
  const proven = rankRecords(records.flatMap(({ report }) => (report.verdict === 'evidence' ? [report] : [])))
  let provenBefore = 0
  return records.map((record, index): StrategyVersionRow => {
    const { report, contexts, contextFilters, scope, teamId } = record
    // A rule without evidence has no priority, which is the usual case.
    const priority = report.verdict === 'evidence' ? (proven[provenBefore++] ?? null) : null
    return {
      scope,
      teamId,
      teamName,
      competitionId: league?.id ?? null,
      strategyName: report.strategy,
      // A record is over all seasons; each one's part stands in performance_by_context.
      season: null,
      ...ruleColumns(report.strategy),
      isBestStrategy: priority === 1,
      strategyRank: ranks[index] ?? null,
      priority,
      totalPnl: report.profitUnits.value,
      ...reportColumns(record),
      contextFilters,
      performanceByContext: { overall: report, ...contexts },
      source,
    }
  })
}

/** What the rule is. Its parameters are its identity: the ledger knows it under their hash. */
function ruleColumns(name: string) {
  const rule = STRATEGIES.find((known) => known.name === name)
  if (!rule) return {}
  const identity = ruleIdentity(rule)
  return {
    strategyVersion: rule.version,
    priceSource: rule.prices,
    strategyType: rule.type,
    marketFamily: rule.marketFamily,
    parameters: JSON.parse(identity) as unknown,
    parametersHash: sha256(identity),
    isActive: rule.unrecorded === null,
  }
}

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null)

function reportColumns(record: CalculatedRecord) {
  const { report } = record
  // Of the lost bets with evidence; how many those are stands in the estimates, and the sums themselves in the report.
  const unlucky = report.unluckyLosses.value === null ? null : Math.round(report.unluckyLosses.value)
  return {
    totalBets: report.bets,
    wins: report.wins,
    losses: report.losses,
    voids: report.voids,
    winRate: report.winRate.value,
    profit: report.profitUnits.value,
    roi: report.yieldFraction.value,
    avgClv: report.closingLineValue.value,
    unluckyCount: unlucky,
    badAnalysisCount: unlucky === null ? null : report.unluckyLosses.n - unlucky,
    breakEvenRate: report.breakEvenRate,
    // The order of a leader board: a record over all has nothing to be pulled to and stands with its own lower bound.
    roiLow: finiteOrNull(sureYield(report)),
    shrunkRoi: report.shrunkYield.value,
    maxDrawdown: report.bets === 0 ? null : report.maxDrawdownUnits,
    qValue: report.qValue,
    betsNeeded: report.betsNeeded,
    verdict: report.verdict,
    estimates: toEstimates({
      ...bettingEstimates(record),
      profit: report.profitUnits,
      shrunkRoi: report.shrunkYield,
      unluckyCount: report.unluckyLosses,
      badAnalysisCount: report.badAnalysisLosses,
    }),
  }
}
