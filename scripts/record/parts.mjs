/** The parts of the record. Each makes its own database, asks it, and answers with lists of lines by name. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { line, Normaliser } from './facts.mjs'
import { flattenOpenApi } from './openapi.mjs'
import { QUESTIONS_BEFORE_MOVE, questionsOfCalculated, questionsOfMoved } from './questions.mjs'
import { readTables, readTeamNames } from './tables.mjs'
import { monPs, serve } from './world.mjs'

/** Two commands at a time: the machines that this runs on have two cores. */
const AT_A_TIME = 2
const CHECKS_OF_MACHINE = new Set(['node', 'data folder', 'folder lock', 'disk', 'web page'])
const TIERS = ['results', 'history', 'market']
const DEMO = { home: 'Brackwater', away: 'Northmere', elsewhere: 'Umberford', league: 'VE1', asOf: '2025-03-01' }
const REAL = { home: 'Man City', away: 'Arsenal', elsewhere: 'Bayern Munich', league: 'E0', asOf: '2023-01-08' }
const MOVED = { team: 'Lazio', home: 'AC Milan', away: 'Lazio' }

/**
 * The parts by name; each takes `{ postgres, folder, realData, began }`.
 * A part whose data are absent answers null.
 */
export const PARTS = {
  async openapi(base) {
    const world = makeWorld(base, 'openapi')
    const server = await serve(world.settings)
    const document = await readOpenApi(server.url)
    await server.stop()
    return { ...flattenOpenApi(document), 'where it stands': document.servers.map(({ url }) => line('server', url)) }
  },

  async demo(base) {
    const world = makeWorld(base, 'demo')
    const facts = await ask(world, [['demo', 'load']])
    return { ...facts, ...(await readWorld(world, questionsOfCalculated(DEMO))) }
  },

  async v1(base) {
    const dump = join(base.realData, 'legacy-v1', 'legacy-v1.sql')
    if (!existsSync(dump)) return null
    const world = makeWorld(base, 'v1')
    return move(world, dump)
  },

  /** The 55 files, imported and calculated; the three forecasts of their last five seasons; then V1 moved beside them. */
  async real(base) {
    const files = join(base.realData, 'football-data')
    if (!existsSync(files)) return null
    const world = makeWorld(base, 'real')
    const facts = await ask(world, [['import', 'football-data', files], ['calculate']], 1)
    Object.assign(facts, await readWorld(world, questionsOfCalculated(REAL)))
    for (const tier of TIERS) Object.assign(facts, await forecast(world, files, tier))
    const beside = await move(world, join(base.realData, 'legacy-v1', 'legacy-v1.sql'))
    for (const [name, lines] of Object.entries(beside)) facts[`with V1 beside, ${name}`] = lines
    return facts
  },

  /** The times of this machine, as ratios to a fixed computation of the same run. Compared loosely: see record.mjs. */
  async bench(base) {
    const world = makeWorld(base, 'bench')
    const subjects = [['matrix']]
    const slice = join(base.realData, 'baselines', 'fit_slice_E0_2021_2223.csv')
    if (existsSync(slice)) subjects.push(['fit', '--slice', slice])
    const facts = {}
    for (const subject of subjects) {
      const { answer } = await monPs(['bench', ...subject], world.settings)
      for (const [name, value] of Object.entries(answer)) {
        if (typeof value === 'number' && name.startsWith('ratio')) facts[`${subject[0]} : ${name}`] = [line('ratio', value.toPrecision(3))]
      }
    }
    return facts
  },
}

const readOpenApi = async (url) => (await fetch(`${url}/api/v1/openapi.json`)).json()

function makeWorld({ postgres, folder, began }, name) {
  const address = postgres.database(name)
  const settings = { DATABASE_URL: address, MON_PS_DATA_DIR: join(folder, name) }
  return { postgres, address, settings, folder, began }
}

const normaliserFor = ({ postgres, address, folder, began }, teamNames = readTeamNames(postgres, address)) =>
  new Normaliser({ teamNames, began, folder })

/** Loads V1 into the world's own database and moves it, with the answers before and after. */
async function move(world, dump) {
  world.postgres.load(world.address, dump)
  const before = await ask(world, QUESTIONS_BEFORE_MOVE)
  const plan = await mustSucceed(world, ['migrate', 'plan'])
  const applied = await ask(world, [['migrate', 'apply', '--plan', plan.planSha256]])
  return {
    ...nameAnswer('command migrate plan', normaliserFor(world).answer(plan)),
    ...Object.fromEntries(Object.entries(before).map(([name, lines]) => [`before the move, ${name}`, lines])),
    ...Object.fromEntries(Object.entries(applied).map(([name, lines]) => [name.replace(plan.planSha256, '(plan)'), lines])),
    ...(await readWorld(world, questionsOfMoved(MOVED))),
  }
}

/** The tables, then the answers of a server on them. */
async function readWorld(world, { first, commands, requests }) {
  const facts = {}
  const normaliser = normaliserFor(world)
  for (const [name, lines] of Object.entries(readTables(world.postgres, world.address, normaliser))) facts[`table ${name}`] = lines
  const server = await serve(world.settings)
  const viaServer = { ...world, settings: { ...world.settings, MON_PS_URL: server.url } }
  Object.assign(facts, await ask(viaServer, first, 1))
  Object.assign(facts, await ask(viaServer, commands))
  Object.assign(facts, await request(world, server.url, requests))
  await server.stop()
  return facts
}

/** For what the rest of a part builds on. */
async function mustSucceed(world, args) {
  const { code, answer } = await monPs(args, world.settings)
  if (code !== 0) throw new Error(`mon-ps ${args.join(' ')} ended with ${code}: ${JSON.stringify(answer).slice(0, 1000)}`)
  return answer
}

async function ask(world, commands, atATime = AT_A_TIME) {
  const facts = {}
  const waiting = [...commands]
  const work = async () => {
    for (let args = waiting.shift(); args; args = waiting.shift()) {
      const { code, answer } = await monPs(args, world.settings)
      const name = `command ${args
        .join(' ')
        .replaceAll(world.folder, '')
        .replace(/\/\S*\//g, '')}`
      Object.assign(facts, nameAnswer(name, normaliserFor(world).answer({ ...withoutMachine(answer), 'exit code': code })))
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  return facts
}

/** What `doctor` finds of this machine, its disk and its built page is none of the record's business. */
function withoutMachine(answer) {
  if (answer.ok === undefined || !Array.isArray(answer.checks)) return answer
  const checks = answer.checks.map((check) => (CHECKS_OF_MACHINE.has(check.name) ? { ...check, status: '#', fix: '#' } : check))
  return { ...answer, ok: '#', checks }
}

/** `{Team}` in a path becomes the team's id, `{strategy}` that of one record of a rule over all. */
async function request(world, url, paths) {
  const { servers } = await readOpenApi(url)
  const rest = url + servers[0].url
  const normaliser = normaliserFor(world)
  const ids = new Map([...normaliser.teamNames].map(([id, name]) => [name, id]))
  const facts = {}
  for (const path of paths) {
    if (path.includes('{strategy}') && !ids.has('strategy')) {
      const { data } = await (await fetch(`${rest}/strategies?scope=overall&strategy=BACK_HOME&limit=1`)).json()
      ids.set('strategy', data[0].strategyId)
    }
    const filled = path.replace(/\{([^}]+)\}/g, (_, name) => ids.get(name))
    const response = await fetch(path.startsWith('/trpc/') ? url + filled : rest + filled)
    Object.assign(
      facts,
      nameAnswer(`request ${decodeURIComponent(path)}`, normaliser.answer({ ...(await response.json()), 'http status': response.status })),
    )
  }
  return facts
}

/** One tier's predictions of the five seasons, a line per match, and what they were worth. */
async function forecast(world, files, tier) {
  const out = join(world.folder, `${tier}.csv`)
  const args = ['evaluate', '--from', files, '--seasons', '1819..2223', '--tier', tier, '--out', out]
  const answer = await mustSucceed(world, args)
  const rows = readFileSync(out, 'utf8').trimEnd().split('\n')
  const lines = rows.map((row) => row.split(',')).map((cells) => line(cells.slice(0, 5).join(' '), cells.slice(5).join(',')))
  return { [`predictions ${tier}`]: lines, ...nameAnswer(`command evaluate ${tier}`, normaliserFor(world).answer(answer)) }
}

const nameAnswer = (name, lists) => Object.fromEntries(Object.entries(lists).map(([field, lines]) => [`${name} : ${field}`, lines]))
