import {
  type LiveAnswer,
  type LivePage,
  listBets,
  readBetStats,
  listMatchOdds,
  listLeagueOdds,
  listSourcePicks,
  listTeamPicks,
  listRecentPicks,
} from '@mon-ps/legacy-v1/live/live-answers'
import type { Executor, Database } from '@mon-ps/db/client'
import type { LivePick } from '@mon-ps/legacy-v1/live/read-rows'
import { loadNameResolver } from '@mon-ps/legacy-v1/live/resolve-names'
import { ApiError } from '../../errors.ts'
import type {
  LegacyBets,
  LegacyBetsInput,
  LegacyList,
  LegacyOddsInput,
  LegacyPick,
  LegacyPicksInput,
  LegacyPrice,
} from '@mon-ps/contract/legacy'
import { withLegacySource } from '@mon-ps/legacy-v1/source/with-legacy-source'

type Source = { readonly database: Database; readonly legacyUrl: string | null }

const ABSENT = { present: false, data: [], next: null } as const

const onePage = <Row>(rows: LiveAnswer<Row[]>): LiveAnswer<LivePage<Row>> => (rows === 'absent' ? rows : { rows, next: null })

/**
 * Picks of the legacy where they stand: the latest ones, those of one model, or those on one team's matches, each with the
 * teams of ours that it names.
 *
 * @throws {ApiError} INVALID_INPUT  a model and a team at once
 */
export function listLegacyPicks(app: Source, query: LegacyPicksInput): Promise<LegacyList<LegacyPick>> {
  if (query.source !== undefined && query.team !== undefined)
    throw new ApiError('INVALID_INPUT', 'got source and team, expected one of them, or neither for the latest picks')
  return withLegacySource(app, async (source) => {
    const names = await loadNameResolver(app.database.db)
    const found = await listPicks(source.database.db, query)
    if (found === 'absent') return ABSENT
    const data = found.rows.map((row) => ({ ...row, teams: names.pair(row.homeTeam, row.awayTeam, row.matchName) }))
    return { present: true, data, next: found.next }
  })
}

async function listPicks(db: Executor, { source, team, limit, after }: LegacyPicksInput): Promise<LiveAnswer<LivePage<LivePick>>> {
  if (source !== undefined) return listSourcePicks(db, source, { limit, after })
  return onePage(await (team === undefined ? listRecentPicks(db, limit) : listTeamPicks(db, team, limit)))
}

/** Bets that a person wrote down in the legacy, a page of them, and all of them in figures. */
export function listLegacyBets(app: Source, query: LegacyBetsInput): Promise<LegacyBets> {
  return withLegacySource(app, async (source) => {
    const names = await loadNameResolver(app.database.db)
    const found = await listBets(source.database.db, query)
    const stats = await readBetStats(source.database.db)
    if (found === 'absent' || stats === 'absent') return { ...ABSENT, stats: null }
    // The table has no columns for the two names: they stand in the match's.
    const data = found.rows.map((row) => ({ ...row, teams: names.pair(null, null, row.matchName) }))
    return { present: true, data, next: found.next, stats }
  })
}

/**
 * Prices of the legacy: all of one match, or a league's in pages.
 *
 * @throws {ApiError} INVALID_INPUT  neither a match nor a league, or both
 */
export function listLegacyOdds(app: Source, { matchId, league, limit, after }: LegacyOddsInput): Promise<LegacyList<LegacyPrice>> {
  return withLegacySource(app, async (source) => {
    if ((matchId === undefined) === (league === undefined))
      throw new ApiError('INVALID_INPUT', 'got not exactly one of matchId and league, expected the one whose prices are wanted')
    const found =
      league === undefined
        ? onePage(await listMatchOdds(source.database.db, matchId ?? '', limit))
        : await listLeagueOdds(source.database.db, league, { limit, after })
    return found === 'absent' ? ABSENT : { present: true, data: [...found.rows], next: found.next }
  })
}
