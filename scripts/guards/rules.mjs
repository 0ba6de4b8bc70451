/**
 * What may lean on what, as data. boundaries.mjs holds the sources against it; oxlint holds what it can say itself
 * (.oxlintrc.json: clock and randomness, process.env), knip finds what is dead.
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
  ['provenance'],
]

/** Which of our own packages a part of the tree may import: `value`, or only `types`. What is not listed is not allowed. */
export const PACKAGES = [
  { part: 'packages/core', may: {} },
  { part: 'packages/contract', may: {} },
  { part: 'packages/messages', may: { '@mon-ps/contract': 'types' } },
  { part: 'packages/db', may: { '@mon-ps/core': 'value' } },
  { part: 'packages/legacy-v1', may: { '@mon-ps/contract': 'value', '@mon-ps/core': 'value', '@mon-ps/db': 'value' } },
  { part: 'packages/client', may: { '@mon-ps/api': 'types' } },
  // legacy-v1: who of the api may is said in ARROWS.
  {
    part: 'apps/api',
    may: {
      '@mon-ps/legacy-v1': 'value',
      '@mon-ps/contract': 'value',
      '@mon-ps/core': 'value',
      '@mon-ps/db': 'value',
      '@mon-ps/messages': 'value',
    },
  },
  {
    part: 'apps/web',
    may: { '@mon-ps/api': 'types', '@mon-ps/client': 'value', '@mon-ps/contract': 'value', '@mon-ps/messages': 'value' },
  },
  {
    part: 'apps/cli',
    may: {
      '@mon-ps/api': 'types',
      '@mon-ps/api/in-process': 'value',
      '@mon-ps/client': 'value',
      '@mon-ps/contract': 'value',
      '@mon-ps/messages': 'value',
    },
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
    rule: 'contract-imports-zod-only',
    in: /^packages\/contract\/src\//,
    exceptTests: true,
    modules: /^(?!\.|zod$|@mon-ps\/)/,
    remedy: 'the contract is what crosses the wire and nothing else; its schemas need zod alone',
  },
  {
    rule: 'services-without-trpc',
    in: /^apps\/api\/src\/(jobs|work|answers)\/(?!.*(router|\.test)\.ts$)/,
    modules: /^@trpc\//,
    remedy: 'a service loads, calculates and saves; throw an ApiError and let the error map translate it',
  },
  {
    rule: 'routers-without-sql',
    in: /^apps\/api\/src\/answers\/.*\brouter\.ts$/,
    exceptTests: true,
    modules: /^(drizzle-orm|postgres|@electric-sql\/pglite)(\/|$)/,
    remedy: 'a procedure is a door: put the query in a repository of packages/db and call a service',
  },
  {
    rule: 'db-without-http',
    in: /^packages\/db\//,
    modules: /^(@trpc\/|hono(\/|$)|@hono\/)/,
    remedy: 'packages/db remembers; what speaks to the outside is in apps/api',
  },
]

/**
 * What packages/db may use of core at run time besides types: unit constructors, error classes, and
 * constants in capitals (closed vocabularies that become CHECK constraints). db remembers, it calculates nothing.
 */
export const DB_MAY_USE_FROM_CORE = {
  files: /^packages\/core\/src\/(units|errors)\.ts$/,
  names: /^[A-Z][A-Z0-9_]*$/,
}

/** Texts that must not stand in the code (comments and texts are not looked at). */
export const FORBIDDEN_CODE = [
  {
    rule: 'no-clock-in-core',
    in: /^packages\/core\/src\//,
    exceptTests: true,
    // Whatever is not `new Date(something)` or `Date.UTC(…)`: the bare name can be given another one.
    pattern: /(?<![\w$.])(?:new\s+Date\s*(?:\(\s*\)|(?!\s*\())|(?<!new\s+)Date\b(?!\s*\.\s*UTC\b))/,
    what: 'reads the clock',
    remedy: 'take the day or the instant as an argument (asOf)',
  },
  {
    rule: 'no-chance-in-core',
    in: /^packages\/core\/src\//,
    exceptTests: true,
    // The bare name can be given another one, or be taken apart.
    pattern: /(?<![\w$.])Math\b(?!\s*\.\s*(?!random\b)\w)/,
    what: 'can reach Math.random',
    remedy: 'name the function (Math.exp), and take a seeded generator for chance (numeric)',
  },
  {
    rule: 'literal-imports',
    in: /\.(ts|tsx)$/,
    exceptTests: true,
    pattern: /(?<![\w$.])(?:import|require)\s*\((?!\s*"\d+"\s*[,)])/,
    what: 'is an import whose path is not written out',
    remedy: 'write the path as a text, so that a reader and the checks can follow it',
  },
  {
    rule: 'no-export-star',
    in: /^(packages|apps)\/(?!db\/src\/schema\/index\.ts$)/,
    exceptTests: true,
    pattern: /\bexport\s*\*/,
    what: 'hides what is exported and whether anybody uses it',
    remedy: 'import each function from the file that holds it',
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

/**
 * The rooms of the tree: folders whose arrows must not go in circles. The first that fits counts; a file beside such folders is a room
 * of its own.
 */
export const ROOMS = [
  /^apps\/api\/src\/(?:work|answers)\/[^/]+/,
  /^apps\/api\/src\/[^/]+/,
  /^apps\/web\/src\/features\/[^/]+/,
  /^(?:packages|apps)\/[^/]+\/src\/[^/]+/,
]

/** A noun of the API's answers; `shapes` is what two of them share. */
const NOUN = /^apps\/api\/src\/answers\/(?!shapes\/)([^/]+)\//
const STARTS_WORK = /^(imports?|calculations?|evaluations?|models?|migrations?|enrichments?|strateg(y|ies)|demo)$/
const nounOf = (path) => NOUN.exec(path)?.[1]

/** Arrows between files of ours that run back, types and lazy imports included; tests are left out. */
export const ARROWS = [
  {
    rule: 'work-imports-no-noun',
    from: /^apps\/api\/src\/(work|jobs)\//,
    to: /^apps\/api\/src\/answers\//,
    remedy: 'what works does not know what answers: let work return facts and the noun put them into words',
  },
  {
    rule: 'nouns-apart',
    from: /^apps\/api\/src\/answers\//,
    to: NOUN,
    except: (from, to) => nounOf(from) === nounOf(to),
    remedy: 'a mapping from row to answer that two nouns need stands in answers/shapes',
  },
  {
    rule: 'few-nouns-start-work',
    from: NOUN,
    to: /^apps\/api\/src\/work\//,
    except: (from) => STARTS_WORK.test(nounOf(from)),
    remedy: 'a read starts nothing; a noun that starts jobs is named in scripts/guards/rules.mjs',
  },
  {
    rule: 'router-is-a-door',
    from: /^apps\/api\/src\/(work|jobs|answers)\//,
    to: /^apps\/api\/src\/(router|answers\/.*\/router)\.ts$/,
    remedy: 'imports run from the router to its services; move what both need to the service',
  },
  {
    rule: 'nobody-takes-the-whole',
    from: /^apps\/api\/src\/(work|jobs|answers)\//,
    to: /^apps\/api\/src\/open-app\.ts$/,
    remedy: 'state the two or three things that this file takes, in the file itself; open-app.ts hands them in',
  },
  {
    rule: 'v1-is-a-guest',
    from: /^(packages|apps)\//,
    to: /^packages\/legacy-v1\//,
    except: (from) =>
      /^packages\/legacy-v1\/|^apps\/api\/src\/(work\/(move|enrich)\/|answers\/(migration|legacy)\/|open-app\.ts$)/.test(from),
    remedy: 'only work/move, work/enrich, answers/migration, answers/legacy and open-app.ts of the API know V1',
  },
  {
    rule: 'words-where-they-are-spoken',
    from: /^apps\/api\/src\/(?!http\/|mcp\/|answers\/|work\/calculate\/profile-columns\.ts$)/,
    to: /^packages\/messages\//,
    remedy: "return a code and facts; http, an answer in a language and V3's narrative_profile put them into words",
  },
  {
    rule: 'web-features',
    from: /^apps\/web\/src\/features\//,
    to: /^apps\/web\/src\/features\//,
    except: (from, to) => from.split('/')[4] === to.split('/')[4],
    remedy: 'what two features need belongs in apps/web/src/ui',
  },
]

/**
 * How many files a door may pull in by value, itself included: a file that holds two ideas makes every reader of one load the other.
 * `without` must not be among them.
 */
export const REACH = [
  { door: 'apps/api/src/work/import/import-results.ts', atMost: 60, without: /^packages\/legacy-v1\// },
  { door: 'apps/api/src/answers/matchup/router.ts', atMost: 80, without: /^packages\/legacy-v1\// },
]

/** What a test is: it may reach across for its set-up. */
export const TEST_FILE = /\.test\.(ts|tsx|mjs)$|^packages\/[^/]+\/(test|test-kit)\/|^apps\/[^/]+\/test\//
