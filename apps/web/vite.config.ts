import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { apiUrl } from './env.ts'

/** The API answers to its own address only: the development server speaks to it as the built page would. */
const toApi = { target: apiUrl, changeOrigin: true, headers: { origin: apiUrl } }

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', proxy: { '/trpc': toApi, '/api': toApi, '/upload': toApi } },
  test: {
    name: 'web',
    expect: { requireAssertions: true },
    allowOnly: false,
    environment: 'happy-dom',
    // The page's modules hold nothing between tests: loading them once a worker takes a quarter of the time.
    isolate: false,
    maxWorkers: '100%',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/lib/test-setup.ts'],
    testTimeout: 600_000,
  },
})
