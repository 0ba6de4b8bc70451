import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { OriginBadges } from '../../ui/origin-badges.tsx'
import { usePaletteResults } from './use-palette-results.ts'

const ITEM =
  'flex min-h-9 cursor-pointer items-center gap-2 rounded px-3 text-sm outline-none data-[focused]:bg-ink data-[focused]:text-paper'

export function PaletteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('palette')
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const { groups, isFetching, error } = usePaletteResults(text)
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={onClose} className="fixed inset-0 z-40 flex justify-center bg-ink/30 px-3 pt-[12vh]">
      <Modal className="h-fit w-full max-w-xl rounded-lg border border-rule bg-panel shadow-2xl">
        <Dialog aria-label={t('title')} className="p-3 outline-none">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField autoFocus className="grid gap-1">
              <Label className="px-1 text-xs text-soft">{t('label')}</Label>
              <Input placeholder={t('placeholder')} className="min-h-11 rounded border border-rule-strong bg-paper px-3 text-lg text-ink" />
            </SearchField>
            {error ? <ErrorNotice error={error} /> : null}
            <ListBox
              aria-label={t('title')}
              className="mt-2 max-h-[50vh] overflow-auto outline-none"
              selectionMode="none"
              renderEmptyState={() => <p className="px-3 py-4 text-sm text-soft">{isFetching ? t('waiting') : t('none')}</p>}
            >
              {groups.map((group) => (
                <ListBoxSection key={group.key}>
                  <Header className="eyebrow px-3 pt-2 pb-1">{t(group.key)}</Header>
                  {group.items.map((item) => (
                    <ListBoxItem
                      key={item.id}
                      id={item.id}
                      textValue={item.label}
                      className={ITEM}
                      onAction={() => {
                        onClose()
                        void navigate(item.target)
                      }}
                    >
                      <span className="min-w-0 flex-1 truncate">{item.label}</span>
                      {item.league !== null && <span className="truncate text-xs opacity-80">{item.league}</span>}
                      {item.source !== null && <OriginBadges source={item.source} />}
                    </ListBoxItem>
                  ))}
                </ListBoxSection>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
