import type { ChaosBandWire, GateGain, GateTerm, StoredFrictionGate } from '@mon-ps/contract/friction'
import { command } from '../command.ts'
import { measuredText, statText, valueText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import { evaluateLoaded } from '../watch-job.ts'
import { cli } from '../words.ts'

export const gate = command({
  name: 'gate',
  summary: cli.gate.summary,
  examples: ['mon-ps gate --evaluate', 'mon-ps gate --json'],
  args: { evaluate: { type: 'boolean', description: cli.gate.evaluate } },
  async run({ evaluate }, { terminal, interrupted, connect }) {
    const { client } = await connect()
    if (evaluate) await evaluateLoaded(client, { terminal, interrupted })
    const answer = await client.friction.gate.query()
    terminal.answer(answer, () =>
      answer.tiers.map(({ tier, report }) => (report ? reportText(report) : cli.gate.notMeasured({ tier }))).join('\n\n'),
    )
    if (answer.tiers.some(({ report }) => report === null || report.stale)) terminal.say(cli.gate.next)
  },
})

function reportText(report: StoredFrictionGate): string {
  const { tier, friction, terms, passed, seasons, matches, permutations, chaos } = report
  return [
    cli.gate.adds({
      tier,
      gain: measuredText(friction.scores.goals.gain, 'signed'),
      matches,
      from: seasons[0] ?? '',
      to: seasons.at(-1) ?? '',
    }),
    ...(report.source === 'demo' ? [cli.gate.invented] : []),
    ...(report.stale ? [cli.gate.stale] : []),
    passed.length === 0 ? cli.gate.nonePass({ terms: terms.length }) : cli.gate.pass({ terms: terms.length, passed: passed.join(', ') }),
    cli.gate.reading({ permutations }),
    termTable(terms),
    cli.gate.chaos,
    chaosTable(chaos),
  ].join('\n')
}

function termTable(terms: readonly GateTerm[]): string {
  const gain = (one: GateGain) => `${measuredText(one.gain, 'signed')}${one.isAboveZero ? '*' : ''}`
  return table(
    [
      { title: cli.gate.columns.term },
      { title: 'z' },
      { title: cli.gate.columns.goals, right: true },
      { title: '1X2', right: true },
      { title: cli.gate.columns.over25, right: true },
      { title: cli.gate.columns.btts, right: true },
      { title: 'p', right: true },
    ],
    terms.map(({ key, columns, scores, permutationP }) => [
      key,
      columns.map(({ part, z }) => `${part} ${valueText(z, 'expected')}`).join(', '),
      gain(scores.goals),
      gain(scores.outcome),
      gain(scores.over25),
      gain(scores.btts),
      valueText(permutationP, 'plain'),
    ]),
  )
}

function chaosTable(bands: readonly ChaosBandWire[]): string {
  return table(
    [
      { title: cli.gate.columns.chaos },
      { title: cli.gate.columns.matches, right: true },
      { title: cli.gate.columns.upsets },
      { title: cli.gate.columns.expected, right: true },
      { title: cli.gate.columns.favouriteFailed },
      { title: cli.gate.columns.expected, right: true },
    ],
    bands.map((band) => [
      `${band.low}–${band.high}`,
      String(band.matches),
      statText(band.upsets, 'percent'),
      valueText(band.expectedUpsets, 'percent'),
      statText(band.favouriteFailed, 'percent'),
      valueText(band.expectedFailures, 'percent'),
    ]),
  )
}
