import type { NumberKind, ProvenanceMatch, Provenance } from '@mon-ps/contract/provenance'
import type { MonPsClient } from '@mon-ps/client'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { findTeam } from '../find-named.ts'
import { dayText, momentText, valueText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import type { Terminal } from '../print/terminal.ts'
import { KEYSET_ARGS, keysetInput, moreText, ORIGIN_ARG } from './page-args.ts'
import { cli } from '../words.ts'

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
  summary: cli.provenance.summary,
  examples: [
    'mon-ps provenance metric fouls_per_match --team Arsenal',
    'mon-ps provenance record roi --team Arsenal',
    'mon-ps provenance pair frictionScore --home "Man City" --away Arsenal',
    'mon-ps provenance strategy profit --strategy BACK_HOME --league E0 --json',
    'mon-ps provenance league matches --league E0',
  ],
  args: {
    kind: { type: 'positional', required: true, description: cli.provenance.kind({ kinds: Object.keys(KINDS).join(', ') }) },
    number: {
      type: 'positional',
      required: true,
      description: cli.provenance.number,
    },
    team: { type: 'string', description: cli.provenance.team },
    home: { type: 'string', description: cli.provenance.home },
    away: { type: 'string', description: cli.provenance.away },
    strategy: { type: 'string', valueHint: 'BACK_HOME', description: cli.provenance.strategy },
    league: { type: 'string', valueHint: 'E0', description: cli.provenance.league },
    season: { type: 'string', valueHint: '2022-23', description: cli.provenance.season },
    ...ORIGIN_ARG,
    ...KEYSET_ARGS,
  },
  async run(args, { terminal, connect }) {
    const page = keysetInput(args)
    const wanted = KINDS[args.kind]
    if (!wanted) throw new Failure(EXIT.usage, cli.provenance.badKind({ kind: args.kind, kinds: Object.keys(KINDS).join(', ') }))
    const missing = wanted.needs.filter((name) => !args[name])
    if (missing.length > 0)
      throw new Failure(
        EXIT.usage,
        cli.provenance.missing({ flags: missing.map((name) => `--${name}`).join(cli.provenance.and), kind: args.kind }),
      )
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

function provenanceText(answer: Provenance, terminal: Terminal): string {
  const { name, unit, shown, n, formula, total } = answer
  return [
    terminal.style('bold', name),
    cli.provenance.shown({
      shown: shown ?? cli.numbers.notMeasured,
      unit: unit === '' ? '' : `  ${unit}`,
      sample: n === null ? '' : cli.provenance.sample({ n }),
    }),
    cli.provenance.countedAgain({ recount: recountText(answer) }),
    ...(answer.recount?.figures ?? []).map((figure) => `    ${figure.name} ${figure.value}`),
    ...(formula === '' ? [] : [cli.provenance.formula({ formula })]),
    cli.provenance.run({ run: runText(answer) }),
    ...migratedText(answer),
    ...answer.warnings.map((warning) => cli.lists.note({ warning })),
    ...(total === 0 ? [] : ['', cli.provenance.behind({ total }), matchesText(answer.data), ...moreText(answer.page)]),
  ].join('\n')
}

function recountText({ recount, noRecount }: Provenance): string {
  if (!recount) return noRecount ?? cli.provenance.noRecount
  const value = recount.value ?? cli.numbers.notMeasured
  return recount.isEqual
    ? cli.provenance.same({ value })
    : cli.provenance.differs({ value, difference: recount.difference ?? cli.numbers.notKnown })
}

function runText({ run }: Provenance): string {
  if (!run) return cli.provenance.noRun
  const { id, finishedAt, startedAt, codeVersion, modelVersion, seed, snapshot } = run
  const data = snapshot === null ? '' : cli.provenance.data({ snapshot: snapshot.slice(0, 8) })
  return cli.provenance.ofRun({
    id,
    at: momentText(finishedAt ?? startedAt),
    code: codeVersion,
    model: modelVersion ?? cli.provenance.none,
    seed: seed ?? cli.provenance.none,
    data,
  })
}

function migratedText({ migrated }: Provenance): string[] {
  if (!migrated) return []
  return [
    cli.provenance.rule({ rule: migrated.rule, row: migrated.v1Id, table: migrated.table, meaning: migrated.meaning }),
    ...migrated.sources.map(({ column, value }) => `    ${column}: ${value ?? cli.provenance.nothing}`),
    ...(migrated.ruling === null ? [] : [cli.provenance.ruling({ ruling: migrated.ruling })]),
  ]
}

function matchesText(matches: readonly ProvenanceMatch[]): string {
  const columns = [
    { title: cli.provenance.columns.date },
    { title: cli.provenance.columns.match },
    { title: cli.provenance.columns.score },
    { title: cli.provenance.columns.wentInto },
    { title: cli.provenance.columns.gave, right: true },
    { title: cli.provenance.columns.weight, right: true },
  ]
  return table(
    columns,
    matches.map((match) => [
      dayText(match.playedOn),
      `${match.home.name} – ${match.away.name}`,
      `${match.homeGoals}–${match.awayGoals}`,
      intoText(match),
      match.observation == null ? '' : valueText(match.observation, 'decimal'),
      valueText(match.weight, 'decimal'),
    ]),
  )
}

function intoText({ bet, part, side }: ProvenanceMatch): string {
  if (bet)
    return cli.provenance.bet({
      side: bet.side,
      line: bet.line === 0 ? '' : `${bet.line} `,
      price: bet.price,
      outcome: bet.outcome.replaceAll('_', ' '),
    })
  return [part, side?.name].filter((text) => text != null).join(', ')
}
