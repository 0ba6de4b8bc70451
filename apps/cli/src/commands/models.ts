import type { StoredTierReport } from '@mon-ps/contract/model'
import { command } from '../command.ts'
import { reliabilityText } from '../print/reliability-table.ts'
import { differenceTable, skillTable } from '../print/skill-table.ts'
import { evaluateLoaded } from '../watch-job.ts'

/** What each tier's forecasts may look at. */
const MAY_SEE: Readonly<Record<StoredTierReport['tier'], string>> = {
  results: 'results of past matches alone',
  history: 'besides, the prices at which past matches closed',
  market: 'besides, the price at which the match itself opened',
}

export const models = command({
  name: 'models',
  summary: 'What each tier’s forecasts were worth on the leagues that are loaded, beside the closing prices; what a metric is worth',
  examples: ['mon-ps models --evaluate', 'mon-ps models --dna', 'mon-ps models --json'],
  args: {
    evaluate: { type: 'boolean', description: 'Judge what is loaded first; data that were judged before are not judged again' },
    dna: { type: 'boolean', description: 'How much of each DNA metric is a team’s own, in place of the scores' },
  },
  async run({ evaluate, dna }, { terminal, interrupted, connect }) {
    const { client } = await connect()
    if (evaluate) await evaluateLoaded(client, { terminal, interrupted })
    if (dna) {
      const reliability = await client.model.reliability.query()
      terminal.answer(reliability, () => reliabilityText(reliability))
      if (reliability.report === null || reliability.report.stale) terminal.say('Next: `mon-ps calculate` tells it from what is loaded.')
      return
    }
    const skill = await client.model.skill.query()
    terminal.answer(skill, () =>
      skill.tiers
        .map(({ tier, report }) => [`${tier}: ${MAY_SEE[tier]}.`, ...(report ? reportText(report) : ['not evaluated'])].join('\n'))
        .join('\n\n'),
    )
    if (skill.tiers.some(({ report }) => report === null || report.stale))
      terminal.say('Next: `mon-ps models --evaluate` judges what is loaded.')
  },
})

function reportText({ all, bySeason, byLeague, source, snapshot, stale }: StoredTierReport): string[] {
  return [
    ...(source === 'demo' ? ['Invented leagues: their scores say nothing of real ones.'] : []),
    ...(stale ? ['Warning: the data changed since; these are the scores on the data of then.'] : []),
    `Lower is better; intervals are 95 %, from weeks. Snapshot ${snapshot.slice(0, 12)}.`,
    skillTable([...bySeason, ...byLeague, all]),
    'Behind the closing price (below 0: ahead of it), on the matches that have one:',
    differenceTable(all.difference),
  ]
}
