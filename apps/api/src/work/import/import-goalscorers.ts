import { createHash } from 'node:crypto'
import { type GoalscorerIssue, type ReadGoalscorer, readGoalscorers } from '@mon-ps/core/profiles/read-goalscorers'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { type NewGoalscorer, listGoalscorersOfSeasons, listTeamGoals, saveGoalscorer } from '@mon-ps/db/repositories/profiles'
import { teamsByAnyName } from '@mon-ps/db/repositories/teams'
import { startRun, finishRun } from '@mon-ps/db/repositories/runs'
import type { Executor, Database } from '@mon-ps/db/client'
import type { GoalscorerReport } from '@mon-ps/contract/profile'
import { VERSION } from '../../version.ts'
import type { Serially } from '../../jobs/long-work.ts'
import { localUser } from '../../local-user.ts'
import { decodeText, type FileSource, readBytes, readCsv, rejected } from './read-csv.ts'
import { type EstimatedPlayers, estimatePlayers } from './estimate-players.ts'

interface Dependencies {
  readonly database: Database
  readonly serially: Serially
}

const ISSUES_LISTED = 1000

/** A row whose team is one of ours. */
interface ResolvedPlayer extends ReadGoalscorer {
  readonly teamId: number
}

/**
 * Imports a CSV of players and their goals, in one unit of work, and estimates what their goals say. A row that names a team nobody
 * knows is an issue, never a guess. The same file again changes nothing.
 *
 * @throws {ApiError} IMPORT_REJECTED  no comma-separated text, or not the columns of players: nothing of it was written
 * @throws {ApiError} BODY_TOO_LARGE   more than 20 MB
 */
export async function importGoalscorers(app: Dependencies, source: FileSource): Promise<GoalscorerReport> {
  const bytes = await readBytes(source, 'comma-separated text with a row for each player')
  const { csv } = await readCsv(source.name, decodeText(bytes))
  const read = readGoalscorers(csv)
  if (read.kind === 'refused') throw rejected(source.name, read.message)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const reason = `import of ${source.name}`
  const { saved, issues } = await app.serially(() =>
    inUnitOfWork(
      app.database,
      async (tx) => {
        const { players, issues: unknown } = await resolveTeams(tx, source.name, read.players)
        return { saved: await savePlayers(tx, players, { file: source.name, sha256 }), issues: unknown }
      },
      { actor: localUser(), reason },
    ),
  )
  const all = [...read.issues, ...issues].sort((a, b) => a.line - b.line)
  const accepted = read.players.length - issues.length
  return {
    ...saved,
    file: source.name,
    rowsRead: read.rowsRead,
    accepted,
    rejected: read.rowsRead - accepted,
    unchanged: accepted - saved.added - saved.changed,
    issues: all.slice(0, ISSUES_LISTED),
    issuesNotListed: Math.max(0, all.length - ISSUES_LISTED),
  }
}

const teamIssue = (
  file: string,
  { line, record }: ReadGoalscorer,
  issue: Pick<GoalscorerIssue, 'code' | 'message' | 'expected'>,
): GoalscorerIssue => ({
  file,
  line,
  column: 'team',
  severity: 'rejected',
  got: record.team,
  ...issue,
})

/** Two spellings of one team may name a player twice: the first row counts. */
async function resolveTeams(tx: Executor, file: string, read: readonly ReadGoalscorer[]) {
  const known = await teamsByAnyName(
    tx,
    read.map(({ record }) => record.team),
  )
  const players: ResolvedPlayer[] = []
  const issues: GoalscorerIssue[] = []
  const seen = new Map<string, number>()
  for (const player of read) {
    const { team, playerName, season } = player.record
    const [teamId, other] = known.get(team) ?? []
    if (teamId === undefined || other !== undefined) {
      const message = teamId === undefined ? `no team is called ${team}` : `several teams are called ${team}`
      issues.push(teamIssue(file, player, { code: 'UNKNOWN_TEAM', message, expected: 'a name or alias of one team that is loaded' }))
      continue
    }
    const key = JSON.stringify([teamId, playerName, season])
    const first = seen.get(key)
    if (first !== undefined) {
      const message = `${playerName} stands in line ${first} already, under another name of the team`
      issues.push(teamIssue(file, player, { code: 'DUPLICATE_PLAYER', message, expected: 'one row per player, team and season' }))
      continue
    }
    seen.set(key, player.line)
    players.push({ ...player, teamId })
  }
  return { players, issues }
}

type SavedPlayers = Pick<GoalscorerReport, 'runId' | 'added' | 'changed' | 'estimatedAgain'>

/** Writes the players that say something new, and those of the same seasons whose estimate moves with them. */
async function savePlayers(
  tx: Executor,
  players: readonly ResolvedPlayer[],
  file: { readonly file: string; readonly sha256: string },
): Promise<SavedPlayers> {
  const seasons = [...new Set(players.map(({ record }) => record.season))].sort()
  const wanted = players.map(({ teamId, record: { team: _team, ...record } }): NewGoalscorer => ({ teamId, ...record }))
  const estimated = estimatePlayers({
    standing: await listGoalscorersOfSeasons(tx, seasons),
    wanted,
    teamGoals: await listTeamGoals(tx, seasons),
  })
  const counts = toCounts(estimated)
  const changes = estimated.filter(({ change }) => change !== 'none')
  if (changes.length === 0) return { runId: null, ...counts }
  const runId = await startRun(tx, { kind: 'import', params: { goalscorers: file.file, sha256: file.sha256 }, codeVersion: VERSION })
  for (const { row } of changes) await saveGoalscorer(tx, row)
  await finishRun(tx, runId, { status: 'succeeded', result: { goalscorers: counts } })
  return { runId, ...counts }
}

function toCounts(estimated: EstimatedPlayers): Omit<SavedPlayers, 'runId'> {
  const count = (change: EstimatedPlayers[number]['change']) => estimated.filter((each) => each.change === change).length
  return { added: count('added'), changed: count('changed'), estimatedAgain: count('estimated') }
}
