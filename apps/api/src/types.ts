/** What other packages may know of the API: types only. */
export type { ErrorCode } from './errors.ts'
export type { AppRouter } from './router.ts'
export type { AuditEntriesWire, AuditEntryWire, AuditVerificationWire } from './routers/audit/schemas.ts'
export type { CalculationProgressWire, CalculationResultWire, PhaseWire } from './routers/calculation/schemas.ts'
export type { EnrichmentColumnWire, EnrichmentDoneWire, EnrichmentPlanWire } from './routers/enrichment/schemas.ts'
export type {
  ChaosBandWire,
  FrictionGateWire,
  GateGainWire,
  GateTermWire,
  StoredFrictionGateWire,
} from './routers/friction/gate-wire.ts'
export type { FrictionMatrixWire, FrictionWire } from './routers/friction/schemas.ts'
export type { HealthStatusWire } from './routers/health/schemas.ts'
export type { ImportFileWire, ImportIssueWire, ImportReportWire, ImportRunWire } from './routers/import/schemas.ts'
export type { LeaderBoardsWire, LeaderBoardWire } from './routers/leader/schemas.ts'
export type { LeagueWire } from './routers/league/schemas.ts'
export type { LegacyBetsWire, LegacyListWire, LegacyPickWire, LegacyPriceWire } from './routers/legacy/schemas.ts'
export type { HistoricalFrictionWire, MatchupEvidenceWire, MatchupGateWire } from './routers/matchup/evidence-wire.ts'
export type { MatchupForecastsWire, TierForecastWire } from './routers/matchup/forecast-wire.ts'
export type { FrictionComponentWire, MarketWire, MatchupWire, MeetingWire } from './routers/matchup/schemas.ts'
export type {
  MigrationFindingWire,
  MigrationInspectionWire,
  MigrationSourceTableWire,
} from './routers/migration/inspection-wire.ts'
export type { LiveCountWire, MigrationLiveWire } from './routers/migration/live-wire.ts'
export type {
  CappedWire,
  MigrationDecisionWire,
  MigrationMappingWire,
  MigrationPlanWire,
  MigrationPredictionWire,
  MigrationRulingWire,
  MigrationTeamWire,
} from './routers/migration/plan-wire.ts'
export type {
  MigrationCheckWire,
  MigrationMoveReportWire,
  MigrationRollbackReportWire,
  MigrationSampleWire,
  MigrationStateWire,
  MigrationVerifyReportWire,
} from './routers/migration/report-wire.ts'
export type {
  MigrationAction,
  MigrationProgressWire,
  MigrationRecordWire,
  MigrationReportWire,
  MigrationStatusWire,
} from './routers/migration/schemas.ts'
export type {
  MigrationCleanupItemWire,
  MigrationCleanupWire,
  MigrationDriftDifferenceWire,
  MigrationDriftWire,
  MigrationSyncWire,
} from './routers/migration/upkeep-wire.ts'
export type { LeagueReliabilityWire, MetricReliabilityWire, ModelReliabilityWire } from './routers/model/reliability-wire.ts'
export type { MarketReliabilityWire, ModelMarket, ModelTier, SkillWire, TierReportWire } from './routers/model/report-wire.ts'
export type { ModelEvaluationProgressWire, ModelSkillWire, ModelVersionsWire, StoredTierReportWire } from './routers/model/schemas.ts'
export type {
  ChessCharacteristicWire,
  ChessWire,
  GoalscorerIssueWire,
  GoalscorerReportWire,
  GoalscorerWire,
  TeamProfilesWire,
} from './routers/profile/schemas.ts'
export type {
  NumberKind,
  ProvenanceBetWire,
  ProvenanceMatchWire,
  ProvenanceMigratedWire,
  ProvenanceRunWire,
  ProvenanceWire,
} from './routers/provenance/schemas.ts'
export type {
  PublicationDecisionsWire,
  PublicationRowsWire,
  PublicationRowWire,
  PublicationVersionWire,
  V3TableWire,
} from './routers/publication/schemas.ts'
export type { StrategyListWire, StrategyWire } from './routers/strategy/schemas.ts'
export type { StrategyBetsWire, StrategyBetWire, StrategyRobustnessWire } from './routers/strategy/bet-schemas.ts'
export type {
  BetSelectionWire,
  EquityPointWire,
  StrategyContextWire,
  StrategyRuleWire,
  StrategyTearSheetWire,
} from './routers/strategy/tear-sheet-schemas.ts'
export type { TeamPublishedWire } from './routers/team/published-wire.ts'
export type { DnaMetricWire, DnaVectorWire, TeamMatchWire, TeamRefWire, TeamSummaryWire, TeamWire } from './routers/team/schemas.ts'
export type { DataSource, ListWire, MetaWire, OriginFilter, PageWire, RowOrigin } from './wire/page.ts'
export type { LegacyValueWire } from './wire/legacy-values.ts'
export type { StatWire } from './wire/stat.ts'
