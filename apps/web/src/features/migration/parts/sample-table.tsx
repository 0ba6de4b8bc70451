import type { MigrationMappingWire, MigrationSampleWire } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { useRuleText } from '../rule-text.ts'
import { type SampleColumn, sampleColumns, textOf } from '../sample-columns.ts'

export interface SampleTableProps {
  sample: MigrationSampleWire
  mapping: MigrationMappingWire
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
      <table className="w-full border-collapse text-sm max-md:block">
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

function Row({ column: { target, v3, sources, rule, note } }: { column: SampleColumn }) {
  const t = useTranslations('migration')
  const ruleText = useRuleText()
  return (
    <tr className="border-b border-rule max-md:block max-md:py-2">
      <td className={`${CELL} w-[38%] max-md:block max-md:w-auto max-md:px-0 max-md:py-1`}>
        {sources.length === 0 ? (
          <span className="text-soft">{t('nothing')}</span>
        ) : (
          sources.map(({ name, value }) => <Value key={name} name={name} value={value} />)
        )}
      </td>
      <td className={`${CELL} w-[34%] max-md:block max-md:w-auto max-md:px-0 max-md:py-1`}>
        <Value name={target} value={v3} />
      </td>
      <td className={`${CELL} max-md:block max-md:px-0 max-md:py-1`}>
        <span>{ruleText(rule)}</span> <code className="font-mono text-2xs text-soft">{rule}</code>
        {note !== null && <span className="block text-xs text-soft">{note}</span>}
      </td>
    </tr>
  )
}

const LONG = 120

function Value({ name, value }: { name: string; value: unknown }) {
  const t = useTranslations('migration')
  const text = textOf(value)
  return (
    <div className="mb-1 min-w-0 last:mb-0">
      <code className="block font-mono text-2xs break-all text-soft">{name}</code>
      {value === undefined ? (
        <span className="text-xs text-soft">{name.includes(':') ? t('elsewhere') : t('noSuchKey')}</span>
      ) : value === null ? (
        <span className="hatch rounded-sm px-1 text-xs text-soft">
          <span className="bg-paper px-0.5">{t('isNull')}</span>
        </span>
      ) : text.length > LONG ? (
        <details>
          <summary className="text-xs break-all before:text-soft before:content-['▸_'] in-[[open]]:before:content-['▾_']">
            <span className="font-mono">{text.slice(0, LONG / 2)}…</span>
          </summary>
          <pre className="max-h-72 overflow-auto rounded bg-sunken p-2 text-xs whitespace-pre-wrap" tabIndex={0} aria-label={name}>
            {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
          </pre>
        </details>
      ) : (
        <span className="font-mono text-xs break-words">{text}</span>
      )}
    </div>
  )
}
