import type { League } from '@mon-ps/contract/league'
import { command } from '../command.ts'
import { table } from '../print/table.ts'
import { sourceText } from './page-args.ts'

export const leagues = command({
  name: 'leagues',
  summary: 'What is loaded: leagues, seasons, matches, closing prices, and whether they are calculated',
  examples: ['mon-ps leagues', 'mon-ps leagues --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect()
    const answer = await client.league.list.query()
    terminal.answer(answer, () => (answer.data.length === 0 ? 'Nothing is loaded.' : leaguesText(answer.data)))
    terminal.say(nextStep(answer.data))
  },
})

function leaguesText(data: League[]): string {
  const columns = [
    { title: 'code' },
    { title: 'league' },
    { title: 'seasons' },
    { title: 'matches', right: true },
    { title: 'with closing price', right: true },
    { title: 'calculated' },
    { title: '' },
  ]
  return table(
    columns,
    data.map((league) => [
      league.code,
      league.name,
      league.seasons.length > 1 ? `${league.seasons[0]} to ${league.latestSeason}` : (league.latestSeason ?? ''),
      String(league.matches),
      String(league.matchesWithClosingPrice),
      calculatedText(league),
      sourceText(league),
    ]),
  )
}

function calculatedText({ calculatedAt, stale }: League): string {
  if (calculatedAt === null) return 'never'
  return `${calculatedAt.slice(0, 16).replace('T', ' ')}${stale ? ', data are newer' : ''}`
}

function nextStep(data: League[]): string {
  if (data.length === 0) return 'Next: `mon-ps import football-data <folder>`, or `mon-ps demo load` for invented leagues.'
  if (data.some((league) => league.stale || league.calculatedAt === null))
    return 'Next: `mon-ps calculate` brings the numbers up to the data.'
  return 'Next: `mon-ps teams` or `mon-ps frictions --sort chaos`.'
}
