import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Portal, startPortal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, enterByCard, enterByCode, openSession, runCommand } from '../support/sign-in.ts';
import {
  addLessons,
  beginBy,
  comingVisits,
  personId,
  postForm,
  postRequest,
  postUnderstanding,
  requestsOf,
  rowOf,
  visitOf,
  writeRows,
} from '../support/story.ts';

const PHONE = { width: 320, height: 640 };

async function expectNoSideways(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth === clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`);
  });
  expect.soft([...new Set(tooWide)], page.url()).toEqual([]);
}

test('somebody without a plan finds a way on from every page', async ({ page, portal }) => {
  const { id } = rowOf<{ id: number }>(portal, 'select id from municipality');
  writeRows(
    portal,
    `insert into person (municipality_id, number, role, first_name, last_name, vocative, gender, born_on)
     values (?, 'D90', 'participant', 'Zenta', 'Jauna', 'Zenta', 'female', '1990-01-01')`,
    id,
  );
  await enterByCode(page, /\b(\d{4} \d{4})\b/.exec(runCommand(portal, 'code', 'D90'))?.[1] ?? '');
  await expect(page.getByRole('heading', { name: 'Labdien, Zenta!' })).toBeVisible();
  await expect(page.getByText('Man tagad nav tikšanos.')).toBeVisible();
  for (const [path, words] of [
    ['/mans-plans', 'Man vēl nav plāna.'],
    ['/mana-nauda', 'Man vēl nav naudas plānā.'],
    ['/mana-nedela', 'Šajā nedēļā man nav tikšanos.'],
    ['/mana-diena/2026-11-23', 'Šajā dienā man nav tikšanos.'],
    ['/es-gribu-mainit/tiksanas', 'Tagad te nav ko mainīt.'],
    ['/es-gribu-mainit/pakalpojums', 'Tagad te nav ko mainīt.'],
    ['/es-gribu-mainit/jauns', 'Tagad te nav ko mainīt.'],
    ['/kas-ir-mainijies', 'Nekas vēl nav mainījies.'],
    ['/man-vajag-palidzibu', 'Te vēl nav neviena cilvēka.'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Man vajag palīdzību' }).last()).toBeVisible();
    await expect(page.getByRole('link', { name: 'Sākums' })).toBeVisible();
  }
  // There is nothing to begin: a form that was kept open begins nothing that leads nowhere.
  const zenta = (await page.context().cookies()).find(({ name }) => name === 'session')?.value ?? '';
  for (const flow of ['visit', 'away', 'way', 'often', 'stop', 'person', 'money', 'new', 'goal', 'relative', 'nekas']) {
    const begun = await postForm(portal, '/es-gribu-mainit', zenta, { flow, formKey: crypto.randomUUID() });
    expect([begun.status, begun.headers.get('location')], flow).toEqual([303, '/es-gribu-mainit']);
  }
  expect(requestsOf(portal, 'D90')).toEqual([]);
  await page.goto('/man-vajag-palidzibu');
  await expect(page.getByRole('link', { name: 'Zvanīt 112' })).toHaveAttribute('href', 'tel:112');
});

test('a plan that ended still shows, and says so', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-later-'));
  const variables = { DATABASE_FILE: join(folder, 'portal.sqlite') };
  const before = await startPortal({ variables });
  await before.stop();
  const portal = await startPortal({ variables: { ...variables, CLOCK_AT: '2027-09-06T06:30:00Z' } });
  try {
    const page = await (await browser.newContext({ baseURL: portal.origin })).newPage();
    await enterByCard(page, portal, 'D05');
    await expect(page.getByText('Man tagad nav tikšanos.')).toBeVisible();
    await page.goto('/mans-plans');
    await expect(page.getByRole('heading', { name: 'Mans plāns beidzās.' })).toBeVisible();
    await expect(page.getByText('Pēdējā diena bija 31. jūlijā.')).toBeVisible();
    await expect(page.getByText('Es gribu kļūt par dīdžeju.')).toBeVisible();
    await page.goto('/mana-nedela');
    await expect(page.getByText('Šajā nedēļā man nav tikšanos.')).toBeVisible();
    for (const door of ['tiksanas', 'pakalpojums', 'jauns']) {
      await page.goto(`/es-gribu-mainit/${door}`);
      await expect(page.getByText('Tagad te nav ko mainīt.')).toBeVisible();
    }
    await page.goto('/mana-nauda');
    await expect(page.getByText('Tā bija 6. septembrī.')).toBeVisible();
  } finally {
    await portal.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a video link opens a quarter of an hour before, and closes with the visit', async ({ browser }) => {
  test.setTimeout(120_000);
  // The talk with the psychologist is today at 11:00; Riga is two hours ahead of UTC.
  for (const [clock, isOpen] of [
    ['2026-11-23T08:40:00Z', false],
    ['2026-11-23T08:45:00Z', true],
    ['2026-11-23T09:40:00Z', true],
    ['2026-11-23T09:46:00Z', false],
  ] as const) {
    const portal = await startPortal({ variables: { CLOCK_AT: clock } });
    try {
      const page = await (await browser.newContext({ baseURL: portal.origin })).newPage();
      await becomes(page.context(), portal, 'D02');
      await page.goto(`/tiksanas/${visitOf(portal, 'V0182').id}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const door = page.getByRole('link', { name: 'Atvērt video zvanu' });
      await expect(door, clock).toHaveCount(isOpen ? 1 : 0);
      if (isOpen) await expect(door).toHaveAttribute('href', 'https://video.example.org/d02');
      expect((await page.content()).includes('video.example.org'), clock).toBe(isOpen);
    } finally {
      await portal.stop();
    }
  }
});

test('before it opens, a video visit says when', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D02');
  await page.goto(`/tiksanas/${visitOf(portal, 'V0182').id}`);
  await expect(page.getByText('Poga būs te pirms tikšanās.')).toBeVisible();
  await expect(page.getByText('Poga te būs no 10:45.')).toBeVisible();
});

test('what was called off, what did not happen and what happened each say so', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D02');
  for (const [number, status, words] of [
    ['V0235', 'cancelled', 'Šīs tikšanās nebūs.'],
    [numberWith(portal, 'did_not_happen'), 'did_not_happen', 'Tas nenotika.'],
    [numberWith(portal, 'happened'), 'happened', 'Tas notika.'],
  ] as const) {
    const visit = visitOf(portal, number);
    expect(visit.status).toBe(status);
    await page.goto(`/tiksanas/${visit.id}`);
    await expect(page.getByText(words).first()).toBeVisible();
    if (visit.reason !== null) await expect(page.getByText(visit.reason)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Es gribu citu laiku vai nevaru atnākt' })).toHaveCount(0);
    const refused = await postForm(portal, '/es-gribu-mainit', await openSession(portal, 'D02'), {
      formKey: crypto.randomUUID(),
      flow: 'visit',
      visit: String(visit.id),
    });
    const requestId = Number(/\/lugums\/(\d+)/.exec(refused.headers.get('location') ?? '')?.[1]);
    expect(rowOf(portal, 'select answers from request where id = ?', requestId)).toEqual({ answers: '{}' });
  }
});

function numberWith(portal: Portal, status: string): string {
  return rowOf<{ number: string }>(
    portal,
    `select visit.number from visit join plan_service on plan_service.id = plan_service_id join plan on plan.id = plan_id
     join person on person.id = participant_id where person.number = 'D02' and visit.status = ? order by held_on desc limit 1`,
    status,
  ).number;
}

test('a visit that is under way can no longer be moved', async ({ page, context, portal }) => {
  const visit = comingVisits(portal, 'D06')[0] ?? 0;
  writeRows(
    portal,
    "update visit set held_on = '2026-11-23', start_time = '08:00', end_time = '10:00' where id = ?",
    visit,
  );
  await becomes(context, portal, 'D06');
  await page.goto(`/tiksanas/${visit}`);
  await expect(page.getByText('Tas notiek tagad.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Es gribu citu laiku vai nevaru atnākt' })).toHaveCount(0);
});

test('with 200 visits a question still has five choices at most', async ({ page, context, portal }) => {
  addLessons(portal, 200, (index) => ({
    day: Temporal.PlainDate.from('2026-11-24').add({ days: index % 20 }),
    time: new Temporal.PlainTime(8 + Math.floor(index / 20)),
    minutes: 45,
  }));
  await page.setViewportSize(PHONE);
  await becomes(context, portal, 'D05');
  await page.goto('/mana-nedela');
  await expect(page.getByRole('article')).toHaveCount(64);
  await expectNoSideways(page);
  await beginBy(page, 'Par tikšanos', 'Es gribu citu laiku vai nevaru atnākt');
  const seen = new Set<string | null>();
  for (let pages = 0; pages < 12; pages += 1) {
    await expect(page.getByRole('heading', { name: 'Kuru tikšanos es gribu mainīt?' })).toBeVisible();
    const radios = page.getByRole('radio');
    expect(await radios.count()).toBeLessThanOrEqual(5);
    for (const radio of await radios.all()) seen.add(await radio.getAttribute('value'));
    const more = page.getByRole('link', { name: 'Rādīt vēl' });
    if ((await more.count()) === 0) break;
    await more.click();
  }
  expect(seen.size).toBe(24);
});

test('long names, places and texts fit on a phone', async ({ page, context, portal }) => {
  const word = 'Nepārtrauktigarāuzvārdanevajagsalauztekrānu';
  writeRows(
    portal,
    'update person set last_name = ?, organisation = ? where number in (?, ?)',
    word,
    `${word} ${word}`,
    'P02',
    'P24',
  );
  writeRows(portal, "update service set easy_name = ? where code = 'DAC'", `Dienas centrs ${word}`);
  writeRows(
    portal,
    'update visit set place = ?, address = ? where plan_service_id in (select id from plan_service)',
    word,
    `${word} 12`,
  );
  writeRows(portal, 'update plan set dream = ?', `Es gribu ${word}. `.repeat(8));
  writeRows(portal, 'update person set vocative = ? where number = ?', word, 'D01');
  await page.setViewportSize(PHONE);
  await becomes(context, portal, 'D01');
  const visit = comingVisits(portal, 'D01')[0] ?? 0;
  const session = await openSession(portal, 'D01');
  const requestId = await postRequest(portal, session, visit, { kas: 'cannot_come', palidziba: 'alone' });
  for (const path of [
    '/',
    '/mans-plans',
    '/mana-nauda',
    '/mana-nauda/precizi',
    '/mana-nedela',
    '/man-vajag-palidzibu',
    `/tiksanas/${visit}`,
    `/lugums/${requestId}/tiksanas`,
    `/lugums/${requestId}/palidziba`,
    `/lugums/${requestId}/parbaude`,
  ]) {
    await page.goto(path);
    await expectNoSideways(page);
  }
  await becomes(context, portal, 'P02');
  for (const path of ['/palidzu']) {
    await page.goto(path);
    await expectNoSideways(page);
  }
  await becomes(context, portal, 'P01');
  await page.goto('/galds');
  await expectNoSideways(page);
});

test('an explanation and an answer may be as long as the page says, line breaks counted once', async ({
  page,
  context,
  portal,
}) => {
  const longest = `${'Vārds. '.repeat(9).trim()}\n`.repeat(9).padEnd(599, 'a').concat('b');
  expect(longest).toHaveLength(600);
  const session = await openSession(portal, 'D07');
  const visit = comingVisits(portal, 'D07')[0] ?? 0;
  const look = `look_first:${personId(portal, 'P03')}`;
  const requestId = await postRequest(portal, session, visit, { kas: 'cannot_come', palidziba: look });
  const { id } = rowOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', requestId);
  await becomes(context, portal, 'P03');
  await page.goto(`/palidzu/lugums/${id}`);
  await page.getByLabel('Jūsu paskaidrojums').fill(longest);
  await page.getByRole('button', { name: 'Saglabāt un rādīt cilvēkam' }).click();
  await expect(page.getByRole('heading', { name: 'Cilvēks tagad redz jūsu paskaidrojumu.' })).toBeVisible();
  expect(rowOf(portal, 'select explanation from help_request where id = ?', id)).toEqual({ explanation: longest });

  await postUnderstanding(portal, session, requestId);
  await postForm(portal, `/lugums/${requestId}/izlemt`, session, { way: 'answer', choice: 'send' });
  await becomes(context, portal, 'P01');
  await page.goto(`/galds/lugums/${requestId}`);
  await page.getByRole('radio', { name: /^Nē/ }).check();
  await page.getByLabel('Jūsu vārdi cilvēkam').fill(longest);
  await page.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
  await expect(page.getByRole('heading', { name: 'Atbilde ir nosūtīta.' })).toBeVisible();
  expect(rowOf(portal, 'select answer_text from request where id = ?', requestId)).toEqual({ answer_text: longest });
});
