/**
 * What the product answers, as digests: a change that is to change nothing says the same before and after.
 *
 *   node scripts/record.mjs                    compare with scripts/record.json; exit code 1 where anything differs
 *   node scripts/record.mjs --write            write that file
 *   … --only openapi,demo,v1,real,bench        these parts alone; alone on two cores the first three take some five minutes, `real` eight
 *   … --cells FOLDER                           keep every cell and every answer as text, outside the repository
 *   node scripts/record.mjs --compare A B      two such folders: each cell that differs; a word after them keeps only lists that have it in their name
 *
 * It knows the product from outside only: the command line, HTTP, and the tables. It needs the programs of PostgreSQL, and for
 * `v1` and `real` the folder of real data beside the checkout, or where MON_PS_REAL_DATA says.
 */
import './require-node.mjs'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT, realDataFolder } from './env.mjs'
import { ensureInstalled } from './install.mjs'
import { digestLines } from './record/facts.mjs'
import { PARTS } from './record/parts.mjs'
import { startPostgres } from './record/world.mjs'

const FILE = join(ROOT, 'scripts', 'record.json')
/** Machines and moments differ by so much: what differs more is said, and never fails. */
const BENCH_TOLERANCE = 0.35

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' }, compare: { type: 'boolean' }, only: { type: 'string' }, cells: { type: 'string' } },
})
const parts = values.only?.split(',') ?? Object.keys(PARTS)
const unknown = parts.filter((part) => !(part in PARTS))
if (unknown.length > 0) throw new Error(`Got ${unknown.join(', ')}, expected parts among ${Object.keys(PARTS).join(', ')}.`)

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))
process.exitCode = values.compare ? compareFolders(...positionals) : await record()

async function record() {
  await ensureInstalled()
  const folder = mkdtempSync(join(tmpdir(), 'mon-ps-record-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const postgres = await startPostgres(folder)
  let differences = 0
  for (const part of parts) {
    const started = performance.now()
    const facts = await PARTS[part]({ postgres, folder, realData: realDataFolder(), began: new Date() })
    const took = `${((performance.now() - started) / 1000).toFixed(0)} s`
    if (facts === null) {
      console.log(`${part}: skipped, no real data`)
      continue
    }
    if (values.cells) keepCells(resolve(values.cells, part), facts)
    const found =
      part === 'bench'
        ? ratiosOf(facts)
        : Object.fromEntries(
            Object.keys(facts)
              .sort()
              .map((name) => [name, digestLines(facts[name])]),
          )
    const known = readRecord()
    if (values.write) writeRecord({ ...known, [part]: found })
    else differences += part === 'bench' ? sayRatios(found, known[part] ?? {}) : sayDifferences(part, found, known[part] ?? {})
    console.log(`${part}: ${Object.keys(found).length} lists, ${took}`)
  }
  await postgres.stop()
  if (!values.write)
    console.log(differences === 0 ? 'Nothing differs from scripts/record.json' : `${differences} lists differ from scripts/record.json`)
  return differences === 0 ? 0 : 1
}

function readRecord() {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {}
}

/** Parts in one order, whichever was written last. */
function writeRecord(record) {
  const inOrder = Object.fromEntries(Object.keys(PARTS).flatMap((part) => (part in record ? [[part, record[part]]] : [])))
  writeFileSync(FILE, `${JSON.stringify(inOrder, null, 2)}\n`)
}

function sayDifferences(part, found, known) {
  const names = [...new Set([...Object.keys(known), ...Object.keys(found)])].filter((name) => found[name] !== known[name]).sort()
  for (const name of names) {
    const what = !(name in known) ? 'new' : !(name in found) ? 'gone' : 'differs'
    console.log(`${what.padEnd(8)} ${part}  ${name}  ${known[name] ?? ''} → ${found[name] ?? ''}`)
  }
  return names.length
}

function ratiosOf(facts) {
  return Object.fromEntries(Object.entries(facts).map(([name, [text]]) => [name, Number(text.split('\t')[1])]))
}

function sayRatios(found, known) {
  for (const [name, ratio] of Object.entries(found)) {
    const change = ratio / (known[name] ?? ratio) - 1
    if (Math.abs(change) > BENCH_TOLERANCE) console.log(`slower or faster  ${name}: ${known[name]} → ${ratio}`)
  }
  return 0
}

/** One file per list; those of one table or answer share a folder. */
function keepCells(folder, facts) {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, lines] of Object.entries(facts)) {
    const [group, list = 'all'] = name.split(' : ').map((piece) => piece.replaceAll('/', '+'))
    mkdirSync(join(folder, group), { recursive: true })
    writeFileSync(join(folder, group, `${list}.txt`), `${lines.join('\n')}\n`)
  }
}

/** Every line of two folders of cells that differs, by the list that it stands in. */
function compareFolders(before, after, word = '') {
  const listFiles = (folder) => readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('.txt') && path.includes(word))
  const read = (folder, path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8').trimEnd().split('\n') : [])
  let differing = 0
  for (const path of [...new Set([...listFiles(before), ...listFiles(after)])].sort()) {
    const [old, now] = [read(before, path), read(after, path)].map(byKey)
    const keys = [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key))
    if (keys.length > 0) console.log(`${path}: ${keys.length} of ${Math.max(old.size, now.size)} differ`)
    for (const key of keys) console.log(`  ${key}: ${old.get(key) ?? '(absent)'} → ${now.get(key) ?? '(absent)'}`)
    differing += keys.length
  }
  console.log(`${differing} cells differ`)
  return differing === 0 ? 0 : 1
}

/** Lines by their key; the second of the same key is told apart by its number. */
function byKey(lines) {
  const values = new Map()
  for (const text of lines) {
    const [key, value = ''] = text.split('\t')
    let name = key
    for (let again = 2; values.has(name); again++) name = `${key} (${again})`
    values.set(name, value)
  }
  return values
}
