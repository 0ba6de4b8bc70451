import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useNumberText } from '../../../ui/number-kind.ts'
import type { Matchup } from '../matchup-text.ts'

/** What friction is worth to a forecast, said wherever friction is shown. */
export function GateNote({ matchup }: { matchup: Pick<Matchup, 'gate'> }) {
  const t = useTranslations('gate')
  return (
    <p className="mt-3 max-w-prose text-sm text-soft">
      <GateSentence gate={matchup.gate} />{' '}
      <Link to="/models" search={{ tier: 'results' }}>
        {t('link')}
      </Link>
    </p>
  )
}

export function GateSentence({ gate }: Pick<Matchup, 'gate'>) {
  const t = useTranslations('gate')
  const write = useNumberText()
  if (gate === null || gate.gain.value === null || gate.gain.interval === null) return <>{t('matchupNone')}</>
  const numbers = { gain: write('signed', gate.gain.value), interval: write.interval('signed', gate.gain.interval) }
  return (
    <>
      {gate.weight === 0 ? t('matchupNothing', numbers) : t('matchupPasses', numbers)} {gate.stale && t('matchupStale')}
    </>
  )
}
