import type { Capped, MigrationDecision } from '@mon-ps/contract/migration-plan'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/buttons.tsx'
import { Badge } from '../../../ui/page.tsx'

export interface DecisionsProps {
  decisions: Capped<MigrationDecision>
  /** The plan of the last choice is still being made. */
  isBusy: boolean
  /** Null: the plan was applied, and its choices only tell. */
  onChoose: ((decisions: Readonly<Record<string, string>>) => void) | null
}

const SHOWN_AT_FIRST = 20

/** What the plan asks: each question with its options, the open ones first. A choice makes a new plan, and a new hash. */
export function Decisions({ decisions: { total, rows }, isBusy, onChoose }: DecisionsProps) {
  const t = useTranslations('migration')
  const [shown, setShown] = useState(SHOWN_AT_FIRST)
  if (total === 0) return <p className="text-sm text-soft">{t('noDecisions')}</p>
  return (
    <>
      <p className="mb-3 max-w-prose text-sm text-soft">{t('decisionsText')}</p>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-4" aria-busy={isBusy}>
        {rows.slice(0, shown).map((decision) => (
          <li key={decision.id}>
            <Decision decision={decision} alike={alike(decision, rows)} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <div className="mt-3">
          <Button onPress={() => setShown(shown + 5 * SHOWN_AT_FIRST)}>{t('moreDecisions', { count: rows.length - shown })}</Button>
        </div>
      )}
      {total > rows.length && <p className="mt-2 text-sm text-warn">{t('decisionsCut', { count: total - rows.length })}</p>}
    </>
  )
}

/** Open questions of the same finding with the same options: one answer may be given to all of them. */
function alike(decision: MigrationDecision, rows: readonly MigrationDecision[]): string[] {
  const kind = (one: MigrationDecision) => [one.id.split(':', 3).join(':'), ...one.options.map(({ id }) => id)].join(' ')
  return rows.filter((other) => other.chosen === null && kind(other) === kind(decision)).map(({ id }) => id)
}

interface DecisionProps {
  decision: MigrationDecision
  alike: readonly string[]
  onChoose: DecisionsProps['onChoose']
}

function Decision({ decision: { id, question, options, proposed, chosen }, alike: others, onChoose }: DecisionProps) {
  const t = useTranslations('migration')
  const [forAll, setForAll] = useState(false)
  const taken = chosen ?? proposed
  const choose = (option: string) => onChoose?.(Object.fromEntries((forAll ? [...others, id] : [id]).map((one) => [one, option])))
  return (
    <fieldset className={`min-w-0 rounded border p-4 ${taken === null ? 'border-warn/60 bg-warn-wash' : 'border-rule bg-panel'}`}>
      <legend className="float-left mb-2 w-full text-sm font-semibold">
        {question}{' '}
        {taken === null ? (
          <Badge tone="warn">{t('open')}</Badge>
        ) : chosen === null || chosen === proposed ? (
          <Badge>{t('asProposed')}</Badge>
        ) : (
          <Badge tone="strong">{t('chosen')}</Badge>
        )}
        <span className="block font-mono text-2xs font-normal break-all text-soft">{id}</span>
      </legend>
      <div className="clear-both grid gap-1">
        {options.map((option) => (
          <label key={option.id} className="flex min-h-8 items-start gap-2 py-1 text-sm">
            <input
              type="radio"
              name={id}
              checked={taken === option.id}
              disabled={onChoose === null}
              onChange={() => choose(option.id)}
              className="mt-0.5 size-4 shrink-0 accent-ink"
            />
            <span>
              {option.meaning}
              {option.id === proposed && <span className="text-xs text-soft"> {t('proposed')}</span>}
            </span>
          </label>
        ))}
        {taken === null && others.length > 1 && (
          <label className="mt-1 flex min-h-8 items-center gap-2 border-t border-rule pt-2 text-sm">
            <input type="checkbox" checked={forAll} onChange={() => setForAll(!forAll)} className="size-4 accent-ink" />
            {t('forAll', { count: others.length })}
          </label>
        )}
      </div>
    </fieldset>
  )
}
