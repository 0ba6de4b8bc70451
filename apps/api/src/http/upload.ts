import { Hono } from 'hono'
import { ApiError } from '../errors.ts'
import type { App } from '../use-cases/app.ts'
import { importResults } from '../use-cases/import-results.ts'
import { refuse } from './problem.ts'

interface Variables {
  requestId: string
}

/** A name for the report, never a path: letters, digits, blanks and `._()-`. */
const FILE_NAME = /^[\p{L}\p{N} ._()-]{1,120}$/u

/**
 * `POST /upload/football-data?name=E0_2223.csv` with the file as raw `text/csv`: one file per request. The custom
 * header cannot be sent by a page of another site, nor by a form.
 */
export function uploadApp(opened: () => App): Hono<{ Variables: Variables }> {
  const app = new Hono<{ Variables: Variables }>()
  app.post('/football-data', async (context) => {
    if (context.req.header('x-mon-ps') !== 'upload') {
      return refuse(context, new ApiError('CROSS_SITE', 'got an upload without the header "x-mon-ps: upload"'))
    }
    const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
    if (type !== 'text/csv') {
      return refuse(context, new ApiError('UNSUPPORTED_MEDIA_TYPE', `got content type "${type ?? 'none'}", expected text/csv`))
    }
    const name = context.req.query('name') ?? ''
    if (!FILE_NAME.test(name)) {
      return refuse(context, new ApiError('INVALID_INPUT', `got the file name "${name}", expected something like E0_2223.csv in ?name=`))
    }
    const report = await importResults(opened(), [{ name, bytes: context.req.raw.body ?? [] }], { snapshots: 'owed' })
    return context.json(report)
  })
  return app
}
