import type { League } from '@mon-ps/contract/league'
import { command } from '../command.ts'
import { momentText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import { sourceText } from './page-args.ts'
import { cli } from '../words.ts'

export const leagues = command({
  name: 'leagues',
  summary: cli.leagues.summary,
  examples: ['mon-ps leagues', 'mon-ps leagues --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect()
    const answer = await client.league.list.query()
    terminal.answer(answer, () => (answer.data.length === 0 ? cli.leagues.nothing : leaguesText(answer.data)))
    terminal.say(nextStep(answer.data))
  },
})

function leaguesText(data: League[]): string {
  const columns = [
    { title: cli.leagues.columns.code },
    { title: cli.leagues.columns.league },
    { title: cli.leagues.columns.seasons },
    { title: cli.leagues.columns.matches, right: true },
    { title: cli.leagues.columns.closing, right: true },
    { title: cli.leagues.columns.calculated },
    { title: '' },
  ]
  return table(
    columns,
    data.map((league) => [
      league.code,
      league.name,
      league.seasons.length > 1
        ? cli.leagues.span({ from: league.seasons[0] ?? '', to: league.latestSeason ?? '' })
        : (league.latestSeason ?? ''),
      String(league.matches),
      String(league.matchesWithClosingPrice),
      calculatedText(league),
      sourceText(league),
    ]),
  )
}

function calculatedText({ calculatedAt, stale }: League): string {
  if (calculatedAt === null) return cli.leagues.never
  return `${momentText(calculatedAt)}${stale ? cli.leagues.newerData : ''}`
}

function nextStep(data: League[]): string {
  if (data.length === 0) return cli.leagues.nextImport
  if (data.some((league) => league.stale || league.calculatedAt === null)) return cli.leagues.nextCalculate
  return cli.leagues.nextTeams
}
