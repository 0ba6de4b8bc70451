import { type RenderResult, render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { IntlProvider } from 'use-intl'
import { locale, messages, timeZone } from './i18n.ts'

/** Renders a part of the page with its catalogue, as main.tsx does. A text that is missing fails the test. */
export function renderPart(part: ReactElement): RenderResult {
  const failed = (error: Error) => {
    throw error
  }
  const wrap = (inner: ReactElement) => (
    <IntlProvider locale={locale} messages={messages} timeZone={timeZone} onError={failed}>
      {inner}
    </IntlProvider>
  )
  const result = render(wrap(part))
  return { ...result, rerender: (next) => result.rerender(wrap(next as ReactElement)) }
}
