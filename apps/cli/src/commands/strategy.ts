import type { Strategy } from '@mon-ps/contract/strategy'
import type { StrategyTearSheet } from '@mon-ps/contract/tear-sheet'
import type { MonPsClient } from '@mon-ps/client'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { requireLeague, findTeam, suggest } from '../find-named.ts'
import { tearSheetText } from '../print/tear-sheet-text.ts'
import { ORIGIN_ARG } from './page-args.ts'
import { cli } from '../words.ts'

const ALL_RULES = 200

export const strategy = command({
  name: 'strategy',
  summary: cli.strategy.summary,
  examples: [
    'mon-ps strategy SHARP_VALUE_2',
    'mon-ps strategy VALUE_EDGE_2 --team Arsenal',
    'mon-ps strategy BACK_HOME --league E0 --json',
  ],
  args: {
    ...ORIGIN_ARG,
    name: { type: 'positional', required: true, description: cli.strategy.name },
    team: { type: 'string', valueHint: 'Arsenal', description: cli.strategy.team },
    league: { type: 'string', valueHint: 'E0', description: cli.strategy.league },
  },
  async run({ name, team, league, origin }, { terminal, connect }) {
    if (team && league) throw new Failure(EXIT.usage, cli.strategy.teamOrLeague)
    const { client } = await connect()
    const { strategyId, scope } = await findRecord(client, { name, team, league, origin })
    const key = { strategyId, scope, origin }
    const sheet: StrategyTearSheet = await client.strategy.byId.query(key)
    const robustness = await client.strategy.robustness.query(key)
    terminal.answer({ ...sheet, robustness }, () => tearSheetText(sheet, robustness, terminal))
    terminal.say(cli.strategy.next)
  },
})

interface Wanted {
  readonly name: string
  readonly team?: string | undefined
  readonly league?: string | undefined
  readonly origin: StrategyTearSheet['meta']['origin']
}

/** The record of a rule over all, over one league, or on one team's matches. */
async function findRecord(client: MonPsClient, { name, team, league, origin }: Wanted): Promise<Strategy> {
  const scope = team ? 'team' : league ? 'league' : 'overall'
  if (league) await requireLeague(client, league)
  const place = {
    scope,
    origin,
    limit: ALL_RULES,
    ...(league ? { league } : {}),
    ...(team ? { teamId: (await findTeam(client, team)).id } : {}),
  } as const
  const { data } = await client.strategy.list.query(place)
  const found = data.find(({ strategyName }) => strategyName.toLowerCase() === name.toLowerCase())
  if (found) return found
  const known = [...new Set(data.map(({ strategyName }) => strategyName))]
  const hint = known.length > 0 ? cli.strategy.rulesThere({ rules: known.join(', ') }) : cli.strategy.nothingThere
  throw new Failure(EXIT.notFound, cli.strategy.noRecord({ name, hint }), {
    code: 'STRATEGY_NOT_FOUND',
    suggestions: suggest(name, known),
  })
}
