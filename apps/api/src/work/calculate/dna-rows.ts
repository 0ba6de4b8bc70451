import { canonicalDna } from '@mon-ps/core/dna/build-league-dna'
import type { DnaVector } from '@mon-ps/core/dna/team-dna'
import { normaliseTeamName } from '@mon-ps/core/sources/team-name'
import { TEAM_REFERENCE_STRATEGY } from '@mon-ps/core/strategy/strategies'
import type { TeamProfile } from '@mon-ps/core/dna/profile/team-profile'
import { teamKey } from '@mon-ps/core/dna/profile/known-metric'
import type { TeamDnaRow } from '@mon-ps/db/repositories/team-dna'
import type { CalculatedLeague, CalculatedRecord } from '../compute/league-result.ts'
import { profileColumns } from './profile-columns.ts'
import { bettingEstimates } from './strategy-rows.ts'
import { toEstimates, type LeagueOfRows, sha256 } from './version-rows.ts'

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
export function dnaRows({ league, calculated, records, profiles }: DnaToStore): TeamDnaRow[] {
  const teamNames = new Map(calculated.teams.map(({ id, name }) => [id, name]))
  return calculated.dna.map((dna): TeamDnaRow => {
    const own = records.filter(({ teamId }) => teamId === dna.teamId)
    const reference = own.find(({ report }) => report.strategy === TEAM_REFERENCE_STRATEGY)
    const place = calculated.tiers.find(({ teamId }) => teamId === dna.teamId)
    const style = calculated.styles.find(({ teamId }) => teamId === dna.teamId)
    const name = teamNames.get(dna.teamId) ?? String(dna.teamId)
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
      referenceStrategy: reference ? TEAM_REFERENCE_STRATEGY : null,
      ...profileColumns(profiles.get(teamKey(calculated.competition, dna.teamId))),
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
