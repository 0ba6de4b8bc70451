import { trpcServer } from '@hono/trpc-server'
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import type { Context, App } from '../context.ts'
import { ApiError } from '../errors.ts'
import { restApp } from './rest-app.ts'
import { restDocument } from './rest-document.ts'
import { REST_PREFIX } from './rest-routes.ts'
import { appRouter } from '../router.ts'
import { jsonOnly, limitBatch, limitBody, limitDepth, ownHost, sameOrigin } from './guards.ts'
import { refuse, routeNotFound } from './problem.ts'
import { securityHeaders } from './security-headers.ts'
import { uploadApp } from './upload.ts'
import { webPages } from './web.ts'

interface Variables {
  requestId: string
}

export interface HttpOptions {
  /** Null until the database is open and migrated. */
  readonly app: () => App | null
  /** What `/readyz` says. */
  readonly ready: () => boolean
  readonly log: Context['log']
  /** Folder of the built page. */
  readonly webDist: string
}

/** Everything that answers on the one port: tRPC, REST, uploads, health and the page, behind the guards. */
export function httpApp({ app, ready, log, webDist }: HttpOptions): Hono<{ Variables: Variables }> {
  const http = new Hono<{ Variables: Variables }>()
  http.use(requestId({ limitLength: 100 }))
  http.use(securityHeaders)
  http.use(ownHost)
  http.use(sameOrigin)
  http.use(async (context, next) => {
    await next()
    log.debug(
      { requestId: context.get('requestId'), method: context.req.method, path: context.req.path, status: context.res.status },
      'request',
    )
  })

  http.get('/healthz', (context) => context.json({ ok: true }))
  http.get('/readyz', (context) => (ready() ? context.json({ ready: true }) : context.json({ ready: false }, 503)))

  const opened = (): App => {
    const open = app()
    if (!open) throw new ApiError('STARTING', 'The database is still being opened. Try again in a few seconds; /readyz says when.')
    return open
  }
  const createContext = (id: string): Context => ({ requestId: id, log, app: opened() })

  http.use('/trpc/*', limitBatch, jsonOnly, limitBody, limitDepth)
  http.use('/trpc/*', async (context, next) => {
    if (!app()) opened()
    return next()
  })
  http.use(
    '/trpc/*',
    trpcServer({ endpoint: '/trpc', router: appRouter, createContext: (_, context) => ({ ...createContext(context.get('requestId')) }) }),
  )

  http.get('/api/v1/openapi.json', async (context) => context.json(await (document ??= restDocument(appRouter))))
  http.use(`${REST_PREFIX}/*`, jsonOnly, limitBody, limitDepth)
  http.route(REST_PREFIX, restApp({ router: appRouter, createContext }))
  http.route('/upload', uploadApp(opened))
  http.all('/api/*', (context) => refuse(context, routeNotFound(context.req.method, context.req.path)))

  http.route('/', webPages(webDist))
  http.notFound((context) => refuse(context, routeNotFound(context.req.method, context.req.path)))
  http.onError((error, context) => {
    if (!(error instanceof ApiError)) log.error({ err: error, requestId: context.get('requestId') }, 'a request failed')
    return refuse(context, error)
  })
  return http
}

let document: Promise<object> | undefined
