import { defineConfig } from 'vitest/config'

// Against the mock and the built client; BATON_SERVER points to a real server instead.
export default defineConfig({ test: { include: ['tests/e2e/**/*.test.ts'], environment: 'node', testTimeout: 180_000, hookTimeout: 60_000, fileParallelism: false, maxWorkers: 1 } })
