/** What other packages may know of the API: the type of its router, and V1's shapes. Every other shape that it sends is in `@mon-ps/contract`. */
export type { AppRouter } from './router.ts'
export type { EnrichmentColumnWire, EnrichmentDoneWire, EnrichmentPlanWire } from './routers/enrichment/schemas.ts'
export type { LegacyBetsWire, LegacyListWire, LegacyPickWire, LegacyPriceWire } from './routers/legacy/schemas.ts'
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
