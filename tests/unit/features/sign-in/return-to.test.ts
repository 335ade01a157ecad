import { describe, expect, test } from 'vitest';
import { noReturnCookie, returnCookie, returnPath } from '../../../../src/features/sign-in/return-to.ts';

const app = { env: { origin: 'https://plans.example.lv' } };
const MARIS = 5;

/** What a browser sends back of a cookie that was set. */
const sentBack = (setCookie: string): string => setCookie.split(';')[0] ?? '';
const kept = (path: string, personId = MARIS): string => sentBack(returnCookie(app, personId, path));

describe('where the person was when their card was asked for', () => {
  test('leads back to the page and what was chosen on it', () => {
    const path = '/mani-cilveki/12/nauda?lidz=month&kas=a';
    expect(returnPath(app, `look=x; ${kept(path)}; other=1`, MARIS)).toBe(path);
    expect(returnPath(app, kept('/'), MARIS)).toBe('/');
  });

  test('leads nobody else there', () => {
    expect(returnPath(app, kept('/mani-dati', 6), MARIS)).toBeNull();
    expect(returnPath(app, kept('/mani-dati', 55), MARIS)).toBeNull();
  });

  test.each([
    ['another host', '//evil.example'],
    ['another host, spelled otherwise', '/\\evil.example'],
    ['a whole address', 'https://evil.example/'],
    ['a script', 'javascript:alert(1)'],
    ['a path that goes up', '/../evil'],
    ['an encoded slash', '/%2f/evil'],
    ['more than one line', '/mani-dati\nX: 1'],
    ['nothing', ''],
  ])('leads nowhere for %s', (_name, path) => {
    expect(returnPath(app, `__Host-return=${MARIS}.${path}`, MARIS)).toBeNull();
  });

  test('leads nowhere without the cookie, or after it was taken away', () => {
    expect(returnPath(app, null, MARIS)).toBeNull();
    expect(returnPath(app, 'look=x', MARIS)).toBeNull();
    expect(returnPath(app, sentBack(noReturnCookie(app)), MARIS)).toBeNull();
  });

  test('is kept a quarter of an hour, on this host alone, out of reach of scripts', () => {
    expect(returnCookie(app, MARIS, '/mani-dati')).toBe(
      '__Host-return=5./mani-dati; Path=/; HttpOnly; SameSite=Lax; Max-Age=900; Secure',
    );
  });
});
