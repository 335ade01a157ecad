import { expect, test } from '@playwright/test';
import { routes } from '../../src/core/access/routes.ts';
import { roleOf, screens } from './screens.ts';

test('every route is looked at', () => {
  expect(Object.keys(screens).sort()).toEqual(Object.keys(routes).sort());
});

const roles = ['family', 'guardian', 'parent', 'participant', 'social_worker', 'support_person'];

for (const [route, audience] of Object.entries(routes)) {
  test(`${route} is looked at by everyone who may open it`, () => {
    const looking = new Set((screens[route] ?? []).map(({ who }) => (who === null ? 'a stranger' : roleOf(who))));
    const expected = audience === 'everyone' ? ['a stranger', ...roles] : audience;
    expect([...looking]).toEqual(expect.arrayContaining([...expected]));
  });
}
