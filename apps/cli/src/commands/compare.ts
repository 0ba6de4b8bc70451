import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { collectCsvFiles } from '../season-files.ts'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { differenceTable, skillTable } from '../print/skill-table.ts'

export const compare = command({
  name: 'compare',
  summary: 'Compare two files of predictions on the matches that both have: paired differences with intervals',
  examples: ['mon-ps compare predictions.csv other.csv', 'mon-ps compare a.csv b.csv --from ./football-data --json'],
  args: {
    first: {
      type: 'positional',
      required: true,
      description: 'A CSV with div, season, date, home, away, p_h, p_d, p_a and, if it has them, p_o25, p_btts',
    },
    second: { type: 'positional', required: true, description: 'Another one' },
    from: { type: 'string', valueHint: 'folder', description: 'Results files, where neither file has home_goals and away_goals' },
  },
  async run({ first, second, from }, { terminal }) {
    const { comparePredictions, readPredictions, readResults } = await import('@mon-ps/api/in-process')
    const read = async (path: string) => readPredictions(basename(path), await textOf(path))
    const files = from ? await collectCsvFiles([from]) : []
    const results = await readResults(files.map(({ name, path }) => ({ name, bytes: createReadStream(path) })))
    const comparison = comparePredictions(await read(first), await read(second), results)
    const { matches, onlyInFirst, onlyInSecond, difference } = comparison
    terminal.answer({ files: [first, second], ...comparison }, () =>
      [
        `${matches} matches in both; ${onlyInFirst} only in ${first}, ${onlyInSecond} only in ${second}.`,
        skillTable([
          { name: first, ...comparison.first },
          { name: second, ...comparison.second },
        ]),
        '',
        `${first} minus ${second}: below 0, the first is better.`,
        differenceTable(difference),
      ].join('\n'),
    )
  },
})

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new Failure(EXIT.notFound, `There is no file at ${path}.`, { code: 'FILE_NOT_FOUND', cause })
  }
}
