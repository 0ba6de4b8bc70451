/** `npm start`: installs and builds what changed, then serves everything on one port until Ctrl-C. */
import './require-node.mjs'
import { ensureWebBuilt } from './build-web.mjs'
import { ensureInstalled } from './install.mjs'
import { supervise } from './supervise.mjs'

await ensureInstalled()
if (!ensureWebBuilt()) {
  console.error('The web page could not be built; the reason is above.')
  process.exit(1)
}
process.exit(await supervise('apps/api/src/main.ts', process.argv.slice(2), { env: { NODE_ENV: 'production' } }))
