import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { colourings, papers } from '../../../src/core/look.ts';

const css = readFileSync(new URL('../../../src/ui/styles/tokens.css', import.meta.url), 'utf8');
const [usual = '', stronger = ''] = css.split('@media screen and (prefers-contrast: more)');

/** The colours as they are written: one value, or one for each theme. */
function readTokens(part: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of part.matchAll(/--([\w-]+):([^;]+);/g)) {
    const isColour = /#[0-9a-f]{3,6}|var\(--(?!if-)/.test(value) && !/calc|max/.test(value);
    if (isColour && !found.has(name)) found.set(name, value.trim());
  }
  return found;
}

const written = readTokens(usual);
const writtenStronger = readTokens(stronger);
const themes = colourings.filter((colours) => colours !== 'device');
type Theme = (typeof themes)[number];

const tables = [
  ...themes.map((theme) => ({ name: theme, theme, tokens: written })),
  ...themes.map((theme) => ({
    name: `${theme}, more contrast`,
    theme,
    tokens: new Map([...written, ...writtenStronger]),
  })),
];

/** What a name is in this theme; what is no name is a colour itself. */
function colourOf(tokens: ReadonlyMap<string, string>, theme: Theme, name: string): string {
  if (name.startsWith('#')) return name;
  const value = tokens.get(name);
  if (value === undefined) throw new Error(`There is no colour --${name}.`);
  const inTheme = new RegExp(`var\\(--if-${theme},\\s*([^)]+)\\)`).exec(value)?.[1] ?? value;
  const other = /^var\(--([\w-]+)\)$/.exec(inTheme)?.[1];
  return other === undefined ? inTheme : colourOf(tokens, theme, other);
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  if (!/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/.test(colour)) throw new Error(`${colour} is no colour.`);
  const whole = colour.length === 4 ? colour.replaceAll(/[0-9a-f]/g, '$&$&') : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(whole.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const tones = ['info', 'success', 'waiting', 'error'];
const tints = tones.map((tone) => `${tone}-tint`);

/** The lines of the pictures. */
const DRAWN = '#000';
/** The leaf of the calendar and the face of the clock are white in every theme. */
const WHITE = '#fff';

const texts: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['ink', ['paper', 'surface', 'past', 'action-tint', 'danger-tint', 'help', ...tints]],
  ['ink-soft', ['paper', 'surface', 'past', 'success-tint']],
  ['action', ['paper', 'surface', ...tints]],
  ['action-ink', ['action', 'action-hover']],
  ['error', ['paper', 'surface', 'error-tint']],
  [WHITE, ['leaf']],
  [DRAWN, ['plate']],
];

const shapes: readonly (readonly [shape: string, grounds: readonly string[]])[] = [
  ['ink', ['help', 'surface']],
  ['action', ['paper', 'surface', 'action-tint', 'help']],
  ['action-ink', ['action']],
  ['danger', ['paper', 'surface', 'danger-tint']],
  ['shape', ['paper', 'surface']],
  ['help-edge', ['help', 'surface', 'paper', 'waiting-tint']],
  ['left', ['surface', 'help']],
  ['waiting', ['help']],
  ['leaf', [WHITE]],
  ['focus', ['paper', 'surface', 'past', 'help', 'action-tint', 'focus-halo']],
  ['focus-halo', ['action']],
  ...tones.map((tone) => [tone, ['paper', `${tone}-tint`]] as const),
];

/** Only ornament: what they edge can be told without them. */
const ornaments = ['hairline', 'action-below'];

describe.each(tables)('$name', ({ theme, tokens }) => {
  const colour = (name: string) => colourOf(tokens, theme, name);
  const pairs = (list: typeof texts) => list.flatMap(([one, grounds]) => grounds.map((ground) => [one, ground]));

  test.each(pairs(texts))('text in %s on %s is at least 7 : 1', (text = '', ground = '') => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(7);
  });

  test.each(pairs(shapes))('a shape in %s on %s is at least 3 : 1', (shape = '', ground = '') => {
    expect(contrast(colour(shape), colour(ground))).toBeGreaterThanOrEqual(3);
  });

  test('pictures stand on a light ground', () => {
    const own = colour('picture-ground');
    for (const ground of own === 'transparent' ? ['paper', 'surface', 'action-tint', ...tints] : ['picture-ground']) {
      expect(contrast(DRAWN, colour(ground)), ground).toBeGreaterThanOrEqual(7);
    }
  });
});

test('every colour is written for every theme, and is looked at above', () => {
  const seen = [...texts, ...shapes].flatMap(([one, grounds]) => [one, ...grounds]);
  const expected = [...written.keys()].filter((name) => !ornaments.includes(name) && name !== 'picture-ground');
  expect(new Set(seen.filter((name) => !name.startsWith('#')))).toEqual(new Set(expected));
  for (const [name, value] of [...written, ...writtenStronger]) {
    if (!value.includes('--if-')) continue;
    for (const theme of themes) expect(value, name).toContain(`var(--if-${theme}, `);
  }
});

test('who asks for more contrast gets at least as much', () => {
  for (const theme of themes) {
    const tokens = new Map([...written, ...writtenStronger]);
    const usually = contrast(colourOf(written, theme, 'ink'), colourOf(written, theme, 'paper'));
    expect(contrast(colourOf(tokens, theme, 'ink'), colourOf(tokens, theme, 'paper'))).toBeGreaterThanOrEqual(usually);
  }
});

test.each(themes)('the browser is told the ground of %s', (theme) => {
  expect(papers[theme]).toBe(colourOf(written, theme, 'paper'));
});
