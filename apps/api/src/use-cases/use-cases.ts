import type { z } from 'zod'
import type {
  CalculationProgressWire,
  calculationProgressInput,
  calculationStartInput,
  calculationStartOutput,
  JobStatus,
} from '../routers/calculation/schemas.ts'
import type { demoLoadOutput, demoRemoveOutput } from '../routers/demo/schemas.ts'
import type { FrictionMatrixWire, FrictionWire, frictionListInput, frictionMatrixInput } from '../routers/friction/schemas.ts'
import type { HealthStatusWire } from '../routers/health/schemas.ts'
import type { ImportReportWire, ImportRunWire, importFetchInput } from '../routers/import/schemas.ts'
import type { LeagueListWire } from '../routers/league/schemas.ts'
import type { MatchupWire, matchupByTeamsInput, matchupCalculateInput } from '../routers/matchup/schemas.ts'
import type { StrategyWire, strategyListInput } from '../routers/strategy/schemas.ts'
import type { TeamSearchWire, TeamSummaryWire, TeamWire, teamByIdInput, teamListInput, teamSearchInput } from '../routers/team/schemas.ts'
import type { ListWire } from '../wire/page.ts'
import type { FileSource } from './read-csv.ts'

/** Where an import of several files stands. */
export interface ImportProgress {
  readonly filesDone: number
  /** The file that was just taken. */
  readonly name: string
  readonly rowsRead: number
}

/** What the API can do, one function per door. */
export interface UseCases {
  readonly readStatus: () => Promise<HealthStatusWire>
  readonly listLeagues: () => Promise<LeagueListWire>
  readonly listTeams: (query: z.output<typeof teamListInput>) => Promise<ListWire<TeamSummaryWire>>
  readonly readTeam: (query: z.output<typeof teamByIdInput>) => Promise<TeamWire>
  readonly searchTeams: (query: z.output<typeof teamSearchInput>) => Promise<TeamSearchWire>
  readonly listFrictions: (query: z.output<typeof frictionListInput>) => Promise<ListWire<FrictionWire>>
  readonly readFrictionMatrix: (query: z.output<typeof frictionMatrixInput>) => Promise<FrictionMatrixWire>
  readonly readMatchup: (query: z.output<typeof matchupByTeamsInput>) => Promise<MatchupWire>
  readonly calculateMatchup: (query: z.output<typeof matchupCalculateInput>) => Promise<MatchupWire>
  readonly listStrategies: (query: z.output<typeof strategyListInput>) => Promise<ListWire<StrategyWire>>
  readonly startCalculation: (query: z.output<typeof calculationStartInput>) => Promise<z.output<typeof calculationStartOutput>>
  readonly watchCalculation: (
    query: z.output<typeof calculationProgressInput>,
    signal: AbortSignal | undefined,
  ) => AsyncIterable<{ id: string; progress: CalculationProgressWire }>
  readonly latestCalculation: () => Promise<CalculationProgressWire | null>
  readonly cancelCalculation: (jobId: number) => Promise<{ jobId: number; status: JobStatus }>
  /** Imports results files one after the other; a file that is refused stops it, and those before it stay. */
  readonly importFiles: (
    files: Iterable<FileSource> | AsyncIterable<FileSource>,
    onProgress?: (progress: ImportProgress) => void,
  ) => Promise<ImportReportWire>
  readonly fetchResults: (query: z.output<typeof importFetchInput>) => Promise<ImportReportWire>
  readonly listImports: () => Promise<{ data: ImportRunWire[] }>
  readonly loadDemo: () => Promise<z.output<typeof demoLoadOutput>>
  readonly removeDemo: () => Promise<z.output<typeof demoRemoveOutput>>
}
