import type { StoredTierReport } from '@mon-ps/contract/model'
import { command } from '../command.ts'
import { reliabilityText } from '../print/reliability-table.ts'
import { differenceTable, skillTable } from '../print/skill-table.ts'
import { evaluateLoaded } from '../watch-job.ts'
import { cli } from '../words.ts'

/** What each tier's forecasts may look at. */
const MAY_SEE: Readonly<Record<StoredTierReport['tier'], string>> = cli.models.maySee

export const models = command({
  name: 'models',
  summary: cli.models.summary,
  examples: ['mon-ps models --evaluate', 'mon-ps models --dna', 'mon-ps models --json'],
  args: {
    evaluate: { type: 'boolean', description: cli.models.evaluate },
    dna: { type: 'boolean', description: cli.models.dna },
  },
  async run({ evaluate, dna }, { terminal, interrupted, connect }) {
    const { client } = await connect()
    if (evaluate) await evaluateLoaded(client, { terminal, interrupted })
    if (dna) {
      const reliability = await client.model.reliability.query()
      terminal.answer(reliability, () => reliabilityText(reliability))
      if (reliability.report === null || reliability.report.stale) terminal.say(cli.models.nextCalculate)
      return
    }
    const skill = await client.model.skill.query()
    terminal.answer(skill, () =>
      skill.tiers
        .map(({ tier, report }) =>
          [cli.models.tier({ tier, maySee: MAY_SEE[tier] }), ...(report ? reportText(report) : [cli.models.notEvaluated])].join('\n'),
        )
        .join('\n\n'),
    )
    if (skill.tiers.some(({ report }) => report === null || report.stale)) terminal.say(cli.models.nextEvaluate)
  },
})

function reportText({ all, bySeason, byLeague, source, snapshot, stale }: StoredTierReport): string[] {
  return [
    ...(source === 'demo' ? [cli.models.invented] : []),
    ...(stale ? [cli.models.stale] : []),
    cli.models.reading({ snapshot: snapshot.slice(0, 12) }),
    skillTable([...bySeason, ...byLeague, all]),
    cli.models.behindClose,
    differenceTable(all.difference),
  ]
}
