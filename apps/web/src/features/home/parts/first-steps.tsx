import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/button.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { DemoSwitch } from './demo-switch.tsx'

/** The ways into an empty database; calculating is the step after them. */
export function FirstSteps({ onCalculationStarted }: { onCalculationStarted: (jobId: number) => void }) {
  const t = useTranslations('home')
  return (
    <>
      <ol className="grid gap-4 md:grid-cols-3">
        <Step number={1} title={t('demoTitle')} text={t('demoText')}>
          <DemoSwitch isLoaded={false} tone="primary" onCalculationStarted={onCalculationStarted} />
        </Step>
        <Step number={2} title={t('importTitle')} text={t('importText')}>
          <LinkButton to="/import">{t('importAction')}</LinkButton>
        </Step>
        <Step number={3} title={t('calculateTitle')} text={t('calculateText')}>
          <Button isDisabled>{t('calculate')}</Button>
          <p className="mt-2 text-xs text-soft">{t('calculateNeedsData')}</p>
        </Step>
      </ol>
      <p className="mt-4 text-sm">
        <Link to="/migration">{t('nextMigration')}</Link>
        <span className="text-soft"> · {t('nextMigrationText')}</span>
      </p>
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
