import { importReport } from '@mon-ps/contract/import'
import { goalscorerReport } from '@mon-ps/contract/profile'
import { type Context, Hono } from 'hono'
import { ApiError } from '../errors.ts'
import type { App } from '../context.ts'
import { importResults } from '../work/import/import-results.ts'
import { importGoalscorers } from '../work/import/import-goalscorers.ts'
import { refuse } from './problem.ts'

interface Variables {
  requestId: string
}

/** A name for the report, never a path: letters, digits, blanks and `._()-`. */
const FILE_NAME = /^[\p{L}\p{N} ._()-]{1,120}$/u

type UploadContext = Context<{ Variables: Variables }>

/** The name of a file that may be taken, or why it is refused. The custom header cannot be sent by a page of another site, nor by a form. */
function nameOrRefusal(context: UploadContext): string | ApiError {
  if (context.req.header('x-mon-ps') !== 'upload') return new ApiError('CROSS_SITE', 'got an upload without the header "x-mon-ps: upload"')
  const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'text/csv') return new ApiError('UNSUPPORTED_MEDIA_TYPE', `got content type "${type ?? 'none'}", expected text/csv`)
  const name = context.req.query('name') ?? ''
  if (FILE_NAME.test(name)) return name
  return new ApiError('INVALID_INPUT', `got the file name "${name}", expected something like E0_2223.csv in ?name=`)
}

/**
 * `POST /upload/football-data?name=E0_2223.csv` and `POST /upload/goalscorers?name=players_2223.csv` with the file as raw
 * `text/csv`: one file per request.
 */
export function uploadApp(opened: () => App): Hono<{ Variables: Variables }> {
  const app = new Hono<{ Variables: Variables }>()
  app.post('/football-data', async (context) => {
    const name = nameOrRefusal(context)
    if (name instanceof ApiError) return refuse(context, name)
    const report = await importResults(opened(), [{ name, bytes: context.req.raw.body ?? [] }], { snapshots: 'owed' })
    return context.json(importReport.parse(report))
  })
  app.post('/goalscorers', async (context) => {
    const name = nameOrRefusal(context)
    if (name instanceof ApiError) return refuse(context, name)
    const report = await importGoalscorers(opened(), { name, bytes: context.req.raw.body ?? [] })
    return context.json(goalscorerReport.parse(report))
  })
  return app
}
