import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { buildSprite } from '../../../../src/core/pictures/build-sprite.ts';
import { pictureOfService, pictures } from '../../../../src/core/pictures/pictures.ts';

const sprite = readFileSync(new URL('../../../../src/core/pictures/sprite.svg', import.meta.url), 'utf8');

test('the sprite is the one that the list of pictures builds', () => {
  expect(buildSprite()).toBe(sprite);
});

test('the sprite holds each picture once, and nothing that could run or reach out', () => {
  const names = [...sprite.matchAll(/<symbol id="([^"]+)"/g)].map(([, name]) => name);
  expect(names).toEqual(Object.keys(pictures));
  expect(sprite).not.toMatch(/<script|<style|<image|<use|href=|url\(|\son\w+=/);
});

test('no icon stands for two meanings', () => {
  const meanings = new Map<string, Set<string>>();
  for (const { icon, meaning } of Object.values(pictures)) {
    meanings.set(icon, (meanings.get(icon) ?? new Set()).add(meaning));
  }
  expect([...meanings].filter(([, told]) => told.size > 1)).toEqual([]);
});

test('no meaning is told by two icons', () => {
  const icons = new Map<string, Set<string>>();
  for (const { icon, meaning } of Object.values(pictures)) {
    icons.set(meaning, (icons.get(meaning) ?? new Set()).add(icon));
  }
  expect([...icons].filter(([, drawn]) => drawn.size > 1)).toEqual([]);
});

test('each service of the pilot has a picture of its own', () => {
  const file = readFileSync(new URL('../../../../db/demo/pakalpojumi.csv', import.meta.url));
  const rows: { kods: string }[] = parse(file, { bom: true, columns: true, delimiter: ';' });
  const drawn = rows.map(({ kods }) => pictureOfService(kods));
  expect(rows.length).toBe(25);
  expect(new Set(drawn).size).toBe(rows.length);
  expect(drawn).not.toContain('service-other');
});

test.each(['', 'XYZ', 'muz', 'constructor', '__proto__'])(
  'a service the list does not know, %j, has the common picture',
  (code) => {
    expect(pictureOfService(code)).toBe('service-other');
  },
);

test('every picture stands somewhere in the portal', () => {
  const root = new URL('../../../../src/', import.meta.url);
  const sources = globSync('**/*.{astro,ts,tsx}', { cwd: fileURLToPath(root) })
    .filter((file) => !/^core\/pictures\/|examples\.ts$/.test(file))
    .map((file) => readFileSync(new URL(file, root), 'utf8'))
    .join('\n');
  // Those of services are chosen by the catalogue.
  const named = Object.keys(pictures).filter((name) => !name.startsWith('service-'));
  const unused = named.filter((name) => !new RegExp(`['"]${name}['"]`).test(sources));
  expect(unused).toEqual([]);
});
