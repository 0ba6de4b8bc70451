import { group } from './command.ts'
import { audit } from './commands/audit.ts'
import { bench } from './commands/bench.ts'
import { calculate } from './commands/calculate.ts'
import { demoLoad, demoRemove } from './commands/demo.ts'
import { compare } from './commands/compare.ts'
import { doctor } from './commands/doctor.ts'
import { enrich } from './commands/enrich.ts'
import { evaluate } from './commands/evaluate.ts'
import { frictions } from './commands/frictions.ts'
import { gate } from './commands/gate.ts'
import { importFootballData } from './commands/import.ts'
import { importGoalscorers } from './commands/import-goalscorers.ts'
import { leaders } from './commands/leaders.ts'
import { leagues } from './commands/leagues.ts'
import { matchup } from './commands/matchup.ts'
import { migrate } from './commands/migrate/migrate.ts'
import { models } from './commands/models.ts'
import { profiles } from './commands/profiles.ts'
import { provenance } from './commands/provenance.ts'
import { publication } from './commands/publication.ts'
import { serve } from './commands/serve.ts'
import { status } from './commands/status.ts'
import { strategies } from './commands/strategies.ts'
import { strategy } from './commands/strategy.ts'
import { team } from './commands/team.ts'
import { teams } from './commands/teams.ts'
import { worker } from './commands/worker.ts'
import { cli } from './words.ts'

/** Every command, in the order in which a newcomer meets them. */
export const rootCommand = group({
  name: 'mon-ps',
  summary: cli.root.summary,
  commands: [
    serve,
    group({ name: 'demo', summary: cli.root.demo, commands: [demoLoad, demoRemove] }),
    group({ name: 'import', summary: cli.root.importing, commands: [importFootballData, importGoalscorers] }),
    calculate,
    leagues,
    teams,
    team,
    profiles,
    matchup,
    frictions,
    strategies,
    strategy,
    leaders,
    provenance,
    models,
    gate,
    evaluate,
    compare,
    bench,
    worker,
    migrate,
    enrich,
    publication,
    audit,
    status,
    doctor,
  ],
})
