import type { MigrationCleanup } from '@mon-ps/contract/migration-upkeep'
import { agree } from '../../agree.ts'
import { command, group } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'
import { table } from '../../print/table.ts'
import { planHash, splitChoice } from './plan.ts'

const CHOICES = ['keep', 'archive', 'drop'] as const

const plan = command({
  name: 'plan',
  summary: 'The old system’s tables, and what would be lost with each; writes nothing',
  examples: ['mon-ps migrate cleanup plan', 'mon-ps migrate cleanup plan --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.cleanupPlan.query()
    terminal.answer(answer, () => cleanupText(answer))
    const open = answer.items.find(({ decision }) => decision === null)
    terminal.say(
      open
        ? `Next: \`mon-ps migrate cleanup apply --plan ${answer.planSha256} --decide ${open.name}=archive --why '…'\`.`
        : 'Everything is decided. Next: `mon-ps migrate status`.',
    )
  },
})

const apply = command({
  name: 'apply',
  summary: 'Record what becomes of a table, and take the first, reversible step; nothing unnamed is touched',
  examples: ['mon-ps migrate cleanup apply --plan 0123…cdef --decide quantum.team_dna=archive --why "V2, empty"'],
  args: {
    plan: { type: 'string', required: true, valueHint: 'SHA', description: 'The hash that `cleanup plan` names' },
    decide: {
      type: 'string',
      required: true,
      valueHint: 'NAME=keep|archive|drop',
      description: 'What becomes of a table; may be given many times',
    },
    why: { type: 'string', required: true, description: 'The reason, kept with the decision' },
  },
  repeatable: ['decide'],
  async run(args, session, { decide = [] }) {
    const { terminal } = session
    const planSha256 = planHash(args.plan, 'mon-ps migrate cleanup plan')
    const decisions = decide.map((text) => decisionOf(text, args.why))
    await agree(`Carry out ${decisions.map(({ name, choice }) => `${choice} ${name}`).join(', ')}?`, session)
    const { client } = await session.connect({ prepare: false })
    const answer = await client.migration.cleanupApply.mutate({ planSha256, decisions })
    terminal.answer(answer, () => cleanupText(answer))
    terminal.say('Next: `mon-ps migrate cleanup plan` shows what is left.')
  },
})

/** `mon-ps migrate cleanup …`. */
export const cleanup = group({ name: 'cleanup', summary: 'Put the old system’s tables away, one decision each', commands: [plan, apply] })

function decisionOf(text: string, why: string): { name: string; choice: (typeof CHOICES)[number]; why: string } {
  const [name, chosen] = splitChoice(text, 'NAME=keep|archive|drop')
  const choice = CHOICES.find((known) => known === chosen)
  if (!choice) throw new Failure(EXIT.usage, `Got --decide ${text}, expected one of ${CHOICES.join(', ')} behind the name.`)
  return { name, choice, why }
}

function cleanupText({ planSha256, items, done }: MigrationCleanup): string {
  const columns = [{ title: 'table' }, { title: 'rows', right: true }, { title: 'is' }, { title: 'decided' }, { title: 'would be lost' }]
  const decided = (decision: MigrationCleanup['items'][number]['decision']) =>
    decision === null ? '' : `${decision.choice} (${decision.who}: ${decision.why})`
  return [
    table(
      columns,
      items.map(({ name, rows, state, decision, loses }) => [name, String(rows), state, decided(decision), loses]),
    ),
    ...items.flatMap(({ name, dependants }) => dependants.map((dependant) => `Tied to ${name}: ${dependant}`)),
    ...done.map((what) => `Done: ${what}`),
    `Plan ${planSha256}`,
  ].join('\n')
}
