import { describeProfileGap, narrate } from '@mon-ps/messages/narrative/narrate'
import { useLocale, useTranslations } from 'use-intl'
import { readChoice } from '../../lib/search-params.ts'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { useNumberText } from '../../ui/written.ts'
import { NotMeasured, Stat } from '../../ui/stat.tsx'

export type Team = ApiOutputs['team']['byId']
export type Profile = NonNullable<Team['profile']>
export type Proven = NonNullable<Profile['exploitMarkets']>
export type Opponent = Profile['opponents'][number]
export type SimilarTeam = Profile['similar']['inLeague'][number]

const ARCHETYPES = ['COMPLETE', 'ATTACK_LED', 'DEFENCE_LED', 'BALANCED', 'BLUNT', 'EXPOSED', 'STRUGGLING'] as const
export const MARKETS = ['home_win', 'away_win', 'draw', 'over_2_5', 'under_2_5'] as const
/** How each number of a betting identity is written. */
const IDENTITY = {
  favourite_share: 'percent',
  win_price_low: 'odds',
  win_price_median: 'odds',
  win_price_high: 'odds',
  market_drift: 'signedPercent',
  won_share: 'percent',
  drawn_share: 'percent',
  over_2_5_share: 'percent',
  both_scored_share: 'percent',
} as const

/** The team's narrative, one sentence per line; the text of a migrated row is shown as it is. */
export function Narrative({ team }: { team: Team }) {
  const locale = useLocale()
  const narrative = team.profile?.narrative
  if (narrative) {
    return (
      <ul className="grid max-w-prose gap-1.5">
        {narrate(narrative, locale).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    )
  }
  return team.narrativeProfile === null ? null : <p className="max-w-prose whitespace-pre-line text-soft">{team.narrativeProfile}</p>
}

const OTHERS_SHOWN = 2

/** The team's archetype, its probability, and the two numbers behind it. */
export function Archetype({ archetype: { archetype, probability, chances, axes, reason } }: { archetype: Profile['archetype'] }) {
  const t = useTranslations('teamProfile')
  const locale = useLocale()
  const write = useNumberText()
  const name = useArchetypeName()
  const known = readChoice(archetype, ARCHETYPES)
  const others = chances
    .slice(1, 1 + OTHERS_SHOWN)
    .map((other) => t('archetypeOther', { name: name(other.archetype), probability: write('percent', other.probability) }))
  return (
    <div>
      <h3 className="eyebrow">{t('archetype')}</h3>
      {archetype === null || probability === null ? (
        <p className="mt-1">
          <NotMeasured /> {reason && <span className="text-sm text-soft">{describeProfileGap(reason, locale)}</span>}
        </p>
      ) : (
        <>
          <p className="mt-1">
            <span className="text-xl font-semibold">{name(archetype)}</span>{' '}
            <span className="text-soft">{t('archetypeChance', { probability: write('percent', probability) })}</span>
          </p>
          {known && <p className="text-sm">{t(`archetypeMeaning_${known}`)}</p>}
          <dl className="mt-3 flex flex-wrap gap-x-10 gap-y-3">
            {axes.map((axis) => (
              <div key={axis.key}>
                <dt className="text-xs text-soft">{axis.name}</dt>
                <dd>
                  <Stat stat={axis.stat} kind="signed" layout="stacked" />
                </dd>
              </div>
            ))}
          </dl>
          <p className="mt-2 text-xs text-soft">
            {others.length > 0 && t('archetypeOthers', { list: others.join(', ') })} {t('archetypeNote')}
          </p>
        </>
      )}
    </div>
  )
}

function useArchetypeName(): (archetype: string) => string {
  const t = useTranslations('teamProfile')
  return (archetype) => {
    const known = readChoice(archetype, ARCHETYPES)
    return known ? t(`archetype_${known}`) : archetype
  }
}

const KEYS = Object.keys(IDENTITY) as (keyof typeof IDENTITY)[]

/** The market's view of the team: each number with its interval and what the closing odds expected. */
export function BettingIdentity({ identity }: { identity: Profile['identity'] }) {
  const t = useTranslations('teamProfile')
  const write = useNumberText()
  return (
    <div>
      <h3 className="eyebrow">{t('identityTitle')}</h3>
      <dl className="mt-1 grid gap-x-8 gap-y-3 sm:grid-cols-2 xl:grid-cols-3">
        {identity.map(({ key, stat, expected }) => {
          const known = readChoice(key, KEYS)
          return (
            <div key={key}>
              <dt className="text-xs text-soft">{known ? t(`identity_${known}`) : key}</dt>
              <dd>
                <Stat stat={stat} kind={known ? IDENTITY[known] : 'plain'} layout="stacked" />
                {expected !== null && (
                  <span className="block text-xs text-soft">{t('expected', { share: write('percent', expected) })}</span>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
      <p className="mt-2 text-xs text-soft">{t('identityNote')}</p>
    </div>
  )
}
