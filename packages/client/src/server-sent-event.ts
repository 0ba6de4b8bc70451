/** What an event of a stream says. `data` is null for a block that carries none, which is not an event. */
export interface EventBlock {
  type: string
  data: string | null
  id: string | null
  /** How long to wait before connecting again, ms. */
  retryMs: number | null
}

/**
 * One block of an event stream, without the blank line that ends it.
 *
 * @source https://html.spec.whatwg.org/multipage/server-sent-events.html
 * @example parseEventBlock('id: 7\ndata: {}') // { type: 'message', data: '{}', id: '7', retryMs: null }
 */
export function parseEventBlock(block: string): EventBlock {
  const event: EventBlock = { type: 'message', data: null, id: null, retryMs: null }
  for (const line of block.split(/\r?\n/)) {
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
    if (field === 'event') event.type = value
    else if (field === 'data') event.data = event.data === null ? value : `${event.data}\n${value}`
    else if (field === 'id') event.id = value
    else if (field === 'retry' && /^\d+$/.test(value)) event.retryMs = Number(value)
  }
  return event
}
