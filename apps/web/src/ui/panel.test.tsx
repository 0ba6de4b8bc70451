import { fireEvent, screen } from '@testing-library/react'
import { TRPCClientError } from '@trpc/client'
import { describe, expect, test } from 'vitest'
import { renderPart } from '../lib/test-page.tsx'
import { ErrorNotice, Panel } from './panel.tsx'

const refusal = TRPCClientError.from({
  error: { message: 'got team 7, which is not in the database', code: -32004, data: { code: 'TEAM_NOT_FOUND', requestId: 'r-42' } },
})

describe('an error on the page', () => {
  test('shows the message, the code and the request id', () => {
    renderPart(<ErrorNotice error={refusal} />)
    const alert = screen.getByRole('alert').textContent
    expect(alert).toContain('There is no row for this team, origin and season.')
    expect(alert).toContain('got team 7, which is not in the database')
    expect(alert).toContain('TEAM_NOT_FOUND')
    expect(alert).toContain('r-42')
  })

  test('says when the server did not answer', () => {
    renderPart(<ErrorNotice error={new TypeError('Failed to fetch')} />)
    expect(screen.getByRole('alert').textContent).toMatch(/The server did not answer.*NO_CONNECTION/)
  })
})

describe('a panel', () => {
  const query = { data: undefined, error: null, isPending: true, refetch: () => undefined }

  test('names what it loads, then shows it', () => {
    const { rerender } = renderPart(
      <Panel query={query} what="the teams" height="h-40">
        {(text: string) => text}
      </Panel>,
    )
    expect(screen.getByRole('status').textContent).toBe('Loading the teams')
    rerender(
      <Panel query={{ ...query, data: 'here', isPending: false }} what="the teams" height="h-40">
        {(text) => text}
      </Panel>,
    )
    expect(screen.getByText('here')).toBeTruthy()
  })

  test('offers a retry after a failure', () => {
    let asked = 0
    renderPart(
      <Panel query={{ ...query, error: refusal, isPending: false, refetch: () => asked++ }} what="the team" height="h-40">
        {() => null}
      </Panel>,
    )
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
    expect(asked).toBe(1)
  })

  test('keeps its data when a refresh fails', () => {
    renderPart(
      <Panel query={{ ...query, data: 'old numbers', error: refusal, isPending: false }} what="the team" height="h-40">
        {(text) => text}
      </Panel>,
    )
    expect(screen.getByText('old numbers')).toBeTruthy()
    expect(screen.getByRole('alert')).toBeTruthy()
  })
})
