import { describe, expect, test } from 'vitest';
import { routes } from '../../src/core/access/routes.ts';
import { brokenRules, readSources } from './dependencies.ts';
import { missingOn, routePatternOf } from './routes.ts';
import { rooms } from './rules.ts';
import { findingsInAstro, findingsInTypeScript } from './source-text.ts';

const sources = readSources('src', 'db', 'locales');
const paths = Object.keys(sources);

describe('the house', () => {
  test('has only arrows that go the right way', async () => {
    expect(await brokenRules(sources)).toEqual([]);
  });

  test('has a place in the order for each room', () => {
    const found = new Set(paths.flatMap((path) => /^src\/features\/([^/]+)\//.exec(path)?.[1] ?? []));
    expect([...found].filter((room) => !rooms.includes(room))).toEqual([]);
  });

  test('has each page in the table of routes, and no route without a page', () => {
    const patterns = paths.flatMap((path) => routePatternOf(path) ?? []);
    expect(missingOn(patterns, Object.keys(routes))).toEqual({ withoutRoute: [], withoutPage: [] });
  });
});

/** Where a rule about the source text does not hold, and why. */
const exceptions: readonly Readonly<{ rule: string; path: RegExp; why: string }>[] = [
  { rule: 'own-clock', path: /^src\/core\/time\/clock\.ts$/, why: 'This is the clock.' },
  {
    rule: 'own-clock',
    path: /^src\/features\/sign-in\/lucia\.ts$/,
    why: 'The library asks the system for the time; here it is brought in line with the clock.',
  },
  { rule: 'latvian-in-code', path: /^db\/import\/columns\.ts$/, why: 'The codes in the files are Latvian words.' },
  {
    rule: 'latvian-in-code',
    path: /^src\/core\/easy-read\//,
    why: 'Words and endings of Latvian are what it is about.',
  },
  { rule: 'latvian-in-code', path: /^src\/ui\/styles\/build-font\.ts$/, why: 'The letters a font must have.' },
  { rule: 'latvian-in-code', path: /^src\/ui\/[^/]+\/examples\.ts$/, why: 'Examples for tests, on no screen.' },
];

test('no source file has literal text, markup past the policy, or a clock of its own', () => {
  const findings = Object.entries(sources).flatMap(([path, source]) => {
    const found = path.endsWith('.astro')
      ? findingsInAstro(source)
      : /\.tsx?$/.test(path)
        ? findingsInTypeScript(source, path.endsWith('.tsx'))
        : [];
    return found
      .filter(({ rule }) => !exceptions.some((exception) => exception.rule === rule && exception.path.test(path)))
      .map(({ rule, text }) => `${path}: ${rule}: ${text}`);
  });
  expect(findings).toEqual([]);
});
