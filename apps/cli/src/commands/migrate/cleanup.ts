import { migrateWords as words } from '@mon-ps/messages/en/migrate-commands'
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
  summary: words.cleanup.plan,
  examples: ['mon-ps migrate cleanup plan', 'mon-ps migrate cleanup plan --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.cleanupPlan.query()
    terminal.answer(answer, () => cleanupText(answer))
    const open = answer.items.find(({ decision }) => decision === null)
    terminal.say(open ? words.cleanup.decideNext(answer.planSha256, open.name) : words.cleanup.decided)
  },
})

const apply = command({
  name: 'apply',
  summary: words.cleanup.apply,
  examples: ['mon-ps migrate cleanup apply --plan 0123…cdef --decide quantum.team_dna=archive --why "V2, empty"'],
  args: {
    plan: { type: 'string', required: true, valueHint: 'SHA', description: words.cleanup.planHash },
    decide: {
      type: 'string',
      required: true,
      valueHint: 'NAME=keep|archive|drop',
      description: words.cleanup.decide,
    },
    why: { type: 'string', required: true, description: words.cleanup.why },
  },
  repeatable: ['decide'],
  async run(args, session, { decide = [] }) {
    const { terminal } = session
    const planSha256 = planHash(args.plan, 'mon-ps migrate cleanup plan')
    const decisions = decide.map((text) => readDecision(text, args.why))
    await agree(words.cleanup.ask(decisions.map(({ name, choice }) => `${choice} ${name}`).join(', ')), session)
    const { client } = await session.connect({ prepare: false })
    const answer = await client.migration.cleanupApply.mutate({ planSha256, decisions })
    terminal.answer(answer, () => cleanupText(answer))
    terminal.say(words.cleanup.next)
  },
})

/** `mon-ps migrate cleanup …`. */
export const cleanup = group({ name: 'cleanup', summary: words.cleanup.summary, commands: [plan, apply] })

function readDecision(text: string, why: string): { name: string; choice: (typeof CHOICES)[number]; why: string } {
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
    ...items.flatMap(({ name, dependants }) => dependants.map((dependant) => words.cleanup.tied(name, dependant))),
    ...done.map((what) => words.cleanup.done(what)),
    `Plan ${planSha256}`,
  ].join('\n')
}
