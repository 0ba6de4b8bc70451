import type { Chess, Goalscorer, TeamProfiles } from '@mon-ps/contract/profile'
import { describeScoringGap } from '@mon-ps/messages/reasons'
import { command } from '../command.ts'
import { findTeam } from '../find-named.ts'
import { statText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import type { Terminal } from '../print/terminal.ts'

export const profiles = command({
  name: 'profiles',
  summary: 'A team as a chess piece, with the numbers that make it one, and its goalscorers',
  examples: ['mon-ps profiles Arsenal', 'mon-ps profiles "Man City" --season 2022-23 --json'],
  args: {
    team: { type: 'positional', required: true, description: 'The team’s name, or a name it is known by' },
    season: { type: 'string', valueHint: '2022-23', description: 'Season of the players; the latest that has any when not given' },
  },
  async run({ team, season }, { terminal, connect }) {
    const { client } = await connect()
    const { id, name } = await findTeam(client, team)
    const answer = await client.profile.byTeam.query({ teamId: id, ...(season && { season }) })
    terminal.answer({ teamName: name, ...answer }, () => profilesText(name, answer, terminal))
    terminal.say(
      answer.goalscorers.length > 0
        ? 'Next: `mon-ps team <name>` shows the DNA behind it.'
        : 'Next: `mon-ps import goalscorers <file>` brings players in, `mon-ps calculate` classes the teams.',
    )
  },
})

function profilesText(name: string, { chess, goalscorers }: TeamProfiles, terminal: Terminal): string {
  return [
    terminal.style('bold', name),
    '',
    chess === null
      ? 'No chess piece: too little is measured reliably, or no piece is likelier than all others together.'
      : chessText(chess),
    '',
    goalscorers.length === 0 ? 'No players are imported.' : goalscorersText(goalscorers),
  ].join('\n')
}

function chessText({ piece, subtype, season, confidence, characteristics }: Chess): string {
  const rows = characteristics.map(({ metric, side, stat, leagueMiddle, probability }) => [
    metric,
    side,
    statText(stat, 'decimal'),
    leagueMiddle.toFixed(3),
    `${(100 * probability).toFixed(0)}%`,
  ])
  const titles = [
    { title: 'metric' },
    { title: 'side' },
    { title: 'value' },
    { title: 'league', right: true },
    { title: 'holds', right: true },
  ]
  return [
    `${piece}${subtype === null ? '' : `, ${subtype}`}  ${season}  its rule holds with ${statText(confidence, 'percent')}`,
    table(titles, rows),
  ].join('\n')
}

function goalscorersText(goalscorers: readonly Goalscorer[]): string {
  const titles = [
    { title: 'player' },
    { title: 'position' },
    ...['goals', 'apps', 'min'].map((title) => ({ title, right: true })),
    ...['any goal', 'first', 'last', ''].map((title) => ({ title })),
  ]
  const rows = goalscorers.map((row) => [
    row.playerName,
    row.position ?? '',
    ...[row.goals, row.appearances, row.minutes].map((count) => (count === null ? '?' : String(count))),
    statText(row.anytime, 'percent'),
    statText(row.firstGoal, 'percent'),
    statText(row.lastGoal, 'percent'),
    row.reason === null ? '' : describeScoringGap(row.reason),
  ])
  return [`Goalscorers of ${goalscorers[0]?.season ?? ''}`, table(titles, rows)].join('\n')
}
