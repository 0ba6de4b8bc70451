import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/buttons.tsx'
import { ErrorNotice } from '../../../ui/panel.tsx'
import { type Known, nextKey, offersOf } from '../stand.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { Hash } from './hash.tsx'

export interface NextStepProps {
  known: Known
  /** A plan is being made, or the work is being started. */
  isBusy: boolean
  error: unknown
  onPlan: () => void
  /** Drops what was decided, which no plan asks any more; null while every choice is one that the plan asks. */
  onForgetChoices: (() => void) | null
  onStart: (action: 'rehearse' | 'apply' | 'verify', planSha256?: string) => void
}

/** What comes next, in one sentence, and the buttons for it. */
export function NextStep({ known, isBusy, error, onPlan, onForgetChoices, onStart }: NextStepProps) {
  const t = useTranslations('migration')
  const [agreesTo, setAgreesTo] = useState<string | null>(null)
  if (known.running !== null) return null
  const { plan, rehearse, apply, resume, verify } = offersOf(known)
  const sha256 = apply ?? resume
  return (
    <section aria-label={t('next')} className="mb-8 rounded border border-rule-strong bg-panel p-4 sm:p-5">
      <p className="max-w-prose">{t(`next_${nextKey(known)}`)}</p>
      {sha256 !== null && (
        <p className="mt-2 text-sm">
          <span className="eyebrow mr-2">{t('planHash')}</span>
          <Hash sha256={sha256} />
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
        {plan && (
          <Button tone="primary" isDisabled={isBusy} onPress={onPlan}>
            {t(isBusy ? 'planning' : known.plan === null ? 'makePlan' : 'lookAgain')}
          </Button>
        )}
        {onForgetChoices && (
          <Button isDisabled={isBusy} onPress={onForgetChoices}>
            {t('forgetChoices')}
          </Button>
        )}
        {sha256 !== null && (
          <Button tone="primary" isDisabled={isBusy} onPress={() => setAgreesTo(sha256)}>
            {t(resume === null ? 'applyPlan' : 'goOn')}
          </Button>
        )}
        {rehearse && (
          <Button
            tone={apply === null ? 'primary' : 'plain'}
            isDisabled={isBusy}
            onPress={() => onStart('rehearse', known.plan?.planSha256)}
          >
            {t(apply === null ? 'rehearse' : 'rehearseAgain')}
          </Button>
        )}
        {verify && (
          <Button tone={known.verification === null ? 'primary' : 'plain'} isDisabled={isBusy} onPress={() => onStart('verify')}>
            {t(known.verification === null ? 'verify' : 'verifyAgain')}
          </Button>
        )}
      </div>
      {error != null && (
        <div className="mt-3">
          <ErrorNotice error={error} />
        </div>
      )}
      {agreesTo !== null && (
        <ConfirmDialog
          title={t('applyTitle')}
          planSha256={agreesTo}
          confirm={t('applyConfirm', { start: agreesTo.slice(0, 8) })}
          onConfirm={() => onStart('apply', agreesTo)}
          onClose={() => setAgreesTo(null)}
        >
          <p>{t('applyText')}</p>
          <p>{t('applyKeeps')}</p>
        </ConfirmDialog>
      )}
    </section>
  )
}
