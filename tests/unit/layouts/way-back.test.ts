import { expect, test } from 'vitest';
import { wayBack } from '../../../src/layouts/way-back.ts';

const ORIGIN = 'https://plans.example.lv';

const back = (referer?: string) =>
  wayBack(new Request(`${ORIGIN}/vardnica`, { headers: referer === undefined ? {} : { referer } }), ORIGIN);

test('back leads to the page of the portal one came from', () => {
  expect(back(`${ORIGIN}/mans-plans`)).toBe('/mans-plans');
  expect(back(`${ORIGIN}/lugums/4/tiksanas?lapa=2`)).toBe('/lugums/4/tiksanas?lapa=2');
  expect(back(`${ORIGIN}/`)).toBe('/');
});

test.each([
  ['nobody says where', undefined],
  ['something that is no address', 'about:blank'],
  ['another site', 'https://evil.example/mans-plans'],
  ['another port', `${ORIGIN}:8443/mans-plans`],
  ['a path that would lead to another site', `${ORIGIN}//evil.example/a`],
  ['this very page', `${ORIGIN}/vardnica`],
  ['a page aside from which one would only come back here', `${ORIGIN}/privatums`],
])('from %s there is no way back', (_from, referer) => {
  expect(back(referer)).toBeNull();
});
