/**
 * The part of EventSource that tRPC's subscription link uses, over `fetch`.
 *
 * Why our own: Node 20 has no EventSource, browsers' cannot send headers, and neither shows the body of a refusal, so a
 * missing procedure would read as "Unknown error". Framing: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export interface ServerSentEvent {
  type: string
  data?: string
  lastEventId?: string
  /** Set on `error` events: what went wrong, and the API's own error body where it sent one. */
  message?: string
  error?: unknown
}

type Listener = (event: ServerSentEvent) => void

export interface FetchEventSourceInit {
  fetch?: typeof globalThis.fetch
  headers?: Record<string, string>
}

const RECONNECT_MS = 1000

export class FetchEventSource {
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSED = 2
  readyState = 0
  readonly #url: string
  readonly #init: FetchEventSourceInit
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #abort = new AbortController()
  #lastEventId = ''
  #reconnectMs = RECONNECT_MS

  constructor(url: string, init: FetchEventSourceInit = {}) {
    this.#url = url
    this.#init = init
    void this.#run()
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener))
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener)
  }

  close(): void {
    this.readyState = this.CLOSED
    this.#abort.abort()
  }

  async #run(): Promise<void> {
    while (this.readyState !== this.CLOSED) {
      try {
        await this.#read()
        this.#lost('the server closed the stream')
      } catch (error) {
        if (this.#abort.signal.aborted) return
        this.#lost(error instanceof Error ? error.message : String(error))
      }
      if (this.readyState !== this.CLOSED) await new Promise((resolve) => setTimeout(resolve, this.#reconnectMs))
    }
  }

  async #read(): Promise<void> {
    const headers = {
      accept: 'text/event-stream',
      ...this.#init.headers,
      ...(this.#lastEventId ? { 'last-event-id': this.#lastEventId } : {}),
    }
    const response = await (this.#init.fetch ?? fetch)(this.#url, { headers, signal: this.#abort.signal })
    if (!response.ok || !response.body) return this.#refused(response)
    this.readyState = this.OPEN
    const decoder = new TextDecoder()
    let buffer = ''
    for await (const chunk of response.body) {
      buffer += decoder.decode(chunk, { stream: true })
      const blocks = buffer.split(/\r?\n\r?\n/)
      buffer = blocks.pop() ?? ''
      for (const block of blocks) this.#block(block)
    }
  }

  #block(block: string): void {
    let type = 'message'
    const data: string[] = []
    for (const line of block.split(/\r?\n/)) {
      const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
      if (field === 'event') type = value
      else if (field === 'data') data.push(value)
      else if (field === 'id') this.#lastEventId = value
      else if (field === 'retry' && /^\d+$/.test(value)) this.#reconnectMs = Number(value)
    }
    if (data.length > 0) this.#emit({ type, data: data.join('\n'), lastEventId: this.#lastEventId })
  }

  /** A refusal is final: asking again gets the same answer. */
  async #refused(response: Response): Promise<void> {
    const text = await response.text()
    this.close()
    this.#emit({ type: 'error', message: `The server answered ${response.status} ${response.statusText}`, ...apiError(text) })
  }

  #lost(message: string): void {
    if (this.readyState === this.CLOSED) return
    this.readyState = this.CONNECTING
    this.#emit({ type: 'error', message })
  }

  #emit(event: ServerSentEvent): void {
    for (const listener of this.#listeners.get(event.type) ?? []) listener(event)
  }
}

function apiError(text: string): { error?: unknown } {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && 'error' in body ? { error: body.error } : {}
  } catch {
    return {}
  }
}
