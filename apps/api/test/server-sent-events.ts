import type { CalculationProgress } from '@mon-ps/contract/calculation'

export interface ProgressSeen {
  readonly id: string
  readonly data: CalculationProgress
}

/** A calculation's progress as it goes over the wire, until the server ends the stream or `signal` fires. */
export async function* watchOverHttp(
  url: string,
  input: { jobId: number; lastEventId?: string },
  signal?: AbortSignal,
): AsyncGenerator<ProgressSeen> {
  const address = `${url}/trpc/calculation.progress?input=${encodeURIComponent(JSON.stringify(input))}`
  const response = await fetch(address, { headers: { accept: 'text/event-stream' }, ...(signal ? { signal } : {}) })
  if (!response.ok || !response.body) throw new Error(`got ${response.status}: ${await response.text()}`)
  let buffer = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    buffer += chunk
    const blocks = buffer.split('\n\n')
    buffer = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1]
      if (field('event') === 'return') return
      if (field('event') === 'serialized-error') throw new Error(field('data'))
      const [id, data] = [field('id'), field('data')]
      if (id === undefined || data === undefined) continue
      yield { id, data: JSON.parse(data) as CalculationProgress }
    }
  }
}
