import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const files = (pattern: string): readonly string[] => globSync(pattern, { cwd: root }).sort();
const text = (file: string): string => readFileSync(join(root, file), 'utf8');

const components = files('src/ui/*/*.astro');

test('every block has its examples', () => {
  const withExamples = new Set(files('src/ui/*/examples.ts').map(dirname));
  expect(components.filter((file) => !withExamples.has(dirname(file)))).toEqual([]);
  expect(components.length).toBeGreaterThan(20);
});

test('every block stands somewhere in the portal', () => {
  const templates = files('src/{features,layouts,pages,ui}/**/*.astro').filter(
    (file) => !file.startsWith('src/pages/paraugi/'),
  );
  const unused = components.filter(
    (file) => !templates.some((other) => other !== file && text(other).includes(`/${basename(file)}'`)),
  );
  expect(unused).toEqual([]);
});

test('the style sheet of every block is part of that of the portal', () => {
  const sheet = text('src/ui/styles/index.css');
  const sheets = files('src/ui/*/*.css').filter((file) => !file.startsWith('src/ui/styles/'));
  expect(sheets.filter((file) => !sheet.includes(`"../${relative('src/ui', file)}"`))).toEqual([]);
});
