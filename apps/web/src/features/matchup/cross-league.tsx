import { useTranslations } from 'use-intl'
import { Segmented } from '../../ui/choices.tsx'
import { useNumberText } from '../../ui/written.ts'
import { Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/panel.tsx'
import { FrictionBars, GateNote } from './friction.tsx'
import { MarketTable, type MarketTableProps } from './markets.tsx'
import type { Matchup } from './use-matchup.ts'
import { GoalRates, Verdict } from './verdict.tsx'

/** Standard deviations to choose from, for similar to incomparable leagues. */
const DEVIATIONS = [0.1, 0.2, 0.4] as const

interface CrossLeagueProps {
  matchup: Matchup
  /** Standard deviation of the assumed difference between the leagues; undefined: nothing is assumed. */
  equal: number | undefined
  onEqual: (deviation: number | undefined) => void
  market: MarketTableProps['market']
  onMarket: MarketTableProps['onMarket']
}

/** Two teams of different leagues: their styles compared, and goals only under a stated assumption. */
export function CrossLeague({ matchup, equal, onEqual, market, onMarket }: CrossLeagueProps) {
  const t = useTranslations('gate')
  const tMatchup = useTranslations('matchup')
  const { sides, assumption } = matchup
  const chosen = DEVIATIONS.find((deviation) => deviation === equal)
  const options = [
    { value: 'none', label: t('assume_none') },
    ...DEVIATIONS.map((deviation) => ({ value: String(deviation), label: t('assumeOption', { deviation }) })),
  ]
  return (
    <>
      {sides && (
        <Section title={t('crossTitle')}>
          <p className="max-w-prose text-soft">
            {t('crossLead', {
              homeLeague: sides.home.league,
              homeSeason: sides.home.season,
              awayLeague: sides.away.league,
              awaySeason: sides.away.season,
            })}
          </p>
          <div className="mt-4 grid justify-items-start gap-2">
            <span className="text-sm font-medium">{t('assume')}</span>
            <Segmented
              label={t('assume')}
              value={chosen === undefined ? 'none' : String(chosen)}
              options={options}
              onChange={(value) => onEqual(value === 'none' ? undefined : Number(value))}
            />
          </div>
        </Section>
      )}
      {assumption && <Assumed matchup={matchup} deviation={assumption.standardDeviation} />}
      <Section title={tMatchup('frictionTitle')}>
        <FrictionBars matchup={matchup} />
        <GateNote matchup={matchup} />
      </Section>
      {assumption && (
        <Section title={tMatchup('sectionPrices')}>
          <MarketTable matchup={matchup} market={market} onMarket={onMarket} />
        </Section>
      )}
      <Section title={t('notMeasuredTitle')}>
        <ul className="grid max-w-prose gap-1.5 text-sm">
          {matchup.notMeasured.map(({ part, reason }) => (
            <li key={part}>
              <span className="font-medium">{t(`part_${part}`)}</span>: <span className="text-soft">{t(`reason_${reason}`)}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Assumed({ matchup, deviation }: { matchup: Matchup; deviation: number }) {
  const t = useTranslations('gate')
  const write = useNumberText()
  return (
    <div className="mt-8 grid gap-7">
      <Notice tone="warn">{t('assumed', { deviation: write('plain', deviation) })}</Notice>
      <Verdict matchup={matchup} />
      <GoalRates matchup={matchup} />
    </div>
  )
}
