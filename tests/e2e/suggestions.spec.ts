import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, openSession } from '../support/sign-in.ts';
import {
  answer,
  type Fields,
  getPage,
  goToDecision,
  personId,
  postAnswer,
  postFlow,
  postForm,
  postSuggestion,
  postUnderstanding,
  requestIdIn,
  requestsOf,
  rowOf,
  rowsOf,
  writeRows,
} from '../support/story.ts';

const answerOf = (portal: Portal, id: number) =>
  rowOf<{ answer: string | null; request_id: number | null; withdrawn_at: string | null }>(
    portal,
    'select answer, request_id, withdrawn_at from suggestion where id = ?',
    id,
  );

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('the aunt suggests, the person wants it, and the decision keeps whose thought it was', async ({
      page,
      context,
      portal,
    }) => {
      await becomes(context, portal, 'P09');
      await page.goto('/gimene');
      await expect(page.getByText('Ieteikumu pagaidām nav.')).toBeVisible();
      await page.getByRole('link', { name: 'Ieteikt : Māris Krūmiņš' }).click();
      await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
      await page.getByLabel('Jūsu vārdi').fill('Aprunājies par mūziku.');
      await page.getByRole('button', { name: 'Nosūtīt ieteikumu' }).click();
      // What was written stays.
      await expect(page).toHaveTitle(/^Kļūda/);
      await expect(page.getByRole('link', { name: 'Izvēlieties, ko jūs iesakāt.' })).toBeVisible();
      await expect(page.getByLabel('Jūsu vārdi')).toHaveValue('Aprunājies par mūziku.');
      await page.getByRole('radio', { name: 'Parunāt ar sociālo dienestu' }).check();
      await page.getByRole('button', { name: 'Nosūtīt ieteikumu' }).click();
      await expect(page.getByRole('heading', { name: 'Ieteikums ir nosūtīts.' })).toBeVisible();
      await expect(page.getByText('Māris atbildēs, kad gribēs.')).toBeVisible();
      await expect(page.getByRole('region', { name: 'Jūsu ieteikumi' })).toContainText('Atbildes vēl nav.');

      await becomes(context, portal, 'D05');
      await page.goto('/');
      await expect(page.getByRole('heading', { name: 'Aija man kaut ko iesaka.' })).toBeVisible();
      await page.getByRole('link', { name: 'Skatīt, ko iesaka Aija' }).click();
      await expect(page.getByRole('heading', { name: 'Aija iesaka', level: 1 })).toBeVisible();
      await expect(page.getByText('Aprunājies par mūziku.')).toBeVisible();
      await expect(page.getByText('Manu atbildi redzēs Aija.')).toBeVisible();
      await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
      await page.getByRole('button', { name: 'Tālāk' }).click();
      await expect(page.getByText('Es vēl neko neizvēlējos.').first()).toBeVisible();

      // Later leaves it open, and it is found again with whoever suggested it.
      await page.getByRole('button', { name: 'Vēlāk' }).click();
      await expect(page.getByRole('heading', { name: 'Ieteikums ir te.' })).toBeVisible();
      await page.getByRole('link', { name: 'Parunāt ar sociālo dienestu' }).click();
      await answer(page, 'Es to gribu');
      await expect(page.getByRole('heading', { name: 'Par ko es gribu runāt?' })).toBeVisible();
      const requestId = requestIdIn(page);
      expect(requestsOf(portal, 'D05')).toMatchObject([{ id: requestId, status: 'draft' }]);
      await page.goto('/');
      await expect(page.getByText('Aija man kaut ko iesaka.')).toHaveCount(0);

      // The person still decides by themself.
      await page.goto(`/lugums/${requestId}`);
      await answer(page, 'Par ko citu');
      await page.getByRole('radio').first().check();
      await page.getByRole('button', { name: 'Tālāk' }).click();
      await answer(page, 'Pa dienu');
      await goToDecision(page, 'Es gribu parunāt');
      await page.getByRole('radio', { name: 'Es gribu parunāt' }).check();
      await page.getByRole('button', { name: 'Tā es izlemju' }).click();
      await page.goto(`/lugums/${requestId}/lemums`);
      await expect(page.getByRole('heading', { name: 'Ko man ieteica Aija' })).toBeVisible();
      await expect(page.getByText('Aprunājies par mūziku.')).toBeVisible();

      await becomes(context, portal, 'P01');
      await page.goto(`/galds/lugums/${requestId}`);
      await expect(page.getByText('To ieteica Aija:')).toBeVisible();
      await expect(page.getByText('Aprunājies par mūziku.')).toBeVisible();

      await becomes(context, portal, 'P09');
      await page.goto('/gimene');
      await expect(page.getByRole('region', { name: 'Jūsu ieteikumi' })).toContainText('Māris to grib.');
    });

    test('no and let us talk are kept without a reproach, and the first answer counts', async ({
      page,
      context,
      portal,
    }) => {
      const rita = await openSession(portal, 'P05');
      const no = await postSuggestion(portal, rita, 'D01', 'Pārtrauc dejas.', 'stop');
      const talk = await postSuggestion(portal, rita, 'D01', 'Maini plānu.', 'goal');
      await becomes(context, portal, 'D01');
      await page.goto(`/ieteikums/${no}`);
      await answer(page, 'Es to negribu');
      await expect(page.getByRole('heading', { name: 'Es to negribu.' })).toBeVisible();
      await expect(page.getByText('Viss paliek, kā ir.')).toBeVisible();
      await page.goto(`/ieteikums/${talk}`);
      await answer(page, 'Parunāsim');
      await expect(page.getByRole('heading', { name: 'Es gribu parunāt.' })).toBeVisible();
      await expect(page.getByRole('main').getByRole('link', { name: /Zvanīt/ })).toBeVisible();
      const [session] = (await context.cookies()).filter(({ name }) => name === 'session');
      const again = await postForm(portal, `/ieteikums/${no}`, session?.value ?? '', { way: 'answer', choice: 'want' });
      expect([again.status, again.headers.get('location')]).toEqual([303, `/ieteikums/${no}`]);
      expect([answerOf(portal, no), answerOf(portal, talk)]).toMatchObject([
        { answer: 'do_not_want', request_id: null },
        { answer: 'talk', request_id: null },
      ]);
      expect(requestsOf(portal, 'D01')).toEqual([]);

      await becomes(context, portal, 'P05');
      await page.goto('/gimene');
      const own = page.getByRole('region', { name: 'Jūsu ieteikumi' });
      await expect(own).toContainText('Jānis to negrib.');
      await expect(own).toContainText('Jānis grib parunāt.');
      await expect(own.getByRole('button')).toHaveCount(0);
    });

    test('three wait at most; one is taken back, and the person sees it no more', async ({ page, context, portal }) => {
      const anna = await openSession(portal, 'P02');
      const ids: number[] = [];
      for (const words of ['Pirmais.', 'Otrais.', 'Trešais.'])
        ids.push(await postSuggestion(portal, anna, 'D08', words));
      const path = `/cilveki/${personId(portal, 'D08')}/ieteikt`;
      const fourth = await postForm(portal, path, anna, { formKey: 'f', flow: 'talk', words: 'Ceturtais.' });
      expect(fourth.status).toBe(422);
      expect(await fourth.text()).toContain('Ceturtais.');

      await becomes(context, portal, 'P02');
      await page.goto(path);
      await expect(page.getByRole('heading', { name: '3 jūsu ieteikumi jau gaida atbildi.' })).toBeVisible();
      await expect(page.getByLabel('Jūsu vārdi')).toHaveCount(0);
      await page.getByRole('button', { name: 'Paņemt atpakaļ' }).first().click();
      await expect(page).toHaveURL(/\/palidzu\?ieteikums=\d+$/);
      await expect(page.getByRole('heading', { name: 'Jūs paņēmāt ieteikumu atpakaļ.' })).toBeVisible();
      await page.goto(path);
      await expect(page.getByLabel('Jūsu vārdi')).toBeVisible();

      await becomes(context, portal, 'D08');
      await page.goto(`/ieteikums/${ids[2]}`);
      await expect(page.getByRole('heading', { name: 'Šī ieteikuma vairs nav.' })).toBeVisible();
      await page.goto(`/mani-cilveki/${personId(portal, 'P02')}`);
      await expect(page.getByRole('region', { name: 'Ko iesaka Anna' }).getByRole('listitem')).toHaveCount(2);
    });
  });
}

test('two taps and two tabs make one suggestion, and one draft', async ({ portal }) => {
  const [vija, ilze] = [await openSession(portal, 'P07'), await openSession(portal, 'D02')];
  const path = `/cilveki/${personId(portal, 'D02')}/ieteikt`;
  const fields = { formKey: 'two taps', flow: 'talk', words: 'Parunā par plānu.' };
  const taps = await Promise.all([1, 2].map(() => postForm(portal, path, vija, fields)));
  expect(new Set(taps.map(({ headers }) => headers.get('location'))).size).toBe(1);
  const { id } = rowOf<{ id: number }>(portal, "select id from suggestion where form_key = 'two taps'");
  const want = { way: 'answer', choice: 'want' };
  const answers = await Promise.all([1, 2].map(() => postForm(portal, `/ieteikums/${id}`, ilze, want)));
  const places = answers.map(({ headers }) => headers.get('location'));
  expect(new Set(places)).toEqual(new Set([`/lugums/${answerOf(portal, id).request_id}`]));
  expect(requestsOf(portal, 'D02')).toHaveLength(1);
});

test('what cannot be asked for now stays open to be talked about', async ({ page, context, portal }) => {
  const juris = await openSession(portal, 'P03');
  const id = await postSuggestion(portal, juris, 'D07', 'Sadali naudu citādi.', 'money');
  writeRows(
    portal,
    "update plan set from_on = '2025-01-01', to_on = '2025-12-31' where participant_id = ?",
    personId(portal, 'D07'),
  );
  await becomes(context, portal, 'D07');
  await page.goto(`/ieteikums/${id}`);
  await answer(page, 'Es to gribu');
  await expect(page.getByRole('heading', { name: 'Tagad to lūgt nevar.' })).toBeVisible();
  expect([answerOf(portal, id).answer, requestsOf(portal, 'D07')]).toEqual([null, []]);
  await answer(page, 'Parunāsim');
  await expect(page.getByRole('heading', { name: 'Es gribu parunāt.' })).toBeVisible();
});

test('who has left the circle suggests nothing, and nobody else reads it', async ({ page, context, portal }) => {
  const toms = await openSession(portal, 'P12');
  const id = await postSuggestion(portal, toms, 'D11', 'Maini plānu.', 'goal');
  for (const [who, path] of [
    ['P11', '/gimene'],
    ['P30', `/galds/cilveks/${personId(portal, 'D11')}`],
    ['P30', '/galds'],
  ] as const) {
    const seen = await (await getPage(portal, path, await openSession(portal, who))).text();
    expect(seen, `${who} ${path}`).not.toContain('Maini plānu.');
  }
  const looks = rowsOf(portal, 'select id from access_log where viewer_id = ?', personId(portal, 'P12'));
  expect(looks).toEqual([]);
  writeRows(
    portal,
    "update circle_link set to_on = '2026-11-22' where participant_id = ? and person_id = ?",
    personId(portal, 'D11'),
    personId(portal, 'P12'),
  );
  expect(await (await getPage(portal, '/gimene', toms)).text()).not.toContain('Maini plānu.');
  const tries: readonly Fields[] = [{ takeBack: String(id) }, { formKey: 'x', flow: 'talk', words: 'Vēl.' }];
  for (const fields of tries) {
    expect((await postForm(portal, `/cilveki/${personId(portal, 'D11')}/ieteikt`, toms, fields)).status).toBe(403);
  }
  await becomes(context, portal, 'D11');
  await page.goto('/');
  await expect(page.getByText('man kaut ko iesaka')).toHaveCount(0);
  await page.goto(`/ieteikums/${id}`);
  await expect(page.getByRole('heading', { name: 'Šī ieteikuma vairs nav.' })).toBeVisible();
  expect(answerOf(portal, id)).toMatchObject({ answer: null, withdrawn_at: null });
});

test('who belongs to no circle any more reads calmly what can be done', async ({ page, context, portal }) => {
  writeRows(
    portal,
    "update circle_link set to_on = '2026-11-22' where person_id in (?, ?)",
    personId(portal, 'P04'),
    personId(portal, 'P10'),
  );
  for (const [who, none] of [
    ['P04', 'Jūs pagaidām nepalīdzat nevienam.'],
    ['P10', 'Te pagaidām neviena nav.'],
  ] as const) {
    await becomes(context, portal, who);
    await page.goto(who === 'P04' ? '/palidzu' : '/gimene');
    await expect(page.getByText(none)).toBeVisible();
    await expect(page.getByText('Ja te kādam jābūt, piezvaniet sociālajam dienestam.')).toBeVisible();
    await expect(page.getByRole('link', { name: /^Ieteikt/ })).toHaveCount(0);
  }
});

test('who waits longest for help is on top, and a promise is seen by whom it was allowed', async ({
  page,
  context,
  portal,
}) => {
  const [andris, raivis] = [await openSession(portal, 'D03'), await openSession(portal, 'D07')];
  const juris = personId(portal, 'P03');
  for (const session of [andris, raivis]) {
    await postForm(portal, '/man-vajag-palidzibu', session, { helper: String(juris) });
  }
  writeRows(
    portal,
    "update help_request set asked_at = '2026-11-20T08:00:00.000Z' where participant_id = ?",
    personId(portal, 'D07'),
  );
  const goal = await postFlow(
    portal,
    andris,
    { flow: 'goal' },
    { kas: 'dream', 'par-ko': 'music', palidziba: `beside:${juris}` },
  );
  await postUnderstanding(portal, andris, goal);
  await postForm(portal, `/lugums/${goal}/izlemt`, andris, { way: 'answer', choice: 'send' });

  await becomes(context, portal, 'P03');
  await page.goto('/palidzu');
  const waiting = page.getByRole('region', { name: 'Gaida jūsu palīdzību' });
  await expect(waiting.getByRole('heading', { level: 3 })).toHaveText([/^Raivis/, /^Andris/]);
  await expect(waiting).toContainText('Gaida 3 dienas');
  await expect(page.getByText('Lūgums, ar kuru jūs palīdzējāt')).toHaveCount(0);

  writeRows(
    portal,
    "insert into consent (participant_id, person_id, topic, granted_at) values (?, ?, 'requests', '2026-11-01T00:00:00.000Z')",
    personId(portal, 'D03'),
    juris,
  );
  await page.reload();
  await expect(waiting).toContainText('Atbilde ir solīta līdz 30.\u00a0novembrim.');
  await waiting.getByRole('button', { name: 'Es piezvanīju : Raivis' }).click();
  await expect(waiting.getByRole('heading', { level: 3 })).toHaveText([/^Andris/]);
  await postAnswer(portal, await openSession(portal, 'P01'), goal, { answer: 'no', text: 'Par to jau runājām.' });
  await page.reload();
  await expect(page.getByText('Lūgums, ar kuru jūs palīdzējāt')).toHaveCount(0);
});
