import type { MigrationCompareWire } from '@mon-ps/client'
import { command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'

const MAX_SAMPLE = 10_000_000

export const compare = command({
  name: 'compare',
  summary: 'Put the same questions to V1 and to V3, and say where the answers differ; writes nothing',
  examples: ['mon-ps migrate compare', 'mon-ps migrate compare --sample 500 --json'],
  args: { sample: { type: 'string', valueHint: '500', description: 'At most so many pairs are asked about; all when absent' } },
  async run(args, { terminal, connect }) {
    const sample = sampleOf(args.sample)
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.compare.query(sample === null ? {} : { sample })
    terminal.answer(answer, () => compareText(answer))
    if (answer.different > 0) {
      terminal.say('Next: `mon-ps migrate verify` names the columns and rows.')
      return EXIT.verification
    }
    terminal.say('Next: `mon-ps migrate sync status` says whether `switch` is possible.')
    return EXIT.ok
  },
})

function sampleOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const sample = Number(text)
  if (!Number.isInteger(sample) || sample < 1 || sample > MAX_SAMPLE)
    throw new Failure(EXIT.usage, `Got --sample ${text}, expected a whole number from 1 to ${MAX_SAMPLE}.`)
  return sample
}

function compareText({ comparisons, different, differences }: MigrationCompareWire): string {
  return [
    `${comparisons} questions, ${different} answered differently.`,
    ...differences.map(({ question, v1, v3 }) => `${question}\n  V1  ${v1}\n  V3  ${v3}`),
  ].join('\n')
}
