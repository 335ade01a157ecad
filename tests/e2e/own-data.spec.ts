import { readFileSync } from 'node:fs';
import { expect, test } from '../support/portal-test.ts';
import { becomes, cardSecret, openSession } from '../support/sign-in.ts';
import { getPage, personId, requestIdIn, rowOf, rowsOf, writeRows } from '../support/story.ts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('who looked is there by day, and can be complained about past the worker', async ({
      page,
      context,
      portal,
    }) => {
      const number = javaScriptEnabled ? 'D02' : 'D03';
      const dina = await openSession(portal, 'P01');
      await getPage(portal, `/cilveki/${personId(portal, number)}/nauda`, dina);
      await getPage(portal, `/cilveki/${personId(portal, number)}/nauda`, dina);
      await becomes(context, portal, number);
      await page.goto('/mani-dati');
      await page.getByRole('link', { name: /^Kas skatījās/ }).click();
      const day = page.getByRole('region', { name: 'Šodien. Pirmdiena, 23. novembris.' });
      await expect(day.getByRole('listitem').filter({ hasText: 'Dina skatījās manu naudu.' })).toHaveCount(1);
      await expect(day.getByText(/^Laiks: 8:3\d/)).toBeVisible();

      await day
        .getByRole('button', { name: /^Man tas nepatīk/ })
        .first()
        .click();
      await expect(page.getByRole('heading', { name: 'Mans lūgums', level: 1 })).toBeVisible();
      await expect(page.getByRole('region', { name: 'Mani vārdi' })).toContainText('Dina skatījās manu naudu.');
      await expect(page.getByText('Tikai vadītāja Mudīte Kalve', { exact: true })).toBeVisible();
      const requestId = requestIdIn(page);
      // Coming back and pressing again finds the same draft.
      await page.goto('/kas-skatijas');
      await page
        .getByRole('button', { name: /^Man tas nepatīk/ })
        .first()
        .click();
      expect(requestIdIn(page)).toBe(requestId);
      await page.getByRole('link', { name: 'Tā ir pareizi' }).click();
      await page.getByRole('radio', { name: 'Es gribu teikt, kas nav labi' }).check();
      await page.getByRole('button', { name: 'Tā es izlemju' }).click();
      await expect(page.getByRole('heading', { name: 'Es nosūtīju lūgumu.' })).toBeVisible();
      expect(rowOf(portal, 'select is_private from request where id = ?', requestId)).toEqual({ is_private: 1 });
      expect((await getPage(portal, `/galds/lugums/${requestId}`, dina)).status).toBe(404);
      const mudite = await openSession(portal, 'P31');
      expect(await (await getPage(portal, `/galds/lugums/${requestId}`, mudite)).text()).toContain(
        'skatījās manu naudu',
      );
    });
  });
}

test('looks of long ago are pages back, and a day of 200 is one line a person', async ({ page, context, portal }) => {
  const [participant, dina] = [personId(portal, 'D04'), personId(portal, 'P01')];
  const look = (at: string) =>
    writeRows(
      portal,
      "insert into access_log (participant_id, viewer_id, topic, viewed_at) values (?, ?, 'plan', ?)",
      participant,
      dina,
      at,
    );
  look('2026-09-01T07:00:00.000Z');
  for (let minute = 0; minute < 200; minute += 1) {
    look(
      `2026-11-22T${String(6 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000Z`,
    );
  }
  await becomes(context, portal, 'D04');
  await page.goto('/kas-skatijas');
  await expect(page.getByRole('listitem').filter({ hasText: 'Dina skatījās manu plānu.' })).toHaveCount(1);
  await expect(page.getByText(/Laiks: 200 reizes/)).toBeVisible();
  await page.getByRole('link', { name: 'Skatīt agrākos' }).click();
  await expect(page.getByRole('region', { name: 'Otrdiena, 1. septembris.' })).toBeVisible();
  await page.getByRole('link', { name: 'Skatīt jaunākos' }).click();
  await expect(page.getByText(/Laiks: 200 reizes/)).toBeVisible();
});

test('what is kept about me comes as a file and a sheet, after the card was shown again', async ({
  page,
  context,
  portal,
}) => {
  await becomes(context, portal, 'D05');
  writeRows(portal, "update login_session set opened_at = '2026-11-23T05:00:00.000Z'");
  await page.goto('/mani-dati');
  await page.getByRole('link', { name: /^Fails par mani/ }).click();
  await expect(page.getByRole('heading', { name: 'Es parādu savu kartīti', level: 1 })).toBeVisible();
  expect(page.url()).toBe(`${portal.origin}/paradi-karti`);

  const file = page.waitForEvent('download');
  await page.goto(`/k#${cardSecret(portal, 'D05')}`);
  await page.getByRole('button', { name: 'Ienākt' }).click();
  const saved = await (await file).path();
  expect((await file).suggestedFilename()).toBe('mani-dati.json');
  const everything = JSON.parse(readFileSync(saved, 'utf8'));
  expect(everything.person).toMatchObject([{ firstName: 'Māris' }]);

  await page.goto('/mani-dati/lapa');
  await expect(page.getByRole('heading', { name: 'Lapa par mani', level: 1 })).toBeVisible();
  await expect(page.getByText('Māris Krūmiņš').first()).toBeVisible();

  const [session] = (await context.cookies()).filter(({ name }) => name === 'session');
  const answer = await getPage(portal, '/mani-dati/fails', session?.value ?? '');
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

test('another person’s card does not lead where mine was asked for', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D05');
  writeRows(portal, "update login_session set opened_at = '2026-11-23T05:00:00.000Z'");
  await page.goto('/mani-dati/lapa');
  await page.goto(`/k#${cardSecret(portal, 'D04')}`);
  await page.getByRole('button', { name: 'Ienākt' }).click();
  await expect(page.getByRole('heading', { name: 'Labdien, Līga!' })).toBeVisible();
  await page.goto(`/k#${cardSecret(portal, 'D05')}`);
  await page.getByRole('button', { name: 'Ienākt' }).click();
  await expect(page.getByRole('heading', { name: 'Labdien, Māri!' })).toBeVisible();
});

test('to erase is asked for after reading what must be kept', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D06');
  await page.goto('/mani-dati');
  await page.getByRole('link', { name: /^Es gribu dzēst/ }).click();
  await expect(page.getByRole('region', { name: 'Ko dzēst vēl nevar' })).toContainText('Naudas ierakstus.');
  await page.getByRole('button', { name: 'Es gribu lūgt dzēst' }).click();
  await expect(page.getByRole('heading', { name: 'Par ko ir šīs ziņas?' })).toBeVisible();
  expect(rowsOf(portal, 'select flow, status from request where id = ?', requestIdIn(page))).toEqual([
    { flow: 'data', status: 'draft' },
  ]);
});
