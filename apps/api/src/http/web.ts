import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { ApiError } from '../errors.ts'
import { refuse } from './problem.ts'

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mon PS</title>
<h1>The page has not been built</h1>
<p>The server runs; <a href="/api/v1/openapi.json">its REST document</a> and the command line work. To build the page,
stop this and run <code>npm start</code> in the project's root.</p></html>`

interface Variables {
  requestId: string
  secureHeadersNonce?: string
}

/**
 * The built page: assets for ever, since their names carry a hash, a missing one is 404, and every other address
 * answers with `index.html`, in which the router of the page takes over.
 */
export function webPages(dist: string): Hono<{ Variables: Variables }> {
  const pages = new Hono<{ Variables: Variables }>()
  if (!existsSync(join(dist, 'index.html'))) {
    return pages.get('*', (context) => context.html(NOT_BUILT, 503, { 'Cache-Control': 'no-cache' }))
  }
  pages.use(
    '/assets/*',
    serveStatic({ root: dist, onFound: (_, context) => context.header('Cache-Control', 'public, max-age=31536000, immutable') }),
  )
  pages.get('/assets/*', (context) =>
    refuse(context, new ApiError('ROUTE_NOT_FOUND', `got ${context.req.path}, which is no asset of this build`)),
  )
  // Files beside index.html (icons, the manifest) have an extension; addresses of the page have none.
  pages.use('/:file{[^/]+\\.[a-z0-9]+}', serveStatic({ root: dist }))
  pages.get('*', async (context) => {
    const html = await readFile(join(dist, 'index.html'), 'utf8')
    context.header('Cache-Control', 'no-cache')
    const nonce = context.get('secureHeadersNonce')
    return context.html(nonce ? html.replace('<head>', `<head><meta name="csp-nonce" content="${nonce}">`) : html)
  })
  return pages
}
