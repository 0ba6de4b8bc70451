import { ApiError } from '../errors.ts'

/** Lets one long piece of work into this process at a time: a calculation and a migration would read each other's half. */
export interface LongWork {
  /**
   * Enters, and returns what leaves again.
   *
   * @param what  the work in words, for whoever is refused meanwhile: `a calculation`
   * @throws {ApiError} CONFLICT  other work goes on
   */
  readonly enter: (what: string) => () => void
}

export function createLongWork(): LongWork {
  let inside: string | null = null
  return {
    enter(what) {
      if (inside !== null) throw new ApiError('CONFLICT', `got ${what} while ${inside} goes on. Wait until it has ended, or cancel it.`)
      inside = what
      let left = false
      return () => {
        if (!left) inside = null
        left = true
      }
    },
  }
}

/** Does one piece of work after the other. */
export type Serially = <Result>(work: () => Promise<Result>) => Promise<Result>

/** A queue of one: each piece of work begins when the one before it has ended, whichever way. */
export function createQueue(): Serially {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}
