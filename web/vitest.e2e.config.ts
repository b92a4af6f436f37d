import { defineConfig } from 'vitest/config'

// Against the server that BATON_SERVER names; one browser at a time, since the deeds share its city. A deed that misses a moment of a busy
// machine is done again; vitest says so. A server that answers no more fails everything: three failures are enough.
export default defineConfig({ test: { include: ['tests/e2e/**/*.test.ts'], environment: 'node', testTimeout: 300_000, hookTimeout: 60_000, fileParallelism: false, maxWorkers: 1, retry: 2, bail: 3 } })
