import { createHash } from 'node:crypto';
import type { SSRResult } from 'astro';
import idleScript from 'astro/runtime/client/idle.prebuilt.js';
import loadScript from 'astro/runtime/client/load.prebuilt.js';
import mediaScript from 'astro/runtime/client/media.prebuilt.js';
import onlyScript from 'astro/runtime/client/only.prebuilt.js';
import visibleScript from 'astro/runtime/client/visible.prebuilt.js';
import { getPrescripts } from 'astro/runtime/server/scripts.js';
import { expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../../src/server/security-headers.ts';

const directive = (name: string): string =>
  CONTENT_SECURITY_POLICY.split('; ').find((part) => part.startsWith(`${name} `)) ?? '';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test.each(['load', 'idle', 'visible', 'media', 'only'])('what Astro writes before an island (%s) may run', (name) => {
  const clientDirectives = new Map<string, string>([
    ['load', loadScript],
    ['idle', idleScript],
    ['visible', visibleScript],
    ['media', mediaScript],
    ['only', onlyScript],
  ]);
  const inlined = getPrescripts({ clientDirectives } as SSRResult, 'both', name);
  const scripts = [...inlined.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = '']) => text);
  const styles = [...inlined.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text = '']) => text);
  expect(scripts).toHaveLength(2);
  expect(styles).toHaveLength(1);
  for (const script of scripts) expect(directive('script-src')).toContain(hashOf(script));
  for (const style of styles) expect(directive('style-src')).toContain(hashOf(style));
});

test('nothing else inline may run, and nothing comes from elsewhere', () => {
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
  for (const [name, value] of [
    ['default-src', "'none'"],
    ['base-uri', "'none'"],
    ['object-src', "'none'"],
    ['frame-ancestors', "'none'"],
    ['form-action', "'self'"],
    ['connect-src', "'self'"],
  ] as const) {
    expect(directive(name)).toBe(`${name} ${value}`);
  }
});
