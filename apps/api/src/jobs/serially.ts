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
