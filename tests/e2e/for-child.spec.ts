import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startPortal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, openSession } from '../support/sign-in.ts';
import {
  answer,
  eventsOf,
  getPage,
  personId,
  postFlow,
  postForm,
  requestIdIn,
  rowOf,
  rowsOf,
  writeRows,
} from '../support/story.ts';

const heading = (page: Page, name: string) => expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
const TALK = { 'par-ko': 'plan', diena: '2026-11-24', laiks: 'day' } as const;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a mother asks in her child’s name; the child is heard, the desk reads it, the child reads it', async ({
      page,
      context,
      portal,
    }) => {
      await becomes(context, portal, 'P11');
      await page.goto('/gimene');
      await page.getByRole('link', { name: /^Lūgt bērna vārdā/ }).click();
      await expect(page.getByText('Bērns: Emīls Rozītis.')).toBeVisible();
      // What is the child's own to speak of is not there.
      for (const own of ['Kaut kas nav labi', 'Mani cilvēki', 'Manas ziņas']) {
        await expect(page.getByRole('button', { name: own })).toHaveCount(0);
      }
      await page.getByRole('button', { name: 'Es kādu laiku nevaru nākt' }).click();
      await expect(page.getByText('Jūs to pildāt bērna vārdā.')).toBeVisible();
      const id = requestIdIn(page);
      await answer(page, 'Otrdiena, 24. novembris');
      await answer(page, 'Trešdiena, 25. novembris');
      await answer(page, 'Es slimoju');
      await heading(page, 'Mans lūgums');
      await page.getByRole('link', { name: 'Tā ir pareizi' }).click();

      await heading(page, 'Ko domā Emīls?');
      await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
      await page.getByRole('button', { name: 'Tālāk' }).click();
      await expect(page).toHaveTitle(/^Kļūda: /);
      await page.getByLabel('Bērna vārdi').fill('Es gribu iet.');
      await page.getByRole('radio', { name: 'Bērns vēl neteica' }).check();
      await page.getByRole('button', { name: 'Tālāk' }).click();
      await expect(page.getByText('Uzrakstiet, kāpēc bērns vēl neteica.').first()).toBeVisible();
      // What was typed is still there.
      await expect(page.getByLabel('Bērna vārdi')).toHaveValue('Es gribu iet.');
      await page.getByRole('radio', { name: 'Negribu' }).check();
      await page.getByRole('button', { name: 'Tālāk' }).click();

      await heading(page, 'Ko es izlemju?');
      await expect(page.getByRole('heading', { name: 'Emīls teica: negribu.' })).toBeVisible();
      await expect(page.getByText('Varbūt vispirms parunājiet vēlreiz.')).toBeVisible();
      await page.getByRole('link', { name: 'Mainīt bērna atbildi' }).click();
      await expect(page.getByRole('radio', { name: 'Negribu' })).toBeChecked();
      await page.getByRole('button', { name: 'Tālāk' }).click();
      await page.getByRole('radio', { name: 'Es kādu laiku nevaru nākt' }).check();
      await page.getByRole('button', { name: 'Tā es izlemju' }).click();
      await expect(page.getByRole('heading', { name: 'Es nosūtīju lūgumu.' })).toBeVisible();
      expect(eventsOf(portal, id)).toEqual(['started P11', 'sent P11']);
      const decided = rowOf<{ decided_by: number; record: string }>(
        portal,
        'select decided_by, record from supported_decision where request_id = ?',
        id,
      );
      expect(decided.decided_by).toBe(personId(portal, 'P11'));
      expect(JSON.parse(decided.record).child).toEqual({ said: 'does_not_want', words: 'Es gribu iet.', why: null });

      await becomes(context, portal, 'P30');
      await page.goto('/galds');
      await expect(page.getByText('Lūdz bērna vārdā: Sandra Rozīte').first()).toBeVisible();
      await page.goto(`/galds/lugums/${id}`);
      await expect(page.getByRole('heading', { name: 'Sūtīja mamma bērna vārdā: Sandra Rozīte.' })).toBeVisible();
      const opinion = page.getByRole('region', { name: 'Ko domā bērns' });
      await expect(opinion).toContainText('Emīls teica: negribu.');
      await expect(opinion).toContainText('Es gribu iet.');

      await becomes(context, portal, 'D11');
      await page.goto('/es-gribu-mainit');
      await page.getByRole('link', { name: /Mamma to lūdza manā vārdā/ }).click();
      await expect(page.getByRole('region', { name: 'Ko es teicu' })).toContainText('Es teicu: es to negribu.');
      // It is not the child's to take back, and the child can always say otherwise.
      await expect(page.getByRole('link', { name: 'Šis lūgums man vairs nav vajadzīgs' })).toHaveCount(0);
      await page.getByRole('button', { name: /^Es domāju citādi/ }).click();
      await expect(page.getByRole('heading', { name: 'Par ko es gribu runāt?' })).toBeVisible();
      await page.goto('/kas-skatijas');
      await expect(page.getByText('Sandra skatījās', { exact: false }).first()).toBeVisible();
    });
  });
}

test('two taps and two tabs make one request, and the second says the same', async ({ portal }) => {
  const sandra = await openSession(portal, 'P11');
  const child = String(personId(portal, 'D11'));
  const begin = () =>
    postForm(portal, `/gimene/berns/${child}`, sandra, { flow: 'talk', formKey: crypto.randomUUID() });
  const [one, two] = [await begin(), await begin()];
  expect(two.headers.get('location')).toBe(one.headers.get('location'));
  const id = await postFlow(portal, sandra, { child, flow: 'talk' }, { ...TALK, 'berna-domas': 'wants' });
  const send = () => postForm(portal, `/lugums/${id}/izlemt`, sandra, { way: 'answer', choice: 'send' });
  const sent = await Promise.all([send(), send()]);
  expect(sent.map((answered) => [answered.status, answered.headers.get('location')])).toEqual([
    [303, `/lugums/${id}`],
    [303, `/lugums/${id}`],
  ]);
  expect(eventsOf(portal, id).filter((kind) => kind === 'sent P11')).toHaveLength(1);
  // A form that was left open since then finds it sent.
  const late = await postForm(portal, `/lugums/${id}/berna-domas`, sandra, { way: 'answer', said: 'wants' });
  expect([late.status, late.headers.get('location')]).toEqual([303, `/lugums/${id}`]);
});

test('what a child says is kept with "later", and nothing is asked for in a name that is not theirs', async ({
  portal,
}) => {
  const toms = await openSession(portal, 'P12');
  const child = String(personId(portal, 'D11'));
  const id = await postFlow(portal, toms, { child, flow: 'talk' }, TALK);
  const later = await postForm(portal, `/lugums/${id}/berna-domas`, toms, {
    way: 'later',
    said: 'not_yet',
    why: 'Emīls guļ.',
  });
  expect(later.headers.get('location')).toBe(`/gimene/berns/${child}?kas=velak`);
  const page = await (await getPage(portal, `/lugums/${id}/berna-domas`, toms)).text();
  expect(page).toContain('Emīls guļ.');
  const before = rowsOf(portal, 'select id from request');
  for (const flow of ['wrong', 'people', 'data', 'relative', 'nekas', '']) {
    const refused = await postForm(portal, `/gimene/berns/${child}`, toms, { flow });
    expect([refused.status, refused.headers.get('location')], flow).toEqual([303, `/gimene/berns/${child}`]);
  }
  expect(rowsOf(portal, 'select id from request')).toEqual(before);
});

test('the guardian, the desk and the person read of a guardianship’s end two months before', async ({ portal }) => {
  const [guardian, worker, andris] = [
    await openSession(portal, 'P08'),
    await openSession(portal, 'P01'),
    await openSession(portal, 'D03'),
  ];
  const read = async () => ({
    guardian: await (await getPage(portal, '/gimene', guardian)).text(),
    worker: await (await getPage(portal, '/galds', worker)).text(),
    person: await (await getPage(portal, '/mani-cilveki', andris)).text(),
  });
  const ends = (day: string) =>
    writeRows(portal, 'update circle_link set to_on = ? where person_id = ?', day, personId(portal, 'P08'));
  const later = await read();
  expect(later.guardian).not.toContain('Jūsu aizgādnība');
  expect(later.worker).not.toContain('Drīz mainīsies');
  ends('2027-01-22');
  const soon = await read();
  expect(soon.guardian).toContain('Jūsu aizgādnība ir spēkā līdz 22.\u00a0janvārim.');
  expect(soon.worker).toContain('Aizgādnība ir spēkā līdz 22.\u00a0janvārim.');
  expect(soon.person).toContain('No 23.\u00a0janvāra es lemju pats.');
  ends('2026-11-22');
  const over = await read();
  expect(over.guardian).toContain('Jūsu aizgādnība ir beigusies.');
  // Whose it was is no longer the guardian's to read.
  expect(over.guardian).not.toContain('Andris');
  expect(over.worker).toContain('Aizgādnība bija spēkā līdz 22.\u00a0novembrim.');
  expect(over.person).toContain('Tagad es lemju pats.');
});

test('on the 18th birthday the parent’s draft closes, and what was sent is the person’s', async () => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'portal-birthday-'));
  const variables = { DATABASE_FILE: join(folder, 'portal.sqlite') };
  const eve = await startPortal({ variables });
  const child = String(personId(eve, 'D11'));
  writeRows(eve, "update person set born_on = '2008-11-24' where id = ?", child);
  const mother = await openSession(eve, 'P11');
  expect(await (await getPage(eve, '/gimene', mother)).text()).toContain('No 24.\u00a0novembra Emīls lemj pats.');
  const sent = await postFlow(
    eve,
    mother,
    { child, flow: 'talk' },
    { ...TALK, 'berna-domas': 'wants', izlemt: 'send' },
  );
  const draft = await postFlow(eve, mother, { child, flow: 'talk' }, { ...TALK, 'berna-domas': 'wants' });
  expect((await getPage(eve, `/lugums/${draft}/izlemt`, mother)).status).toBe(200);
  await eve.stop();

  const birthday = await startPortal({ variables: { ...variables, CLOCK_AT: '2026-11-24T06:30:00Z' } });
  try {
    const sandra = await openSession(birthday, 'P11');
    const state = () => rowsOf(birthday, 'select * from request order by id');
    const before = state();
    for (const path of [
      `/gimene/berns/${child}`,
      `/lugums/${draft}`,
      `/lugums/${draft}/par-ko`,
      `/lugums/${draft}/berna-domas`,
      `/lugums/${draft}/izlemt`,
      `/lugums/${sent}`,
      `/lugums/${sent}/atpakal`,
    ]) {
      const got = await getPage(birthday, path, sandra);
      expect(got.status, path).toBe(403);
      expect(await got.text(), path).toContain('Šī lapa ir slēgta');
    }
    for (const [path, fields] of [
      [`/gimene/berns/${child}`, { flow: 'talk' }],
      [`/lugums/${draft}/par-ko`, { way: 'answer', choice: 'money' }],
      [`/lugums/${draft}/vardi`, { way: 'answer', words: 'Nē' }],
      [`/lugums/${draft}/berna-domas`, { way: 'answer', said: 'wants' }],
      [`/lugums/${draft}/izlemt`, { way: 'answer', choice: 'send' }],
      [`/lugums/${sent}/atpakal`, { way: 'answer', choice: 'withdraw' }],
    ] as const) {
      expect((await postForm(birthday, path, sandra, fields)).status, path).toBe(403);
    }
    expect(state()).toEqual(before);
    const family = await (await getPage(birthday, '/gimene', sandra)).text();
    expect(family).toContain('Emīls tagad lemj pats.');
    expect(family).not.toContain('/gimene/berns/');

    const worker = await openSession(birthday, 'P30');
    expect(await (await getPage(birthday, '/galds', worker)).text()).toContain('Kopš 24.\u00a0novembra');
    expect(await (await getPage(birthday, `/galds/lugums/${sent}`, worker)).text()).toContain(
      'Par šo lūgumu runājiet ar pašu cilvēku.',
    );

    const emils = await openSession(birthday, 'D11');
    expect(await (await getPage(birthday, '/mani-cilveki', emils)).text()).toContain('Tagad es lemju pats.');
    expect((await getPage(birthday, `/lugums/${draft}`, emils)).status).toBe(404);
    expect(await (await getPage(birthday, `/lugums/${sent}`, emils)).text()).toContain(
      'Šis lūgums man vairs nav vajadzīgs',
    );
    const back = await postForm(birthday, `/lugums/${sent}/atpakal`, emils, { way: 'answer', choice: 'withdraw' });
    expect(back.status).toBe(303);
    expect(eventsOf(birthday, sent)).toEqual(['started P11', 'sent P11', 'withdrawn D11']);
  } finally {
    await birthday.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
