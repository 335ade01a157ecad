import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/**
 * The tests that alone must notice each mutant. Named here and not as Stryker's own `testFiles`: with those, 10.1 switches a
 * mutant on only after its module was read, and what a module keeps as a constant would never be broken.
 */
export default defineConfig({
  test: {
    ...usual.test,
    include: [
      'tests/unit/core/access/{actor,coming-of-age,grant,policy,store}.test.ts',
      'tests/unit/features/circle/**/*.test.ts',
    ],
  },
});
