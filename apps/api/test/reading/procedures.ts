import { describe, expect, it } from 'vitest'
import { appRouter } from '../../src/router.ts'
import type { ProcedureMeta } from '../../src/trpc.ts'
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

    it('say who may call them and what they cost', () => {
      const flat: object = appRouter._def.procedures
      const metas = Object.entries(flat as Record<string, { _def: { meta: ProcedureMeta } }>).map(([path, { _def }]) => ({
        path,
        ..._def.meta,
      }))
      expect(metas.filter(({ roles }) => roles.length === 0)).toEqual([])
      expect(metas.filter(({ cost }) => !(cost > 0 && cost <= 10))).toEqual([])
      const rolesOf = new Map(metas.map(({ path, roles }) => [path, roles]))
      expect(rolesOf.get('team.list')).toEqual(['viewer', 'analyst', 'admin'])
      expect(rolesOf.get('import.fetch')).toEqual(['analyst', 'admin'])
      expect(rolesOf.get('demo.remove')).toEqual(['admin'])
    })

    it('answer ping and echo', async () => {
      expect(await test.caller.health.ping()).toMatchObject({ ok: true })
      expect(await test.caller.health.echo({ text: '<script>' })).toEqual({ text: '<script>' })
    })
  })
}
