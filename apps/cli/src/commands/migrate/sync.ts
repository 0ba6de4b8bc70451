import type { MigrationSyncWire } from '@mon-ps/client'
import { agree } from '../../agree.ts'
import { command, group, type Session } from '../../command.ts'
import { EXIT, type ExitCode } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'
import { table } from '../../print/table.ts'
import type { Terminal } from '../../print/terminal.ts'

const NEXT: Readonly<Record<MigrationSyncWire['phase'], string>> = {
  none: 'Next: `mon-ps migrate sync install` keeps V3 in step with V1.',
  synced: 'Next: `mon-ps migrate compare`, then `mon-ps migrate sync switch`.',
  switched: 'Next: `mon-ps migrate cleanup plan`. `mon-ps migrate sync unswitch` goes back.',
}

const status = command({
  name: 'status',
  summary: 'Whether V1 and V3 are kept in step, and what stands in the way of `switch`; writes nothing',
  examples: ['mon-ps migrate sync status', 'mon-ps migrate sync status --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    return answered(await client.migration.syncStatus.query(), terminal)
  },
})

const install = command({
  name: 'install',
  summary: 'Install the triggers by which V3 follows every statement on V1, in its own transaction',
  examples: ['mon-ps migrate sync install', 'mon-ps migrate sync install --yes --json'],
  args: {},
  async run(_, session) {
    await agree('Install triggers on V1’s tables, by which V3 follows them?', session)
    return change({ action: 'install' }, session)
  },
})

const switchStorage = command({
  name: 'switch',
  summary: 'Give V1’s storage to the companion tables; each old name becomes a view on it',
  examples: [
    'mon-ps migrate sync switch',
    'mon-ps migrate sync switch --yes',
    "mon-ps migrate sync switch --gone team_profiles:TRUNCATE@2026-11-21T09:30:00.000000Z --why 'the nightly reload was taken away'",
  ],
  args: {
    gone: {
      type: 'string',
      valueHint: 'NAME',
      description: 'A statement in the way that nobody sends any more, as `sync status` names it; may be given many times',
    },
    why: { type: 'string', description: 'How that is known; kept with the switch' },
  },
  repeatable: ['gone'],
  async run({ why = '' }, session, { gone = [] }) {
    if (gone.length > 0 && why.trim() === '')
      throw new Failure(EXIT.usage, 'Got --gone without --why, expected how it is known that nobody sends it.')
    await agree('Switch the storage of V1’s tables?', session)
    return change({ action: 'switch', ...(gone.length > 0 && { gone: gone.map((what) => ({ what, why })) }) }, session)
  },
})

const unswitch = command({
  name: 'unswitch',
  summary: 'Give V1’s tables their storage back, with everything that was written meanwhile',
  examples: ['mon-ps migrate sync unswitch', 'mon-ps migrate sync unswitch --yes'],
  args: {},
  async run(_, session) {
    await agree('Switch the storage of V1’s tables back?', session)
    return change({ action: 'unswitch' }, session)
  },
})

/** `mon-ps migrate sync …`. */
export const sync = group({
  name: 'sync',
  summary: 'Keep V3 in step while the legacy goes on writing',
  commands: [status, install, switchStorage, unswitch],
})

interface Change {
  action: 'install' | 'switch' | 'unswitch'
  gone?: { what: string; why: string }[]
}

async function change(order: Change, { terminal, connect }: Session): Promise<ExitCode> {
  const { client } = await connect({ prepare: false })
  return answered(await client.migration.sync.mutate(order), terminal)
}

/** In step means no row that differs and no statement whose follower failed. */
function answered(answer: MigrationSyncWire, terminal: Terminal): ExitCode {
  terminal.answer(answer, () => syncText(answer))
  terminal.say(
    answer.possible ? NEXT[answer.phase] : 'V1 and V3 are two databases: they cannot be kept in step. Next: `mon-ps migrate compare`.',
  )
  const apart = answer.failures.total > 0 || answer.tables.some(({ different }) => different > 0)
  return answer.phase !== 'none' && apart ? EXIT.verification : EXIT.ok
}

function syncText({ phase, tables, failures, obstacles }: MigrationSyncWire): string {
  return [
    `Phase: ${phase}`,
    table(
      [{ title: 'table' }, { title: 'V1', right: true }, { title: 'companion', right: true }, { title: 'different', right: true }],
      tables.map(({ table: name, v1Rows, companionRows, different }) => [name, String(v1Rows), String(companionRows), String(different)]),
    ),
    ...failures.rows.map(({ at, table: name, v1Ids, message }) => `Did not follow: ${at} ${name} ${v1Ids.join(', ')}: ${message}`),
    ...obstacles.map((obstacle) => `In the way of switch: ${obstacle}`),
  ].join('\n')
}
