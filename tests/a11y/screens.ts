import type { Page } from '@playwright/test';
import type { Role } from '../../src/core/access/actor.ts';
import { sealCardSecret } from '../../src/features/sign-in/card-secret.ts';
import { cardSecret } from '../support/sign-in.ts';
import type { World } from './world.ts';

/** One thing a page can look like, for one person; nobody is signed in without one. */
export type Screen = Readonly<{
  state: string;
  who: string | null;
  /** Where it is, or how one gets there. */
  open: (page: Page, world: World) => Promise<unknown>;
  isError?: boolean;
  /** Which measures hold; the role's own unless said. */
  look?: 'easy' | 'staff';
}>;

/** One person of each role that signs in. */
export const anyOf: Readonly<Record<Exclude<Role, 'provider'>, string>> = {
  participant: 'D01',
  family: 'P05',
  parent: 'P11',
  guardian: 'P08',
  support_person: 'P02',
  social_worker: 'P01',
};

const roleOfNumber: Readonly<Record<string, Exclude<Role, 'provider'>>> = {
  P01: 'social_worker',
  P02: 'support_person',
  P03: 'support_person',
  P04: 'support_person',
  P05: 'family',
  P06: 'family',
  P07: 'family',
  P08: 'guardian',
  P11: 'parent',
  P30: 'social_worker',
};

/** @throws for somebody the tests have no use for */
export function roleOf(number: string): Exclude<Role, 'provider'> {
  const role = number.startsWith('D') ? 'participant' : roleOfNumber[number];
  if (role === undefined) throw new Error(`${number} is nobody's number here.`);
  return role;
}

/** Reads well, and opens no portal. */
const CARD_OF_NOBODY = sealCardSecret('x'.repeat(43));

type Path = string | ((world: World) => string);

const at = (path: Path) => (page: Page, world: World) => page.goto(typeof path === 'string' ? path : path(world));

/** Opens the page, then presses its main button without having filled anything in. */
const pressed = (path: Path, button: string) => async (page: Page, world: World) => {
  await at(path)(page, world);
  await page.getByRole('main').getByRole('button', { name: button, exact: true }).click();
};

const seen = (who: string | null, state: string, path: Path, more: Partial<Screen> = {}): Screen => ({
  who,
  state,
  open: at(path),
  ...more,
});

/** The same page for a stranger and for each role. */
const forEveryone = (state: string, path: Path, more: Partial<Screen> = {}): readonly Screen[] =>
  [null, ...Object.values(anyOf)].map((who) => seen(who, state, path, more));

/** The same page for everyone, with everything on it that is folded at first. */
const unfolded = (path: Path): readonly Screen[] =>
  forEveryone('all open', path).map((screen) => ({
    ...screen,
    open: async (page, world) => {
      await screen.open(page, world);
      for (const summary of await page.locator('summary').all()) await summary.click();
    },
  }));

const question = (step: string, button: string, path: Path): readonly Screen[] => [
  seen('D08', step, path),
  { who: 'D08', state: `${step}, nothing chosen`, open: pressed(path, button), isError: true },
];

/** Every route with every state that it can be in. A route that is not here fails a test. */
export const screens: Readonly<Record<string, readonly Screen[]>> = {
  '/problema': forEveryone('asked for by its own name', '/problema'),
  '/[...path]': [
    ...forEveryone('no such page', '/nekas'),
    seen('D01', 'closed to a participant', '/galds'),
    seen('P01', 'closed to staff', '/mans-plans'),
  ],
  // As in production, where it is not there; what it shows in tests is looked at by itself.
  '/paraugi': forEveryone('closed', '/paraugi'),
  '/paraugi/[block]': forEveryone('closed', '/paraugi/button'),
  '/ienakt': forEveryone('ways in', '/ienakt', { look: 'easy' }),
  '/ienakt/kods': [
    ...forEveryone('empty', '/ienakt/kods', { look: 'easy' }),
    { who: null, state: 'no code', open: pressed('/ienakt/kods', 'Ienākt'), isError: true },
    {
      who: null,
      state: 'wrong code',
      isError: true,
      open: async (page) => {
        await page.goto('/ienakt/kods');
        await page.getByLabel('Mans kods').fill('0000 0000');
        await page.getByRole('button', { name: 'Ienākt' }).click();
      },
    },
  ],
  '/ienakt/parole': [
    ...forEveryone('empty', '/ienakt/parole', { look: 'staff' }),
    { who: null, state: 'nothing typed', open: pressed('/ienakt/parole', 'Ienākt'), isError: true, look: 'staff' },
    {
      who: null,
      state: 'wrong password',
      isError: true,
      look: 'staff',
      open: async (page) => {
        await page.goto('/ienakt/parole');
        await page.getByLabel('E-pasts').fill('dina.p01@example.org');
        await page.getByLabel('Parole', { exact: true }).fill('nav-pareiza-parole');
        await page.getByRole('button', { name: 'Ienākt' }).click();
      },
    },
  ],
  '/k': [
    ...forEveryone('no card yet', '/k', { look: 'easy' }),
    seen(null, 'a card was read', ({ portal }) => `/k#${cardSecret(portal, 'D01')}`),
    seen(null, 'a card was misread', '/k#a2345', { isError: true }),
    {
      who: null,
      state: 'a card that is void',
      isError: true,
      open: async (page) => {
        await page.goto(`/k#${CARD_OF_NOBODY}`);
        await page.getByRole('button', { name: 'Ienākt' }).click();
      },
    },
  ],
  '/uzaicinajums': [
    ...forEveryone('empty', '/uzaicinajums', { look: 'staff' }),
    {
      who: null,
      state: 'nothing typed',
      open: pressed('/uzaicinajums', 'Saglabāt un ienākt'),
      isError: true,
      look: 'staff',
    },
  ],
  '/iziet': [
    seen(null, 'leads to the ways in', '/iziet'),
    ...Object.values(anyOf).map((who) => seen(who, 'asks', '/iziet')),
  ],
  '/ka-man-erti': forEveryone('what can be chosen', '/ka-man-erti'),
  '/ka-man-erti/[setting]': [
    ...forEveryone('burti', '/ka-man-erti/burti'),
    ...['atstarpes', 'krasas', 'atteli', 'ekrans', 'miers', 'valoda'].flatMap((setting) =>
      [null, 'D01', 'P01'].map((who) => seen(who, setting, `/ka-man-erti/${setting}`)),
    ),
    seen('D01', 'saved', '/ka-man-erti/krasas?kas=saglabats'),
  ],
  '/': [
    seen(null, 'leads to the ways in', '/'),
    seen('D90', 'nothing at all', '/'),
    seen('D10', 'no request', '/'),
    seen('D08', 'a draft', '/'),
    seen('D01', 'waiting', '/'),
    seen('D02', 'yes', '/'),
    seen('D03', 'no', '/'),
    seen('D06', 'talking', '/'),
    seen('D09', 'late', '/'),
    ...Object.values(anyOf)
      .filter((who) => who !== 'D01')
      .map((who) => seen(who, 'leads to their own first page', '/')),
  ],
  '/mans-plans': [
    seen('D05', 'a plan', '/mans-plans'),
    seen('D01', 'with a service for the family', '/mans-plans'),
    seen('D90', 'none', '/mans-plans'),
  ],
  '/mana-nauda': [
    seen('D05', 'money', '/mana-nauda'),
    seen('D01', 'with the family', '/mana-nauda'),
    seen('D90', 'none', '/mana-nauda'),
  ],
  '/mana-nauda/precizi': [
    seen('D02', 'closed', '/mana-nauda/precizi'),
    {
      who: 'D02',
      state: 'open',
      open: async (page) => {
        await page.goto('/mana-nauda/precizi');
        for (const summary of await page.locator('summary').all()) await summary.click();
      },
    },
    seen('D90', 'none', '/mana-nauda/precizi'),
  ],
  '/mana-nedela': [seen('D02', 'a week', '/mana-nedela'), seen('D90', 'empty', '/mana-nedela')],
  '/mana-nedela/[week]': [
    seen('D02', 'a week that was', '/mana-nedela/2026-11-16'),
    seen('D02', 'with a moved visit', '/mana-nedela/2026-11-28'),
    seen('D02', 'empty', '/mana-nedela/2030-01-01'),
  ],
  '/mana-diena/[day]': [
    seen('D05', 'a day', '/mana-diena/2026-11-24'),
    seen('D10', 'today', '/mana-diena/2026-11-23'),
    seen('D05', 'empty', '/mana-diena/2026-11-29'),
  ],
  '/tiksanas/[visit]': [
    seen('D08', 'can be changed', ({ visit }) => `/tiksanas/${visit.open}`),
    seen('D01', 'has a request', ({ visit }) => `/tiksanas/${visit.withRequest}`),
    seen('D02', 'moved', ({ visit }) => `/tiksanas/${visit.moved}`),
    seen('D02', 'cancelled', ({ visit }) => `/tiksanas/${visit.cancelled}`),
    seen('D02', 'did not happen', ({ visit }) => `/tiksanas/${visit.notHappened}`),
    seen('D02', 'happened', ({ visit }) => `/tiksanas/${visit.happened}`),
    seen('D10', 'video', ({ visit }) => `/tiksanas/${visit.remote}`),
  ],
  '/es-gribu-mainit': [
    seen('D10', 'no requests', '/es-gribu-mainit'),
    seen('D01', 'sent', '/es-gribu-mainit'),
    seen('D08', 'a draft, kept for later', '/es-gribu-mainit?kas=velak'),
    seen('D90', 'nothing to change', '/es-gribu-mainit'),
  ],
  '/lugums/[request]': [
    seen('D01', 'sent', ({ id }) => `/lugums/${id.sent}`),
    seen('D02', 'yes', ({ id }) => `/lugums/${id.yes}`),
    seen('D03', 'no', ({ id }) => `/lugums/${id.no}`),
    seen('D06', 'talking', ({ id }) => `/lugums/${id.talking}`),
    seen('D07', 'taken back', ({ id }) => `/lugums/${id.withdrawn}`),
    seen('D09', 'late', ({ id }) => `/lugums/${id.late}`),
    seen('D08', 'a draft', ({ id }) => `/lugums/${id.fresh}`),
  ],
  '/lugums/[request]/[step]': [
    ...question('which visit', 'Tālāk', ({ id }) => `/lugums/${id.fresh}/tiksanas`).slice(0, 1),
    seen('D08', 'other visits', ({ id }) => `/lugums/${id.fresh}/tiksanas?lapa=2`),
    ...question('what', 'Tālāk', ({ id }) => `/lugums/${id.fresh}/kas`),
    seen('D04', 'which day', ({ id }) => `/lugums/${id.looking}/diena`),
    seen('D04', 'other days', ({ id }) => `/lugums/${id.looking}/diena?lapa=2`),
    seen('D04', 'which part of day', ({ id }) => `/lugums/${id.looking}/laiks`),
    seen('D04', 'who helps', ({ id }) => `/lugums/${id.looking}/palidziba`),
    seen('D04', 'check, somebody looks', ({ id }) => `/lugums/${id.looking}/parbaude`),
    seen('D05', 'check, explained', ({ id }) => `/lugums/${id.explained}/parbaude`),
    seen('D05', 'decide', ({ id }) => `/lugums/${id.explained}/izlemt`),
    {
      who: 'D05',
      state: 'decide, nothing chosen',
      isError: true,
      open: pressed(({ id }) => `/lugums/${id.explained}/izlemt`, 'Tā es izlemju'),
    },
    seen('D01', 'take back', ({ id }) => `/lugums/${id.sent}/atpakal`),
    {
      who: 'D01',
      state: 'take back, nothing chosen',
      isError: true,
      open: pressed(({ id }) => `/lugums/${id.sent}/atpakal`, 'Tā es izlemju'),
    },
  ],
  '/man-vajag-palidzibu': [
    seen('D01', 'people', '/man-vajag-palidzibu'),
    seen('D02', 'asked', '/man-vajag-palidzibu'),
    seen('D08', 'with a request', ({ id }) => `/man-vajag-palidzibu?lugums=${id.fresh}`),
    seen('D90', 'nobody', '/man-vajag-palidzibu'),
  ],

  '/vardnica': [
    ...forEveryone('all words', '/vardnica'),
    {
      who: 'D01',
      state: 'one word, opened where it stands',
      open: async (page) => {
        await page.goto('/man-vajag-palidzibu');
        await page.locator('main .term').first().click();
      },
    },
  ],
  '/par-portalu': unfolded('/par-portalu'),
  '/pieklustamiba': unfolded('/pieklustamiba'),
  '/privatums': unfolded('/privatums'),

  '/palidzu': [
    seen('P02', 'a call', '/palidzu'),
    seen('P03', 'explained', '/palidzu'),
    seen('P04', 'a request', '/palidzu'),
  ],
  '/palidzu/lugums/[help]': [
    seen('P04', 'waiting', ({ id }) => `/palidzu/lugums/${id.helpOfLooking}`),
    seen('P03', 'explained', ({ id }) => `/palidzu/lugums/${id.helpOfExplained}?kas=saglabats`),
    seen('P04', 'no longer needed', ({ id }) => `/palidzu/lugums/${id.helpOfSent}`),
    {
      who: 'P04',
      state: 'nothing typed',
      isError: true,
      open: pressed(({ id }) => `/palidzu/lugums/${id.helpOfLooking}`, 'Rādīt paskaidrojumu'),
    },
  ],

  '/gimene': [
    seen('P05', 'allowed', '/gimene'),
    seen('P06', 'nothing allowed', '/gimene'),
    seen('P11', 'a parent', '/gimene'),
    seen('P08', 'a guardian', '/gimene'),
  ],

  '/cilveki/[person]/[topic]': [
    ...['plans', 'nauda', 'nedela', 'lugumi'].flatMap((topic) => [
      seen('P01', topic, ({ person }) => `/cilveki/${person('D02')}/${topic}`),
      seen('P02', topic, ({ person }) => `/cilveki/${person('D01')}/${topic}`),
      seen('P11', topic, ({ person }) => `/cilveki/${person('D11')}/${topic}`),
    ]),
    seen('P05', 'plans', ({ person }) => `/cilveki/${person('D01')}/plans`),
    seen('P05', 'another week', ({ person }) => `/cilveki/${person('D01')}/nedela?nedela=2026-11-16`),
    seen('P05', 'not allowed', ({ person }) => `/cilveki/${person('D01')}/nauda`),
    seen('P08', 'nauda', ({ person }) => `/cilveki/${person('D03')}/nauda`),
  ],

  '/galds': [seen('P01', 'requests', '/galds'), seen('P30', 'no requests', '/galds')],
  '/galds/lugums/[request]': [
    seen('P01', 'another time', ({ id }) => `/galds/lugums/${id.sent}`),
    seen('P01', 'cannot come, late', ({ id }) => `/galds/lugums/${id.late}`),
    seen('P01', 'talking', ({ id }) => `/galds/lugums/${id.talking}`),
    seen('P01', 'answered', ({ id }) => `/galds/lugums/${id.yes}?kas=atbilde`),
    seen('P01', 'somebody else was quicker', ({ id }) => `/galds/lugums/${id.no}?kas=cits`),
    {
      who: 'P01',
      state: 'nothing chosen',
      isError: true,
      open: pressed(({ id }) => `/galds/lugums/${id.sent}`, 'Nosūtīt atbildi'),
    },
    {
      who: 'P01',
      state: 'yes without a time',
      isError: true,
      open: async (page, { id }) => {
        await page.goto(`/galds/lugums/${id.sent}`);
        await page.getByRole('radio', { name: /^Jā/ }).check();
        await page.getByLabel('Jaunais sākums').fill('');
        await page.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
      },
    },
  ],
};

/** Signs the screen's person in and opens it. */
export async function openScreen(page: Page, world: World, { who, open }: Screen): Promise<void> {
  if (who !== null) {
    await page.context().addCookies([
      {
        name: 'session',
        value: await world.sessionOf(who),
        url: world.portal.origin,
        httpOnly: true,
        sameSite: 'Lax',
      },
    ]);
  }
  await open(page, world);
}
