import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../../lib/trpc.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'

export interface FirstStepsProps {
  onCalculationStarted: (jobId: number) => void
}

/** The ways into an empty database; calculating is the step after them. */
export function FirstSteps({ onCalculationStarted }: FirstStepsProps) {
  const t = useTranslations('home')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const demo = useMutation(
    trpc.demo.load.mutationOptions({
      onSuccess: (loaded) => {
        void queryClient.invalidateQueries()
        if (loaded.jobId !== null) onCalculationStarted(loaded.jobId)
      },
    }),
  )
  return (
    <>
      <ol className="grid gap-4 md:grid-cols-3">
        <Step number={1} title={t('demoTitle')} text={t('demoText')}>
          <Button tone="primary" isDisabled={demo.isPending} onPress={() => demo.mutate()}>
            {demo.isPending ? t('demoLoading') : t('demoAction')}
          </Button>
        </Step>
        <Step number={2} title={t('importTitle')} text={t('importText')}>
          <LinkButton to="/import">{t('importAction')}</LinkButton>
        </Step>
        <Step number={3} title={t('calculateTitle')} text={t('calculateText')}>
          <Button isDisabled>{t('calculate')}</Button>
          <p className="mt-2 text-xs text-soft">{t('calculateNeedsData')}</p>
        </Step>
      </ol>
      {demo.error && (
        <div className="mt-4">
          <ErrorNotice error={demo.error} onRetry={() => demo.mutate()} />
        </div>
      )}
    </>
  )
}

function Step({ number, title, text, children }: { number: number; title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex flex-col rounded border border-rule bg-panel p-5">
      <p aria-hidden="true" className="text-2xl leading-none font-light text-soft">
        {number}
      </p>
      <h3 className="mt-3 font-semibold">{title}</h3>
      <p className="mt-1 mb-4 flex-1 text-sm text-soft">{text}</p>
      <div>{children}</div>
    </li>
  )
}
