/**
 * Loaded into a program that supervise.mjs started, before the program itself. It makes three promises:
 * the program stops when the script that started it is gone; it hears a signal once, whether the terminal sent that to the
 * whole group or somebody sent it to the script alone; and Ctrl-C before the program listens still ends it.
 */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 }
let stopping = false

for (const [signal, code] of Object.entries(EXIT_CODES)) {
  process.on(signal, () => {
    stopping = true
    if (process.listenerCount(signal) === 1) process.exit(code)
  })
}

function stopOnce(signal) {
  if (!stopping) process.emit(signal, signal)
}

process.on('message', (message) => {
  if (message?.stop in EXIT_CODES) stopOnce(message.stop)
})
process.on('disconnect', () => stopOnce('SIGTERM'))
// Listening to the parent alone must not keep a finished program alive.
process.channel?.unref()
