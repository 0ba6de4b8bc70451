import type { GoalscorerReport } from '@mon-ps/contract/profile'
import { collectCsvFiles } from '../season-files.ts'
import { command } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { cli } from '../words.ts'

const ISSUES_SHOWN = 20

export const importGoalscorers = command({
  name: 'goalscorers',
  summary: cli.importing.goalscorers,
  examples: ['mon-ps import goalscorers players_2223.csv', 'mon-ps import goalscorers ./players --json'],
  args: { file: { type: 'positional', required: true, description: cli.importing.file } },
  manyPositionals: true,
  async run({ _: paths }, { terminal, connect, interrupted }) {
    const files = await collectCsvFiles(paths)
    const { importGoalscorers: importOne } = await connect()
    const reports: GoalscorerReport[] = []
    for (const file of files) {
      if (interrupted.aborted) throw new Failure(EXIT.interrupted, cli.failure.interrupted)
      reports.push(await importOne(file))
    }
    terminal.answer({ data: reports }, () => reports.map(reportText).join('\n'))
    terminal.say(cli.importing.nextProfiles)
    return exitCodeOf(reports)
  },
})

function exitCodeOf(reports: readonly GoalscorerReport[]): ExitCode {
  if (reports.every(({ accepted }) => accepted === 0)) return EXIT.rejected
  return reports.some(({ rejected }) => rejected > 0) ? EXIT.partial : EXIT.ok
}

function reportText(report: GoalscorerReport): string {
  const { file, rowsRead, accepted, rejected, added, changed, unchanged, estimatedAgain } = report
  const again = estimatedAgain > 0 ? cli.importing.again({ players: estimatedAgain }) : ''
  const changes = added + changed === 0 ? cli.importing.nothingNew : cli.importing.playerChanges({ added, changed, unchanged, again })
  const issues = report.issues.slice(0, ISSUES_SHOWN).map((issue) => {
    const column = issue.column ? cli.importing.column({ column: issue.column }) : ''
    return cli.importing.issue({ severity: issue.severity, file: issue.file, line: issue.line, column, message: issue.message })
  })
  const more = report.issues.length + report.issuesNotListed - issues.length
  if (more > 0) issues.push(cli.importing.more({ count: more }))
  return [cli.importing.playerCounts({ file, rows: rowsRead, accepted, rejected, changes }), ...issues].join('\n')
}
