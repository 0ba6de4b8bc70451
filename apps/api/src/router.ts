import { auditRouter } from './answers/audit/router.ts'
import { calculationRouter } from './answers/calculation/router.ts'
import { demoRouter } from './answers/demo/router.ts'
import { enrichmentRouter } from './answers/enrichment/router.ts'
import { frictionRouter } from './answers/friction/router.ts'
import { healthRouter } from './answers/health/router.ts'
import { importRouter } from './answers/import/router.ts'
import { leaderRouter } from './answers/leader/router.ts'
import { leagueRouter } from './answers/league/router.ts'
import { legacyRouter } from './answers/legacy/router.ts'
import { matchupRouter } from './answers/matchup/router.ts'
import { migrationRouter } from './answers/migration/router.ts'
import { modelRouter } from './answers/model/router.ts'
import { profileRouter } from './answers/profile/router.ts'
import { provenanceRouter } from './answers/provenance/router.ts'
import { publicationRouter } from './answers/publication/router.ts'
import { strategyRouter } from './answers/strategy/router.ts'
import { teamRouter } from './answers/team/router.ts'
import { router } from './trpc.ts'

/** The API: one line per noun. */
export const appRouter = router({
  audit: auditRouter,
  calculation: calculationRouter,
  demo: demoRouter,
  enrichment: enrichmentRouter,
  friction: frictionRouter,
  health: healthRouter,
  import: importRouter,
  leader: leaderRouter,
  league: leagueRouter,
  legacy: legacyRouter,
  matchup: matchupRouter,
  migration: migrationRouter,
  model: modelRouter,
  profile: profileRouter,
  provenance: provenanceRouter,
  publication: publicationRouter,
  strategy: strategyRouter,
  team: teamRouter,
})

export type AppRouter = typeof appRouter
