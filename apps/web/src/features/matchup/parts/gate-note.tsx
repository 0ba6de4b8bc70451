import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useNumberText } from '../../../ui/number-kind.ts'
import type { Matchup } from '../matchup-text.ts'

/** What friction is worth to a forecast, said wherever friction is shown. */
export function GateNote({ matchup: { gate } }: { matchup: Pick<Matchup, 'gate'> }) {
  const t = useTranslations('gate')
  const write = useNumberText()
  const known = gate !== null && gate.gain.value !== null && gate.gain.interval !== null
  const numbers = known
    ? { gain: write('signed', gate.gain.value ?? 0), interval: write.interval('signed', gate.gain.interval ?? [0, 0]) }
    : null
  return (
    <p data-gate-note className="mt-3 max-w-prose text-sm text-soft">
      {numbers === null ? t('matchupNone') : gate?.weight === 0 ? t('matchupNothing', numbers) : t('matchupPasses', numbers)}{' '}
      {gate?.stale && <span>{t('matchupStale')} </span>}
      <Link to="/models" search={{ tier: 'results' }}>
        {t('link')}
      </Link>
    </p>
  )
}
