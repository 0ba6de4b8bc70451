import type { ImportReport } from '@mon-ps/contract/import'
import { command, type Session } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { collectCsvFiles, seasonOfUrl } from '../season-files.ts'
import { sumReports } from '../sum-reports.ts'
import { importFiles } from '../import-files.ts'
import { durationText } from '../print/progress.ts'
import { cli } from '../words.ts'

const ISSUES_SHOWN = 20

export const importFootballData = command({
  name: 'football-data',
  summary: cli.importing.summary,
  examples: [
    'mon-ps import football-data ./football-data',
    'mon-ps import football-data E0_2223.csv --json',
    'mon-ps import football-data --league E0,F1 --seasons 2122,2223',
    'mon-ps import football-data https://www.football-data.co.uk/mmz4281/2223/E0.csv',
  ],
  args: {
    source: { type: 'positional', required: false, description: cli.importing.source },
    league: { type: 'string', valueHint: 'E0,F1', description: cli.importing.league },
    seasons: { type: 'string', valueHint: '2122,2223', description: cli.importing.seasons },
  },
  manyPositionals: true,
  async run({ _: sources, league, seasons }, session) {
    if (sources.length > 0 && (league || seasons)) throw new Failure(EXIT.usage, cli.importing.filesOrSeasons)
    const report = sources.length > 0 ? await importSources(sources, session) : await fetchSeasons(league, seasons, session)
    session.terminal.answer(report, () => reportText(report))
    session.terminal.say(nextStep(report))
    return exitCodeOf(report)
  },
})

/** A file that was refused is among the issues and adds no rows; where every file was, none was read. */
function exitCodeOf({ filesRead, rejected, issues }: ImportReport): ExitCode {
  if (filesRead === 0) return EXIT.rejected
  return rejected > 0 || issues.some(({ severity }) => severity === 'rejected') ? EXIT.partial : EXIT.ok
}

async function fetchSeasons(league: string | undefined, seasons: string | undefined, session: Session): Promise<ImportReport> {
  if (!league || !seasons) {
    throw new Failure(EXIT.usage, cli.importing.noFile)
  }
  const { client } = await session.connect()
  session.terminal.say(cli.importing.fetching({ league, season: seasons }))
  return client.import.fetch.mutate({ leagues: list(league.toUpperCase()), seasons: list(seasons) }, { signal: session.interrupted })
}

async function importSources(sources: readonly string[], session: Session): Promise<ImportReport> {
  const addresses = sources.filter((source) => /^https?:/i.test(source))
  if (addresses.length > 0 && addresses.length < sources.length) throw new Failure(EXIT.usage, cli.importing.addressesOrFiles)
  if (addresses.length > 0) return fetchAddresses(addresses, session)
  const files = await collectCsvFiles(sources)
  return importFiles(files, { ...session, connection: await session.connect() })
}

async function fetchAddresses(addresses: readonly string[], session: Session): Promise<ImportReport> {
  const seasons = addresses.map(seasonOfUrl)
  const { client } = await session.connect()
  const reports: ImportReport[] = []
  for (const { league, season } of seasons) {
    session.terminal.say(cli.importing.fetching({ league, season }))
    reports.push(await client.import.fetch.mutate({ leagues: [league], seasons: [season] }, { signal: session.interrupted }))
  }
  return sumReports(reports)
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

function reportText(report: ImportReport): string {
  const counts = cli.importing.counts({
    files: report.filesRead,
    rows: report.rowsRead,
    accepted: report.accepted,
    rejected: report.rejected,
  })
  const changes =
    report.added + report.changed === 0
      ? cli.importing.nothingNew
      : cli.importing.changes({ added: report.added, changed: report.changed, unchanged: report.unchanged, quotes: report.quotes })
  const issues = report.issues.slice(0, ISSUES_SHOWN).map((issue) => {
    // The sentence about a whole file names it.
    if (issue.message.startsWith(`${issue.file}: `)) return cli.importing.refused({ message: issue.message })
    const column = issue.column ? cli.importing.column({ column: issue.column }) : ''
    return cli.importing.issue({ severity: issue.severity, file: issue.file, line: issue.line, column, message: issue.message })
  })
  const more = report.issues.length + report.issuesNotListed - issues.length
  if (more > 0) issues.push(cli.importing.more({ count: more }))
  return [`${counts} ${changes} ${durationText(report.elapsedMs)}.`, ...issues].join('\n')
}

function nextStep(report: ImportReport): string {
  return report.added + report.changed > 0 ? cli.importing.nextCalculate : cli.importing.nextLeagues
}
