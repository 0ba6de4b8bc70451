/**
 * What may lean on what, as data. boundaries.mjs holds the sources against it; oxlint holds what it can say itself
 * (.oxlintrc.json: cycles, clock and randomness, process.env), knip finds what is dead.
 */

/**
 * The folders of packages/core/src from left to right. A folder imports only what stands in an earlier place; those that
 * share a place do not see each other, except in the base, which every folder may use.
 */
export const CORE_ORDER = [
  ['numeric', 'units', 'errors'],
  ['football'],
  ['odds', 'sources'],
  ['goals-model'],
  ['forecasting'],
  ['dna'],
  ['friction'],
  ['strategy'],
  ['profiles', 'simulate'],
  ['legacy-v1'],
  ['provenance'],
]

/** Which of our own packages a part of the tree may import: `value`, or only `types`. What is not listed is not allowed. */
export const PACKAGES = [
  { part: 'packages/core', may: {} },
  { part: 'packages/contract', may: {} },
  { part: 'packages/db', may: { '@mon-ps/core': 'value' } },
  { part: 'packages/client', may: { '@mon-ps/api': 'types' } },
  { part: 'apps/api', may: { '@mon-ps/contract': 'value', '@mon-ps/core': 'value', '@mon-ps/db': 'value' } },
  { part: 'apps/web', may: { '@mon-ps/api': 'types', '@mon-ps/client': 'value', '@mon-ps/contract': 'value' } },
  {
    part: 'apps/cli',
    may: { '@mon-ps/api': 'types', '@mon-ps/api/in-process': 'value', '@mon-ps/client': 'value', '@mon-ps/contract': 'value' },
  },
  { part: 'examples', may: { '@mon-ps/api': 'types', '@mon-ps/client': 'value', '@mon-ps/contract': 'value', '@mon-ps/core': 'value' } },
  { part: 'e2e', may: {} },
]

/** Imports that a folder must not have, whether of types or of values. */
export const FORBIDDEN_IMPORTS = [
  {
    rule: 'core-imports-nothing',
    in: /^packages\/core\/src\//,
    exceptTests: true,
    modules: /^[^.]/,
    remedy: 'core is pure: take the value as an argument and do the rest in packages/db or apps/api',
  },
  {
    rule: 'use-cases-without-trpc',
    in: /^apps\/api\/src\/use-cases\//,
    modules: /^@trpc\//,
    remedy: 'a use case loads, calculates and saves; throw an ApiError and let the error map translate it',
  },
  {
    rule: 'routers-without-sql',
    in: /^apps\/api\/src\/routers\//,
    exceptTests: true,
    modules: /^(drizzle-orm|postgres|@electric-sql\/pglite)(\/|$)/,
    remedy: 'a procedure is a door: put the query in a repository of packages/db and call a use case',
  },
  {
    rule: 'db-without-http',
    in: /^packages\/db\//,
    modules: /^(@trpc\/|hono(\/|$)|@hono\/)/,
    remedy: 'packages/db remembers; what speaks to the outside is in apps/api',
  },
]

/**
 * What packages/db may use of core at run time besides types: unit constructors, error classes and the V1 mappers, and
 * constants in capitals (closed vocabularies that become CHECK constraints). db remembers, it calculates nothing.
 */
export const DB_MAY_USE_FROM_CORE = {
  files: /^packages\/core\/src\/(units|errors)\.ts$|^packages\/core\/src\/legacy-v1\//,
  names: /^[A-Z][A-Z0-9_]*$/,
}

/** Texts that must not stand in the code (comments and texts are not looked at). */
export const FORBIDDEN_CODE = [
  {
    rule: 'no-clock-in-core',
    in: /^packages\/core\/src\//,
    exceptTests: true,
    pattern: /\bnew\s+Date\s*(?:\(\s*\)|(?![\w$\s(]))|(?<![\w$.]|new\s)Date\s*\(/,
    what: 'reads the clock',
    remedy: 'take the day or the instant as an argument (asOf)',
  },
  {
    rule: 'no-double-cast',
    in: /\.(ts|tsx)$/,
    pattern: /\bas\s+unknown\s+as\b/,
    what: 'casts through unknown',
    remedy: 'let a schema or a type guard show the type',
  },
]

/** Texts that must not stand in a test. */
export const FORBIDDEN_IN_TESTS = [
  {
    rule: 'no-wall-clock-in-tests',
    pattern: /\bexpect\([^\n]*\b(performance\.now|Date\.now|process\.hrtime)\b/,
    what: 'judges by the time that passed',
    remedy: 'a busy machine is no defect: count turns, use fake timers, or show what must come before what',
  },
]

/** Longest source file, in lines. Tests, generated files and migrations may be longer. */
export const LONGEST_FILE = 300
export const MAY_BE_LONGER = [/\.test\.(ts|tsx|mjs)$/, /(^|\/)migrations\//, /(^|\/)generated\//, /\.gen\.tsx?$/]

/** Names that say nothing about what is inside. */
export const EMPTY_NAMES = /^(utils?|common|helpers?|services?|misc)$/

/** The rooms of the tree: the folder whose arrows are looked at. The first that fits counts. */
export const ROOMS = [
  /^apps\/api\/src\/(?:work|answers)\/[^/]+/,
  /^apps\/web\/src\/features\/[^/]+/,
  /^(?:packages|apps)\/[^/]+\/src\/[^/]+/,
]

export const ARROWS = []

/** What a test is: it may reach across for its set-up. */
export const TEST_FILE = /\.test\.(ts|tsx|mjs)$|^packages\/[^/]+\/(test|test-kit)\/|^apps\/[^/]+\/test\//
