import { en } from '@mon-ps/messages/en'

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en'
    Messages: typeof en
  }
}

/** The only locale so far. Another catalogue has the same type: a missing key does not compile. */
export const locale = 'en'
export const messages = en
/** Kick-off days are days of the league's own calendar: shown as stored, never moved by the reader's clock. */
export const timeZone = 'UTC'
