import type { ImportRun } from '@mon-ps/contract/import'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../lib/trpc.ts'
import { Button } from '../../ui/buttons.tsx'
import { CalculationPanel, useCalculation } from '../../ui/calculation.tsx'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { OriginBadges } from '../../ui/origin.tsx'
import { PageHeader, Section } from '../../ui/page.tsx'
import { Empty, ErrorNotice, Notice, Panel } from '../../ui/panel.tsx'
import { Stat } from '../../ui/stat.tsx'
import { useDateText } from '../../ui/written.ts'
import { mergeReports, Report } from './report.tsx'
import { DropArea, UploadList } from './upload-list.tsx'
import { useUploads } from './uploads.ts'

interface FetchFormProps {
  isPending: boolean
  error: unknown
  onFetch: (wanted: { leagues: string[]; seasons: string[] }) => void
}

/** Asks for leagues and seasons that the server fetches itself. */
export function FetchForm({ isPending, error, onFetch }: FetchFormProps) {
  const t = useTranslations('importing')
  const [leagues, setLeagues] = useState('E0')
  const [seasons, setSeasons] = useState('2223')
  const [wrong, setWrong] = useState<{ leagues?: string; seasons?: string }>({})
  const wanted = { leagues: readCodes(leagues, /^[A-Z0-9]{2,4}$/), seasons: readCodes(seasons, /^\d{4}$/) }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setWrong({
      ...(wanted.leagues.invalid === null ? {} : { leagues: t('leaguesInvalid', { got: wanted.leagues.invalid }) }),
      ...(wanted.seasons.invalid === null ? {} : { seasons: t('seasonsInvalid', { got: wanted.seasons.invalid }) }),
    })
    if (wanted.leagues.invalid === null && wanted.seasons.invalid === null) {
      onFetch({ leagues: wanted.leagues.codes, seasons: wanted.seasons.codes })
    }
  }
  return (
    <form onSubmit={submit} noValidate className="grid content-start gap-3">
      <div>
        <h2 className="text-lg font-semibold">{t('fetchTitle')}</h2>
        <p className="mt-1 text-sm text-soft">{t('fetchText')}</p>
      </div>
      <CodeField label={t('leagues')} hint={t('leaguesHint')} value={leagues} onChange={setLeagues} wrong={wrong.leagues} />
      <CodeField label={t('seasons')} hint={t('seasonsHint')} value={seasons} onChange={setSeasons} wrong={wrong.seasons} />
      <div>
        <Button type="submit" isDisabled={isPending}>
          {isPending ? t('fetching', { count: wanted.leagues.codes.length * wanted.seasons.codes.length }) : t('fetch')}
        </Button>
      </div>
      {error != null && <ErrorNotice error={error} onRetry={() => submit()} />}
    </form>
  )
}

interface CodeFieldProps {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
  wrong: string | undefined
}

function CodeField({ label, hint, value, onChange, wrong }: CodeFieldProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="eyebrow">
        {label}
      </label>
      <input
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong !== undefined}
        autoComplete="off"
        spellCheck={false}
        className="mt-0.5 block min-h-9 w-full rounded border border-rule-strong bg-panel px-2 font-mono text-sm text-ink aria-invalid:border-bad"
      />
      <p id={`${id}-hint`} className={`mt-0.5 text-xs ${wrong === undefined ? 'text-soft' : 'text-bad'}`}>
        {wrong ?? hint}
      </p>
    </div>
  )
}

/**
 * Reads typed codes, separated by commas, blanks or semicolons, in either case.
 *
 * @returns the codes without repeats; `invalid` is the first that does not match, or empty text when there is no code
 */
export function readCodes(text: string, pattern: RegExp): { codes: string[]; invalid: string | null } {
  const codes = [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter((code) => code !== ''),
    ),
  ]
  const invalid = codes.find((code) => !pattern.test(code)) ?? (codes.length === 0 ? '' : null)
  return { codes, invalid }
}

/** Files in, and the account of every row of them. */
export function ImportScreen() {
  const t = useTranslations('importing')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const calculation = useCalculation()
  const queue = useUploads()
  const fetched = useMutation(trpc.import.fetch.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }))
  const { uploads, allFinished } = queue
  const uploaded = useMemo(() => mergeReports(uploads.flatMap(({ state }) => (state.kind === 'done' ? [state.report] : []))), [uploads])
  const report = allFinished ? uploaded : (fetched.data ?? null)
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {calculation.isActive && (
        <div className="mb-8">
          <CalculationPanel />
        </div>
      )}
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[3fr_2fr]">
        <DropArea onFiles={queue.add} refused={queue.refused} />
        <FetchForm isPending={fetched.isPending} error={fetched.error} onFetch={fetched.mutate} />
      </div>
      {uploads.length > 0 && <UploadList {...queue} />}
      {report && (
        <>
          <Report report={report} />
          {report.added + report.changed > 0 && !calculation.isActive && (
            <div className="mt-6">
              <Notice
                action={
                  <Button tone="primary" onPress={() => calculation.start()}>
                    {t('calculate')}
                  </Button>
                }
              >
                {t('calculateNext')}
              </Notice>
            </div>
          )}
        </>
      )}
      <Section title={t('past')}>
        <PastImports />
      </Section>
    </>
  )
}

function PastImports() {
  const t = useTranslations('importing')
  const { moment } = useDateText()
  const trpc = useTRPC()
  const runs = useQuery(trpc.import.list.queryOptions(undefined, { select: (answer) => answer.data }))
  const counts = ['rowsRead', 'accepted', 'rejected', 'added', 'changed'] as const
  const columns: DataColumn<ImportRun>[] = [
    { id: 'at', header: t('at'), cell: (run) => moment(run.at) },
    {
      id: 'files',
      header: t('files'),
      cell: (run) => (
        <span className="inline-flex flex-wrap items-center gap-x-1.5">
          <span title={run.files.join(', ')}>{run.files.length === 1 ? run.files[0] : t('filesCount', { count: run.files.length })}</span>
          <OriginBadges source={run.source} />
        </span>
      ),
    },
    ...counts.map(
      (key): DataColumn<ImportRun> => ({
        id: key,
        header: t(key),
        align: 'right',
        wideOnly: key === 'accepted' || key === 'changed',
        cell: (run) => <Stat stat={run[key]} kind="count" />,
      }),
    ),
  ]
  return (
    <Panel
      query={runs}
      what={t('whatPast')}
      height="min-h-48"
      empty={(list) => (list.length === 0 ? <Empty cause={t('pastEmpty')} /> : null)}
    >
      {(list) => <DataTable caption={t('past')} columns={columns} rows={list} rowKey={(run) => String(run.runId)} />}
    </Panel>
  )
}
