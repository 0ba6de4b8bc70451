import type { ChaosBandWire, GateGain, GateTermWire, StoredFrictionGate } from '@mon-ps/contract/friction'
import { command } from '../command.ts'
import { measuredText, statText, valueText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import { evaluateLoaded } from '../watch-job.ts'

export const gate = command({
  name: 'gate',
  summary: 'Whether friction, or any of its terms, adds something to the forecasts of each tier on seasons that it has not seen',
  examples: ['mon-ps gate --evaluate', 'mon-ps gate --json'],
  args: { evaluate: { type: 'boolean', description: 'Judge what is loaded first; data that were judged before are not judged again' } },
  async run({ evaluate }, { terminal, interrupted, connect }) {
    const { client } = await connect()
    if (evaluate) await evaluateLoaded(client, { terminal, interrupted })
    const answer = await client.friction.gate.query()
    terminal.answer(answer, () =>
      answer.tiers.map(({ tier, report }) => (report ? reportText(report) : `${tier}: not measured yet.`)).join('\n\n'),
    )
    if (answer.tiers.some(({ report }) => report === null || report.stale))
      terminal.say('Next: `mon-ps gate --evaluate` judges what is loaded. It takes four seasons: three teach.')
  },
})

function reportText(report: StoredFrictionGate): string {
  const { tier, friction, terms, passed, seasons, matches, permutations, chaos } = report
  return [
    `${tier}: friction adds ${measuredText(friction.scores.goals.gain, 'signed')} milli-nats a match to the goals of ${matches} matches, ${seasons[0]} to ${seasons.at(-1)}.`,
    ...(report.source === 'demo' ? ['Invented leagues: this says nothing of real ones.'] : []),
    ...(report.stale ? ['Warning: the data changed since; this was measured on the data of then.'] : []),
    passed.length === 0
      ? `None of ${terms.length} terms passes: their weight in predictions is 0.`
      : `Of ${terms.length} terms these pass: ${passed.join(', ')}.`,
    `Gain in milli-nats a match with 95 % intervals from weeks; * above 0 after Holm over all terms; p from ${permutations} deals of other opponents.`,
    termTable(terms),
    'Chaos: of the matches in a band so many were upsets (the outsider won) and were not won by the favourite.',
    chaosTable(chaos),
  ].join('\n')
}

function termTable(terms: readonly GateTermWire[]): string {
  const gain = (one: GateGain) => `${measuredText(one.gain, 'signed')}${one.isAboveZero ? '*' : ''}`
  return table(
    [
      { title: 'term' },
      { title: 'z' },
      { title: 'goals', right: true },
      { title: '1X2', right: true },
      { title: 'over 2.5', right: true },
      { title: 'both score', right: true },
      { title: 'p', right: true },
    ],
    terms.map(({ key, columns, scores, permutationP }) => [
      key,
      columns.map(({ part, z }) => `${part} ${z.toFixed(1)}`).join(', '),
      gain(scores.goals),
      gain(scores.outcome),
      gain(scores.over25),
      gain(scores.btts),
      permutationP === null ? 'not measured' : permutationP.toFixed(2),
    ]),
  )
}

function chaosTable(bands: readonly ChaosBandWire[]): string {
  return table(
    [
      { title: 'chaos' },
      { title: 'matches', right: true },
      { title: 'upsets' },
      { title: 'said', right: true },
      { title: 'favourite failed' },
      { title: 'said', right: true },
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
