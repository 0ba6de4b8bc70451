import { inUnitOfWork } from '@mon-ps/db'
import type { z } from 'zod'
import type { demoRemoveOutput } from '../routers/demo/schemas.ts'
import type { App } from './app.ts'

/** Takes the demo out completely; what is real stays as it is. */
export async function removeDemo(app: Pick<App, 'database' | 'serially'>): Promise<z.output<typeof demoRemoveOutput>> {
  return app.serially(() => inUnitOfWork(app.database, ({ demo }) => demo.removeDemo()))
}
