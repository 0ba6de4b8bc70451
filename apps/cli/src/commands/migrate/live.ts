import type { LiveCountWire, MigrationLive } from '@mon-ps/contract/migration-upkeep'
import { command } from '../../command.ts'
import { table } from '../../print/table.ts'

const EXAMPLES_SHOWN = 2

export const live = command({
  name: 'live',
  summary: 'The legacy’s odds, picks and bets where they stand: what leads to our teams, and what is wrong; writes nothing',
  examples: ['mon-ps migrate live', 'mon-ps migrate live --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.live.query()
    terminal.answer(answer, () => liveText(answer))
    terminal.say('Next: `mon-ps migrate picks --team <name>` lists picks, `mon-ps migrate bets` the bets.')
  },
})

function liveText({ tables, odds, picks, bets }: MigrationLive): string {
  const columns = [{ title: 'table' }, { title: 'rows', right: true }, { title: 'columns missing' }, { title: 'columns added' }]
  const standing = tables.map(({ table: name, present, readable, rows, missingColumns, extraColumns }) => {
    if (!present) return [name, 'not there', '', '']
    return [name, readable ? String(rows) : 'may not be read', missingColumns.join(', '), extraColumns.join(', ')]
  })
  return [
    table(columns, standing),
    ...(odds ? ['', `odds: ${odds.matches} matches, ${odds.bookmakers} bookmakers, ${odds.notUsable} prices of 1 or less, or none`] : []),
    ...(picks
      ? ['', 'tracking_clv_picks', checksText([...commonChecks(picks), ['the same selection again', picks.repeats]]), ...figuresText(picks)]
      : []),
    ...(picks ? [`${picks.marketsWithVariants} of ${picks.markets.length} markets are written in more than one way.`] : []),
    ...(bets ? ['', 'manual_bets', checksText(commonChecks(bets)), ...figuresText(bets)] : []),
  ].join('\n')
}

type Checked = NonNullable<MigrationLive['picks']> | NonNullable<MigrationLive['bets']>
type Check = readonly [what: string, found: LiveCountWire]

const commonChecks = ({ resolution, prices, clv, profit, ...rest }: Checked): Check[] => [
  ['teams not known', resolution.withoutTeams],
  ['no match of ours within a day', resolution.withoutMatch],
  ['odds of 1 or less, or none', prices.oddsNotUsable],
  ['no closing odds', prices.withoutClosingOdds],
  ['market not known', rest.unknownMarkets],
  ['stake back, booked as lost', rest.pushesBookedAsLosses],
  ['result against the score', rest.resultAgainstScore],
  ['closing-line value written otherwise', clv.different],
  ['profit written otherwise', profit.different],
]

function checksText(checks: readonly Check[]): string {
  const columns = [{ title: 'check' }, { title: 'rows', right: true }, { title: 'for example' }]
  const example = ({ id, what }: LiveCountWire['examples'][number]) => (id === null ? what : `${id}: ${what}`)
  return table(
    columns,
    checks.map(([what, { count, examples }]) => [what, String(count), examples.slice(0, EXAMPLES_SHOWN).map(example).join('; ')]),
  )
}

function figuresText({ resolution, prices, clv, profit }: Checked): string[] {
  const mean = ({ n, mean: value }: typeof clv.recorded) => `${value === null ? 'not known' : `${value.toFixed(3)} %`} (n ${n})`
  return [
    `${resolution.toTeams} rows name two teams of ours, ${resolution.toMatches} a match of ours; ${prices.withClosingOdds} of ${prices.usableOdds} usable prices have a closing price.`,
    `Closing-line value: written ${mean(clv.recorded)}, recomputed ${mean(clv.recomputed)}.`,
    `Profit of the ${profit.both.n} rows that have both: written ${profit.both.recorded}, recomputed ${profit.both.recomputed}.`,
  ]
}
