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
