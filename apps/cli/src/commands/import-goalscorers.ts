import type { GoalscorerReport } from '@mon-ps/contract/profile'
import { collectCsvFiles } from '../season-files.ts'
import { command } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { Failure } from '../failure.ts'

const ISSUES_SHOWN = 20

export const importGoalscorers = command({
  name: 'goalscorers',
  summary: 'Import players and their goals from a CSV: player, team, position, goals, appearances, minutes, season',
  examples: ['mon-ps import goalscorers players_2223.csv', 'mon-ps import goalscorers ./players --json'],
  args: { file: { type: 'positional', required: true, description: 'A CSV file, or a folder of them' } },
  manyPositionals: true,
  async run({ _: paths }, { terminal, connect, interrupted }) {
    const files = await collectCsvFiles(paths)
    const { importGoalscorers: importOne } = await connect()
    const reports: GoalscorerReport[] = []
    for (const file of files) {
      if (interrupted.aborted) throw new Failure(EXIT.interrupted, 'Interrupted.')
      reports.push(await importOne(file))
    }
    terminal.answer({ data: reports }, () => reports.map(reportText).join('\n'))
    terminal.say('Next: `mon-ps profiles <team>` shows a team’s goalscorers.')
    return exitCodeOf(reports)
  },
})

function exitCodeOf(reports: readonly GoalscorerReport[]): ExitCode {
  if (reports.every(({ accepted }) => accepted === 0)) return EXIT.rejected
  return reports.some(({ rejected }) => rejected > 0) ? EXIT.partial : EXIT.ok
}

function reportText(report: GoalscorerReport): string {
  const { file, rowsRead, accepted, rejected, added, changed, unchanged, estimatedAgain } = report
  const again = estimatedAgain > 0 ? ` ${estimatedAgain} others are estimated anew beside them.` : ''
  const changes =
    added + changed === 0
      ? 'Nothing is new: every row was there already.'
      : `${added} added, ${changed} changed, ${unchanged} unchanged.${again}`
  const issues = report.issues.slice(0, ISSUES_SHOWN).map((issue) => {
    const column = issue.column ? `, column ${issue.column}` : ''
    return `  ${issue.severity}  ${issue.file}, line ${issue.line}${column}: ${issue.message}`
  })
  const more = report.issues.length + report.issuesNotListed - issues.length
  if (more > 0) issues.push(`  and ${more} more; --json lists them`)
  return [`${file}: ${rowsRead} rows, ${accepted} accepted, ${rejected} rejected. ${changes}`, ...issues].join('\n')
}
