import type { Listening } from '../../src/http/listen.ts'
import { loadCalculated, openTestApp, serveTestApp, type TestApp } from '../test-app.ts'

/** The calculated demo league that every part of the reading tests asks: calculated once, because that is what takes time. */
export let test: TestApp
let server: Listening

export async function openCalculatedDemo(): Promise<void> {
  test = await openTestApp()
  await loadCalculated(test)
  server = await serveTestApp(test)
}

export async function closeCalculatedDemo(): Promise<void> {
  await server.close(0)
  await test.close()
}

export const rest = (path: string, init?: RequestInit) => fetch(`${server.url}/api/v1/quantum-v3${path}`, init)
export const serverUrl = () => server.url
