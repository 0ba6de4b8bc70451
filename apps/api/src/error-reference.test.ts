import { fileURLToPath } from 'node:url'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { describe, expect, it } from 'vitest'
import { ERROR_MAP } from './error-map.ts'
import { errors } from '@mon-ps/messages/en/errors'
import type { ErrorCode } from '@mon-ps/contract/error'

const PAGE = fileURLToPath(new URL('../../../docs/reference/errors.md', import.meta.url))

function errorReference(): string {
  const rows = Object.entries(ERROR_MAP).map(
    ([code, transport]) =>
      `| \`${code}\` | ${getHTTPStatusCodeFromError(new TRPCError({ code: transport }))} | ${transport} | ${errors[code as ErrorCode]} |`,
  )
  return `# Error codes

Generated from \`apps/api/src/error-map.ts\` and \`packages/messages/src/en/errors.ts\`. Every error that leaves the API carries one of these: on tRPC as \`error.data.code\`,
on REST as \`code\` of a problem+json body, each with a request id under which the log has the details. A stack or a line of
SQL never leaves.

| Code | HTTP | tRPC | Meaning |
|---|---|---|---|
${rows.join('\n')}
`
}

describe('docs/reference/errors.md', () => {
  it('lists every code as the error map has it (vitest -u writes it anew)', async () => {
    await expect(errorReference()).toMatchFileSnapshot(PAGE)
  })
})
