import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '..'),
    include: ['tests/unit/**/*.test.ts', 'tests/architecture/**/*.test.ts'],
    environment: 'node',
    // Texts, days and money must come out the same wherever the tests run; the portal's own zone is never the system's.
    env: { TZ: 'America/New_York' },
    unstubEnvs: true,
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
