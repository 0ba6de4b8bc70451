import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/buttons.tsx'
import { ErrorNotice } from '../../ui/panel.tsx'

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
