import type { Chess, Goalscorer, TeamProfiles } from '@mon-ps/contract/profile'
import { describeScoringGap, metricWords } from '@mon-ps/messages/reasons'
import { command } from '../command.ts'
import { findTeam } from '../find-named.ts'
import { statText, valueText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import type { Terminal } from '../print/terminal.ts'
import { cli } from '../words.ts'

export const profiles = command({
  name: 'profiles',
  summary: cli.profiles.summary,
  examples: ['mon-ps profiles Arsenal', 'mon-ps profiles "Man City" --season 2022-23 --json'],
  args: {
    team: { type: 'positional', required: true, description: cli.profiles.team },
    season: { type: 'string', valueHint: '2022-23', description: cli.profiles.season },
  },
  async run({ team, season }, { terminal, connect }) {
    const { client } = await connect()
    const { id, name } = await findTeam(client, team)
    const answer = await client.profile.byTeam.query({ teamId: id, ...(season && { season }) })
    terminal.answer({ teamName: name, ...answer }, () => profilesText(name, answer, terminal))
    terminal.say(answer.goalscorers.length > 0 ? cli.profiles.nextTeam : cli.profiles.nextImport)
  },
})

function profilesText(name: string, { chess, goalscorers }: TeamProfiles, terminal: Terminal): string {
  return [
    terminal.style('bold', name),
    '',
    chess === null ? cli.profiles.noPiece : chessText(chess),
    '',
    goalscorers.length === 0 ? cli.profiles.noPlayers : goalscorersText(goalscorers),
  ].join('\n')
}

function chessText({ piece, subtype, season, confidence, characteristics }: Chess): string {
  const rows = characteristics.map(({ metric, side, stat, leagueMiddle, probability }) => [
    metricWords(metric).name,
    side,
    statText(stat, 'decimal'),
    valueText(leagueMiddle, 'decimal'),
    valueText(probability, 'percent'),
  ])
  const titles = [
    { title: cli.profiles.columns.metric },
    { title: cli.profiles.columns.side },
    { title: cli.profiles.columns.value },
    { title: cli.profiles.columns.league, right: true },
    { title: cli.profiles.columns.holds, right: true },
  ]
  return [
    cli.profiles.piece({ piece, subtype: subtype === null ? '' : `, ${subtype}`, season, confidence: statText(confidence, 'percent') }),
    table(titles, rows),
  ].join('\n')
}

function goalscorersText(goalscorers: readonly Goalscorer[]): string {
  const titles = [
    { title: cli.profiles.columns.player },
    { title: cli.profiles.columns.position },
    ...cli.profiles.columns.counts.map((title) => ({ title, right: true })),
    ...cli.profiles.columns.chances.map((title) => ({ title })),
  ]
  const rows = goalscorers.map((row) => [
    row.playerName,
    row.position ?? '',
    ...[row.goals, row.appearances, row.minutes].map((count) => (count === null ? cli.profiles.notCounted : String(count))),
    statText(row.anytime, 'percent'),
    statText(row.firstGoal, 'percent'),
    statText(row.lastGoal, 'percent'),
    row.reason === null ? '' : describeScoringGap(row.reason),
  ])
  return [cli.profiles.goalscorers({ season: goalscorers[0]?.season ?? '' }), table(titles, rows)].join('\n')
}
