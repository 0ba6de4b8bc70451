import { useTranslations } from 'use-intl'
import { readChoice } from '../../../lib/search-params.ts'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Stat } from '../../../ui/stat.tsx'
import { IDENTITY, type Profile } from '../profile.ts'

const KEYS = Object.keys(IDENTITY) as (keyof typeof IDENTITY)[]

/** What the team is to a bettor: each number with its interval, beside what closing odds expected. */
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
