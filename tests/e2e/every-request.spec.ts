import type { Browser, Locator, Page } from '@playwright/test';
import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes } from '../support/sign-in.ts';
import {
  beginBy,
  eventsOf,
  goToDecision,
  personId,
  planServiceOf,
  postAnswer,
  postFlow,
  requestIdIn,
  requestsOf,
  rowOf,
  rowsOf,
  visitOf,
  writeRows,
} from '../support/story.ts';

// What works without scripts works; with them nothing is asked or answered otherwise.
test.use({ javaScriptEnabled: false });

const SENT = 'Es nosūtīju lūgumu.';
const DONE = 'Atbilde ir nosūtīta, un viss ir izdarīts.';

async function windowOf(browser: Browser, portal: Portal, number: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.origin, javaScriptEnabled: false });
  await becomes(context, portal, number);
  return context.newPage();
}

/** Looks for a choice through all the pages of a question, takes it and goes on; null says "I do not know". */
async function choose(page: Page, question: string, words: string | null): Promise<void> {
  await expect(page.getByRole('heading', { name: question, level: 2 })).toBeVisible();
  expect(await page.getByRole('radio').count()).toBeLessThanOrEqual(5);
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  if (words === null) return page.getByRole('button', { name: 'Nezinu' }).click();
  const choice = page.getByRole('radio', { name: words, exact: true });
  for (let lists = 2; (await choice.count()) === 0; lists += 1) {
    await page.getByRole('link', { name: /^Rādīt (vēl|citas)/ }).click();
    await page.waitForURL(`**?lapa=${lists}`);
  }
  await choice.check();
  await page.getByRole('button', { name: 'Tālāk' }).click();
}

type Asking = Readonly<{
  /** The door, and what is behind it when there is a choice; of the family, the door alone. */
  door: readonly [door: string, what: string | null] | 'family';
  /** Each question with its answer, or null for "I do not know". */
  answers: readonly (readonly [question: string, words: string | null])[];
  words?: string;
  /** What stands under "Kas notiks?". */
  effect: (effect: Locator) => Promise<void>;
  reader?: string;
  /** The decision in its own words. */
  act: string;
}>;

/** From the first page by the door through every question to what was sent. @returns the request's number */
async function ask(page: Page, { door, answers, words, effect, reader, act }: Asking): Promise<number> {
  if (door === 'family') {
    await page.goto('/gimene');
    await page.getByRole('button', { name: 'Es gribu pakalpojumu ģimenei' }).click();
  } else await beginBy(page, ...door);
  for (const [question, answer] of answers) await choose(page, question, answer);

  await expect(page.getByRole('heading', { name: 'Mans lūgums', level: 1 })).toBeVisible();
  const requestId = requestIdIn(page);
  for (const [question, answer] of answers) {
    await expect(page.getByText(question, { exact: true })).toBeVisible();
    await expect(page.getByText(answer ?? 'Es nezinu').first()).toBeVisible();
  }
  if (words !== undefined) {
    await page.getByRole('link', { name: 'Es gribu vēl ko pateikt' }).click();
    await page.getByLabel('Ko es gribu pateikt?').fill(words);
    await page.getByRole('button', { name: 'Saglabāt' }).click();
    await expect(page.getByRole('region', { name: 'Mani vārdi' })).toContainText(words);
  }
  await effect(page.getByRole('region', { name: 'Kas notiks?' }));
  if (reader !== undefined) await expect(page.getByText(reader, { exact: true })).toBeVisible();

  await goToDecision(page, act);
  await expect(page.getByRole('radio')).toHaveCount(2);
  await expect(page.getByRole('radio').first()).toHaveAccessibleName('Viss paliek, kā ir');
  await page.getByRole('radio', { name: act, exact: true }).check();
  await page.getByRole('button', { name: 'Tā es izlemju' }).click();
  await expect(page.getByRole('heading', { name: SENT })).toBeVisible();
  if (words !== undefined) await expect(page.getByText(words)).toBeVisible();
  return requestId;
}

/** A change of the week and a change of the money stand side by side: now and then. */
const bothSides = async (effect: Locator): Promise<void> => {
  await expect(effect.getByRole('heading', { name: 'Tagad', level: 4 }).first()).toBeVisible();
  await expect(effect.getByRole('heading', { name: 'Pēc tam', level: 4 }).first()).toBeVisible();
  await expect(effect.getByText('Tas ir tikai piemērs.')).toBeVisible();
};

async function openOnDesk(desk: Page, requestId: number): Promise<void> {
  await desk.goto('/galds');
  const row = desk.locator(`form[action="/galds/lugums/${requestId}"]`);
  if ((await row.count()) > 0) await row.getByRole('button', { name: 'Atvērt' }).click();
  else await desk.goto(`/galds/lugums/${requestId}`);
  await expect(desk.getByRole('heading', { name: /^Lūgums: /, level: 1 })).toBeVisible();
}

/** Chooses the answer and when it happens; the form shows what belongs to it. */
async function choosing(desk: Page, answer: 'Jā' | 'Daļēji', when: 'Tagad' | 'Vēlāk' | 'Plānā nekas nemainās') {
  await desk.getByRole('radio', { name: answer, exact: true }).check();
  await desk.getByRole('radio', { name: when, exact: true }).check();
}

/** Looks at what the form would do, finds nothing in the way, and sends it. */
async function lookAndSend(desk: Page, requestId: number, saved = DONE): Promise<void> {
  await desk.getByRole('button', { name: 'Parādīt, kas notiks' }).click();
  await expect(desk.getByText('Tā izskatās tas, ko ielikāt veidlapā. Nekas vēl nav mainīts.')).toBeVisible();
  await expect(desk.getByRole('alert')).toHaveCount(0);
  await send(desk, requestId, saved);
}

async function send(desk: Page, requestId: number, saved = DONE): Promise<void> {
  await desk.getByRole('button', { name: /^(Nosūtīt atbildi|Saglabāt)$/ }).click();
  await expect(desk.getByRole('heading', { name: saved })).toBeVisible();
  await expect(desk).toHaveURL(new RegExp(`/galds/lugums/${requestId}\\?kas=`));
}

/** The one change that a request brought: the person is told on the first page, reads it, and it is no news any more. */
async function readChange(page: Page, portal: Portal, requestId: number, titles: readonly string[]): Promise<number> {
  const { id } = rowOf<{ id: number }>(portal, 'select id from plan_change where request_id = ?', requestId);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Kas ir mainījies' })).toBeVisible();
  await page.goto(`/kas-ir-mainijies/${id}`);
  const what = page.getByRole('region', { name: 'Kas ir citādi' });
  for (const title of titles) await expect(what.getByRole('heading', { name: title }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Kāpēc' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Kas to mainīja' })).toContainText('Dina');
  await page.getByRole('button', { name: 'Es to izlasīju' }).click();
  await expect(page.getByRole('heading', { name: 'Kas ir mainījies', level: 1 })).toBeVisible();
  expect(rowOf<{ seen_at: string | null }>(portal, 'select seen_at from plan_change where id = ?', id).seen_at).toMatch(
    /^2026-11-23T/,
  );
  return id;
}

/** Money is never made or lost: what is allocated is what it was, and nothing falls below zero. */
function moneyOf(portal: Portal, number: string) {
  return rowOf<{ allocated: number; assigned: number; booked: number; used: number }>(
    portal,
    `select sum(allocated_cents) as allocated, sum(assigned_cents) as assigned, sum(booked_cents) as booked,
            sum(used_cents) as used
     from ledger_entry join plan on plan.id = plan_id join person on person.id = participant_id where person.number = ?`,
    number,
  );
}

type Entry = Readonly<{ kind: string; assigned_cents: number; booked_cents: number; used_cents: number }>;
const entriesOf = (portal: Portal, requestId: number): readonly Entry[] =>
  rowsOf<Entry>(
    portal,
    'select kind, assigned_cents, booked_cents, used_cents from ledger_entry where request_id = ? order by id',
    requestId,
  );

type Held = Readonly<{ id: number; held_on: string; start_time: string; status: string; reason: string | null }>;
const visitsOf = (portal: Portal, planServiceId: number, status: string): readonly Held[] =>
  rowsOf<Held>(
    portal,
    `select id, held_on, start_time, status, reason from visit
     where plan_service_id = ? and status = ? and held_on >= '2026-11-23' order by held_on, start_time`,
    planServiceId,
    status,
  );

const status = (portal: Portal, number: string, requestId: number) =>
  requestsOf(portal, number).find(({ id }) => id === requestId)?.status;

test('another time: the visit moves', async ({ browser, portal }) => {
  const [sanita, dina] = [await windowOf(browser, portal, 'D06'), await windowOf(browser, portal, 'P01')];
  const before = visitOf(portal, 'V0645');
  const requestId = await ask(sanita, {
    door: ['Par tikšanos', 'Es gribu citu laiku vai nevaru atnākt'],
    answers: [
      ['Kuru tikšanos es gribu mainīt?', 'Nodarbība ar suni'],
      ['Ko es gribu?', 'Es gribu citu laiku'],
      ['Kurā dienā es gribu tikties?', 'Piektdiena, 27. novembris'],
      ['Kurš laiks man der?', 'Pa dienu'],
      ['Kas man palīdz izlemt?', 'Es izlemju pati'],
    ],
    words: 'Trešdien man ir grūti.',
    effect: async (effect) => {
      await bothSides(effect);
      await expect(effect.getByText('No 13:00 līdz 13:45')).toBeVisible();
      await expect(effect.getByText('Nauda nemainās.')).toBeVisible();
    },
    act: 'Es gribu citu laiku',
  });
  await openOnDesk(dina, requestId);
  await expect(dina.getByRole('region', { name: 'Ko lūdz Sanita' })).toContainText('Es gribu citu laiku');
  await expect(dina.getByRole('region', { name: 'Sanita raksta:' })).toContainText('Trešdien man ir grūti.');
  await choosing(dina, 'Jā', 'Tagad');
  await expect(dina.getByLabel('Jaunā diena')).toHaveValue('2026-11-27');
  await expect(dina.getByLabel('Jaunais sākuma laiks')).toHaveValue('13:00');
  await dina.getByRole('checkbox', { name: 'Jā, tā mēs darīsim.' }).check();
  await lookAndSend(dina, requestId);

  expect(visitOf(portal, 'V0645')).toMatchObject({
    held_on: '2026-11-27',
    start_time: '13:00',
    moved_from_on: before.held_on,
    moved_from_start: before.start_time,
  });
  expect(entriesOf(portal, requestId)).toEqual([]);
  await sanita.goto(`/lugums/${requestId}`);
  await expect(sanita.getByRole('heading', { name: 'Atbilde ir jā.' })).toBeVisible();
  await expect(sanita.getByRole('blockquote').first()).toHaveText('Jā, tā mēs darīsim.');
  await readChange(sanita, portal, requestId, ['Tikšanās ir citā laikā']);
  await sanita.goto('/mana-nedela');
  await expect(sanita.getByRole('article').filter({ hasText: 'Nodarbība ar suni' })).toContainText(
    'No 13:00 līdz 13:45',
  );
});

test('ill for a while: every visit of those days is off, and its money comes back', async ({ browser, portal }) => {
  const [dace, dina] = [await windowOf(browser, portal, 'D08'), await windowOf(browser, portal, 'P01')];
  const before = moneyOf(portal, 'D08');
  const gone = ['V1021', 'V0930', 'V0953'];
  const requestId = await ask(dace, {
    door: ['Par tikšanos', 'Es kādu laiku nevaru nākt'],
    answers: [
      ['No kuras dienas es nevaru nākt?', 'Trešdiena, 25. novembris'],
      ['Kura ir pēdējā diena, kad es nevaru nākt?', 'Svētdiena, 29. novembris'],
      ['Kāpēc es nevaru nākt?', 'Es slimoju'],
      ['Kas man palīdz izlemt?', 'Es izlemju pati'],
    ],
    effect: async (effect) => {
      await bothSides(effect);
      await expect(effect.getByText('Šīs tikšanās nebūs').first()).toBeVisible();
    },
    act: 'Es kādu laiku nevaru nākt',
  });
  await openOnDesk(dina, requestId);
  await choosing(dina, 'Jā', 'Tagad');
  await expect(dina.getByLabel('No kuras dienas')).toHaveValue('2026-11-25');
  await expect(dina.getByLabel('Pēdējā diena')).toHaveValue('2026-11-29');
  await lookAndSend(dina, requestId);

  for (const number of gone) {
    expect(visitOf(portal, number)).toMatchObject({ status: 'cancelled', reason: 'Es teicu, ka nevaru atnākt.' });
  }
  // Two hours of the assistant, two of the support person, one of exercise.
  const back = -(2 * 860 + 2 * 1250 + 2800);
  expect(entriesOf(portal, requestId).map(({ kind }) => kind)).toEqual(['cancel', 'cancel', 'cancel']);
  expect(moneyOf(portal, 'D08')).toEqual({ ...before, booked: before.booked + back });
  await readChange(dace, portal, requestId, ['Šīs tikšanās nebūs']);
  await dace.goto('/mana-nedela');
  await expect(dace.getByText('Šīs tikšanās nebūs.')).toHaveCount(3);
  await dace.goto(`/tiksanas/${visitOf(portal, 'V0953').id}`);
  await expect(dace.getByText('Es teicu, ka nevaru atnākt.')).toBeVisible();
});

test('by video instead: the link is asked for, and the visit has it', async ({ browser, portal }) => {
  const [liga, dina] = [await windowOf(browser, portal, 'D04'), await windowOf(browser, portal, 'P01')];
  const requestId = await ask(liga, {
    door: ['Par tikšanos', 'Es gribu tikties citur vai pa video'],
    answers: [
      ['Par kuru pakalpojumu ir mans lūgums?', 'Saruna ar psihologu'],
      ['Kā es gribu tikties?', 'Pa video'],
      ['Kuras tikšanās es gribu mainīt?', 'Tikai nākamo'],
      ['Kas man palīdz izlemt?', 'Elīna ir man blakus'],
    ],
    effect: async (effect) => {
      await bothSides(effect);
      await expect(effect.getByText('Nauda nemainās.')).toBeVisible();
    },
    act: 'Es gribu tikties citādi',
  });
  await openOnDesk(dina, requestId);
  await expect(dina.getByText('Kad izlēma, blakus bija Elīna.')).toBeVisible();
  await choosing(dina, 'Jā', 'Tagad');
  await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
  await expect(dina).toHaveTitle(/^Kļūda: /);
  await expect(dina.getByRole('link', { name: 'Ierakstiet video saiti, kas sākas ar https://.' })).toBeVisible();
  await expect(dina.getByRole('radio', { name: 'Tagad', exact: true })).toBeChecked();
  expect(status(portal, 'D04', requestId)).toBe('read');
  await dina.getByLabel('Video saite').fill('https://video.example.org/psihologs');
  await lookAndSend(dina, requestId);

  expect(
    rowsOf(portal, "select number from visit where video_url = 'https://video.example.org/psihologs'").length,
    'only the next one',
  ).toBe(1);
  expect(rowOf(portal, "select video_url from visit where number = 'V0465'")).toEqual({
    video_url: 'https://video.example.org/psihologs',
  });
  await readChange(liga, portal, requestId, ['Šī tikšanās ir pa video']);
  await liga.goto(`/tiksanas/${visitOf(portal, 'V0465').id}`);
  await expect(liga.getByText('Poga būs te pirms tikšanās.')).toBeVisible();
});

test('more often: promised for later, then done', async ({ browser, portal }) => {
  const [liga, dina] = [await windowOf(browser, portal, 'D04'), await windowOf(browser, portal, 'P01')];
  const dance = planServiceOf(portal, 'D04', 'DEJ');
  const before = { money: moneyOf(portal, 'D04'), visits: visitsOf(portal, dance, 'planned').length };
  const requestId = await ask(liga, {
    door: ['Par pakalpojumu', 'Es gribu tikties biežāk vai retāk'],
    answers: [
      ['Par kuru pakalpojumu ir mans lūgums?', 'Deju nodarbība'],
      ['Cik bieži es gribu tikties?', '2 reizes nedēļā'],
      ['Kas man palīdz izlemt?', 'Es izlemju pati'],
    ],
    effect: async (effect) => {
      await bothSides(effect);
      await expect(effect.getByText('Jauna tikšanās').first()).toBeVisible();
    },
    act: 'Es gribu tikties biežāk',
  });
  await openOnDesk(dina, requestId);
  await choosing(dina, 'Jā', 'Vēlāk');
  await dina.getByLabel('Ja vēlāk: līdz kurai dienai?').fill('2026-12-04');
  await send(dina, requestId, 'Atbilde ir nosūtīta. Tas vēl ir jāizdara.');
  expect(status(portal, 'D04', requestId)).toBe('agreed');
  expect(visitsOf(portal, dance, 'planned')).toHaveLength(before.visits);

  await liga.goto(`/lugums/${requestId}`);
  await expect(liga.getByText('Mēs to vēl neizdarījām.')).toBeVisible();
  await expect(liga.getByText('Mēs to izdarīsim līdz 4. decembrim.')).toBeVisible();

  await dina.goto('/galds?skats=izdarit');
  await dina.locator(`form[action="/galds/lugums/${requestId}"]`).getByRole('button', { name: 'Atvērt' }).click();
  await expect(dina.getByRole('heading', { name: 'Izdarīt apsolīto' })).toBeVisible();
  await expect(dina.getByRole('radio', { name: 'Vēlāk', exact: true })).toHaveCount(0);
  await dina.getByRole('radio', { name: 'Mainīt plānu tagad', exact: true }).check();
  await expect(dina.getByRole('checkbox', { name: 'Ielikt regulāras tikšanās' })).toBeChecked();
  await lookAndSend(dina, requestId);

  expect(status(portal, 'D04', requestId)).toBe('carried_out');
  expect(eventsOf(portal, requestId)).toEqual(['started D04', 'sent D04', 'read P01', 'yes P01', 'carried_out P01']);
  const planned = visitsOf(portal, dance, 'planned');
  expect(planned.length).toBeGreaterThan(before.visits);
  const added = planned.length - before.visits;
  expect(moneyOf(portal, 'D04').booked).toBe(before.money.booked + added * 2400);
  expect(moneyOf(portal, 'D04').allocated).toBe(before.money.allocated);
  await readChange(liga, portal, requestId, ['Ir jaunas tikšanās']);
  await liga.goto('/mana-nedela/2026-11-30');
  await expect(liga.getByRole('article').filter({ hasText: 'Deju nodarbība' })).toHaveCount(2);
});

test('a service that is not wanted any more: its visits are off and its money is free', async ({ browser, portal }) => {
  const [raivis, dina] = [await windowOf(browser, portal, 'D07'), await windowOf(browser, portal, 'P01')];
  const rides = planServiceOf(portal, 'D07', 'TRA');
  const before = moneyOf(portal, 'D07');
  const requestId = await ask(raivis, {
    door: ['Par pakalpojumu', 'Es kādu pakalpojumu vairs negribu'],
    answers: [
      ['Par kuru pakalpojumu ir mans lūgums?', 'Brauciens'],
      ['Kad es gribu beigt?', 'Mēneša beigās'],
      ['Kāpēc es gribu beigt?', 'Man vairs nevajag'],
      ['Kas man palīdz izlemt?', 'Es izlemju pats'],
    ],
    effect: async (effect) => {
      await bothSides(effect);
      await expect(effect.getByRole('heading', { name: 'Brauciens' })).toBeVisible();
    },
    act: 'Es vairs negribu šo pakalpojumu',
  });
  await openOnDesk(dina, requestId);
  await choosing(dina, 'Jā', 'Tagad');
  await expect(dina.getByLabel('Pakalpojums')).toHaveValue(String(rides));
  await lookAndSend(dina, requestId);

  // The last rides are in November.
  expect(visitsOf(portal, rides, 'planned').every(({ held_on }) => held_on <= '2026-11-30')).toBe(true);
  expect(
    rowOf(
      portal,
      'select sum(assigned_units - booked_units - used_units) as unitsLeft from ledger_entry where plan_service_id = ?',
      rides,
    ),
  ).toEqual({ unitsLeft: 0 });
  const after = moneyOf(portal, 'D07');
  expect(after).toMatchObject({ allocated: before.allocated, used: before.used });
  expect(after.assigned).toBeLessThan(before.assigned);
  expect(after.allocated - after.assigned).toBeGreaterThan(before.allocated - before.assigned);
  await readChange(raivis, portal, requestId, ['Šo tikšanos nebūs', 'Šis pakalpojums beidzas']);
  await raivis.goto('/mans-plans');
  const ending = raivis.getByRole('listitem').filter({ hasText: 'Brauciens' });
  await expect(ending.getByText(/^Šis pakalpojums beidzas 1\.\sdecembrī\.$/)).toBeVisible();
  await raivis.goto('/mana-nedela/2026-12-07');
  await expect(raivis.getByRole('article').filter({ hasText: 'Brauciens' }).filter({ hasText: 'Notiks' })).toHaveCount(
    0,
  );
});

test('another person: the provider changes with all visits to come', async ({ browser, portal }) => {
  const [janis, dina] = [await windowOf(browser, portal, 'D01'), await windowOf(browser, portal, 'P01')];
  const assistant = planServiceOf(portal, 'D01', 'ASI');
  const requestId = await ask(janis, {
    door: ['Par pakalpojumu', 'Es gribu tikties ar citu cilvēku'],
    answers: [
      ['Par kuru pakalpojumu ir mans lūgums?', 'Asistents'],
      ['Kāpēc es gribu citu cilvēku?', 'Cilvēks nav laipns'],
      ['Kurš to drīkst lasīt?', 'Tikai sociālā darbiniece'],
      ['Kas man palīdz izlemt?', 'Es izlemju pats'],
    ],
    effect: async (effect) => {
      await expect(effect.getByText('Citu cilvēku meklēs Dina Sila.')).toBeVisible();
    },
    act: 'Es gribu tikties ar citu cilvēku',
  });
  await openOnDesk(dina, requestId);
  await choosing(dina, 'Jā', 'Tagad');
  await dina.getByLabel('Kas to sniegs').selectOption({ label: 'Uldis Celms, Transporta dienests' });
  await lookAndSend(dina, requestId);

  const uldis = personId(portal, 'P26');
  expect(rowOf(portal, 'select provider_id from plan_service where id = ?', assistant)).toEqual({ provider_id: uldis });
  expect(
    rowsOf(
      portal,
      "select distinct provider_id from visit where plan_service_id = ? and status = 'planned' and held_on > '2026-11-23'",
      assistant,
    ),
  ).toEqual([{ provider_id: uldis }]);
  await readChange(janis, portal, requestId, ['Palīdzēs cits cilvēks']);
  await janis.goto('/mans-plans');
  await expect(janis.getByText('Uldis Celms').first()).toBeVisible();
});

test('something new from the catalogue comes into the plan with its visits', async ({ browser, portal }) => {
  const [dace, dina] = [await windowOf(browser, portal, 'D08'), await windowOf(browser, portal, 'P01')];
  const before = moneyOf(portal, 'D08');
  const requestId = await ask(dace, {
    door: ['Kaut kas jauns', 'Es gribu kaut ko jaunu'],
    answers: [
      ['Ko jaunu es gribu?', 'Mūzika'],
      ['Kuru pakalpojumu es gribu?', 'Mūzikas nodarbība'],
      ['Cik bieži es to gribu?', '1 reizi mēnesī'],
      ['Kurš laiks man der?', 'Pa dienu'],
      ['Kas man palīdz izlemt?', 'Es izlemju pati'],
    ],
    words: 'Man patīk bungas.',
    effect: async (effect) => {
      await bothSides(effect);
      await expect(effect.getByText('Šī pakalpojuma vēl nav plānā.')).toBeVisible();
      await expect(effect.getByRole('heading', { name: 'Mūzikas nodarbība' })).toBeVisible();
    },
    act: 'Es gribu kaut ko jaunu',
  });
  await openOnDesk(dina, requestId);
  await choosing(dina, 'Jā', 'Tagad');
  await expect(dina.getByRole('checkbox', { name: 'Pielikt pakalpojumu' })).toBeChecked();
  await expect(dina.getByRole('checkbox', { name: 'Ielikt regulāras tikšanās' })).toBeChecked();
  await dina.getByLabel('Kas to sniegs').selectOption({ label: 'Kristīne Jansone, Mūzikas studija “Skaņa”' });
  await dina.getByLabel('Vietas nosaukums').fill('Mūzikas studija');
  await lookAndSend(dina, requestId);

  const music = planServiceOf(portal, 'D08', 'MUZ');
  const planned = visitsOf(portal, music, 'planned');
  expect(planned.length).toBeGreaterThan(5);
  expect(moneyOf(portal, 'D08')).toEqual({
    ...before,
    assigned: before.assigned + planned.length * 3000,
    booked: before.booked + planned.length * 3000,
  });
  await readChange(dace, portal, requestId, ['Ir jauns pakalpojums', 'Ir jaunas tikšanās']);
  await dace.goto('/mans-plans');
  await expect(dace.getByRole('heading', { name: 'Mūzikas nodarbība' })).toBeVisible();
  await dace.goto('/mana-nauda');
  await expect(dace.getByRole('heading', { name: 'Mūzikas nodarbība' })).toBeVisible();
  await dace.goto(`/mana-nedela/${planned[0]?.held_on}`);
  await expect(dace.getByRole('article').filter({ hasText: 'Mūzikas nodarbība' })).toHaveCount(1);
});

test('money from one service to another: the answer is partly, and the rest is said', async ({ browser, portal }) => {
  const [ilze, dina] = [await windowOf(browser, portal, 'D02'), await windowOf(browser, portal, 'P01')];
  const [from, to] = [planServiceOf(portal, 'D02', 'DAC'), planServiceOf(portal, 'D02', 'PSI')];
  const before = moneyOf(portal, 'D02');
  const requestId = await ask(ilze, {
    door: ['Par pakalpojumu', 'Es gribu citādi sadalīt naudu'],
    answers: [
      ['Kura pakalpojuma man vajag mazāk?', 'Dienas centrs'],
      ['Kura pakalpojuma man vajag vairāk?', 'Saruna ar psihologu'],
      ['Cik daudz vairāk man vajag?', '4 reizes'],
      ['Kas man palīdz izlemt?', 'Es izlemju pati'],
    ],
    effect: async (effect) => {
      await bothSides(effect);
      await expect(effect.getByText('Nedēļa nemainās.')).toBeVisible();
      await expect(effect.getByRole('heading', { name: 'Saruna ar psihologu' })).toBeVisible();
    },
    act: 'Es gribu citādi sadalīt naudu',
  });
  await openOnDesk(dina, requestId);
  await choosing(dina, 'Daļēji', 'Tagad');
  await expect(dina.getByLabel('Cik vienību pielikt otram')).toHaveValue('4');
  await dina.getByLabel('Cik vienību pielikt otram').fill('2');
  await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
  await expect(dina.getByRole('link', { name: 'Uzrakstiet, ko izdarīsiet un ko neizdarīsiet.' })).toBeVisible();
  await expect(dina.getByLabel('Cik vienību pielikt otram')).toHaveValue('2');
  await dina.getByRole('checkbox', { name: 'Mēs varam izdarīt daļu.' }).check();
  await dina.getByLabel('Jūsu vārdi cilvēkam').fill('Būs 2 reizes vairāk.');
  await lookAndSend(dina, requestId);

  expect(requestsOf(portal, 'D02')).toMatchObject([
    { status: 'carried_out', answer: 'partly', answer_text: 'Mēs varam izdarīt daļu.\nBūs 2 reizes vairāk.' },
  ]);
  expect(
    rowOf(
      portal,
      'select sum(assigned_units) as units from ledger_entry where request_id = ? and plan_service_id = ?',
      requestId,
      to,
    ),
  ).toEqual({ units: 2 });
  // 70 euro are three days of 24,80; what is over stays free.
  expect(
    rowOf(
      portal,
      'select sum(assigned_units) as units from ledger_entry where request_id = ? and plan_service_id = ?',
      requestId,
      from,
    ),
  ).toEqual({ units: -3 });
  expect(moneyOf(portal, 'D02')).toEqual({ ...before, assigned: before.assigned + 7000 - 7440 });
  await ilze.goto(`/lugums/${requestId}`);
  await expect(ilze.getByRole('heading', { name: 'Atbilde ir jā, bet ne visam.' })).toBeVisible();
  await expect(ilze.getByText('Būs 2 reizes vairāk.').first()).toBeVisible();
  await readChange(ilze, portal, requestId, ['Ir vairāk reižu', 'Ir mazāk dienu']);
});

test('another dream: a new version of the plan, and the old one stays readable', async ({ browser, portal }) => {
  const [janis, dina] = [await windowOf(browser, portal, 'D01'), await windowOf(browser, portal, 'P01')];
  const requestId = await ask(janis, {
    door: ['Kaut kas jauns', 'Es gribu mainīt plānu'],
    answers: [
      ['Ko es gribu mainīt plānā?', 'Mans sapnis ir cits'],
      ['Par ko ir mans jaunais sapnis?', 'Mūzika'],
      ['Kas man palīdz izlemt?', 'Anna ir man blakus'],
    ],
    words: 'Es gribu spēlēt bungas.',
    effect: async (effect) => {
      await expect(effect.getByText('Par plānu ar mani runās Dina Sila.')).toBeVisible();
    },
    act: 'Es gribu mainīt plānu',
  });
  await openOnDesk(dina, requestId);
  await choosing(dina, 'Jā', 'Tagad');
  await expect(dina.getByLabel('Sapnis')).toHaveValue('Es gribu strādāt dārzā.');
  await dina.getByLabel('Sapnis').fill('Es gribu spēlēt bungas.');
  await lookAndSend(dina, requestId);

  await janis.goto('/mans-plans');
  await expect(janis.getByText('Es gribu spēlēt bungas.')).toBeVisible();
  await expect(janis.getByText('Es gribu strādāt dārzā.')).toHaveCount(0);
  const change = await readChange(janis, portal, requestId, ['Mans sapnis ir cits']);
  await janis.goto(`/kas-ir-mainijies/${change}`);
  await janis.getByRole('link', { name: 'Kā bija agrāk' }).click();
  await expect(janis.getByRole('heading', { name: 'Mans plāns agrāk', level: 1 })).toBeVisible();
  await expect(janis.getByText('Es gribu strādāt dārzā.')).toBeVisible();
  await expect(janis.getByText('Es gribu spēlēt bungas.')).toHaveCount(0);
});

test('it did not happen: the person says so, and the money comes back', async ({ browser, portal }) => {
  const [maris, dina] = [await windowOf(browser, portal, 'D05'), await windowOf(browser, portal, 'P01')];
  const before = moneyOf(portal, 'D05');
  const requestId = await ask(maris, {
    door: ['Kaut kas nav labi', null],
    answers: [
      ['Kas nebija labi?', 'Tikšanās nenotika'],
      ['Kad tas bija?', 'Palīgs darbā'],
      ['Kurš to drīkst lasīt?', 'Mana sociālā darbiniece'],
      ['Kas man palīdz izlemt?', 'Es izlemju pats'],
    ],
    effect: async (effect) => {
      await bothSides(effect);
    },
    act: 'Es gribu teikt, kas nav labi',
  });
  await openOnDesk(dina, requestId);
  await choosing(dina, 'Jā', 'Tagad');
  await expect(dina.getByRole('checkbox', { name: 'Atzīmēt, kas notika' })).toBeChecked();
  await expect(dina.getByLabel('Kas notika', { exact: true })).toHaveValue('did_not_happen');
  await lookAndSend(dina, requestId);

  expect(visitOf(portal, 'V0562')).toMatchObject({ status: 'did_not_happen' });
  // Three hours of 13 euro.
  expect(moneyOf(portal, 'D05')).toEqual({ ...before, used: before.used - 3900 });
  await readChange(maris, portal, requestId, ['Šī tikšanās nenotika']);
  await maris.goto('/mana-nauda/precizi');
  await expect(maris.getByText('39,00 eiro').first()).toBeAttached();
});

test('just a talk: nothing of the plan changes', async ({ browser, portal }) => {
  const [inese, inga] = [await windowOf(browser, portal, 'D10'), await windowOf(browser, portal, 'P30')];
  const before = moneyOf(portal, 'D10');
  const requestId = await ask(inese, {
    door: ['Es gribu parunāt', null],
    answers: [
      ['Par ko es gribu runāt?', 'Par naudu'],
      ['Kurā dienā es gaidu zvanu?', 'Otrdiena, 24. novembris'],
      ['Kurš laiks man der?', 'No rīta'],
    ],
    effect: async (effect) => {
      await expect(effect.getByText('Man piezvanīs Inga Melnbārde.')).toBeVisible();
    },
    act: 'Es gribu parunāt',
  });
  await openOnDesk(inga, requestId);
  await expect(inga.getByRole('button', { name: 'Parādīt, kas notiks' })).toHaveCount(0);
  await choosing(inga, 'Jā', 'Plānā nekas nemainās');
  await inga.getByLabel('Jūsu vārdi cilvēkam').fill('Mēs parunājām par naudu.');
  await send(inga, requestId);
  expect(requestsOf(portal, 'D10')).toMatchObject([{ status: 'carried_out', answer: 'yes' }]);
  expect(rowsOf(portal, 'select id from plan_change where request_id = ?', requestId)).toEqual([]);
  expect(moneyOf(portal, 'D10')).toEqual(before);
  await inese.goto('/');
  await expect(inese.getByRole('heading', { name: 'Atbilde ir jā' })).toBeVisible();
  await inese.getByRole('link', { name: 'Skatīt atbildi' }).click();
  await expect(inese.getByText('Mēs parunājām par naudu.').first()).toBeVisible();
  await inese.goto('/kas-ir-mainijies');
  await expect(inese.getByText('Nekas vēl nav mainījies.')).toBeVisible();
});

test('a service of the family: asked for, answered and told to both', async ({ browser, portal }) => {
  const vija = await windowOf(browser, portal, 'P07');
  const [ilze, dina] = [await windowOf(browser, portal, 'D02'), await windowOf(browser, portal, 'P01')];
  const group = planServiceOf(portal, 'D02', 'GRF');
  const before = visitsOf(portal, group, 'planned').length;
  const requestId = await ask(vija, {
    door: 'family',
    answers: [
      ['Kurš pakalpojums mums ir vajadzīgs?', 'Atbalsta grupa ģimenei'],
      ['Cik bieži es to gribu?', '1 reizi 2 nedēļās'],
      ['Kurš laiks man der?', 'Vakarā'],
    ],
    effect: bothSides,
    act: 'Es gribu pakalpojumu ģimenei',
  });
  await ilze.goto('/es-gribu-mainit');
  await expect(ilze.getByText('To lūdz Vija.').first()).toBeVisible();
  await ilze.goto(`/lugums/${requestId}`);
  await expect(ilze.getByText('Es nosūtīju')).toHaveCount(0);
  await expect(ilze.getByRole('link', { name: 'Šis lūgums man vairs nav vajadzīgs' })).toHaveCount(0);

  await openOnDesk(dina, requestId);
  await expect(dina.getByRole('heading', { name: 'Tas ir ģimenes lūgums: Vija Kalniņa.' })).toBeVisible();
  await choosing(dina, 'Jā', 'Tagad');
  await dina.getByRole('checkbox', { name: 'Pielikt, cik trūkst, no plāna brīvās naudas' }).check();
  await lookAndSend(dina, requestId);
  expect(visitsOf(portal, group, 'planned').length).toBeGreaterThan(before);
  await vija.goto('/gimene');
  await vija.getByRole('link', { name: /^Pakalpojums ģimenei/ }).click();
  await expect(vija.getByRole('heading', { name: 'Atbilde ir jā.' })).toBeVisible();
  await readChange(ilze, portal, requestId, ['Ir jaunas tikšanās']);
});

test('no, I do not agree, a call, a second no: then one can complain elsewhere', async ({ browser, portal }) => {
  const [andris, dina] = [await windowOf(browser, portal, 'D03'), await windowOf(browser, portal, 'P01')];
  const requestId = await ask(andris, {
    door: ['Par tikšanos', 'Es gribu citu laiku vai nevaru atnākt'],
    answers: [
      ['Kuru tikšanos es gribu mainīt?', 'Nodarbība grupā'],
      ['Ko es gribu?', 'Es gribu citu laiku'],
      ['Kurā dienā es gribu tikties?', null],
      ['Kurš laiks man der?', 'Vakarā'],
      ['Kas man palīdz izlemt?', 'Es izlemju pats'],
    ],
    effect: async (effect) => {
      await expect(effect.getByText('Laiku pateiks Dina Sila.')).toBeVisible();
    },
    act: 'Es gribu citu laiku',
  });
  await openOnDesk(dina, requestId);
  await dina.getByRole('radio', { name: 'Nē', exact: true }).check();
  await dina.getByRole('checkbox', { name: 'Šajā laikā nav brīvas vietas.' }).check();
  await send(dina, requestId, 'Atbilde ir nosūtīta.');

  await andris.goto(`/lugums/${requestId}`);
  await expect(andris.getByRole('heading', { name: 'Atbilde ir nē.' })).toBeVisible();
  await expect(andris.getByRole('heading', { name: 'Ja es joprojām nepiekrītu' })).toHaveCount(0);
  await andris.getByRole('link', { name: 'Es nepiekrītu' }).click();
  await expect(andris.getByRole('radio', { checked: true })).toHaveCount(0);
  await andris.getByRole('button', { name: 'Tā es izlemju' }).click();
  await expect(andris).toHaveTitle(/^Kļūda: /);
  await andris.getByRole('radio', { name: 'Es nepiekrītu', exact: true }).check();
  await andris.getByRole('button', { name: 'Tā es izlemju' }).click();
  await expect(andris.getByRole('heading', { name: 'Es nepiekrītu atbildei' })).toBeVisible();
  await expect(andris.getByText('Man piezvanīs Dina Sila.')).toBeVisible();
  expect(status(portal, 'D03', requestId)).toBe('reopened');

  // Nothing but the call can be done now.
  await dina.goto('/galds?skats=runat');
  await expect(dina.getByText('Nepiekrīt. Jāpiezvana')).toBeVisible();
  await dina.goto(`/galds/lugums/${requestId}`);
  await expect(dina.getByRole('heading', { name: 'Vispirms piezvaniet' })).toBeVisible();
  await expect(dina.getByRole('button', { name: 'Nosūtīt atbildi' })).toHaveCount(0);
  await dina.getByRole('button', { name: 'Saglabāt, ko norunājāt' }).click();
  await expect(dina).toHaveTitle(/^Kļūda: /);
  await dina.getByLabel('Ko norunājāt').fill('Vakarā grupas nav.');
  await dina.getByRole('button', { name: 'Saglabāt, ko norunājāt' }).click();
  await expect(dina.getByRole('heading', { name: 'Ziņa ir nosūtīta. Lūgums paliek atvērts.' })).toBeVisible();
  await dina.getByRole('radio', { name: 'Nē', exact: true }).check();
  await dina.getByLabel('Jūsu vārdi cilvēkam').fill('Vakarā grupas nav. Es meklēju citu grupu.');
  await send(dina, requestId, 'Atbilde ir nosūtīta.');

  expect(eventsOf(portal, requestId)).toEqual([
    'started D03',
    'sent D03',
    'read P01',
    'no P01',
    'disagreed D03',
    'talking P01',
    'no P01',
  ]);
  await andris.goto(`/lugums/${requestId}`);
  await expect(andris.getByText('Es meklēju citu grupu.').first()).toBeVisible();
  await expect(andris.getByRole('link', { name: 'Es nepiekrītu' })).toHaveCount(0);
  const elsewhere = andris.getByRole('heading', { name: 'Ja es joprojām nepiekrītu' });
  await expect(elsewhere).toBeVisible();
  await expect(andris.getByText('Tiesībsargs sargā cilvēku tiesības.')).toBeVisible();
  await expect(andris.locator('a[href^="tel:"]').first()).toBeVisible();
  await andris.goto(`/lugums/${requestId}/nepiekritu`);
  await expect(andris).toHaveURL(`${portal.origin}/lugums/${requestId}`);
});

test('a complaint to the head: nobody else sees it, and the head answers', async ({ browser, portal }) => {
  const maris = await windowOf(browser, portal, 'D05');
  const [dina, mudite] = [await windowOf(browser, portal, 'P01'), await windowOf(browser, portal, 'P31')];
  const juris = await windowOf(browser, portal, 'P03');
  const requestId = await ask(maris, {
    door: ['Kaut kas nav labi', null],
    answers: [
      ['Kas nebija labi?', 'Man ir bail'],
      ['Kurš to drīkst lasīt?', 'Tikai vadītāja Mudīte Kalve'],
    ],
    words: 'Man bija bail mašīnā.',
    effect: async (effect) => {
      await expect(effect.getByText('Man atbildēs Mudīte Kalve.')).toBeVisible();
    },
    reader: 'Lūgumu lasīs tikai vadītāja Mudīte Kalve.',
    act: 'Es gribu teikt, kas nav labi',
  });
  for (const [page, path] of [
    [dina, '/galds'],
    [dina, `/galds/cilveks/${personId(portal, 'D05')}`],
    [juris, '/palidzu'],
  ] as const) {
    await page.goto(path);
    expect(await page.content()).not.toContain(`/lugums/${requestId}`);
    await expect(page.getByText('Man bija bail mašīnā.')).toHaveCount(0);
  }
  expect((await dina.goto(`/galds/lugums/${requestId}`))?.status()).toBe(404);
  expect((await juris.goto(`/galds/lugums/${requestId}`))?.status()).toBe(403);

  await mudite.goto('/galds?skats=sudzibas');
  await mudite.getByRole('button', { name: 'Atvērt : Māris Krūmiņš' }).click();
  await expect(mudite.getByRole('heading', { name: 'Šī ir privāta sūdzība.' })).toBeVisible();
  await expect(mudite.getByText('Man bija bail mašīnā.')).toBeVisible();
  await choosing(mudite, 'Jā', 'Plānā nekas nemainās');
  await mudite.getByLabel('Jūsu vārdi cilvēkam').fill('Es runāju ar šoferi.');
  await send(mudite, requestId);
  expect(eventsOf(portal, requestId)).toEqual(['started D05', 'sent D05', 'read P31', 'yes P31', 'carried_out P31']);

  await maris.goto(`/lugums/${requestId}`);
  await expect(maris.getByText('Mudīte raksta:')).toBeVisible();
  await expect(maris.getByText('Es runāju ar šoferi.').first()).toBeVisible();
  for (const view of ['mani', 'kavejas', 'dienests']) {
    await dina.goto(`/galds?skats=${view}`);
    expect(await dina.content(), view).not.toContain(`/lugums/${requestId}`);
  }
});

test('two workers at once: the second sees what the first did, and nothing is overwritten', async ({
  browser,
  portal,
}) => {
  writeRows(
    portal,
    "insert into circle_link (participant_id, person_id, kind, from_on) values (?, ?, 'social_worker', '2026-08-01')",
    personId(portal, 'D09'),
    personId(portal, 'P30'),
  );
  const lesson = visitOf(portal, 'V1081');
  const edgars = await windowOf(browser, portal, 'D09');
  const requestId = await ask(edgars, {
    door: ['Par tikšanos', 'Es gribu citu laiku vai nevaru atnākt'],
    answers: [
      ['Kuru tikšanos es gribu mainīt?', 'Mūzikas nodarbība'],
      ['Ko es gribu?', 'Es nevaru atnākt'],
    ],
    effect: bothSides,
    act: 'Es nevaru atnākt',
  });
  const [dina, inga] = [await windowOf(browser, portal, 'P01'), await windowOf(browser, portal, 'P30')];
  await openOnDesk(dina, requestId);
  await openOnDesk(inga, requestId);
  await inga.getByRole('radio', { name: 'Nē', exact: true }).check();
  await inga.getByLabel('Jūsu vārdi cilvēkam').fill('Nodarbība ir svarīga.');
  await send(inga, requestId, 'Atbilde ir nosūtīta.');

  await choosing(dina, 'Jā', 'Tagad');
  await dina.getByLabel('Jūsu vārdi cilvēkam').fill('Jā, atpūties.');
  await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
  await expect(dina.getByRole('heading', { name: 'Kāds bija ātrāks. Jūsu atbilde nav nosūtīta.' })).toBeVisible();
  await expect(dina.getByText(/Inga.*atbildēja nē\.$/)).toBeVisible();
  await expect(dina.getByText('Nodarbība ir svarīga.').first()).toBeVisible();
  await expect(dina.getByText('Jā, atpūties.')).toBeVisible();
  expect(visitOf(portal, 'V1081')).toEqual(lesson);
  expect(eventsOf(portal, requestId)).toEqual(['started D09', 'sent D09', 'read P01', 'no P30']);

  // The same with the plan itself, without a request.
  const person = personId(portal, 'D09');
  for (const page of [dina, inga]) await page.goto(`/galds/cilveks/${person}/merki`);
  await inga.getByLabel('Sapnis').fill('Es gribu dziedāt.');
  await inga.getByRole('checkbox', { name: 'Mēs par to runājām.' }).check();
  await inga.getByRole('button', { name: 'Izdarīt', exact: true }).click();
  await expect(inga.getByRole('heading', { name: 'Izdarīts.' })).toBeVisible();
  await dina.getByLabel('Sapnis').fill('Es gribu dejot.');
  await dina.getByRole('checkbox', { name: 'Mēs par to runājām.' }).check();
  await dina.getByRole('button', { name: 'Izdarīt', exact: true }).click();
  await expect(dina.getByRole('heading', { name: 'Plāns pa šo laiku ir mainīts.' })).toBeVisible();
  await expect(dina.getByRole('heading', { name: /plānu mainīja Inga\.$/ })).toBeVisible();
  await expect(dina.getByText('Es gribu dziedāt.')).toBeVisible();
  await expect(dina.getByLabel('Sapnis')).toHaveValue('Es gribu dejot.');
  expect(rowOf(portal, 'select dream from plan where participant_id = ?', person)).toEqual({
    dream: 'Es gribu dziedāt.',
  });
});

test('a plan is lengthened within the same money, and the person is told', async ({ browser, portal }) => {
  const [andris, dina] = [await windowOf(browser, portal, 'D03'), await windowOf(browser, portal, 'P01')];
  const before = moneyOf(portal, 'D03');
  await dina.goto(`/galds/cilveks/${personId(portal, 'D03')}`);
  await dina.getByRole('link', { name: 'Pagarināt plānu' }).click();
  await expect(dina.getByLabel('Plāna jaunā pēdējā diena')).toHaveValue('2026-12-20');
  await dina.getByLabel('Plāna jaunā pēdējā diena').fill('2027-03-20');
  await dina.getByRole('button', { name: 'Parādīt, kas notiks' }).click();
  await expect(dina.getByRole('region', { name: 'Kas notiks' })).toBeVisible();
  await expect(dina.getByLabel('Plāna jaunā pēdējā diena')).toHaveValue('2027-03-20');
  await dina.getByRole('button', { name: 'Izdarīt', exact: true }).click();
  await expect(dina.getByRole('link', { name: 'Uzrakstiet vai izvēlieties, kāpēc. Cilvēks to lasīs.' })).toBeVisible();
  expect(rowOf(portal, "select to_on from plan where number = 'PL-D03'")).toEqual({ to_on: '2026-12-20' });
  await dina.getByRole('checkbox', { name: 'Mēs par to runājām.' }).check();
  await dina.getByRole('button', { name: 'Izdarīt', exact: true }).click();
  await expect(dina.getByRole('heading', { name: 'Izdarīts.' })).toBeVisible();

  expect(rowOf(portal, "select to_on from plan where number = 'PL-D03'")).toEqual({ to_on: '2027-03-20' });
  expect(moneyOf(portal, 'D03')).toEqual(before);
  await andris.goto('/');
  await expect(andris.getByText('Mans plāns ir ilgāks')).toBeVisible();
  await andris.getByRole('link', { name: 'Skatīt, kas ir mainījies' }).click();
  await expect(andris.getByText('Mēs par to runājām.')).toBeVisible();
  await andris.getByRole('link', { name: 'Kā bija agrāk' }).click();
  await expect(andris.getByText('Mans plāns ir līdz 20. decembrim.')).toBeVisible();
  await andris.goto('/mans-plans');
  await expect(andris.getByText('Mans plāns ir līdz 20. martam.')).toBeVisible();
});

test('a day’s list is marked in one go; what lacks a reason stays as it was', async ({ browser, portal }) => {
  const dina = await windowOf(browser, portal, 'P01');
  const [dance, workshop] = [visitOf(portal, 'V0412'), visitOf(portal, 'V0802')];
  const before = { D04: moneyOf(portal, 'D04'), D07: moneyOf(portal, 'D07') };
  await dina.goto('/galds/diena/2026-11-20');
  const rowOfVisit = (name: string) => dina.getByRole('region', { name: new RegExp(name) });
  const ofLiga = rowOfVisit('Līga Liepa. Atbalsta persona');
  const ofRaivis = rowOfVisit('Raivis Eglītis. Darbnīca');
  await ofLiga.getByRole('radio', { name: 'Nenotika' }).check();
  await ofRaivis.getByRole('radio', { name: 'Nenotika' }).check();
  await ofRaivis.getByLabel('Kāpēc?').fill('Darbnīca bija ciet.');
  await dina.getByRole('button', { name: 'Saglabāt atzīmes' }).click();
  await expect(dina).toHaveTitle(/^Kļūda: /);
  await expect(dina.getByRole('heading', { name: 'Saglabātas atzīmes: 1.' })).toBeVisible();
  expect(visitOf(portal, 'V0802')).toMatchObject({ status: 'did_not_happen', reason: 'Darbnīca bija ciet.' });
  expect(visitOf(portal, 'V0412')).toEqual(dance);
  expect(workshop.status).toBe('happened');

  await ofLiga.getByLabel('Kāpēc?').fill('Palīgs neatnāca.');
  await dina.getByRole('button', { name: 'Saglabāt atzīmes' }).click();
  await expect(dina.getByRole('heading', { name: 'Saglabātas atzīmes: 1.' })).toBeVisible();
  expect(visitOf(portal, 'V0412')).toMatchObject({ status: 'did_not_happen', reason: 'Palīgs neatnāca.' });
  expect(moneyOf(portal, 'D04').used).toBe(before.D04.used - 1250);
  expect(moneyOf(portal, 'D07').used).toBe(before.D07.used - 2100);

  const liga = await windowOf(browser, portal, 'D04');
  await liga.goto('/');
  await expect(liga.getByText('Šī tikšanās nenotika')).toBeVisible();
  await liga.goto('/mana-nedela/2026-11-16');
  await expect(liga.getByRole('article').filter({ hasText: 'Atbalsta persona' })).toContainText('Tas nenotika.');
  await liga.goto(`/tiksanas/${dance.id}`);
  await expect(liga.getByText('Palīgs neatnāca.')).toBeVisible();
});

test('one act for all: the day centre pauses, and everybody is told', async ({ browser, portal }) => {
  const dina = await windowOf(browser, portal, 'P01');
  const concerned = ['D01', 'D02', 'D06'] as const;
  const between = (number: string, state: string) =>
    visitsOf(portal, planServiceOf(portal, number, 'DAC'), state).filter(
      ({ held_on }) => held_on >= '2026-12-14' && held_on <= '2026-12-18',
    );
  const before = concerned.map((number) => ({ money: moneyOf(portal, number), gone: between(number, 'planned') }));
  const count = before.reduce((sum, { gone }) => sum + gone.length, 0);
  expect(count).toBeGreaterThan(5);

  await dina.goto('/galds');
  await dina.getByRole('link', { name: 'Mainīt visiem reizē' }).click();
  await dina.getByLabel('Pakalpojums').selectOption({ label: 'Dienas centrs' });
  await dina.getByLabel('No kuras dienas').fill('2026-12-14');
  await dina.getByLabel('Pēdējā diena').fill('2026-12-18');
  await dina.getByRole('radio', { name: 'Apturēt' }).check();
  await expect(dina.getByRole('button', { name: 'Izdarīt visiem' })).toHaveCount(0);
  await dina.getByRole('button', { name: 'Parādīt, uz ko attiecas' }).click();
  await expect(dina.getByText(`Cilvēki: 3. Tikšanās: ${count}.`)).toBeVisible();
  await dina.getByRole('button', { name: 'Izdarīt visiem' }).click();
  await expect(dina.getByRole('link', { name: 'Uzrakstiet vai izvēlieties, kāpēc. Cilvēks to lasīs.' })).toBeVisible();
  expect(concerned.map((number) => between(number, 'planned').length)).toEqual(before.map(({ gone }) => gone.length));
  await dina.getByLabel('Jūsu vārdi cilvēkam').fill('Dienas centrs ir ciet.');
  await dina.getByRole('button', { name: 'Izdarīt visiem' }).click();
  await expect(dina.getByRole('heading', { name: 'Izdarīts visiem.' })).toBeVisible();

  for (const [index, number] of concerned.entries()) {
    const { money, gone } = before[index] ?? { money: moneyOf(portal, number), gone: [] };
    expect(between(number, 'planned')).toEqual([]);
    for (const { id } of gone) {
      expect(rowOf(portal, 'select status, reason from visit where id = ?', id)).toEqual({
        status: 'cancelled',
        reason: 'Dienas centrs ir ciet.',
      });
    }
    expect(moneyOf(portal, number)).toEqual({ ...money, booked: money.booked - gone.length * 2480 });
    const told = await windowOf(browser, portal, number);
    await told.goto('/');
    await expect(told.getByRole('heading', { name: 'Kas ir mainījies' })).toBeVisible();
    const { id } = rowOf<{ id: number }>(
      portal,
      "select max(plan_change.id) as id from plan_change join plan on plan.id = plan_id where participant_id = ? and why = 'Dienas centrs ir ciet.'",
      personId(portal, number),
    );
    await told.goto(`/kas-ir-mainijies/${id}`);
    await expect(told.getByText('Dienas centrs ir ciet.')).toBeVisible();
    await expect(told.getByRole('heading', { name: /^(Šīs tikšanās|Šo tikšanos) nebūs$/ })).toBeVisible();
  }
});

test('late: the person reads that more time is needed, and the head sees whose it is', async ({ browser, portal }) => {
  const raivis = await windowOf(browser, portal, 'D07');
  const session = (await raivis.context().cookies()).find(({ name }) => name === 'session')?.value ?? '';
  const requestId = await postFlow(
    portal,
    session,
    { flow: 'talk' },
    { 'par-ko': 'plan', diena: '2026-11-24', laiks: 'day', izlemt: 'send' },
  );
  writeRows(portal, "update request set promised_on = '2026-11-19' where id = ?", requestId);
  await raivis.goto('/');
  await expect(raivis.getByText('Mums vajag vairāk laika.')).toBeVisible();
  await expect(raivis.getByText('Es varu piezvanīt.')).toBeVisible();

  const [dina, mudite] = [await windowOf(browser, portal, 'P01'), await windowOf(browser, portal, 'P31')];
  await dina.goto('/galds');
  await expect(dina.getByRole('row').nth(1)).toContainText('Raivis Eglītis');
  await expect(dina.getByRole('row').nth(1)).toContainText('Kavējas 4 dienas');
  await mudite.goto('/galds?skats=dienests');
  await expect(mudite.getByRole('row', { name: /Raivis Eglītis.*Dina Sila/ })).toBeVisible();
  expect(await mudite.content()).not.toContain(`/galds/lugums/${requestId}`);

  const dinas = (await dina.context().cookies()).find(({ name }) => name === 'session')?.value ?? '';
  await postAnswer(portal, dinas, requestId, { answer: 'yes', when: 'nothing', text: 'Mēs parunājām.' });
  await mudite.reload();
  await expect(mudite.getByText('Citiem darbiniekiem nekas nekavējas.')).toBeVisible();
});
