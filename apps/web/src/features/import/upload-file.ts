import type { ImportReportWire } from '@mon-ps/api'

/** An upload that was refused or broke off, with the server's own code and request id where it gave them. */
export class UploadError extends Error {
  override readonly name = 'UploadError'
  readonly data: { code: string; requestId: string | null }

  constructor(message: string, code: string, requestId: string | null = null) {
    super(message)
    this.data = { code, requestId }
  }
}

export interface UploadOptions {
  signal: AbortSignal
  /** Share of the bytes that left, 0–1. */
  onSent: (share: number) => void
  /** Sentences for failures that carry none of their own. */
  words: { connectionLost: string; withoutReason: (status: number) => string }
}

/**
 * Sends one CSV file to the upload route as it is.
 *
 * Not `fetch`: it cannot say how much of a request has been sent.
 *
 * @returns what the import did with it
 * @throws {UploadError} the server's refusal, or NO_CONNECTION
 * @throws {DOMException} AbortError when the signal stopped it
 */
export function uploadFile(file: File, { signal, onSent, words }: UploadOptions): Promise<ImportReportWire> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    request.open('POST', `/upload/football-data?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'text/csv')
    request.setRequestHeader('x-mon-ps', 'upload')
    request.upload.onprogress = (event) => onSent(event.lengthComputable && event.total > 0 ? event.loaded / event.total : 0)
    request.onload = () => {
      const answer = parseJson(request.responseText)
      if (request.status === 200 && isReport(answer)) resolve(answer)
      else reject(refusal(answer, words.withoutReason(request.status)))
    }
    request.onerror = () => reject(new UploadError(words.connectionLost, 'CONNECTION_LOST'))
    request.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'))
    request.onloadend = () => signal.removeEventListener('abort', stop)
    signal.addEventListener('abort', stop)
    request.send(file)
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isReport(answer: unknown): answer is ImportReportWire {
  return typeof answer === 'object' && answer !== null && 'rowsRead' in answer && 'issues' in answer
}

function refusal(answer: unknown, fallback: string): UploadError {
  if (typeof answer !== 'object' || answer === null) return new UploadError(fallback, 'UNEXPECTED')
  const read = (key: string): string | null => {
    const value = (answer as Record<string, unknown>)[key]
    return typeof value === 'string' ? value : null
  }
  return new UploadError(read('detail') ?? fallback, read('code') ?? 'UNEXPECTED', read('requestId'))
}
