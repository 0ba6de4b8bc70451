import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Env as HonoEnv, Hono } from 'hono'

/** Only this machine: the server has no log-in. */
const HOSTNAME = '127.0.0.1'

export interface Listening {
  /** For example `http://127.0.0.1:3000`. */
  readonly url: string
  readonly port: number
  /** Takes no new requests, lets running ones end for at most `graceMs`, then closes their connections. */
  readonly close: (graceMs: number) => Promise<void>
}

/**
 * Serves an app on the loopback.
 *
 * @param port  0 for any free one
 * @throws EADDRINUSE and what else the system says, as it says it
 */
export async function listen<E extends HonoEnv>(app: Hono<E>, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch, hostname: HOSTNAME })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOSTNAME, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address() as AddressInfo
  return {
    url: `http://${HOSTNAME}:${address.port}`,
    port: address.port,
    close: (graceMs) =>
      new Promise((resolve) => {
        const closeAll = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs)
        server.close(() => {
          clearTimeout(closeAll)
          resolve()
        })
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      }),
  }
}
