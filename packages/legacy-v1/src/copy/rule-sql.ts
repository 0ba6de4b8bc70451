import {
  AUDIT_STAKES,
  MARKET_FAMILY_WORDS,
  OTHER_MARKET_FAMILY,
  OTHER_STRATEGY_TYPE,
  STRATEGY_TYPE_WORDS,
  WORD_SEPARATORS,
  type WordMeaning,
} from '../mapping/strategy-rules.ts'
import { type ColumnKind, columnKind, type ColumnMapping, type RuleId, type TableMapping } from '../mapping/column-mapping.ts'
import { LEAGUE_CODES, LEAGUE_PATHS, SEASON_PATH, SEASON_PATTERN } from '../mapping/profile-rules.ts'
import { WINNER_SIDES } from '../mapping/table-mappings.ts'
import { named, quoted } from '@mon-ps/db/engine/sql-text'

/**
 * An expression may read: the companion row as `c`, its ruled values as `o.ruled` (jsonb by V1 column, or null), its team's best
 * strategy as `b`, the team that a column names as `<column>.team_id`, its league's ruling as `g.value`, and the zone of naive
 * times as `z.time_zone`: what `row-source.ts` joins.
 */
interface RuleContext {
  readonly mapping: TableMapping
  readonly column: ColumnMapping
}

/** Larger than any measure; what lies beyond would not fit a double, or is NaN or infinite, and is null. */
const LARGEST = '1e300'

/** Whatever type the column has in this V1: a whole number may stand there as `13.00`, a name under any collation. */
const CASTS: Readonly<Partial<Record<ColumnKind, string>>> = {
  text: '::text collate "default"',
  integer: '::numeric::bigint',
  boolean: '::boolean',
  json: '::jsonb',
}
/** How a ruled value's text is read. */
const RULED_CASTS: typeof CASTS = { ...CASTS, decimal: '::numeric', time: '::timestamp' }

/** A V1 column's value, or what a ruling puts in its place. */
export function sourceValue(mapping: TableMapping, source: string): string {
  const kind = columnKind(mapping.v1Columns.find(({ name }) => name === source)?.type ?? 'text')
  const own = `c.${named(source)}${CASTS[kind] ?? ''}`
  if (source === 'id') return own
  const ruled = `(o.ruled ->> ${quoted(source)})${RULED_CASTS[kind] ?? ''}`
  if (kind === 'time') return `case when o.ruled ? ${quoted(source)} then ${ruled} at time zone z.time_zone else ${instantSql(own)} end`
  return `case when o.ruled ? ${quoted(source)} then ${ruled} else ${own} end`
}

/** Whatever the type of the column is in this V1, a domain, too: one with a zone is an instant already. */
const instantSql = (own: string): string =>
  `case when pg_typeof(${own} + interval '0') = 'timestamptz'::regtype then ${own}::timestamptz else ${own}::timestamp at time zone z.time_zone end`

/** By way of the text, since that is what V1 shows of a `real`: 22.1, of which the nearest double is not the real's own value. */
const double = (value: string): string => `case when abs(${value}) < ${LARGEST} then (${value})::text::double precision + 0 end`

/** The JSON at a path, null where nothing or JSON null stands there. Every step but the last must be an object. */
function jsonAt(json: string, path: readonly string[]): string {
  const at = `(${json}) #> ${quoted(`{${path.join(',')}}`)}`
  return `case when jsonb_typeof(${at}) <> 'null' then ${at} end`
}

function vector(json: string, target: string): string {
  const said = `coalesce(${jsonAt(json, [target])}, ${jsonAt(json, [target.replace(/_dna$/, '')])})`
  return `case when jsonb_typeof(${said}) = 'object' then ${said} end`
}

function league(json: string): string {
  const codes = Object.entries(LEAGUE_CODES).map(([code, name]) => `when ${quoted(code)} then ${quoted(name)}`)
  const said = LEAGUE_PATHS.map((path) => {
    const at = `(${json}) #> ${quoted(`{${path.join(',')}}`)}`
    const text = `(${json}) #>> ${quoted(`{${path.join(',')}}`)}`
    return `case when jsonb_typeof(${at}) = 'string' and ${text} ~ '[^ ]' then ${text} end`
  })
  const text = `coalesce(${said.join(', ')})`
  return `coalesce(g.value, case ${text} ${codes.join(' ')} else ${text} end)`
}

function season(json: string): string {
  const at = jsonAt(json, SEASON_PATH)
  const path = quoted(`{${SEASON_PATH.join(',')}}`)
  return `(select case when p.written is null or p.written::int = case when length(p.written) = 4 then p.first + 1 else (p.first + 1) % 100 end
      then p.first || '-' || lpad(((p.first + 1) % 100)::text, 2, '0') end
    from (select m[1]::int as first, m[2] as written from regexp_match(
      case jsonb_typeof(${at}) when 'string' then (${json}) #>> ${path} when 'number' then trim_scale(((${json}) #>> ${path})::numeric)::text end,
      ${quoted(SEASON_PATTERN)}) m) p)`
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** Words in the order that decides; ASCII letters alone lose their case, on every server alike. */
function firstMeaning(name: string, meanings: readonly WordMeaning[], otherwise: string): string {
  const words = `regexp_split_to_array(translate(${name}, ${quoted(LETTERS)}, ${quoted(LETTERS.toLowerCase())}), ${quoted(WORD_SEPARATORS)})`
  const cases = meanings.map(({ word, means }) => `when ${quoted(word)} = any(w.words) then ${quoted(means)}`)
  return `(select case when w.words is null then null ${cases.join(' ')} else ${quoted(otherwise)} end from (select ${words} as words) w)`
}

function perStake(roi: string, name: string, parameters: string): string {
  const stakes = AUDIT_STAKES.map(
    ({ strategy, perUnit }) => `when ${quoted(strategy)} then ${Number(perUnit.digits) / 10 ** perUnit.scale}`,
  )
  const exact = `case when abs(${roi}) < ${LARGEST} then (${roi})::numeric end`
  return double(
    `((${exact}) * case when jsonb_typeof((${parameters}) -> 'family') = 'string' then case ${name} ${stakes.join(' ')} end end)`,
  )
}

/**
 * The profile of a strategy row `alias`: its own where we know it, else the one that a ruling names, else the one of exactly this
 * name.
 */
export const strategyProfile = (alias: string): string => `coalesce(
    (select l.v1_id from mon_ps.legacy_team l where l.v1_id = ${alias}.team_profile_id),
    (select r.value::int from mon_ps.legacy_ruling r where r.table_name = 'team_strategies' and r.v1_id = ${alias}.id and r.kind = 'profile' limit 1),
    (select min(p.id) from legacy_v1.team_profiles p where p.team_name = ${alias}.team_name collate "default"))`

/** Every rule once, as SQL over `c`, `o` and `z`; null where the move leaves the column to another writer. */
const RULES: Readonly<Record<RuleId, (context: RuleContext) => string | null>> = {
  'none@1': () => null,
  'clv-from-picks@1': () => null,
  'row-id@1': () => null,
  'copy@1': ({ mapping, column }) => sourceValue(mapping, column.sources[0] ?? ''),
  'double@1': ({ mapping, column }) => double(`(${sourceValue(mapping, column.sources[0] ?? '')})`),
  'instant@1': ({ mapping, column }) => sourceValue(mapping, column.sources[0] ?? ''),
  'team-of-profile@1': ({ column }) => `${named(column.target)}.team_id`,
  'team-of-strategy@1': ({ column }) => `${named(column.target)}.team_id`,
  'vector@1': ({ mapping, column }) => vector(sourceValue(mapping, 'quantum_dna'), column.target),
  'league@1': ({ mapping }) => league(sourceValue(mapping, 'quantum_dna')),
  'season@1': ({ mapping }) => season(sourceValue(mapping, 'quantum_dna')),
  'best-strategy@1': () => 'b.strategy_name',
  'strategy-type@1': ({ mapping }) => firstMeaning(sourceValue(mapping, 'strategy_name'), STRATEGY_TYPE_WORDS, OTHER_STRATEGY_TYPE),
  'market-family@1': ({ mapping }) => firstMeaning(sourceValue(mapping, 'strategy_name'), MARKET_FAMILY_WORDS, OTHER_MARKET_FAMILY),
  'roi-per-stake@1': ({ mapping }) =>
    perStake(sourceValue(mapping, 'roi'), sourceValue(mapping, 'strategy_name'), sourceValue(mapping, 'parameters')),
  'predicted-winner@1': ({ mapping }) => {
    const cases = Object.entries(WINNER_SIDES).map(([said, side]) => `when ${quoted(said)} then ${quoted(side)}`)
    return `case ${sourceValue(mapping, 'predicted_winner')} ${cases.join(' ')} end`
  },
  'active@1': () => 'true',
}

/** The V1 profile whose team a column names; null for every other column. */
export function profileBehind(mapping: TableMapping, column: ColumnMapping): string | null {
  if (column.rule === 'team-of-profile@1') return sourceValue(mapping, column.sources[0] ?? '')
  return column.rule === 'team-of-strategy@1' ? strategyProfile('c') : null
}

/** The SQL of a V3 column's value, or null where no V1 value fills it. */
export function columnExpression(mapping: TableMapping, column: ColumnMapping): string | null {
  const rule = RULES[column.rule]
  if (rule === undefined) throw new TypeError(`the rule ${column.rule} has no SQL`)
  return rule({ mapping, column })
}
