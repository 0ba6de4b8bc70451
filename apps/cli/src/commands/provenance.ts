import type { NumberKind, ProvenanceMatch, ProvenanceWire } from '@mon-ps/contract/provenance'
import type { MonPsClient } from '@mon-ps/client'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { findTeam } from '../find-named.ts'
import { table } from '../print/table.ts'
import type { Terminal } from '../print/terminal.ts'
import { KEYSET_ARGS, keysetInput, moreText, ORIGIN_ARG } from './page-args.ts'

/** What the command line calls each kind, and what names a number of it. */
const KINDS: Readonly<Record<string, { readonly kind: NumberKind; readonly needs: readonly Needed[] }>> = {
  metric: { kind: 'team_metric', needs: ['team'] },
  record: { kind: 'team_record', needs: ['team'] },
  pair: { kind: 'pair', needs: ['home', 'away'] },
  strategy: { kind: 'strategy', needs: ['strategy'] },
  league: { kind: 'league', needs: ['league'] },
}
type Needed = 'team' | 'home' | 'away' | 'strategy' | 'league'

export const provenance = command({
  name: 'provenance',
  summary: 'Where a number comes from: its run, its matches or bets, and the number counted again from them',
  examples: [
    'mon-ps provenance metric fouls_per_match --team Arsenal',
    'mon-ps provenance record roi --team Arsenal',
    'mon-ps provenance pair frictionScore --home "Man City" --away Arsenal',
    'mon-ps provenance strategy profit --strategy BACK_HOME --league E0 --json',
    'mon-ps provenance league matches --league E0',
  ],
  args: {
    kind: { type: 'positional', required: true, description: `What has the number: ${Object.keys(KINDS).join(', ')}` },
    number: {
      type: 'positional',
      required: true,
      description: 'Which number, as --json names it; a wrong one is answered with all there are',
    },
    team: { type: 'string', description: 'The team, for metric, record, or its own record of a strategy' },
    home: { type: 'string', description: 'The team at home, for pair' },
    away: { type: 'string', description: 'The visiting team, for pair' },
    strategy: { type: 'string', valueHint: 'BACK_HOME', description: 'The rule, for strategy: over all, or one --league’s or --team’s' },
    league: { type: 'string', valueHint: 'E0', description: 'The league’s code, for league and strategy' },
    season: { type: 'string', valueHint: '2022-23', description: 'Another season than the latest' },
    ...ORIGIN_ARG,
    ...KEYSET_ARGS,
  },
  async run(args, { terminal, connect }) {
    const page = keysetInput(args)
    const wanted = KINDS[args.kind]
    if (!wanted) throw new Failure(EXIT.usage, `Got "${args.kind}", expected one of: ${Object.keys(KINDS).join(', ')}.`)
    const missing = wanted.needs.filter((name) => !args[name])
    if (missing.length > 0) throw new Failure(EXIT.usage, `Expected ${missing.map((name) => `--${name}`).join(' and ')} with ${args.kind}.`)
    const { client } = await connect()
    const answer = await client.provenance.of.query({
      kind: wanted.kind,
      number: args.number,
      origin: args.origin,
      ...page,
      ...(args.season ? { season: args.season } : {}),
      ...(args.strategy ? { strategy: args.strategy, scope: args.team ? 'team' : args.league ? 'league' : 'overall' } : {}),
      ...(args.league ? { league: args.league } : {}),
      ...(await teamIds(client, args)),
    })
    terminal.answer(answer, () => provenanceText(answer, terminal))
    if (answer.recount && !answer.recount.isEqual) return EXIT.verification
    return EXIT.ok
  },
})

async function teamIds(client: MonPsClient, names: Partial<Record<Needed, string | undefined>>) {
  const { team, home, away } = names
  return {
    ...(team ? { teamId: (await findTeam(client, team)).id } : {}),
    ...(home ? { homeId: (await findTeam(client, home)).id } : {}),
    ...(away ? { awayId: (await findTeam(client, away)).id } : {}),
  }
}

function provenanceText(answer: ProvenanceWire, terminal: Terminal): string {
  const { name, unit, shown, n, formula, total } = answer
  return [
    terminal.style('bold', name),
    `  as shown       ${shown ?? 'not measured'}${unit === '' ? '' : `  ${unit}`}${n === null ? '' : `  n ${n}`}`,
    `  counted again  ${recountText(answer)}`,
    ...(answer.recount?.figures ?? []).map((figure) => `    ${figure.name} ${figure.value}`),
    ...(formula === '' ? [] : [`  formula        ${formula}`]),
    `  run            ${runText(answer)}`,
    ...migratedText(answer),
    ...answer.warnings.map((warning) => `Note: ${warning}`),
    ...(total === 0 ? [] : ['', `${total} behind it, newest first:`, matchesText(answer.data), ...moreText(answer.page)]),
  ].join('\n')
}

function recountText({ recount, noRecount }: ProvenanceWire): string {
  if (!recount) return noRecount ?? 'no recount'
  const value = recount.value ?? 'not measured'
  return recount.isEqual ? `${value}  the same to twelve digits` : `${value}  differs by ${recount.difference ?? 'not known'}`
}

function runText({ run }: ProvenanceWire): string {
  if (!run) return 'none: counted on what is loaded now'
  const { id, finishedAt, startedAt, codeVersion, modelVersion, seed, snapshot } = run
  const data = snapshot === null ? '' : `, data ${snapshot.slice(0, 8)}`
  return `${id} of ${finishedAt ?? startedAt}, code ${codeVersion}, model ${modelVersion ?? 'none'}, seed ${seed ?? 'none'}${data}`
}

function migratedText({ migrated }: ProvenanceWire): string[] {
  if (!migrated) return []
  return [
    `  rule           ${migrated.rule} on row ${migrated.v1Id} of ${migrated.table}: ${migrated.meaning}`,
    ...migrated.sources.map(({ column, value }) => `    ${column}: ${value ?? 'nothing'}`),
    ...(migrated.ruling === null ? [] : [`    ruling: ${migrated.ruling}`]),
  ]
}

function matchesText(matches: readonly ProvenanceMatch[]): string {
  const columns = [
    { title: 'date' },
    { title: 'match' },
    { title: 'score' },
    { title: 'went into' },
    { title: 'gave', right: true },
    { title: 'weight', right: true },
  ]
  return table(
    columns,
    matches.map((match) => [
      match.playedOn,
      `${match.home.name} – ${match.away.name}`,
      `${match.homeGoals}–${match.awayGoals}`,
      intoText(match),
      match.observation?.toFixed(3) ?? '',
      match.weight.toFixed(3),
    ]),
  )
}

function intoText({ bet, part, side }: ProvenanceMatch): string {
  if (bet) return `${bet.side} ${bet.line === 0 ? '' : `${bet.line} `}at ${bet.price}, ${bet.outcome.replaceAll('_', ' ')}`
  return [part, side?.name].filter((text) => text != null).join(', ')
}
