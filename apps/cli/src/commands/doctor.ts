import { command, type Session } from '../command.ts'
import {
  type Check,
  fail,
  checkAuditLog,
  checkCalculation,
  checkClosingPrices,
  checkDrift,
  checkEngine,
  checkFreshness,
  checkMigrations,
  checkDataFolder,
  checkDisk,
  checkLock,
  checkNode,
  checkWebBuild,
} from '../doctor/checks.ts'
import { EXIT } from '../exit-codes.ts'
import { toFailure } from '../failure.ts'
import { table } from '../print/table.ts'
import type { Terminal } from '../print/terminal.ts'
import { cli } from '../words.ts'

const SCHEMA = 'schema'

export const doctor = command({
  name: 'doctor',
  summary: cli.doctor.summary,
  examples: ['mon-ps doctor', 'mon-ps doctor --json'],
  args: {},
  async run(_, session) {
    const { terminal, env } = session
    const machine = await Promise.all([
      checkNode(process.versions.node),
      checkDataFolder(env),
      checkLock(env),
      checkDisk(env),
      checkWebBuild(),
    ])
    const blocked = machine.some((check) => check.status === 'FAIL' && check.name !== 'disk')
    const checks = [...machine, ...(blocked ? [] : await dataChecks(session))]
    const failed = checks.filter((check) => check.status === 'FAIL')
    terminal.answer({ ok: failed.length === 0, checks }, () => checksText(checks, terminal))
    terminal.say(nextStep(checks))
    if (failed.length === 0) return EXIT.ok
    return failed.every((check) => check.name === SCHEMA) ? EXIT.verification : EXIT.environment
  },
})

async function dataChecks({ connect }: Session): Promise<Check[]> {
  try {
    const { client } = await connect()
    const [health, { data }, log, drift] = await Promise.all([
      client.health.status.query(),
      client.league.list.query(),
      client.audit.verify.query(),
      client.migration.drift.query(),
    ])
    return [
      checkEngine(health),
      checkMigrations(health),
      checkDrift(drift),
      checkAuditLog(log),
      checkFreshness(data, new Date()),
      checkClosingPrices(data),
      checkCalculation(data),
    ]
  } catch (error) {
    return [fail('database', toFailure(error).message, cli.doctor.correct)]
  }
}

const COLOR = { OK: 'green', WARN: 'yellow', FAIL: 'red' } as const

function checksText(checks: readonly Check[], terminal: Terminal): string {
  const rows = checks.map(({ name, status, detail, fix }) => [
    terminal.style(COLOR[status], status),
    name,
    fix ? cli.doctor.fixIt({ detail, fix }) : detail,
  ])
  return table([{ title: '' }, { title: cli.doctor.columns.check }, { title: cli.doctor.columns.found }], rows)
}

function nextStep(checks: readonly Check[]): string {
  const first = checks.find((check) => check.status === 'FAIL') ?? checks.find((check) => check.status === 'WARN')
  return first?.fix ? cli.doctor.next({ check: first.name, fix: first.fix }) : cli.doctor.allWell
}
