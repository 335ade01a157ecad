import { acts } from '../../src/features/desk/index.ts';
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
  ['/es-gribu-mainit/[group]', 'tiksanas'],
  ['/es-gribu-mainit/[group]', 'pakalpojums'],
  ['/es-gribu-mainit/[group]', 'jauns'],
  ['/kas-ir-mainijies', 'one that is new'],
  ['/kas-ir-mainijies/[change]', 'a longer plan with more money'],
  ['/kas-ir-mainijies/[change]', 'because of a request'],
  ['/kas-ir-mainijies/[change]', 'a visit that moved'],
  ['/kas-ir-mainijies/[change]/agrak', 'the plan as it was'],
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
  ['/lugums/[request]/[step]', 'own words'],
  ['/lugums/[request]/nepiekritu', 'agree or not'],
  ...['away: no', 'away: lidz', 'away: kapec', 'way: pakalpojums', 'way: ka', 'way: kuras', 'often: cik-biezi'].map(
    (state) => ['/lugums/[request]/[step]', state] as const,
  ),
  ...['stop: kad', 'stop: kapec', 'person: kapec', 'person: kas-lasa', 'money: no-kura', 'money: uz-kuru'].map(
    (state) => ['/lugums/[request]/[step]', state] as const,
  ),
  ...['money: cik', 'new: ko-es-gribu', 'new: pakalpojums', 'new: cik-biezi', 'goal: kas', 'goal: merkis'].map(
    (state) => ['/lugums/[request]/[step]', state] as const,
  ),
  ...['goal: par-ko', 'step: solis', 'wrong: kas', 'wrong: par-ko', 'talk: par-ko', 'talk: diena'].map(
    (state) => ['/lugums/[request]/[step]', state] as const,
  ),
  ['/ieteikums/[suggestion]', 'what they think of it'],
  ['/palidzu', 'a call'],
  ['/palidzu/lugums/[help]', 'waiting'],
  ['/gimene', 'allowed'],
  ['/gimene/lugums/[request]', 'waits'],
  ['/cilveki/[person]/ieteikt', 'empty'],
  ['/cilveki/[person]/[topic]', 'plans'],
  ['/cilveki/[person]/[topic]', 'nauda'],
  ['/cilveki/[person]/[topic]/atlauja', 'may ask'],
  ['/galds/cilveks/[person]/cilveki', 'links and invitations'],
  ['/galds/cilveks/[person]/cilveki/jauns', 'as what'],
  ['/galds/cilveks/[person]/cilveki/jauns', 'family'],
  ['/galds/cilveks/[person]/cilveki/jauns', 'guardian'],
  ['/galds/cilveks/[person]/cilveki/[link]', 'family'],
  ['/galds/cilveks/[person]/cilveki/[link]', 'a guardian'],
  ['/galds', 'requests'],
  ['/galds/lugums/[request]', 'another time'],
  ['/galds/cilveks/[person]', 'lugumi'],
  ...Object.keys(acts).map((act) => ['/galds/cilveks/[person]/[act]', act] as const),
  ['/galds/diena/[day]', 'a day to come'],
  ['/galds/diena/[day]', 'a day that was'],
  ['/galds/visiem', 'empty'],
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
