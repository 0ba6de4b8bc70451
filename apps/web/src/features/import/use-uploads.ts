import type { ImportReportWire } from '@mon-ps/api'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { uploadFile } from './upload-file.ts'

/** One file on its way. `sent` is the share of its bytes that left. */
export type UploadState =
  | { kind: 'queued' }
  | { kind: 'sending'; sent: number }
  | { kind: 'done'; report: ImportReportWire }
  | { kind: 'failed'; error: unknown }
  | { kind: 'cancelled' }

export interface Upload {
  id: number
  file: File
  state: UploadState
}

const MAX_BYTES = 20 * 1024 * 1024
const MEGABYTE = 1024 * 1024

export const isOver = (upload: Upload): boolean => upload.state.kind !== 'queued' && upload.state.kind !== 'sending'

/** A queue of files, one request at a time: the server reads and saves one while the reader sees which. */
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

  const allOver = uploads.length > 0 && uploads.every(isOver)
  useEffect(() => {
    if (allOver) void queryClient.invalidateQueries()
  }, [allOver, queryClient])

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
  return { uploads, refused, allOver, add, cancel, cancelAll, clear }
}
