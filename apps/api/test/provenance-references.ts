import { createHash } from 'node:crypto'
import { RECORD_NUMBERS, LEAGUE_NUMBERS, PAIR_NUMBERS, type provenanceInput, TEAM_NUMBERS } from '@mon-ps/contract/provenance'
import type { z } from 'zod'
import type { TestApp } from './test-app.ts'

/** What names a number that the product shows. */
export type NumberReference = z.input<typeof provenanceInput>

type Caller = TestApp['caller']
type Origin = 'published' | 'calculated' | 'migrated'

/** Every number of one kind that is shown, by what names it. */
export interface ShownNumbers {
  readonly kind: NumberReference['kind']
  readonly references: readonly NumberReference[]
}

async function allOf<Row>(list: (cursor?: string) => Promise<{ data: Row[]; page: { nextCursor: string | null } }>): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const page = await list(cursor)
    rows.push(...page.data)
    cursor = page.page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return rows
}

const after = (cursor: string | undefined) => ({ limit: 200, ...(cursor === undefined ? {} : { cursor }) })

async function metricsFor(caller: Caller, teamIds: readonly number[], origin: Origin): Promise<NumberReference[]> {
  const teams = await Promise.all(teamIds.map((teamId) => caller.team.byId({ teamId, origin })))
  return teams.flatMap(({ teamId, dna }) =>
    dna.flatMap(({ metrics }) => metrics.map(({ key }): NumberReference => ({ kind: 'team_metric', number: key, teamId, origin }))),
  )
}

/** Every number of every list of one origin: metrics and records of teams, pairs, strategies, leagues. */
export async function shownNumbers(caller: Caller, origin: Origin): Promise<ShownNumbers[]> {
  const teams = await allOf((cursor) => caller.team.list({ ...after(cursor), origin }))
  const pairs = await allOf((cursor) => caller.friction.list({ ...after(cursor), origin }))
  const scopes = ['team', 'league', 'overall'] as const
  const records = await Promise.all(scopes.map((scope) => allOf((cursor) => caller.strategy.list({ ...after(cursor), scope, origin }))))
  const { data: leagues } = await caller.league.list()
  return [
    {
      kind: 'team_metric',
      references: await metricsFor(
        caller,
        teams.map(({ teamId }) => teamId),
        origin,
      ),
    },
    {
      kind: 'team_record',
      references: teams.flatMap(({ teamId }) => TEAM_NUMBERS.map((number) => ({ kind: 'team_record' as const, number, teamId, origin }))),
    },
    {
      kind: 'pair',
      references: pairs.flatMap(({ home, away }) =>
        PAIR_NUMBERS.map((number) => ({ kind: 'pair' as const, number, homeId: home.id, awayId: away.id, origin })),
      ),
    },
    {
      kind: 'strategy',
      references: records.flat().flatMap(({ scope, team, leagueCode, strategyName }) =>
        RECORD_NUMBERS.map((number) => ({
          kind: 'strategy' as const,
          number,
          scope,
          strategy: strategyName,
          origin,
          ...(team ? { teamId: team.id } : {}),
          ...(scope === 'league' && leagueCode !== null ? { league: leagueCode } : {}),
        })),
      ),
    },
    {
      kind: 'league',
      references: leagues.flatMap(({ code }) => LEAGUE_NUMBERS.map((number) => ({ kind: 'league' as const, number, league: code }))),
    },
  ]
}

/** So many of them, the same for the same seed and however they are ordered. */
export function drawn(references: readonly NumberReference[], count: number, seed: number): NumberReference[] {
  const place = (reference: NumberReference) =>
    createHash('sha256')
      .update(`${seed} ${JSON.stringify(reference)}`)
      .digest('hex')
  return references
    .map((reference) => ({ reference, at: place(reference) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, count)
    .map(({ reference }) => reference)
}
