/** `npm run -s mon-ps -- …`: the command line, run where the caller stands, so that relative paths mean what they say. */
import './require-node.mjs'
import { callersFolder } from './env.mjs'
import { ensureInstalled } from './install.mjs'
import { supervise } from './supervise.mjs'

await ensureInstalled()
process.exit(await supervise('apps/cli/src/main.ts', process.argv.slice(2), { cwd: callersFolder('mon-ps') }))
