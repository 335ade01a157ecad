import type { Page } from '@playwright/test';
import type { Role } from '../../src/core/access/actor.ts';
import { acts } from '../../src/features/desk/index.ts';
import { sealCardSecret } from '../../src/features/sign-in/card-secret.ts';
import type { Portal } from '../support/portal.ts';
import { becomes, cardSecret } from '../support/sign-in.ts';
import { rowOf } from '../support/story.ts';
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
  P10: 'guardian',
  P11: 'parent',
  P12: 'parent',
  P30: 'social_worker',
  P31: 'social_worker',
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

const question = (step: string, button: string, path: Path, who = 'D08'): readonly Screen[] => [
  seen(who, step, path),
  { who, state: `${step}, nothing chosen`, open: pressed(path, button), isError: true },
];

/** The questions of one kind of request, each as it looks before and after one has answered; by its part of the address. */
const questionsOf = (draft: keyof World['draft'], steps: readonly string[], who = 'D07'): readonly Screen[] =>
  steps.map((step) => seen(who, `${draft}: ${step}`, (world) => `/lugums/${world.draft[draft]}/${step}`));

/** The desk's form with what an answer of yes, done at once, brings with it. */
const yesNow = async (page: Page, path: string): Promise<void> => {
  await page.goto(path);
  await page.getByRole('radio', { name: 'Jā', exact: true }).check();
  await page.getByRole('radio', { name: 'Tagad', exact: true }).check();
};

const press = (page: Page, button: string) => page.getByRole('button', { name: button, exact: true }).click();

const actOf =
  (slug: string, number = 'D02') =>
  ({ person }: World) =>
    `/galds/cilveks/${person(number)}/${slug}`;

const circleOf =
  (number: string, rest = '') =>
  ({ person }: World) =>
    `/galds/cilveks/${person(number)}/cilveki${rest}`;

const linkPage = (number: string, other: string) => (world: World) => {
  const ids = [world.person(number), world.person(other)];
  const link = 'select id from circle_link where participant_id = ? and person_id = ?';
  return circleOf(number, `/${rowOf<{ id: number }>(world.portal, link, ...ids).id}`)(world);
};

/** The same person with their card just shown. */
const justSignedIn = (who: string, state: string, path: Path): Screen => ({
  who,
  state,
  open: async (page, world) => {
    await becomes(page.context(), world.portal, who);
    await at(path)(page, world);
  },
});

/** Elīna hands her tablet to Līga. */
const handedOver = async (page: Page, world: World): Promise<void> => {
  await becomes(page.context(), world.portal, 'P04');
  await page.goto(`/palidzu/lugums/${world.id.helpOfLooking}/dot`);
  await press(page, 'Es dodu planšeti');
};

/** Past the first question whether it is clear. */
const theOtherWayRound = async (page: Page, { id }: World): Promise<void> => {
  await page.goto(`/lugums/${id.looking}/sapratu`);
  await page.getByRole('radio').first().check();
  await press(page, 'Tālāk');
};

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
    seen('D02', 'yes, and somebody asks to see', '/'),
    seen('D03', 'no', '/'),
    seen('D06', 'talking', '/'),
    seen('D09', 'late, an answer and a draft', '/'),
    seen('D11', 'promised, and something has changed', '/'),
    seen('D05', 'something was explained, and somebody suggests', '/'),
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
  '/kas-ir-mainijies': [
    seen('D11', 'one that is new', '/kas-ir-mainijies'),
    seen('D08', 'many', '/kas-ir-mainijies'),
    seen('D08', 'earlier ones', '/kas-ir-mainijies?lapa=2'),
    seen('D90', 'none', '/kas-ir-mainijies'),
  ],
  '/kas-ir-mainijies/[change]': [
    seen('D08', 'a longer plan with more money', ({ id }) => `/kas-ir-mainijies/${id.change}`),
    seen('D02', 'because of a request', ({ portal, id }) => `/kas-ir-mainijies/${changeOf(portal, id.partly)}`),
    seen('D02', 'a visit that moved', ({ portal, id }) => `/kas-ir-mainijies/${changeOf(portal, id.yes)}`),
  ],
  '/kas-ir-mainijies/[change]/agrak': [
    seen('D08', 'the plan as it was', ({ id }) => `/kas-ir-mainijies/${id.change}/agrak`),
  ],
  '/es-gribu-mainit': [
    seen('D10', 'no requests', '/es-gribu-mainit'),
    seen('D01', 'sent', '/es-gribu-mainit'),
    seen('D07', 'many drafts', '/es-gribu-mainit'),
    seen('D08', 'a draft, kept for later', '/es-gribu-mainit?kas=velak'),
    seen('D90', 'nothing to change', '/es-gribu-mainit'),
  ],
  '/es-gribu-mainit/[group]': [
    ...['tiksanas', 'pakalpojums', 'jauns', 'nav-labi', 'parunat'].map((door) =>
      seen('D10', door, `/es-gribu-mainit/${door}`),
    ),
    seen('D90', 'nothing to change', '/es-gribu-mainit/pakalpojums'),
  ],
  '/lugums/[request]': [
    seen('D01', 'sent', ({ id }) => `/lugums/${id.sent}`),
    seen('D02', 'yes', ({ id }) => `/lugums/${id.yes}`),
    seen('D03', 'no', ({ id }) => `/lugums/${id.no}`),
    seen('D06', 'talking', ({ id }) => `/lugums/${id.talking}`),
    seen('D07', 'taken back', ({ id }) => `/lugums/${id.withdrawn}`),
    seen('D09', 'late', ({ id }) => `/lugums/${id.late}`),
    seen('D08', 'a draft', ({ id }) => `/lugums/${id.fresh}`),
    seen('D11', 'promised', ({ id }) => `/lugums/${id.agreed}`),
    seen('D02', 'partly', ({ id }) => `/lugums/${id.partly}`),
    seen('D03', 'does not agree', ({ id }) => `/lugums/${id.reopened}`),
    seen('D06', 'refused twice', ({ id }) => `/lugums/${id.refusedTwice}`),
    seen('D05', 'a complaint to the head', ({ id }) => `/lugums/${id.complaint}`),
    seen('D11', 'in one’s name, and one wants it', ({ id }) => `/lugums/${id.ofChild}`),
    seen('D11', 'in one’s name, and one does not want it', ({ id }) => `/lugums/${id.againstChild}`),
    seen('P11', 'in a child’s name', ({ id }) => `/lugums/${id.againstChild}`),
    seen('D01', 'what the family asks for', ({ id }) => `/lugums/${id.ofFamily}`),
    seen('P05', 'sent', ({ id }) => `/lugums/${id.ofFamily}`),
    seen('P05', 'a draft', ({ id }) => `/lugums/${id.draftOfFamily}`),
    seen('P11', 'of another family', ({ id }) => `/lugums/${id.ofFamily}`),
    seen('P08', 'of another family', ({ id }) => `/lugums/${id.ofFamily}`),
    seen('D03', 'a guardian still reads', ({ id }) => `/lugums/${id.wordAwaited}`),
    seen('D03', 'a guardian does not agree', ({ id }) => `/lugums/${id.wordGiven}`),
    seen('D03', 'the wish and the answer', ({ id }) => `/lugums/${id.wordAndAnswer}`),
  ],
  '/lugums/[request]/berna-domas': [
    seen('P11', 'the child does not want it', ({ id }) => `/lugums/${id.draftOfChild}/berna-domas`),
    {
      who: 'P11',
      state: 'not heard, and not said why',
      isError: true,
      open: async (page, { id }) => {
        await page.goto(`/lugums/${id.draftOfChild}/berna-domas`);
        await page.getByRole('radio', { name: 'Bērns vēl neteica' }).check();
        await press(page, 'Tālāk');
      },
    },
    seen('P05', 'closed to other families', ({ id }) => `/lugums/${id.draftOfChild}/berna-domas`),
    seen('P08', 'closed to guardians', ({ id }) => `/lugums/${id.draftOfChild}/berna-domas`),
  ],
  '/lugums/[request]/nepiekritu': [
    ...question('agree or not', 'Tā es izlemju', ({ id }) => `/lugums/${id.no}/nepiekritu`, 'D03'),
    seen('P05', 'not answered yet', ({ id }) => `/lugums/${id.ofFamily}/nepiekritu`),
    seen('P11', 'of another family', ({ id }) => `/lugums/${id.ofFamily}/nepiekritu`),
    seen('P08', 'of another family', ({ id }) => `/lugums/${id.ofFamily}/nepiekritu`),
  ],
  '/lugums/[request]/[step]': [
    ...question('which visit', 'Tālāk', ({ id }) => `/lugums/${id.fresh}/tiksanas`).slice(0, 1),
    seen('D08', 'other visits', ({ id }) => `/lugums/${id.fresh}/tiksanas?lapa=2`),
    ...question('what', 'Tālāk', ({ id }) => `/lugums/${id.fresh}/kas`),
    seen('D04', 'which day', ({ id }) => `/lugums/${id.looking}/diena`),
    seen('P11', 'a question in a child’s name', ({ id }) => `/lugums/${id.draftOfChild}/par-ko`),
    seen('P11', 'check in a child’s name', ({ id }) => `/lugums/${id.draftOfChild}/parbaude`),
    seen('P11', 'decide against a child’s wish', ({ id }) => `/lugums/${id.draftOfChild}/izlemt`),
    seen('D04', 'other days', ({ id }) => `/lugums/${id.looking}/diena?lapa=2`),
    seen('D04', 'which part of day', ({ id }) => `/lugums/${id.looking}/laiks`),
    seen('D04', 'who helps', ({ id }) => `/lugums/${id.looking}/palidziba`),
    seen('D04', 'check, somebody looks', ({ id }) => `/lugums/${id.looking}/parbaude`),
    seen('D05', 'check, explained', ({ id }) => `/lugums/${id.explained}/parbaude`),
    seen('D05', 'decide', ({ id }) => `/lugums/${id.explained}/izlemt`),
    seen('D03', 'decide, a guardian is asked as well', ({ id }) => `/lugums/${id.wordAhead}/izlemt`),
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
    ...questionsOf('away', ['no', 'lidz', 'kapec', 'palidziba']),
    ...questionsOf('way', ['pakalpojums', 'ka', 'kuras']),
    ...questionsOf('often', ['pakalpojums', 'cik-biezi', 'diena']),
    ...questionsOf('stop', ['pakalpojums', 'kad', 'kapec']),
    ...questionsOf('person', ['pakalpojums', 'kapec', 'kas-lasa']),
    ...questionsOf('money', ['no-kura', 'uz-kuru', 'cik']),
    ...questionsOf('new', ['ko-es-gribu', 'pakalpojums', 'cik-biezi', 'laiks']),
    ...questionsOf('goal', ['kas', 'merkis', 'par-ko']),
    ...questionsOf('step', ['solis'], 'D09'),
    ...questionsOf('wrong', ['kas', 'par-ko', 'kas-lasa']),
    ...questionsOf('talk', ['par-ko', 'diena', 'laiks']),
    ...questionsOf('people', ['kas', 'kads']),
    ...questionsOf('removal', ['kurs'], 'D09'),
    ...questionsOf('data', ['kas', 'par-ko']),
    seen('D07', 'check, somebody new', ({ draft }) => `/lugums/${draft.people}/parbaude`),
    seen('D09', 'check, somebody goes', ({ draft }) => `/lugums/${draft.removal}/parbaude`),
    seen('D07', 'check, the week is other', ({ draft }) => `/lugums/${draft.away}/parbaude`),
    seen('D07', 'check, less often', ({ draft }) => `/lugums/${draft.often}/parbaude`),
    seen('D07', 'check, a service ends', ({ draft }) => `/lugums/${draft.stop}/parbaude`),
    seen('D07', 'check, the money is other', ({ draft }) => `/lugums/${draft.money}/parbaude`),
    seen('D07', 'check, the place is other', ({ draft }) => `/lugums/${draft.way}/parbaude`),
    seen('D07', 'check, not enough money', ({ draft }) => `/lugums/${draft.new}/parbaude`),
    seen('D07', 'check, nothing to show yet', ({ draft }) => `/lugums/${draft.person}/parbaude`),
    seen('D07', 'check, only for the head', ({ draft }) => `/lugums/${draft.wrong}/parbaude`),
    seen('D07', 'decide, only for the head', ({ draft }) => `/lugums/${draft.wrong}/izlemt`),
    seen('D07', 'own words, none yet', ({ draft }) => `/lugums/${draft.talk}/vardi`),
    seen('D07', 'own words', ({ draft }) => `/lugums/${draft.away}/vardi`),
    {
      who: 'D07',
      state: 'own words, too long',
      isError: true,
      open: async (page, { draft }) => {
        await page.goto(`/lugums/${draft.talk}/vardi`);
        await page.getByLabel('Ko es gribu pateikt?').evaluate((field) => field.removeAttribute('maxlength'));
        await page.getByLabel('Ko es gribu pateikt?').fill('Es gribu teikt daudz. '.repeat(300));
        await press(page, 'Saglabāt');
      },
    },
    ...question('which service', 'Tālāk', ({ id }) => `/lugums/${id.draftOfFamily}/pakalpojums`, 'P05').slice(0, 1),
    seen('P05', 'how often', ({ id }) => `/lugums/${id.draftOfFamily}/cik-biezi`),
    seen('P05', 'check', ({ id }) => `/lugums/${id.draftOfFamily}/parbaude`),
    seen('P05', 'own words', ({ id }) => `/lugums/${id.draftOfFamily}/vardi`),
    ...question('decide', 'Tā es izlemju', ({ id }) => `/lugums/${id.draftOfFamily}/izlemt`, 'P05'),
    seen('P05', 'take back', ({ id }) => `/lugums/${id.ofFamily}/atpakal`),
    seen('P11', 'of another family', ({ id }) => `/lugums/${id.draftOfFamily}/izlemt`),
    seen('P08', 'of another family', ({ id }) => `/lugums/${id.draftOfFamily}/izlemt`),
  ],
  '/lugums/[request]/otrs-paligs': [
    ...question('who else helps', 'Tālāk', ({ id }) => `/lugums/${id.bound}/otrs-paligs`, 'D08'),
    {
      who: 'D08',
      state: 'the worker was asked to call',
      open: async (page, { id }) => {
        await page.goto(`/lugums/${id.bound}/otrs-paligs`);
        const call = page.getByRole('radio', { name: 'Man piezvana Dina' });
        if ((await call.count()) === 0) return;
        await call.check();
        await press(page, 'Tālāk');
      },
    },
  ],
  '/lugums/[request]/sapratu': question(
    'what one asked for',
    'Tālāk',
    ({ id }) => `/lugums/${id.looking}/sapratu`,
    'D04',
  ),
  '/lugums/[request]/otradi': [
    { who: 'D04', state: 'the other way round', open: theOtherWayRound },
    {
      who: 'D04',
      state: 'the other way round, nothing chosen',
      isError: true,
      open: async (page, world) => {
        await theOtherWayRound(page, world);
        await press(page, 'Tālāk');
      },
    },
  ],
  '/lugums/[request]/ka-palidzeja': [seen('D04', 'what helped', ({ id }) => `/lugums/${id.looking}/ka-palidzeja`)],
  '/lugums/[request]/parunasim': [seen('D04', 'let us talk', ({ id }) => `/lugums/${id.looking}/parunasim`)],
  '/lugums/[request]/lemums': [
    seen('D01', 'decided alone', ({ id }) => `/lugums/${id.sent}/lemums`),
    seen('D06', 'decided with help', ({ id }) => `/lugums/${id.talking}/lemums`),
    seen('D03', 'with a guardian', ({ id }) => `/lugums/${id.wordAndAnswer}/lemums`),
    {
      who: 'D06',
      state: 'it was not so, too long',
      isError: true,
      open: async (page, { id }) => {
        await page.goto(`/lugums/${id.talking}/lemums`);
        await page.getByLabel('Kas bija citādi?').evaluate((field) => field.removeAttribute('maxlength'));
        await page.getByLabel('Kas bija citādi?').fill('Tas bija citādi. '.repeat(300));
        await press(page, 'Tā nebija');
      },
    },
    {
      who: 'D06',
      state: 'it was not so',
      open: async (page, { id }) => {
        await page.goto(`/lugums/${id.talking}/lemums`);
        await page.getByLabel('Kas bija citādi?').fill('Es gribēju nākt.');
        await press(page, 'Tā nebija');
      },
    },
  ],
  '/paradi-karti': [seen('D01', 'the card once more', '/paradi-karti')],
  '/tagad-es': [
    ...forEveryone('leads on', '/tagad-es'),
    { who: null, state: 'the device changed hands', look: 'easy', open: handedOver },
    {
      who: null,
      state: 'the device goes back',
      look: 'easy',
      open: async (page, world) => {
        await handedOver(page, world);
        await page.goto(`/k#${cardSecret(world.portal, 'D04')}`);
        await press(page, 'Ienākt');
        await page.goto('/tagad-es');
      },
    },
  ],
  '/mani-cilveki': [
    seen('D01', 'four people', '/mani-cilveki'),
    seen('D03', 'a guardian', '/mani-cilveki'),
    seen('D11', 'of a child', '/mani-cilveki'),
    seen('D91', 'is 18 soon', '/mani-cilveki'),
    seen('D90', 'nobody', '/mani-cilveki'),
    seen('D10', 'somebody left', '/mani-cilveki'),
    seen('D02', 'somebody asks to see', '/mani-cilveki'),
    seen('D01', 'others are invited', '/mani-cilveki'),
  ],
  '/mani-cilveki/[person]': [
    seen('D01', 'mother', ({ person }) => `/mani-cilveki/${person('P05')}`),
    seen('D01', 'the worker', ({ person }) => `/mani-cilveki/${person('P01')}`),
    seen('D03', 'the guardian', ({ person }) => `/mani-cilveki/${person('P08')}`),
    seen('D11', 'a parent', ({ person }) => `/mani-cilveki/${person('P11')}`),
    seen('D11', 'a parent who suggested', ({ person }) => `/mani-cilveki/${person('P11')}?kas=velak`),
    seen('D01', 'a suggestion left for later', ({ person }) => `/mani-cilveki/${person('P05')}?kas=velak`),
    seen('D01', 'just opened', ({ person }) => `/mani-cilveki/${person('P05')}?kas=redz&par=plans`),
    seen('D01', 'just closed', ({ person }) => `/mani-cilveki/${person('P06')}?kas=neredz`),
    seen('D01', 'just refused', ({ person }) => `/mani-cilveki/${person('P05')}?kas=ne&par=nauda`),
    ...['paliek', 'velak'].map((said) =>
      seen('D01', said, ({ person }) => `/mani-cilveki/${person('P06')}?kas=${said}&par=nauda`),
    ),
    seen('D02', 'asks to see', ({ person }) => `/mani-cilveki/${person('P07')}`),
  ],
  '/mani-cilveki/[person]/[topic]': [
    ...question('may they see', 'Tālāk', ({ person }) => `/mani-cilveki/${person('P06')}/nauda`, 'D01'),
    seen('D01', 'how long', ({ person }) => `/mani-cilveki/${person('P06')}/nauda?lidz=?`),
    seen('D90', 'nobody of theirs', ({ person }) => `/mani-cilveki/${person('P06')}/nauda`),
    justSignedIn('D01', 'the last question', ({ person }) => `/mani-cilveki/${person('P06')}/nauda?lidz=month`),
    seen('D01', 'close one', ({ person }) => `/mani-cilveki/${person('P05')}/plans`),
    seen('D02', 'was asked for', ({ person }) => `/mani-cilveki/${person('P07')}/lugumi`),
    seen('D01', 'close all', ({ person }) => `/mani-cilveki/${person('P02')}/nekas`),
  ],
  '/mani-cilveki/[person]/[topic]/ko-redz': ['plans', 'nauda', 'nedela', 'lugumi'].map((slug) =>
    seen('D01', slug, ({ person }) => `/mani-cilveki/${person('P06')}/${slug}/ko-redz`),
  ),
  '/ieteikums/[suggestion]': [
    ...question('what they think of it', 'Tālāk', ({ id }) => `/ieteikums/${id.suggested}`, 'D01'),
    seen('D01', 'cannot be asked for now', ({ id }) => `/ieteikums/${id.suggested}?kas=nevar`),
    seen('D01', 'let us talk', ({ id }) => `/ieteikums/${id.toTalk}`),
    seen('D01', 'taken back', ({ id }) => `/ieteikums/${id.takenBack}`),
    seen('D11', 'wanted', ({ id }) => `/ieteikums/${id.wanted}`),
    seen('D11', 'not wanted', ({ id }) => `/ieteikums/${id.refused}`),
  ],
  '/man-vajag-palidzibu': [
    seen('D01', 'people', '/man-vajag-palidzibu'),
    seen('D02', 'asked', '/man-vajag-palidzibu'),
    seen('D08', 'with a request', ({ id }) => `/man-vajag-palidzibu?lugums=${id.fresh}`),
    seen('D90', 'nobody', '/man-vajag-palidzibu'),
  ],
  '/kas-skatijas': [
    seen('D08', 'often, and earlier', '/kas-skatijas'),
    seen('D08', 'long ago', '/kas-skatijas?lidz=2026-09-01'),
    seen('D90', 'nobody', '/kas-skatijas'),
  ],
  '/mani-dati': [seen('D05', 'what is kept', '/mani-dati')],
  '/mani-dati/dzest': [seen('D05', 'what may be erased', '/mani-dati/dzest')],
  // The file itself is no page.
  '/mani-dati/fails': [seen('D10', 'asks for the card', '/mani-dati/fails')],
  '/mani-dati/lapa': [
    justSignedIn('D05', 'with a plan', '/mani-dati/lapa'),
    seen('D10', 'asks for the card', '/mani-dati/lapa'),
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
    seen('P04', 'a request and a call', '/palidzu'),
    seen('P03', 'is invited', '/palidzu'),
    seen('P03', 'has accepted', '/palidzu?kas=pienemts'),
    seen('P02', 'just suggested', ({ portal }) => `/palidzu?ieteikums=${suggestionBy(portal, 'P02')}`),
  ],
  '/cilveki/[person]/ieteikt': [
    ...(['P02', 'P05'] as const).map((who) => seen(who, 'empty', ({ person }) => `/cilveki/${person('D01')}/ieteikt`)),
    seen('P11', 'empty', ({ person }) => `/cilveki/${person('D11')}/ieteikt`),
    seen('P08', 'one waits', ({ person }) => `/cilveki/${person('D03')}/ieteikt`),
    seen('P03', 'three wait', ({ person }) => `/cilveki/${person('D05')}/ieteikt`),
    {
      who: 'P05',
      state: 'nothing filled in',
      isError: true,
      open: pressed(({ person }) => `/cilveki/${person('D01')}/ieteikt`, 'Nosūtīt ieteikumu'),
    },
    {
      who: 'P05',
      state: 'too long',
      isError: true,
      open: async (page, { person }) => {
        await page.goto(`/cilveki/${person('D01')}/ieteikt`);
        await page.getByRole('radio', { name: 'Mainīt plānu' }).check();
        await page.getByLabel('Jūsu vārdi').evaluate((field) => field.removeAttribute('maxlength'));
        await page.getByLabel('Jūsu vārdi').fill('Parunā par mūziku. '.repeat(20));
        await press(page, 'Nosūtīt ieteikumu');
      },
    },
  ],
  '/palidzu/lugums/[help]/dot': [
    seen('P04', 'hands the tablet over', ({ id }) => `/palidzu/lugums/${id.helpOfLooking}/dot`),
  ],
  '/palidzu/lugums/[help]': [
    seen('P04', 'waiting', ({ id }) => `/palidzu/lugums/${id.helpOfLooking}`),
    seen('P03', 'explained', ({ id }) => `/palidzu/lugums/${id.helpOfExplained}?kas=saglabats`),
    seen('P02', 'with a part in it', ({ id }) => `/palidzu/lugums/${id.helpOfBound}`),
    seen('P04', 'no longer needed', ({ id }) => `/palidzu/lugums/${id.helpOfSent}`),
    {
      who: 'P04',
      state: 'nothing typed',
      isError: true,
      open: pressed(({ id }) => `/palidzu/lugums/${id.helpOfLooking}`, 'Saglabāt un rādīt cilvēkam'),
    },
  ],

  '/gimene': [
    seen('P05', 'allowed', '/gimene'),
    seen('P05', 'a draft, kept for later', '/gimene?kas=velak'),
    seen('P05', 'wants help with a draft', ({ id }) => `/gimene?palidziba=${id.draftOfFamily}`),
    seen('P06', 'nothing allowed', '/gimene'),
    seen('P05', 'just suggested', ({ id }) => `/gimene?ieteikums=${id.suggested}`),
    seen('P05', 'just taken back', ({ id }) => `/gimene?ieteikums=${id.takenBack}`),
    seen('P05', 'answered meanwhile', ({ id }) => `/gimene?ieteikums=${id.toTalk}`),
    seen('P11', 'a parent', '/gimene'),
    seen('P10', 'nobody', '/gimene'),
    seen('P07', 'is invited, and waits for an answer', '/gimene'),
    ...['pienemts', 'atteikts', 'vairs-nav'].map((said) => seen('P07', said, `/gimene?kas=${said}`)),
    seen('P08', 'a guardian whose last day comes soon', '/gimene'),
    seen('P12', 'a parent of somebody who is 18 soon', '/gimene'),
  ],
  '/gimene/berns/[person]': [
    seen('P11', 'what to ask, and what was asked', ({ person }) => `/gimene/berns/${person('D11')}`),
    seen('P11', 'a draft, kept for later', ({ person }) => `/gimene/berns/${person('D11')}?kas=velak`),
    seen('P12', 'a child without a plan', ({ person }) => `/gimene/berns/${person('D91')}`),
    seen('P05', 'closed to other families', ({ person }) => `/gimene/berns/${person('D11')}`),
    seen('P08', 'closed to guardians', ({ person }) => `/gimene/berns/${person('D11')}`),
  ],
  '/gimene/lugums/[request]': [
    seen('P08', 'waits', ({ id }) => `/gimene/lugums/${id.wordAwaited}`),
    seen('P08', 'said', ({ id }) => `/gimene/lugums/${id.wordGiven}?kas=saglabats`),
    seen('P08', 'over', ({ id }) => `/gimene/lugums/${id.wordOver}`),
    seen('P05', 'of nobody they are a guardian of', ({ id }) => `/gimene/lugums/${id.wordAwaited}`),
    seen('P11', 'of nobody they are a guardian of', ({ id }) => `/gimene/lugums/${id.wordAwaited}`),
    {
      who: 'P08',
      state: 'nothing chosen',
      isError: true,
      open: pressed(({ id }) => `/gimene/lugums/${id.wordAwaited}`, 'Saglabāt manu vārdu'),
    },
    {
      who: 'P08',
      state: 'no without why',
      isError: true,
      open: async (page, { id }) => {
        await page.goto(`/gimene/lugums/${id.wordAwaited}`);
        await page.getByRole('radio', { name: 'Nepiekrītu' }).check();
        await press(page, 'Saglabāt manu vārdu');
      },
    },
  ],

  '/cilveki/[person]/[topic]': [
    ...['plans', 'nauda', 'nedela', 'lugumi'].flatMap((topic) => [
      seen('P01', topic, ({ person }) => `/cilveki/${person('D02')}/${topic}`),
      seen('P02', topic, ({ person }) => `/cilveki/${person('D01')}/${topic}`),
      seen('P11', topic, ({ person }) => `/cilveki/${person('D11')}/${topic}`),
    ]),
    seen('P05', 'plans', ({ person }) => `/cilveki/${person('D01')}/plans`),
    seen('P05', 'another week', ({ person }) => `/cilveki/${person('D01')}/nedela?nedela=2026-11-16`),
    seen('P06', 'closed, may ask', ({ person }) => `/cilveki/${person('D01')}/nauda`),
    seen('P08', 'nauda', ({ person }) => `/cilveki/${person('D03')}/nauda`),
  ],

  '/cilveki/[person]/[topic]/atlauja': [
    seen('P06', 'may ask', ({ person }) => `/cilveki/${person('D01')}/nauda/atlauja`),
    seen('P02', 'may ask', ({ person }) => `/cilveki/${person('D02')}/nauda/atlauja`),
    seen('P08', 'may ask', ({ person }) => `/cilveki/${person('D03')}/plans/atlauja`),
    seen('P11', 'sees it', ({ person }) => `/cilveki/${person('D11')}/plans/atlauja`),
    seen('P07', 'has asked', ({ person }) => `/cilveki/${person('D02')}/lugumi/atlauja`),
    seen('P05', 'was refused', ({ person }) => `/cilveki/${person('D01')}/nauda/atlauja`),
  ],

  '/galds': [
    seen('P01', 'requests', '/galds'),
    seen('P30', 'promised', '/galds'),
    ...['kavejas', 'runat', 'izdarit'].map((view) => seen('P01', view, `/galds?skats=${view}`)),
    seen('P31', 'nothing of their own', '/galds?skats=mani'),
    seen('P31', 'private complaints', '/galds?skats=sudzibas'),
    seen('P31', 'late with others', '/galds?skats=dienests'),
  ],
  '/galds/lugums/[request]': [
    seen('P01', 'another time', ({ id }) => `/galds/lugums/${id.sent}`),
    seen('P30', 'in a child’s name, against the child’s wish', ({ id }) => `/galds/lugums/${id.againstChild}`),
    seen('P01', 'cannot come, late', ({ id }) => `/galds/lugums/${id.late}`),
    seen('P01', 'talking', ({ id }) => `/galds/lugums/${id.talking}`),
    seen('P01', 'answered', ({ id }) => `/galds/lugums/${id.yes}?kas=carried_out&jau=ja`),
    seen('P01', 'partly', ({ id }) => `/galds/lugums/${id.partly}`),
    seen('P01', 'first a call', ({ id }) => `/galds/lugums/${id.reopened}`),
    {
      who: 'P01',
      state: 'first a call, nothing typed',
      isError: true,
      open: pressed(({ id }) => `/galds/lugums/${id.reopened}`, 'Saglabāt, ko norunājāt'),
    },
    seen('P30', 'to be done', ({ id }) => `/galds/lugums/${id.agreed}?kas=agreed`),
    {
      who: 'P30',
      state: 'to be done, nothing chosen',
      isError: true,
      open: pressed(({ id }) => `/galds/lugums/${id.agreed}`, 'Saglabāt'),
    },
    seen('P01', 'a guardian has not agreed', ({ id }) => `/galds/lugums/${id.wordGiven}`),
    {
      who: 'P01',
      state: 'yes before the guardian agrees',
      isError: true,
      open: async (page, { id }) => {
        await yesNow(page, `/galds/lugums/${id.wordAwaited}`);
        await press(page, 'Nosūtīt atbildi');
      },
    },
    seen('P31', 'a complaint to the head', ({ id }) => `/galds/lugums/${id.complaint}`),
    seen('P01', 'of the family', ({ id }) => `/galds/lugums/${id.ofFamily}`),
    {
      who: 'P01',
      state: 'of the family, yes at once',
      open: (page, { id }) => yesNow(page, `/galds/lugums/${id.ofFamily}`),
    },
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
        await yesNow(page, `/galds/lugums/${id.sent}`);
        await page.getByLabel('Jaunais sākuma laiks').fill('');
        await press(page, 'Nosūtīt atbildi');
      },
    },
    {
      who: 'P01',
      state: 'what it would be',
      open: async (page, { id }) => {
        await yesNow(page, `/galds/lugums/${id.sent}`);
        await page.getByLabel('Jaunā diena').fill('2026-11-28');
        await press(page, 'Parādīt, kas notiks');
      },
    },
    {
      who: 'P01',
      state: 'what is in the way',
      isError: true,
      open: async (page, { id }) => {
        await yesNow(page, `/galds/lugums/${id.sent}`);
        await page.getByLabel('Jaunā diena').fill('2026-11-26');
        await page.getByLabel('Jaunais sākuma laiks').fill('10:00');
        await press(page, 'Nosūtīt atbildi');
      },
    },
    {
      who: 'P01',
      state: 'somebody else was quicker',
      open: async (page, { id }) => {
        await page.goto(`/galds/lugums/${id.sent}`);
        await page.getByRole('radio', { name: 'Nē', exact: true }).check();
        await page.getByLabel('Jūsu vārdi cilvēkam').fill('Nav vietas.');
        // As a form that was made before more of it happened.
        await page.locator('input[name="seen"]').evaluate((field) => field.setAttribute('value', '1'));
        await press(page, 'Nosūtīt atbildi');
      },
    },
  ],

  '/galds/cilveks/[person]/neatkariba': [
    seen('P01', 'who is bound', ({ person }) => `/galds/cilveks/${person('D02')}/neatkariba`),
    seen('P01', 'no helper', ({ person }) => `/galds/cilveks/${person('D09')}/neatkariba`),
    {
      who: 'P01',
      state: 'nothing chosen',
      isError: true,
      open: pressed(({ person }) => `/galds/cilveks/${person('D02')}/neatkariba`, 'Atzīmēt'),
    },
    {
      who: 'P01',
      state: 'noted',
      open: async (page, { person }) => {
        await page.goto(`/galds/cilveks/${person('D03')}/neatkariba`);
        await page.getByLabel('Palīgs').selectOption({ index: 1 });
        await page
          .getByLabel('Kas sniedz pakalpojumu')
          .selectOption({ label: 'Zane Pētersone, Rehabilitācijas centrs “Solis”' });
        await page.getByLabel('Kas viņus vieno').selectOption('related');
        await press(page, 'Atzīmēt');
      },
    },
  ],
  '/galds/cilveks/[person]': [
    ...['lugumi', 'nedela', 'plans', 'nauda', 'cilveki', 'izmainas'].map((view) =>
      seen('P01', view, ({ person }) => `/galds/cilveks/${person('D02')}?skats=${view}`),
    ),
    seen('P01', 'done', ({ person }) => `/galds/cilveks/${person('D08')}?kas=izdarits&jau=ja&skats=izmainas`),
    seen('P01', 'many changes', ({ person }) => `/galds/cilveks/${person('D08')}?skats=izmainas`),
    seen('P01', 'no changes', ({ person }) => `/galds/cilveks/${person('D04')}?skats=izmainas`),
    seen('P30', 'no requests', ({ person }) => `/galds/cilveks/${person('D10')}`),
    seen('P31', 'not theirs', ({ person }) => `/galds/cilveks/${person('D02')}`),
  ],
  '/galds/cilveks/[person]/[act]': [
    ...Object.values(acts).flatMap(({ id, slug }): readonly Screen[] => [
      seen('P01', id, actOf(slug)),
      { who: 'P01', state: `${id}, nothing filled in`, isError: true, open: pressed(actOf(slug), 'Izdarīt') },
    ]),
    {
      who: 'P01',
      state: 'extend, what it would be',
      open: async (page, world) => {
        await page.goto(actOf(acts.extend.slug)(world));
        await page.getByLabel('Plāna jaunā pēdējā diena').fill('2027-10-31');
        await page.getByLabel('Cik eiro pielikt plānam').fill('250,50');
        await press(page, 'Parādīt, kas notiks');
      },
    },
    {
      who: 'P01',
      state: 'units, not enough money',
      isError: true,
      open: async (page, world) => {
        await page.goto(actOf(acts.units.slug)(world));
        await page.getByLabel('Pakalpojums').selectOption({ index: 1 });
        await page.getByLabel('Cik vienību').fill('+200');
        await press(page, 'Izdarīt');
      },
    },
    {
      who: 'P01',
      state: 'goals, the plan has changed meanwhile',
      open: async (page, world) => {
        await page.goto(actOf(acts.goals.slug, 'D08')(world));
        await page.getByLabel('Sapnis').fill('Es gribu dejot.');
        await page.getByRole('checkbox', { name: 'Mēs par to runājām.' }).check();
        await page.locator('input[name="basis"]').evaluate((field) => field.setAttribute('value', '11'));
        await press(page, 'Izdarīt');
      },
    },
  ],
  '/galds/cilveks/[person]/cilveki': [
    seen('P01', 'links and invitations', circleOf('D01')),
    seen('P01', 'a guardian', circleOf('D03')),
    ...[
      'nosutits',
      'nenosutits',
      'uzaicinats',
      'jau',
      'atsaukts',
      'vairs-nav',
      'beigts',
      'saglabats',
      'pievienots',
    ].map((said) => seen('P01', said, circleOf('D02', `?kas=${said}`))),
    {
      who: 'P01',
      state: 'a link to hand over',
      open: async (page, world) => {
        await page.goto(circleOf('D01')(world));
        await page.getByRole('button', { name: /^Parādīt saiti.*Zane Ozola$/ }).click();
      },
    },
    {
      who: 'P01',
      state: 'somebody with a password',
      open: async (page, world) => {
        await page.goto(circleOf('D01')(world));
        await page.getByRole('button', { name: /^Parādīt saiti.*Vija Kalniņa$/ }).click();
      },
    },
  ],
  '/galds/cilveks/[person]/cilveki/jauns': [
    seen('P01', 'as what', circleOf('D01', '/jauns')),
    ...['family', 'support_person', 'guardian', 'social_worker'].map((kind) =>
      seen('P01', kind, circleOf('D01', `/jauns?ka=${kind}`)),
    ),
    {
      who: 'P01',
      state: 'nobody invited',
      isError: true,
      open: pressed(circleOf('D01', '/jauns?ka=family'), 'Uzaicināt'),
    },
    {
      who: 'P01',
      state: 'nothing of the court',
      isError: true,
      open: pressed(circleOf('D01', '/jauns?ka=guardian'), 'Pievienot'),
    },
  ],
  '/galds/cilveks/[person]/cilveki/[link]': [
    seen('P01', 'family', linkPage('D01', 'P05')),
    seen('P01', 'a support person who was asked for help', linkPage('D02', 'P02')),
    seen('P01', 'a guardian', linkPage('D03', 'P08')),
    {
      who: 'P01',
      state: 'their own, the last',
      isError: true,
      open: pressed(linkPage('D01', 'P01'), 'Beigt ar šo dienu'),
    },
  ],
  '/galds/diena/[day]': [
    seen('P01', 'a day to come', '/galds/diena/2026-11-24'),
    seen('P01', 'a day that was', '/galds/diena/2026-11-20'),
    seen('P01', 'nothing', '/galds/diena/2026-11-29'),
    seen('P01', 'saved', '/galds/diena/2026-11-23?atzimes=3'),
    seen('P01', 'nothing was changed', '/galds/diena/2026-11-23?atzimes=0'),
    {
      who: 'P01',
      state: 'no reason given',
      isError: true,
      open: async (page) => {
        await page.goto('/galds/diena/2026-11-20');
        for (const one of await page.getByRole('radio', { name: 'Nenotika' }).all()) await one.check();
        await press(page, 'Saglabāt atzīmes');
      },
    },
  ],
  '/galds/visiem': [
    seen('P01', 'empty', '/galds/visiem'),
    seen('P01', 'done', '/galds/visiem?kas=izdarits&cilveki=3&tiksanas=13'),
    seen('P31', 'no services', '/galds/visiem'),
    { who: 'P01', state: 'nothing chosen', isError: true, open: pressed('/galds/visiem', 'Parādīt, uz ko attiecas') },
    ...(['2026-12-14', '2026-12-13'] as const).map(
      (from): Screen => ({
        who: 'P01',
        state: from === '2026-12-14' ? 'whom it concerns' : 'nobody',
        open: async (page) => {
          await page.goto('/galds/visiem');
          await page.getByLabel('Pakalpojums').selectOption({ label: 'Dienas centrs' });
          await page.getByLabel('No kuras dienas').fill(from);
          await page.getByLabel('Pēdējā diena').fill(from === '2026-12-14' ? '2026-12-18' : from);
          await page.getByRole('radio', { name: 'Apturēt' }).check();
          await press(page, 'Parādīt, uz ko attiecas');
        },
      }),
    ),
  ],
};

/** The newest that somebody suggested. */
function suggestionBy(portal: Portal, number: string): number {
  return rowOf<{ id: number }>(
    portal,
    'select max(suggestion.id) id from suggestion join person on person.id = by_person_id where number = ?',
    number,
  ).id;
}

/** The change that a request brought. */
function changeOf(portal: Portal, requestId: number): number {
  return rowOf<{ id: number }>(portal, 'select id from plan_change where request_id = ?', requestId).id;
}

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
