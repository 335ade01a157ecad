import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const tokens = new Map(
  [
    ...readFileSync(new URL('../../../src/ui/styles/tokens.css', import.meta.url), 'utf8').matchAll(
      /--([\w-]+): (#[0-9a-f]{3,6});/g,
    ),
  ].map(([, name = '', colour = '']) => [name, colour]),
);

/** WCAG 2.2, relative luminance. */
function luminance(name: string): number {
  const colour = tokens.get(name);
  if (colour === undefined) throw new Error(`There is no colour --${name}.`);
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

const grounds = ['paper', 'surface', 'action-tint', 'help', 'past'];
const tones = ['info', 'success', 'waiting', 'error'];

test.each([
  ...grounds.map((ground) => ['ink', ground]),
  ...tones.map((tone) => ['ink', `${tone}-tint`]),
  ['ink-soft', 'paper'],
  ['ink-soft', 'surface'],
  ['ink-soft', 'past'],
  ['ink-soft', 'success-tint'],
  ['action', 'paper'],
  ['action', 'surface'],
  ['action-ink', 'action'],
  ['action-ink', 'action-hover'],
  ['surface', 'leaf'],
  ['error', 'paper'],
  ['error', 'error-tint'],
])('text in --%s on --%s is at least 7 : 1', (ink = '', ground = '') => {
  expect(contrast(ink, ground)).toBeGreaterThanOrEqual(7);
});

test.each([
  ['action', 'paper'],
  ['action', 'surface'],
  ['danger', 'paper'],
  ['shape', 'paper'],
  ['shape', 'surface'],
  ['help-edge', 'help'],
  ['left', 'surface'],
  ['waiting', 'help'],
  ['focus', 'paper'],
  ['focus', 'help'],
  ['focus', 'focus-halo'],
  ['focus-halo', 'action'],
  ...tones.map((tone) => [tone, `${tone}-tint`]),
])('a shape in --%s on --%s is at least 3 : 1', (shape = '', ground = '') => {
  expect(contrast(shape, ground)).toBeGreaterThanOrEqual(3);
});
