import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/schema/*.ts',
  out: './migrations',
  schemaFilter: ['mon_ps', 'quantum'],
  casing: 'snake_case',
  strict: true,
})
