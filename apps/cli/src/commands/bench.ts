import { createReadStream } from 'node:fs'
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { basename, join } from 'node:path'
import { collectCsvFiles } from '../season-files.ts'
import { command, type Session } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { VERSION } from '../version.ts'
import { cli } from '../words.ts'

const SUBJECTS = ['fit', 'matrix', 'walk-forward', 'scale'] as const
type Subject = (typeof SUBJECTS)[number]

interface Wanted {
  readonly slice: string | undefined
  readonly from: string | undefined
}

export const bench = command({
  name: 'bench',
  summary: cli.bench.summary,
  examples: [
    'mon-ps bench matrix',
    'mon-ps bench fit --slice slice.csv --json',
    'mon-ps bench walk-forward --from ./football-data',
    'mon-ps bench scale',
  ],
  args: {
    subject: { type: 'positional', required: true, description: SUBJECTS.join(', ') },
    slice: { type: 'string', valueHint: 'slice.csv', description: cli.bench.slice },
    from: { type: 'string', valueHint: 'folder', description: cli.bench.from },
  },
  async run({ subject, slice, from }, { terminal, env }) {
    if (!isSubject(subject)) throw new Failure(EXIT.usage, cli.bench.badSubject({ subject, subjects: SUBJECTS.join(', ') }))
    const result = await run(subject, { slice, from })
    const entry = {
      subject,
      at: new Date().toISOString(),
      version: VERSION,
      node: process.version,
      cpu: cpus()[0]?.model ?? null,
      ...result,
    }
    const history = await keep(entry, env)
    terminal.answer(entry, () =>
      Object.entries(result)
        .map(([name, value]) => line(name, value))
        .join('\n'),
    )
    terminal.say(cli.bench.kept({ file: history }))
  },
})

const isSubject = (value: string): value is Subject => SUBJECTS.some((subject) => subject === value)

/** Loaded only here: no other command needs the engine in this process. */
async function run(subject: Subject, { slice, from }: Wanted): Promise<object> {
  const engine = await import('@mon-ps/api/in-process')
  switch (subject) {
    case 'fit': {
      if (!slice) throw new Failure(EXIT.usage, cli.bench.noSlice)
      const text = await readFile(slice, 'utf8').catch((cause: unknown) => {
        throw new Failure(EXIT.notFound, cli.failure.noFile({ path: slice }), { code: 'FILE_NOT_FOUND', cause })
      })
      return engine.benchFit(await engine.readSlice(basename(slice), text))
    }
    case 'matrix':
      return engine.benchMatrix()
    case 'walk-forward': {
      if (!from) throw new Failure(EXIT.usage, cli.bench.noFolder)
      const files = await collectCsvFiles([from])
      return engine.benchWalkForward(files.map(({ name, path }) => ({ name, bytes: createReadStream(path) })))
    }
    case 'scale':
      return engine.benchScale()
  }
}

async function keep(entry: object, env: Session['env']): Promise<string> {
  await mkdir(env.dataDir, { recursive: true, mode: 0o700 })
  const path = join(env.dataDir, 'bench.jsonl')
  await appendFile(path, `${JSON.stringify(entry)}\n`)
  return path
}

function line(name: string, value: unknown): string {
  if (typeof value === 'number') return `${name.padEnd(22)} ${Number.isInteger(value) ? value : value.toPrecision(6)}`
  return `${name.padEnd(22)} ${JSON.stringify(value)}`
}
