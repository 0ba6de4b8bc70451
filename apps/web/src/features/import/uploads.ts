import type { ImportReport } from '@mon-ps/contract/import'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

/** The status of one file. `sent` is the share of its bytes sent so far. */
type UploadState =
  | { kind: 'queued' }
  | { kind: 'sending'; sent: number }
  | { kind: 'done'; report: ImportReport }
  | { kind: 'failed'; error: unknown }
  | { kind: 'cancelled' }

export interface Upload {
  id: number
  file: File
  state: UploadState
}

const MAX_BYTES = 20 * 1024 * 1024
const MEGABYTE = 1024 * 1024

export const isFinished = (upload: Upload): boolean => upload.state.kind !== 'queued' && upload.state.kind !== 'sending'

/** Uploads files one after the other, so that the reader sees which one the server is reading. */
export function useUploads() {
  const t = useTranslations('importing')
  const queryClient = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [refused, setRefused] = useState<readonly string[]>([])
  const active = useRef<{ id: number; stop: AbortController } | null>(null)
  const nextId = useRef(1)

  const setState = useCallback((id: number, state: UploadState) => {
    setUploads((list) => list.map((upload) => (upload.id === id ? { ...upload, state } : upload)))
  }, [])

  const send = useCallback(
    async ({ id, file }: Upload) => {
      const stop = new AbortController()
      active.current = { id, stop }
      setState(id, { kind: 'sending', sent: 0 })
      try {
        const words = {
          connectionLost: t('connectionLost', { name: file.name }),
          withoutReason: (status: number) => t('uploadFailed', { status }),
        }
        const report = await uploadFile(file, { signal: stop.signal, onSent: (sent) => setState(id, { kind: 'sending', sent }), words })
        setState(id, { kind: 'done', report })
      } catch (error) {
        setState(id, stop.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error })
      } finally {
        active.current = null
      }
    },
    [setState, t],
  )

  const next = uploads.find((upload) => upload.state.kind === 'queued')
  const isBusy = uploads.some((upload) => upload.state.kind === 'sending')
  useEffect(() => {
    if (next && !isBusy && !active.current) void send(next)
  }, [next, isBusy, send])

  const allFinished = uploads.length > 0 && uploads.every(isFinished)
  useEffect(() => {
    if (allFinished) void queryClient.invalidateQueries()
  }, [allFinished, queryClient])

  const add = (files: readonly File[]) => {
    const taken = files.filter((file) => /\.csv$/i.test(file.name) && file.size <= MAX_BYTES)
    setRefused(
      files
        .filter((file) => !taken.includes(file))
        .map((file) =>
          file.size > MAX_BYTES
            ? t('tooLarge', { name: file.name, size: Math.round(file.size / MEGABYTE) })
            : t('notCsv', { name: file.name }),
        ),
    )
    setUploads((list) => [...list, ...taken.map((file): Upload => ({ id: nextId.current++, file, state: { kind: 'queued' } }))])
  }
  const cancel = (id: number) => {
    if (active.current?.id === id) active.current.stop.abort()
    else setState(id, { kind: 'cancelled' })
  }
  const cancelAll = () => {
    setUploads((list) => list.map((upload) => (upload.state.kind === 'queued' ? { ...upload, state: { kind: 'cancelled' } } : upload)))
    active.current?.stop.abort()
  }
  const clear = () => {
    setUploads([])
    setRefused([])
  }
  return { uploads, refused, allFinished, add, cancel, cancelAll, clear }
}

/** A refused or interrupted upload, with the server's code and request id where it sent them. */
export class UploadError extends Error {
  override readonly name = 'UploadError'
  readonly data: { code: string; requestId: string | null }

  constructor(message: string, code: string, requestId: string | null = null) {
    super(message)
    this.data = { code, requestId }
  }
}

interface UploadOptions {
  signal: AbortSignal
  /** Share of the bytes sent, 0–1. */
  onSent: (share: number) => void
  /** Messages for failures without one of their own. */
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
function uploadFile(file: File, { signal, onSent, words }: UploadOptions): Promise<ImportReport> {
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

function isReport(answer: unknown): answer is ImportReport {
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
