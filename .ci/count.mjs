import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// What the runners themselves have written; a runner that was never reached has written nothing.
const results = join(import.meta.dirname, '../tests/results');
const read = (name) => {
  const file = join(results, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
};

const unit = read('unit.json');
const browser = read('e2e.json');
// A file that could not even be loaded has no failed test in it, but it is no success.
const unloaded = (unit?.testResults ?? []).filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
const passed = (unit?.numPassedTests ?? 0) + (browser?.stats.expected ?? 0);
const failed =
  (unit?.numFailedTests ?? 0) +
  unloaded.length +
  (browser?.stats.unexpected ?? 0) +
  (browser?.stats.flaky ?? 0) +
  (browser?.errors.length ?? 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
