import { describe, expect, test } from 'vitest';
import { errorKind } from '../../../src/core/error-kind.ts';

describe('errorKind', () => {
  test('names class, code and cause, and leaves out every message', () => {
    const cause = Object.assign(new Error('Anna: my secret'), { name: 'SqliteError', code: 'SQLITE_BUSY' });
    const kind = errorKind(new TypeError('params: my secret', { cause }));
    expect(kind).toMatchObject({ kind: 'TypeError', cause: { kind: 'SqliteError', code: 'SQLITE_BUSY' } });
    expect(kind.at?.[0]).toMatch(/^core\/error-kind\.test\.ts:\d+:\d+$/);
    expect(JSON.stringify(kind)).not.toContain('secret');
  });

  test('is not led astray by a message that looks like a stack, a name or a code', () => {
    const error = Object.assign(new Error('x\n    at secret (my secret words)'), {
      name: 'my secret name',
      code: 'my secret code',
    });
    expect(JSON.stringify(errorKind(error))).not.toContain('secret');
  });

  test('reads the kind out of what is written to the console', () => {
    const text = 'Could not render http://localhost/k?name=secret\nRangeError: secret\n    at f (/x/dist/page.mjs:1:2)';
    expect(errorKind(text)).toEqual({ kind: 'RangeError', at: ['dist/page.mjs:1:2'] });
  });

  test.each([
    [undefined, 'undefined'],
    [{ text: 'secret' }, 'object'],
    ['secret', 'text'],
  ])('of what is no error at all', (value, kind) => {
    expect(errorKind(value)).toMatchObject({ kind });
    expect(JSON.stringify(errorKind(value))).not.toContain('secret');
  });
});
