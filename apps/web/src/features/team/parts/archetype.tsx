import { useTranslations } from 'use-intl'
import { readChoice } from '../../../lib/search-params.ts'
import { useNumberText } from '../../../ui/number-kind.ts'
import { NotMeasured, Stat } from '../../../ui/stat.tsx'
import { ARCHETYPES, type Profile, useLocalText } from '../profile.ts'

const OTHERS_SHOWN = 2

/** What the team lives from, the probability that the word is right, and the two numbers that it is read from. */
export function Archetype({ archetype: { archetype, probability, chances, axes, reason } }: { archetype: Profile['archetype'] }) {
  const t = useTranslations('teamProfile')
  const read = useLocalText()
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
          <NotMeasured /> {reason && <span className="text-sm text-soft">{read(reason)}</span>}
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
