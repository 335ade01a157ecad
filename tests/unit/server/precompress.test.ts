import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { precompress } from '../../../src/commands/precompress.ts';
import { temporaryFolder } from './stand-in.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('gives each large enough text file two twins that unpack to it, and leaves others alone', () => {
  const css = 'p { margin: 0 }\n'.repeat(200);
  mkdirSync(join(folder, '_astro'));
  writeFileSync(join(folder, '_astro/page.css'), css);
  writeFileSync(join(folder, 'small.css'), 'p { margin: 0 }');
  writeFileSync(join(folder, 'font.woff2'), Buffer.alloc(4096));
  expect(precompress(folder)).toBe(1);
  expect(brotliDecompressSync(readFileSync(join(folder, '_astro/page.css.br'))).toString()).toBe(css);
  expect(gunzipSync(readFileSync(join(folder, '_astro/page.css.gz'))).toString()).toBe(css);
  for (const name of ['small.css.br', 'small.css.gz', 'font.woff2.br'])
    expect(existsSync(join(folder, name))).toBe(false);
});

test('leaves no twin of what the file was before', () => {
  const file = join(folder, 'page.css');
  writeFileSync(file, 'p { margin: 0 }\n'.repeat(200));
  precompress(folder);
  writeFileSync(file, 'p { margin: 0 }');
  expect(precompress(folder)).toBe(0);
  expect(existsSync(`${file}.br`)).toBe(false);
});
