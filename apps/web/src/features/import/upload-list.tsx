import { Button as AriaButton, DropZone, FileTrigger, isFileDropItem, Text } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { readApiError } from '../../lib/trpc.ts'
import { Button, ToolButton } from '../../ui/buttons.tsx'
import { Section } from '../../ui/page.tsx'
import { isFinished, type Upload } from './uploads.ts'

/** Takes files by dragging, pasting, the file picker or the keyboard alike. */
export function DropArea({ onFiles, refused }: { onFiles: (files: readonly File[]) => void; refused: readonly string[] }) {
  const t = useTranslations('importing')
  return (
    <div>
      <DropZone
        onDrop={async (event) => onFiles(await Promise.all(event.items.filter(isFileDropItem).map((item) => item.getFile())))}
        className="grid min-h-56 place-items-center rounded border-2 border-dashed border-rule-strong bg-panel p-6 text-center data-[drop-target]:border-home data-[drop-target]:bg-sunken data-[focus-visible]:border-home"
      >
        <div>
          <Text slot="label" className="text-lg font-semibold">
            {t('dropTitle')}
          </Text>
          <p className="mx-auto mt-1 mb-4 max-w-sm text-sm text-soft">{t('dropText')}</p>
          <FileTrigger allowsMultiple acceptedFileTypes={['.csv', 'text/csv']} onSelect={(files) => onFiles([...(files ?? [])])}>
            <AriaButton className="min-h-9 rounded bg-ink px-4 text-sm font-medium text-paper hover:bg-ink/85">{t('choose')}</AriaButton>
          </FileTrigger>
        </div>
      </DropZone>
      <div role="status" className="mt-2 text-sm text-bad">
        {refused.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  )
}

interface UploadListProps {
  uploads: readonly Upload[]
  allFinished: boolean
  cancel: (id: number) => void
  cancelAll: () => void
  clear: () => void
}

/** Every file and its status. */
export function UploadList({ uploads, allFinished, cancel, cancelAll, clear }: UploadListProps) {
  const t = useTranslations('importing')
  const done = uploads.filter(isFinished).length
  return (
    <Section
      title={t('files')}
      aside={
        <span className="inline-flex items-center gap-3">
          <span role="status">{t('total', { done, total: uploads.length })}</span>
          {allFinished ? <Button onPress={clear}>{t('clear')}</Button> : <Button onPress={cancelAll}>{t('cancelAll')}</Button>}
        </span>
      }
    >
      <ul className="max-h-96 divide-y divide-rule overflow-auto">
        {uploads.map((upload) => (
          <li key={upload.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5 text-sm">
            <span className="w-56 min-w-0 truncate font-medium">{upload.file.name}</span>
            <span className="min-w-0 flex-1 basis-60">
              <State upload={upload} />
            </span>
            {!isFinished(upload) && (
              <ToolButton onPress={() => cancel(upload.id)} title={`${t('cancel')} ${upload.file.name}`}>
                {t('cancel')}
              </ToolButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function State({ upload: { state } }: { upload: Upload }) {
  const t = useTranslations('importing')
  switch (state.kind) {
    case 'queued':
    case 'cancelled':
      return <span className="text-soft">{t(state.kind)}</span>
    case 'sending':
      return (
        <span className="flex items-center gap-3 text-soft">
          <span className="h-1.5 w-32 overflow-hidden rounded-full bg-rule">
            <span className="block h-full bg-home" style={{ width: `${state.sent * 100}%` }} />
          </span>
          {state.sent < 1 ? t('uploading', { percent: Math.floor(state.sent * 100) }) : t('reading')}
        </span>
      )
    case 'done': {
      const { added, changed, unchanged, rejected, files } = state.report
      return files.some((file) => file.alreadyImported) ? t('already') : t('done', { added, changed, unchanged, rejected })
    }
    case 'failed': {
      const { message, code } = readApiError(state.error)
      return (
        <span className="text-bad">
          {message} <span className="font-mono text-xs">{code}</span>
        </span>
      )
    }
  }
}
