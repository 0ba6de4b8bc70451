import { en } from './messages/en.ts'

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en'
    Messages: typeof en
  }
}

/** The one locale of now. A second one is another catalogue of the same type: a key it lacks does not compile. */
export const locale = 'en'
export const messages = en
/** Kick-off days are days of the league's own calendar: shown as stored, never moved by the reader's clock. */
export const timeZone = 'UTC'
