/** English dates are British: day, month in letters, year. */
const DATE_LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' }

/**
 * Days are those of the league's own calendar and moments are UTC: shown as stored, never moved by the reader's clock.
 *
 * @example formatDay('en', '2024-11-09') // '9 Nov 2024'
 */
export function formatDay(locale: string, iso: string): string {
  return format(locale, iso, { day: 'numeric', month: 'short', year: 'numeric' })
}

/** @example formatMoment('en', '2024-11-09T14:03:00Z') // '9 Nov 2024, 14:03 UTC' */
export function formatMoment(locale: string, iso: string): string {
  return format(locale, iso, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
}

function format(locale: string, iso: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(DATE_LOCALES[locale] ?? locale, { ...options, timeZone: 'UTC' }).format(new Date(iso))
}
