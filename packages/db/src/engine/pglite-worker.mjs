// The embedded engine, in a thread of its own: the wire protocol in, the wire protocol out.
// Plain JavaScript, because Node 20 cannot start a worker from TypeScript.
import { PGlite } from '@electric-sql/pglite'
import { parentPort, workerData } from 'node:worker_threads'

const TERMINATE = 'X'.charCodeAt(0)
const HEADER = 5

/** @type {import('node:worker_threads').MessagePort} */
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort)
const database = await PGlite.create({ dataDir: workerData.dataDir, pgliteWasmModule: workerData.engine })

/**
 * Length of the complete messages at the head of `bytes`: the engine must never see half a message.
 * @param {Uint8Array} bytes
 */
function completeLength(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let end = 0
  while (end < bytes.length) {
    // Only the start-up message has no type byte; its length, below 16 MB, begins with a zero.
    const startup = bytes[end] === 0
    if (!startup && end + HEADER > bytes.length) break
    const length = startup ? view.getUint32(end) : view.getUint32(end + 1) + 1
    if (end + length > bytes.length) break
    end += length
  }
  return end
}

let rest = new Uint8Array(0)

/** @param {Uint8Array} chunk */
async function execute(chunk) {
  let bytes = chunk
  if (rest.length > 0) {
    bytes = new Uint8Array(rest.length + chunk.length)
    bytes.set(rest)
    bytes.set(chunk, rest.length)
  }
  const end = completeLength(bytes)
  rest = bytes.slice(end)
  if (end === 0 || bytes[0] === TERMINATE) return
  await database.execProtocolRawStream(bytes.subarray(0, end), {
    onRawData(data) {
      const copy = data.slice()
      port.postMessage({ data: copy }, [copy.buffer])
    },
  })
}

/** @param {{ data: Uint8Array } | { close: true }} message */
async function handle(message) {
  if ('close' in message) {
    await database.close()
    port.postMessage({ closed: true })
    return
  }
  try {
    await execute(message.data)
    port.postMessage({ done: true })
  } catch (error) {
    port.postMessage({ failed: error instanceof Error ? error.message : String(error) })
  }
}

let queue = Promise.resolve()
port.on('message', (message) => {
  queue = queue.then(() => handle(message))
})
port.postMessage({ ready: true })
