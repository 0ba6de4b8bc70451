import { EventEmitter } from 'node:events'

/**
 * What postgres.js expects of a socket, in front of the engine's thread. Chunks are handed to `send`;
 * what the engine answers comes in through {@link WorkerSocket.receive}.
 */
export class WorkerSocket extends EventEmitter {
  /** postgres.js reads it before it says good-bye. */
  readyState: 'open' | 'closed' = 'open'
  readonly #send: (chunk: Uint8Array<ArrayBuffer>) => void

  constructor(send: (chunk: Uint8Array<ArrayBuffer>) => void) {
    super()
    this.#send = send
  }

  write(chunk: Uint8Array, written?: () => void): true {
    // A copy, because it is transferred to the thread and postgres.js goes on using its buffer.
    if (this.readyState === 'open') this.#send(new Uint8Array(chunk))
    if (written !== undefined) queueMicrotask(written)
    return true
  }

  receive(data: Uint8Array): void {
    if (this.readyState === 'open') this.emit('data', Buffer.from(data.buffer, data.byteOffset, data.byteLength))
  }

  /**
   * The connection is over and every statement under way fails with `error`. Closed in the same breath:
   * a statement that is sent in between would wait on a connection that is gone.
   */
  fail(error: Error): void {
    if (this.readyState === 'closed') return
    this.readyState = 'closed'
    this.emit('error', error)
    this.emit('close', true)
  }

  end(): void {
    this.destroy()
  }

  destroy(): void {
    if (this.readyState === 'closed') return
    this.readyState = 'closed'
    setImmediate(() => this.emit('close'))
  }

  setKeepAlive(): void {}

  ref(): void {}

  unref(): void {}
}
