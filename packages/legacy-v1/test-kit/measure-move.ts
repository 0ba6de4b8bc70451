/**
 * How long a large V1 takes to move, beside plain inserts of the same rows:
 * `node --import tsx packages/legacy-v1/test-kit/measure-move.ts --rows 3400000 --picks 1000000 [--url postgres://… | --folder DIR]
 * [--interrupt] [--json]`
 * The database at the address, or the folder, must be empty; without either, a folder is made and removed.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '@mon-ps/db/client'
import { type Measured, measureMove } from './scale/measure.ts'
import { toRatios } from './scale/ratios.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '340000' },
    picks: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    url: { type: 'string' },
    folder: { type: 'string' },
    interrupt: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

const seconds = (ms: number) => (ms / 1000).toFixed(1)
const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20)

function table(measured: Measured): string {
  const { ofV3, ofAll, plainV3, plainAll, move } = toRatios(measured)
  const { plain, sightings } = measured
  return [
    `${measured.engine}: ${measured.rows} pairs, ${measured.picks} picks; the process held ${megabytes(measured.memoryBefore)} MB before`,
    '',
    'step            seconds   peak MB   longest statement',
    ...measured.steps.map(({ name, ms, peakMemory, longest: [longest] }) =>
      `${name.padEnd(14)} ${seconds(ms).padStart(8)} ${String(megabytes(peakMemory)).padStart(9)}   ${seconds(longest?.ms ?? 0)} s ${longest?.text.slice(0, 60) ?? ''}`.trimEnd(),
    ),
    '',
    `stages of apply, in ${measured.chunks} pieces${measured.interruptedAfter === null ? '' : `, stopped after ${measured.interruptedAfter} and gone on with`}`,
    ...measured.stages.map(
      ({ stage, elapsedMs, rows }) => `${stage.padEnd(14)} ${seconds(elapsedMs).padStart(8)} ${String(rows).padStart(9)} rows`,
    ),
    '',
    'plain inserts   seconds',
    ...Object.entries(plain.ms).map(
      ([part, ms]) =>
        `${part.padEnd(14)} ${seconds(ms).padStart(8)} ${String(plain.rows[part as keyof typeof plain.rows]).padStart(9)} rows`,
    ),
    '',
    `copy + publish / plain inserts of companion and V3        ${seconds(move)} / ${seconds(plainV3)} s = ${ofV3.toFixed(2)}`,
    `copy + publish / plain inserts of everything left behind  ${seconds(move)} / ${seconds(plainAll)} s = ${ofAll.toFixed(2)}`,
    `digests after the rollback: ${measured.rolledBackTo.equal} as before, ${measured.rolledBackTo.different} otherwise`,
    ...(sightings === null
      ? []
      : [`a reader of V3 looked ${sightings.looks} times: ${[...sightings.states].map(([state, n]) => `${state} (${n})`).join(', ')}`]),
  ].join('\n')
}

const own = values.url === undefined && values.folder === undefined ? await mkdtemp(join(tmpdir(), 'mon-ps-scale-')) : null
const database = await openDatabase(values.url === undefined ? { dataDir: values.folder ?? own ?? '' } : { url: values.url })
try {
  const measured = await measureMove(database, {
    rows: Number(values.rows),
    picks: Number(values.picks),
    seed: Number(values.seed),
    url: values.url ?? null,
    interrupt: values.interrupt,
    say: (line) => process.stderr.write(`${line}\n`),
  })
  const states = measured.sightings === null ? null : Object.fromEntries(measured.sightings.states)
  process.stdout.write(
    `${values.json ? JSON.stringify({ ...measured, sightings: states, ratios: toRatios(measured) }, null, 2) : table(measured)}\n`,
  )
} finally {
  await database.close()
  if (own !== null) await rm(own, { recursive: true, force: true })
}
