import type { MigrationMapping } from '@mon-ps/contract/migration-plan'
import type { MigrationSample } from '@mon-ps/contract/migration-report'
import { useTranslations } from 'use-intl'
import { useRuleText } from '../rule-text.ts'
import { type SampleColumn, type SampleSource, sampleColumns, textOf } from '../sample-columns.ts'

export interface SampleTableProps {
  sample: MigrationSample
  mapping: MigrationMapping
  changedOnly: boolean
}

const CELL = 'px-2 py-2 align-top first:pl-0'
const HEAD = `${CELL} border-b-2 border-ink text-left text-xs font-medium text-soft`

/** One row, column by column: what V1 says, what V3 says, and the rule between them. On a narrow screen one under the other. */
export function SampleTable({ sample, mapping, changedOnly }: SampleTableProps) {
  const t = useTranslations('migration')
  const { columns, companionOnly } = sampleColumns(sample, mapping)
  const shown = changedOnly ? columns.filter(({ changed }) => changed) : columns
  return (
    <section className="overflow-x-auto" aria-label={t('samplesTitle')} tabIndex={0}>
      <table className="w-full table-fixed border-collapse text-sm max-md:block">
        <caption className="sr-only">{t('samplesTitle')}</caption>
        <thead className="max-md:sr-only">
          <tr>
            <th scope="col" className={HEAD}>
              {t('inV1')}
            </th>
            <th scope="col" className={HEAD}>
              {t('inV3')}
            </th>
            <th scope="col" className={HEAD}>
              {t('rule')}
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {shown.map((column) => (
            <Row key={column.target} column={column} />
          ))}
          {companionOnly.map(({ column, value, reason }) => (
            <tr key={column} className="border-b border-rule max-md:block max-md:py-2">
              <td className={`${CELL} max-md:block max-md:px-0 max-md:py-1`}>
                <Value name={column} value={value} />
              </td>
              <td className={`${CELL} text-soft max-md:block max-md:px-0 max-md:py-1`}>{t('inCompanion')}</td>
              <td className={`${CELL} text-xs text-soft max-md:block max-md:px-0 max-md:py-1`}>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-xs text-soft">
        {t('sameColumns', { count: columns.filter(({ changed }) => !changed).length, all: columns.length })}
      </p>
    </section>
  )
}

function Row({ column: { target, v3, sources, rule, note, sameValue } }: { column: SampleColumn }) {
  const t = useTranslations('migration')
  const ruleText = useRuleText()
  return (
    <tr className="border-b border-rule max-md:block max-md:py-2">
      <td className={`${CELL} max-md:block max-md:px-0 max-md:py-1`}>
        <Side text={t('inV1')} />
        <Sources sources={sources} />
      </td>
      <td className={`${CELL} max-md:block max-md:px-0 max-md:py-1`}>
        <Side text={t('inV3')} />
        {sameValue && v3 !== null ? <SameValue name={target} /> : <Value name={target} value={v3} />}
      </td>
      <td className={`${CELL} max-md:block max-md:px-0 max-md:py-1`}>
        <span>{ruleText(rule)}</span> <code className="font-mono text-2xs text-soft">{rule}</code>
        {note !== null && <span className="block text-xs text-soft">{note}</span>}
      </td>
    </tr>
  )
}

/** Names the side where the columns stand one under the other. */
function Side({ text }: { text: string }) {
  return (
    <span aria-hidden="true" className="eyebrow float-right md:hidden">
      {text}
    </span>
  )
}

/** Of keys that may be there in one of several spellings only those that are; of other tables only the names. */
function Sources({ sources }: { sources: readonly SampleSource[] }) {
  const t = useTranslations('migration')
  const held = sources.filter(({ value }) => value !== undefined)
  const elsewhere = sources.filter(({ name }) => name.includes(':'))
  if (sources.length === 0) return <span className="text-soft">{t('nothing')}</span>
  return (
    <>
      {held.map(({ name, value }) => (
        <Value key={name} name={name} value={value} />
      ))}
      {elsewhere.length > 0 && (
        <div>
          <code className="block font-mono text-2xs break-words text-soft">{elsewhere.map(({ name }) => name).join(', ')}</code>
          <span className="text-xs text-soft">{t('elsewhere')}</span>
        </div>
      )}
      {held.length + elsewhere.length === 0 && (
        <div>
          <code className="block font-mono text-2xs break-words text-soft">{sources.map(({ name }) => name).join(', ')}</code>
          <span className="text-xs text-soft">{t('noSuchKey')}</span>
        </div>
      )}
    </>
  )
}

function SameValue({ name }: { name: string }) {
  const t = useTranslations('migration')
  return (
    <div>
      <code className="block font-mono text-2xs break-all text-soft">{name}</code>
      <span className="text-xs text-soft">{t('sameValue')}</span>
    </div>
  )
}

const LONG = 120

function Value({ name, value }: { name: string; value: unknown }) {
  const t = useTranslations('migration')
  const text = textOf(value)
  return (
    <div className="mb-1 min-w-0 last:mb-0">
      <code className="block font-mono text-2xs break-all text-soft">{name}</code>
      {value === null ? (
        <span className="hatch rounded-sm px-1 text-xs text-soft">
          <span className="bg-paper px-0.5">{t('isNull')}</span>
        </span>
      ) : text.length > LONG ? (
        <details>
          <summary className="list-none text-xs break-all before:text-soft before:content-['▸_'] in-[[open]]:before:content-['▾_']">
            <span className="font-mono">{text.slice(0, LONG / 2)}…</span>
          </summary>
          <pre className="max-h-72 overflow-auto rounded bg-sunken p-2 text-xs whitespace-pre-wrap" tabIndex={0} aria-label={name}>
            {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
          </pre>
        </details>
      ) : (
        <span className="font-mono text-xs wrap-anywhere">{text}</span>
      )}
    </div>
  )
}
