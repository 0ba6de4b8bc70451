import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../../lib/trpc.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'

export interface DemoSwitchProps {
  isLoaded: boolean
  /** Loading starts a calculation of its own. */
  onCalculationStarted: (jobId: number) => void
  tone?: 'primary' | 'plain'
}

/** Puts the demo leagues in, or takes them out again without a trace. */
export function DemoSwitch({ isLoaded, onCalculationStarted, tone = 'plain' }: DemoSwitchProps) {
  const t = useTranslations('home')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const load = useMutation(
    trpc.demo.load.mutationOptions({
      onSuccess: (loaded) => {
        void queryClient.invalidateQueries()
        if (loaded.jobId !== null) onCalculationStarted(loaded.jobId)
      },
    }),
  )
  const remove = useMutation(trpc.demo.remove.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }))
  const action = isLoaded ? remove : load
  const words = isLoaded ? { idle: t('removeDemo'), busy: t('removing') } : { idle: t('demoAction'), busy: t('demoLoading') }
  return (
    <>
      <Button tone={tone} isDisabled={action.isPending} onPress={() => action.mutate()}>
        {action.isPending ? words.busy : words.idle}
      </Button>
      {action.error && <ErrorNotice error={action.error} onRetry={() => action.mutate()} />}
    </>
  )
}
