import { auditRouter } from './routers/audit/router.ts'
import { calculationRouter } from './routers/calculation/router.ts'
import { demoRouter } from './routers/demo/router.ts'
import { enrichmentRouter } from './routers/enrichment/router.ts'
import { frictionRouter } from './routers/friction/router.ts'
import { healthRouter } from './routers/health/router.ts'
import { importRouter } from './routers/import/router.ts'
import { leaderRouter } from './routers/leader/router.ts'
import { leagueRouter } from './routers/league/router.ts'
import { legacyRouter } from './routers/legacy/router.ts'
import { matchupRouter } from './routers/matchup/router.ts'
import { migrationRouter } from './routers/migration/router.ts'
import { modelRouter } from './routers/model/router.ts'
import { profileRouter } from './routers/profile/router.ts'
import { provenanceRouter } from './routers/provenance/router.ts'
import { publicationRouter } from './routers/publication/router.ts'
import { strategyRouter } from './routers/strategy/router.ts'
import { teamRouter } from './routers/team/router.ts'
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
