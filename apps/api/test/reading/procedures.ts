import { describe, expect, it } from 'vitest'
import { appRouter } from '../../src/router.ts'
import { test } from './calculated-demo.ts'

export function proceduresTests(): void {
  describe('procedures', () => {
    it('all have an output schema, and their REST paths are unique', () => {
      const flat: object = appRouter._def.procedures
      const procedures = Object.entries(
        flat as Record<string, { _def: { output?: unknown; meta?: { openapi?: { method: string; path: string } } } }>,
      )
      expect(procedures.filter(([, { _def }]) => !_def.output).map(([path]) => path)).toEqual([])
      const paths = procedures.flatMap(([, { _def }]) =>
        _def.meta?.openapi ? [`${_def.meta.openapi.method} ${_def.meta.openapi.path}`] : [],
      )
      expect(new Set(paths).size).toBe(paths.length)
    })

    it('answer ping and echo', async () => {
      expect(await test.caller.health.ping()).toMatchObject({ ok: true })
      expect(await test.caller.health.echo({ text: '<script>' })).toEqual({ text: '<script>' })
    })
  })
}
