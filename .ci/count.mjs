import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const results = join(import.meta.dirname, '../tests/results');
const read = (name) => {
  const file = join(results, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
};

const unit = read('unit.json');
const browser = read('e2e.json');
const passed = (unit?.numPassedTests ?? 0) + (browser?.stats.expected ?? 0);
const failed =
  (unit?.numFailedTests ?? 0) +
  (browser === null ? 0 : browser.stats.unexpected + browser.stats.flaky + browser.errors.length);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
