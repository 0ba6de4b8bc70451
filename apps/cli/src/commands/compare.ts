import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { collectCsvFiles } from '../season-files.ts'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { differenceTable, skillTable } from '../print/skill-table.ts'
import { cli } from '../words.ts'

export const compare = command({
  name: 'compare',
  summary: cli.compare.summary,
  examples: ['mon-ps compare predictions.csv other.csv', 'mon-ps compare a.csv b.csv --from ./football-data --json'],
  args: {
    first: {
      type: 'positional',
      required: true,
      description: cli.compare.first,
    },
    second: { type: 'positional', required: true, description: cli.compare.second },
    from: { type: 'string', valueHint: 'folder', description: cli.compare.from },
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
        cli.compare.counts({ matches, onlyInFirst, first, onlyInSecond, second }),
        skillTable([
          { name: first, ...comparison.first },
          { name: second, ...comparison.second },
        ]),
        '',
        cli.compare.minus({ first, second }),
        differenceTable(difference),
      ].join('\n'),
    )
  },
})

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new Failure(EXIT.notFound, cli.failure.noFile({ path }), { code: 'FILE_NOT_FOUND', cause })
  }
}
