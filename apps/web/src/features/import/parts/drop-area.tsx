import { Button, DropZone, FileTrigger, isFileDropItem, Text } from 'react-aria-components'
import { useTranslations } from 'use-intl'

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
            <Button className="min-h-9 rounded bg-ink px-4 text-sm font-medium text-paper hover:bg-ink/85">{t('choose')}</Button>
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
