import { useTranslations } from 'use-intl'
import { STEPS, type Step, type StepState } from '../stand.ts'

const LINES: Record<StepState, string> = {
  done: 'border-good',
  current: 'border-home',
  running: 'border-home',
  stuck: 'border-bad',
  waiting: 'border-rule',
}
const MARKS: Record<StepState, string> = { done: '✓', current: '', running: '…', stuck: '!', waiting: '' }

/** The five steps and where each stands. */
export function StepRail({ states }: { states: Record<Step, StepState> }) {
  const t = useTranslations('migration')
  return (
    <ol aria-label={t('steps')} className="mb-6 grid grid-cols-5 gap-1 sm:gap-2">
      {STEPS.map((step, index) => {
        const state = states[step]
        const isHere = state === 'current' || state === 'running' || state === 'stuck'
        return (
          <li key={step} {...(isHere ? { 'aria-current': 'step' as const } : {})} className={`min-w-0 border-t-4 pt-2 ${LINES[state]}`}>
            <p className={`text-xs leading-tight sm:text-sm ${isHere ? 'font-bold' : state === 'waiting' ? 'text-soft' : 'font-medium'}`}>
              <span className="max-sm:sr-only">{index + 1}. </span>
              {t(`step_${step}`)}
            </p>
            <p className="text-2xs text-soft sm:text-xs">
              <span aria-hidden="true">{MARKS[state]} </span>
              {t(`stepState_${state}`)}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
