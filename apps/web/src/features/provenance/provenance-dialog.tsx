import { useInfiniteQuery } from '@tanstack/react-query'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../lib/trpc.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { type NumberReference, NumbersOf } from '../../ui/where-from.tsx'
import { Account } from './parts/account.tsx'
import { MatchList } from './parts/match-list.tsx'

const MATCHES_AT_ONCE = 25

/** The answer to "where from": the number, the number counted again, the run, and what it was counted from. */
export function ProvenanceDialog({ reference, onClose }: { reference: NumberReference; onClose: () => void }) {
  const t = useTranslations('provenance')
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.provenance.of.infiniteQueryOptions({ ...reference, limit: MATCHES_AT_ONCE }, { getNextPageParam: ({ page }) => page.nextCursor }),
  )
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={onClose}
      className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto bg-ink/30 p-3 pt-[6vh]"
    >
      <Modal className="w-full max-w-3xl rounded-lg border border-rule bg-panel shadow-2xl [--surface:var(--panel)]">
        <Dialog className="grid gap-4 p-5 outline-none sm:p-6">
          <div className="flex items-start justify-between gap-4">
            <Heading slot="title" level={2} className="text-lg font-bold">
              {t('title')}
            </Heading>
            <Button onPress={onClose}>{t('close')}</Button>
          </div>
          <NumbersOf subject={null}>
            <Panel query={query} what={t('what')} height="min-h-80">
              {({ pages }) => {
                const [first] = pages
                if (first === undefined) return null
                return (
                  <div className="grid gap-5">
                    <Account answer={first} />
                    <MatchList matches={pages.flatMap(({ data }) => data)} total={first.total} />
                    {query.hasNextPage && (
                      <div>
                        <Button onPress={() => void query.fetchNextPage()} isDisabled={query.isFetchingNextPage}>
                          {t('more')}
                        </Button>
                      </div>
                    )}
                  </div>
                )
              }}
            </Panel>
          </NumbersOf>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
