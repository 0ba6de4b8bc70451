/** What a person needs to know of a failure, and what they can quote when they ask about it. */
export interface ReadableError {
  message: string
  code: string
  requestId: string | null
}

/**
 * Reads a failure of any kind: an error of a procedure, of the upload route, of the network.
 *
 * @param error what was thrown
 * @returns     its sentence, its code from the API's closed set (`NO_CONNECTION` when no answer came) and the request's id
 */
export function readApiError(error: unknown): ReadableError {
  if (!(error instanceof Error)) return { message: String(error), code: 'UNEXPECTED', requestId: null }
  const data = 'data' in error ? error.data : undefined
  if (typeof data !== 'object' || data === null) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : 'NO_CONNECTION'
    return { message: error.message, code, requestId: null }
  }
  return {
    message: error.message,
    code: textOf(data, 'code') ?? 'UNEXPECTED',
    requestId: textOf(data, 'requestId'),
  }
}

function textOf(data: object, key: string): string | null {
  const value = key in data ? (data as Record<string, unknown>)[key] : undefined
  return typeof value === 'string' && value !== '' ? value : null
}
