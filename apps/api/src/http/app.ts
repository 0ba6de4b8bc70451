import { trpcServer } from '@hono/trpc-server'
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import type { Context } from '../context.ts'
import { ApiError } from '../errors.ts'
import { restApp } from '../rest/rest-app.ts'
import { restDocument } from '../rest/rest-document.ts'
import { REST_PREFIX } from '../rest/rest-routes.ts'
import { appRouter } from '../router.ts'
import type { UseCases } from '../use-cases/use-cases.ts'
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
  readonly useCases: () => UseCases | null
  readonly log: Context['log']
  /** Folder of the built page. */
  readonly webDist: string
}

/** Everything that answers on the one port: tRPC, REST, uploads, health and the page, behind the guards. */
export function httpApp({ useCases, log, webDist }: HttpOptions): Hono<{ Variables: Variables }> {
  const app = new Hono<{ Variables: Variables }>()
  app.use(requestId({ limitLength: 100 }))
  app.use(securityHeaders)
  app.use(ownHost)
  app.use(sameOrigin)
  app.use(async (context, next) => {
    await next()
    log.debug(
      { requestId: context.get('requestId'), method: context.req.method, path: context.req.path, status: context.res.status },
      'request',
    )
  })

  app.get('/healthz', (context) => context.json({ ok: true }))
  app.get('/readyz', (context) => (useCases() ? context.json({ ready: true }) : context.json({ ready: false }, 503)))

  const opened = (): UseCases => {
    const open = useCases()
    if (!open) throw new ApiError('STARTING', 'The database is still being opened. Try again in a few seconds; /readyz says when.')
    return open
  }
  const createContext = (id: string): Context => ({ requestId: id, log, useCases: opened() })

  app.use('/trpc/*', limitBatch, jsonOnly, limitBody, limitDepth)
  app.use('/trpc/*', async (context, next) => {
    if (!useCases()) opened()
    return next()
  })
  app.use(
    '/trpc/*',
    trpcServer({ endpoint: '/trpc', router: appRouter, createContext: (_, context) => ({ ...createContext(context.get('requestId')) }) }),
  )

  app.get('/api/v1/openapi.json', async (context) => context.json(await (document ??= restDocument(appRouter))))
  app.use(`${REST_PREFIX}/*`, jsonOnly, limitBody, limitDepth)
  app.route(REST_PREFIX, restApp({ router: appRouter, createContext }))
  app.route('/upload', uploadApp(opened))
  app.all('/api/*', (context) => refuse(context, routeNotFound(context.req.method, context.req.path)))

  app.route('/', webPages(webDist))
  app.notFound((context) => refuse(context, routeNotFound(context.req.method, context.req.path)))
  app.onError((error, context) => {
    if (!(error instanceof ApiError)) log.error({ err: error, requestId: context.get('requestId') }, 'a request failed')
    return refuse(context, error)
  })
  return app
}

let document: Promise<object> | undefined
