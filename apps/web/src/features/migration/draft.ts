import { useState } from 'react'

/** What a person chose on this page: kept while the tab is open, so that a reload loses nothing of it. */
export interface Draft {
  /** The plan was asked for; until then none is made. */
  readonly asksPlan: boolean
  /** Zone of the legacy's naive times. */
  readonly timeZone: string
  /** Decision to option. */
  readonly decisions: Readonly<Record<string, string>>
}

const KEY = 'mon-ps.migration'
const EMPTY: Draft = { asksPlan: false, timeZone: 'UTC', decisions: {} }

function readDraft(): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    return typeof kept === 'object' && kept !== null ? { ...EMPTY, ...kept } : EMPTY
  } catch {
    // Storage may be forbidden, or hold what an earlier version wrote: the page begins anew.
    return EMPTY
  }
}

function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft))
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

export function useDraft(): [Draft, (change: (draft: Draft) => Draft) => void] {
  const [draft, setDraft] = useState(readDraft)
  const change = (next: (draft: Draft) => Draft) =>
    setDraft((current) => {
      const changed = next(current)
      keepDraft(changed)
      return changed
    })
  return [draft, change]
}
