import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/buttons.tsx'
import { Hash } from './hash.tsx'

export interface ConfirmDialogProps {
  title: string
  /** The plan that is agreed to, or taken back. */
  planSha256: string
  confirm: string
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}

/** Asks once more before something changes the database, and names the plan by its whole hash. */
export function ConfirmDialog({ title, planSha256, confirm, onConfirm, onClose, children }: ConfirmDialogProps) {
  const t = useTranslations('migration')
  return (
    <ModalOverlay
      isOpen
      onOpenChange={onClose}
      className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto bg-ink/30 p-3 pt-[10vh]"
    >
      <Modal className="w-full max-w-xl rounded-lg border border-rule bg-panel shadow-2xl">
        <Dialog role="alertdialog" className="grid grid-cols-[minmax(0,1fr)] gap-4 p-5 outline-none sm:p-6">
          <Heading slot="title" level={2} className="text-lg font-bold">
            {title}
          </Heading>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-2 text-sm">{children}</div>
          <div className="rounded border border-rule bg-sunken px-3 py-2">
            <p className="eyebrow">{t('planHash')}</p>
            <Hash sha256={planSha256} />
          </div>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onPress={onClose}>{t('leaveIt')}</Button>
            <Button
              tone="primary"
              onPress={() => {
                onClose()
                onConfirm()
              }}
            >
              {confirm}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
