import { expect, test } from '../support/portal-test.ts';
import { openScreen, screens } from './screens.ts';
import { makeWorld } from './world.ts';

/** One state of each page and of each question, as somebody with many tabs or a screen reader meets them. */
const pages: readonly (readonly [route: string, state: string])[] = [
  ['/ienakt', 'ways in'],
  ['/ienakt/kods', 'empty'],
  ['/ienakt/parole', 'empty'],
  ['/k', 'no card yet'],
  ['/uzaicinajums', 'empty'],
  ['/[...path]', 'no such page'],
  ['/[...path]', 'closed to a participant'],
  ['/', 'nothing at all'],
  ['/iziet', 'asks'],
  ['/mans-plans', 'a plan'],
  ['/mana-nauda', 'money'],
  ['/mana-nauda/precizi', 'closed'],
  ['/mana-nedela', 'a week'],
  ['/mana-diena/[day]', 'a day'],
  ['/tiksanas/[visit]', 'can be changed'],
  ['/es-gribu-mainit', 'no requests'],
  ['/man-vajag-palidzibu', 'people'],
  ['/lugums/[request]', 'sent'],
  ['/lugums/[request]/[step]', 'which visit'],
  ['/lugums/[request]/[step]', 'what'],
  ['/lugums/[request]/[step]', 'which day'],
  ['/lugums/[request]/[step]', 'which part of day'],
  ['/lugums/[request]/[step]', 'who helps'],
  ['/lugums/[request]/[step]', 'check, somebody looks'],
  ['/lugums/[request]/[step]', 'decide'],
  ['/lugums/[request]/[step]', 'take back'],
  ['/palidzu', 'a call'],
  ['/palidzu/lugums/[help]', 'waiting'],
  ['/gimene', 'allowed'],
  ['/cilveki/[person]/[topic]', 'plans'],
  ['/cilveki/[person]/[topic]', 'nauda'],
  ['/galds', 'requests'],
  ['/galds/lugums/[request]', 'another time'],
  ['/vardnica', 'all words'],
  ['/par-portalu', 'all open'],
  ['/pieklustamiba', 'all open'],
  ['/privatums', 'all open'],
];

test('no two pages have the same title', async ({ page, portal }) => {
  const world = await makeWorld(portal);
  const titles = new Map<string, string[]>();
  for (const [route, state] of pages) {
    const screen = screens[route]?.find((candidate) => candidate.state === state);
    if (screen === undefined) throw new Error(`There is no ${state} of ${route}.`);
    await openScreen(page, world, screen);
    const title = await page.title();
    titles.set(title, [...(titles.get(title) ?? []), `${route} ${state}`]);
  }
  expect([...titles].filter(([, places]) => places.length > 1)).toEqual([]);
});
