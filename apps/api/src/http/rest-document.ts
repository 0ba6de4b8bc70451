import type { AnyTRPCRouter } from '@trpc/server'
import { VERSION } from '../version.ts'
import { REST_PREFIX } from './rest-routes.ts'

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'What went wrong (RFC 9457), with a code from a closed set and the id under which the log has it.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    requestId: { type: 'string' },
    facts: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
    fieldErrors: { type: ['object', 'null'], additionalProperties: { type: 'array', items: { type: 'string' } } },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId', 'facts', 'fieldErrors'],
} as const

/** OpenAPI 3.1 document of the REST twin. The generator is loaded here: it is slow to import and seldom asked for. */
export async function restDocument(router: AnyTRPCRouter): Promise<object> {
  const { generateOpenApiDocument } = await import('trpc-to-openapi')
  const document = generateOpenApiDocument(router, {
    title: 'Mon PS',
    version: VERSION,
    description: 'Teams, frictions, matchups and strategies, each number with its sample size and interval. Same procedures as over tRPC.',
    baseUrl: REST_PREFIX,
  })
  const operations = Object.values(document.paths ?? {}).flatMap((item) => [item.get, item.post])
  for (const operation of operations) {
    if (!operation) continue
    delete operation.security
    const success = operation.responses?.['200']
    const problem = {
      description: 'What went wrong',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
    operation.responses = { ...(success ? { '200': success } : {}), default: problem }
  }
  const { securitySchemes: _unused, ...components } = document.components ?? {}
  const schemas = Object.fromEntries(Object.entries(components.schemas ?? {}).filter(([name]) => !name.startsWith('error.')))
  return { ...document, components: { ...components, schemas: { ...schemas, Problem: PROBLEM_SCHEMA } } }
}
