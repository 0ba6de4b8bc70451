import type { ImportReport } from '@mon-ps/contract/import'
import { command, type Session } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { collectCsvFiles, seasonOfUrl } from '../season-files.ts'
import { sumReports } from '../sum-reports.ts'
import { importFiles } from '../import-files.ts'
import { durationText } from '../print/progress.ts'

const ISSUES_SHOWN = 20

export const importFootballData = command({
  name: 'football-data',
  summary: 'Import results and odds of football-data.co.uk: files, folders, addresses, or seasons by code',
  examples: [
    'mon-ps import football-data ./football-data',
    'mon-ps import football-data E0_2223.csv --json',
    'mon-ps import football-data --league E0,F1 --seasons 2122,2223',
    'mon-ps import football-data https://www.football-data.co.uk/mmz4281/2223/E0.csv',
  ],
  args: {
    source: { type: 'positional', required: false, description: 'A CSV file, a folder of them, or an address on football-data.co.uk' },
    league: { type: 'string', valueHint: 'E0,F1', description: 'Divisions to fetch, separated by commas' },
    seasons: { type: 'string', valueHint: '2122,2223', description: 'Season codes to fetch, separated by commas' },
  },
  manyPositionals: true,
  async run({ _: sources, league, seasons }, session) {
    if (sources.length > 0 && (league || seasons)) throw new Failure(EXIT.usage, 'Give files, or --league with --seasons, not both.')
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
    throw new Failure(EXIT.usage, 'Got no file, expected one, or --league and --seasons, for example --league E0 --seasons 2223.')
  }
  const { client } = await session.connect()
  session.terminal.say(`Fetching ${league} ${seasons} from football-data.co.uk`)
  return client.import.fetch.mutate({ leagues: list(league.toUpperCase()), seasons: list(seasons) }, { signal: session.interrupted })
}

async function importSources(sources: readonly string[], session: Session): Promise<ImportReport> {
  const addresses = sources.filter((source) => /^https?:/i.test(source))
  if (addresses.length > 0 && addresses.length < sources.length) throw new Failure(EXIT.usage, 'Give addresses or files, not both at once.')
  if (addresses.length > 0) return fetchAddresses(addresses, session)
  const files = await collectCsvFiles(sources)
  return importFiles(files, { ...session, connection: await session.connect() })
}

async function fetchAddresses(addresses: readonly string[], session: Session): Promise<ImportReport> {
  const seasons = addresses.map(seasonOfUrl)
  const { client } = await session.connect()
  const reports: ImportReport[] = []
  for (const { league, season } of seasons) {
    session.terminal.say(`Fetching ${league} ${season} from football-data.co.uk`)
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
  const counts = `${report.filesRead} files, ${report.rowsRead} rows: ${report.accepted} accepted, ${report.rejected} rejected.`
  const changes =
    report.added + report.changed === 0
      ? 'Nothing is new: every row was there already.'
      : `${report.added} added, ${report.changed} changed, ${report.unchanged} unchanged; ${report.quotes} prices.`
  const issues = report.issues.slice(0, ISSUES_SHOWN).map((issue) => {
    // The sentence about a whole file names it.
    if (issue.message.startsWith(`${issue.file}: `)) return `  refused  ${issue.message}`
    const column = issue.column ? `, column ${issue.column}` : ''
    return `  ${issue.severity}  ${issue.file}, line ${issue.line}${column}: ${issue.message}`
  })
  const more = report.issues.length + report.issuesNotListed - issues.length
  if (more > 0) issues.push(`  and ${more} more; --json lists them`)
  return [`${counts} ${changes} ${durationText(report.elapsedMs)}.`, ...issues].join('\n')
}

function nextStep(report: ImportReport): string {
  return report.added + report.changed > 0
    ? 'Next: `mon-ps calculate` fits the model and builds what follows from it.'
    : 'Next: `mon-ps leagues` shows what is loaded and whether it is calculated.'
}
