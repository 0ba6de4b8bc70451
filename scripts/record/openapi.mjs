/** The OpenAPI document as flat lines `where field<TAB>type`: renaming a schema or moving it changes nothing here, prose is left out. */
import { line } from './facts.mjs'

const PROSE = new Set(['description', 'title', 'summary', 'example', 'examples', 'tags', 'operationId', '$schema', 'id'])
/** What is said of a field by lines of its own. */
const STRUCTURE = new Set([
  'properties',
  'required',
  'items',
  'prefixItems',
  'anyOf',
  'oneOf',
  'allOf',
  'additionalProperties',
  '$ref',
  'propertyNames',
])

const OR_NULL = 'or null'

/** @returns lists of lines by `method path` */
export function flattenOpenApi(document) {
  const facts = {}
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const lines = []
      const add = (where, schema) => lines.push(...flatten(document, schema, where, []))
      for (const { in: place, name, required = false, schema } of operation.parameters ?? []) {
        add(`${place} ${name}${required ? '' : '?'}`, schema)
      }
      addContents(add, 'body', operation.requestBody)
      for (const [status, response] of Object.entries(operation.responses)) addContents(add, status, response)
      facts[`${method} ${path}`] = lines.sort()
    }
  }
  return facts
}

function addContents(add, where, message) {
  for (const [kind, { schema }] of Object.entries(message?.content ?? {})) add(`${where} ${kind}`, schema)
}

function flatten(document, given, where, seen) {
  if (given.$ref !== undefined) {
    if (seen.includes(given.$ref)) return [line(where, 'as above, again')]
    const named = given.$ref.split('/').slice(1)
    const target = named.reduce((part, key) => part[key.replaceAll('~1', '/').replaceAll('~0', '~')], document)
    const { $ref, ...beside } = given
    return flatten(document, { ...target, ...beside }, where, [...seen, $ref])
  }
  const into = (schema, deeper) => flatten(document, schema, `${where}${deeper}`, seen)
  const options = given.anyOf ?? given.oneOf
  const lines = options ? flattenOptions(document, options, where, seen) : describe(given).map((text) => line(where, text))
  for (const part of given.allOf ?? []) lines.push(...into(part, ''))
  for (const [name, schema] of Object.entries(given.properties ?? {})) {
    lines.push(...into(schema, `.${name}${given.required?.includes(name) ? '' : '?'}`))
  }
  if (given.items && typeof given.items === 'object') lines.push(...into(given.items, '[]'))
  for (const [index, schema] of (given.prefixItems ?? []).entries()) lines.push(...into(schema, `[${index}]`))
  if (typeof given.additionalProperties === 'object') lines.push(...into(given.additionalProperties, '.*'))
  return lines
}

/** "Or null" is said in one way, however it is written; the order of the others does not count. */
function flattenOptions(document, options, where, seen) {
  const others = options.filter(({ type }) => type !== 'null')
  const lists = others.map((option) => flatten(document, option, where, seen).sort()).sort((a, b) => (a.join() < b.join() ? -1 : 1))
  const named = lists.length === 1 ? lists[0] : lists.flatMap((list, index) => list.map((text) => text.replace(where, `${where}|${index}`)))
  return others.length === options.length ? named : [line(where, OR_NULL), ...named]
}

function describe({ type, ...schema }) {
  const types = [type ?? []].flat().filter((name) => name !== 'null')
  const facets = Object.entries({ type: types.join(' or '), ...schema }).filter(([key]) => !PROSE.has(key) && !STRUCTURE.has(key))
  const text = facets
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${JSON.stringify(key === 'enum' ? [...value].sort() : value)}`)
    .join(' ')
  return Array.isArray(type) && type.includes('null') ? [OR_NULL, text] : [text]
}
