import { TEST_FILE } from './rules.mjs'

const STEP = /^ \S+ +(\w+) +→/
/** Fewer steps with a function mean that the flow is no longer written in the way that is read here. */
const FEWEST_STEPS = 8

/**
 * The functions that the flow in ARCHITECTURE.md names exist.
 *
 * @param document  the text of ARCHITECTURE.md
 * @param files     path below the root → text
 * @returns         one sentence per name that nothing exports
 */
export function checkFlow(document, files) {
  const flow = document.split('## The flow')[1]?.split('```')[1] ?? ''
  const named = flow.split('\n').flatMap((line) => STEP.exec(line)?.[1] ?? [])
  if (named.length < FEWEST_STEPS)
    return [
      `ARCHITECTURE.md  flow: ${named.length} steps name a function, expected at least ${FEWEST_STEPS} lines of "what  function  → result"`,
    ]
  const sources = [...files].filter(([path]) => /^(packages|apps)\/[^/]+\/src\/.*\.ts$/.test(path) && !TEST_FILE.test(path))
  const isExported = (name) =>
    sources.some(([, source]) => new RegExp(`^export (?:async )?(?:function|const) ${name}\\b`, 'm').test(source))
  return named
    .filter((name) => !isExported(name))
    .map((name) => `ARCHITECTURE.md  flow: no file exports ${name}; write the name of the function that takes this step now`)
}
