import type { Page } from '@playwright/test';
import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, cardSecret, openSession } from '../support/sign-in.ts';
import {
  answer,
  comingVisits,
  getPage,
  personId,
  postFlow,
  postForm,
  postRequest,
  rowsOf,
  writeRows,
} from '../support/story.ts';

const topicSlugs = ['plans', 'nauda', 'nedela', 'lugumi'] as const;

/** What stands on a page about one topic, without the frame round it. */
async function contentOf(portal: Portal, path: string, session: string): Promise<string> {
  const text = await (await getPage(portal, path, session)).text();
  const [, content = ''] = /<div data-topic="\w+"[^>]*>([\s\S]*)<\/div>\s*<\/main>/.exec(text) ?? [];
  return content.trim();
}

const heading = (page: Page, name: string) => expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a person opens their money to a brother for a month, and closes it again', async ({
      page,
      context,
      portal,
    }) => {
      const number = javaScriptEnabled ? 'D01' : 'D05';
      const [relative, name] = javaScriptEnabled ? (['P06', 'Pēteris'] as const) : (['P09', 'Aija'] as const);
      const brother = await openSession(portal, relative);
      const money = `/cilveki/${personId(portal, number)}/nauda`;
      expect((await getPage(portal, money, brother)).status).toBe(403);

      await becomes(context, portal, number);
      await page.goto('/');
      await page.getByRole('link', { name: /^Mani cilvēki/ }).click();
      await page.getByRole('link', { name: `Ko redz ${name}?` }).click();
      await page.getByRole('link', { name: 'Mana nauda' }).click();
      await heading(page, `Vai ${name} var redzēt manu naudu?`);
      await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
      await page.getByRole('button', { name: 'Tālāk' }).click();
      await expect(page.getByText('Es vēl neko neizvēlējos.').first()).toBeVisible();
      await answer(page, 'Jā');
      await heading(page, 'Cik ilgi?');
      await answer(page, '1 mēnesi');
      await heading(page, 'Ko es izlemju?');
      await expect(page.getByRole('radio').first()).toHaveAccessibleName('Viss paliek, kā ir');
      await page.getByRole('radio', { name: `${name} redz manu naudu` }).check();
      await page.getByRole('button', { name: 'Tā es izlemju' }).click();
      await expect(page.getByRole('heading', { name: `${name} redz manu naudu` })).toBeVisible();
      await expect(page.getByText('Tā ir līdz 23.\u00a0decembrim.').first()).toBeVisible();
      expect((await getPage(portal, money, brother)).status).toBe(200);

      await page.getByRole('link', { name: 'Mana nauda' }).click();
      await heading(page, `Vai ${name} vēl redzēs manu naudu?`);
      await expect(page.getByRole('region', { name: 'Kas beigsies' })).toContainText(
        `${name} vairs neredz manu naudu.`,
      );
      await expect(page.getByRole('region', { name: 'Kas paliek' })).toContainText('Es varu zvanīt.');
      await page.getByRole('radio', { name: `${name} vairs neredz` }).check();
      await page.getByRole('button', { name: 'Tā es izlemju' }).click();
      await expect(page.getByRole('heading', { name: `${name} to vairs neredz.` })).toBeVisible();
      expect((await getPage(portal, money, brother)).status).toBe(403);

      // To leave it as it is, and to leave it for later, is said too.
      await page.getByRole('link', { name: 'Mana nauda' }).click();
      await page.getByRole('button', { name: 'Vēlāk' }).click();
      await expect(page.getByRole('heading', { name: 'Es vēl neizlēmu.' })).toBeVisible();
      await page.getByRole('link', { name: 'Mana nauda' }).click();
      await answer(page, 'Nē');
      await expect(page.getByRole('heading', { name: 'Viss paliek, kā ir.' })).toBeVisible();
      expect((await getPage(portal, money, brother)).status).toBe(403);
    });
  });
}

test('what mother sees is shown as the very page she gets, topic by topic', async ({ page, context, portal }) => {
  const [janis, rita] = [await openSession(portal, 'D01'), await openSession(portal, 'P05')];
  const [participant, mother] = [personId(portal, 'D01'), personId(portal, 'P05')];
  // A request that she may read, one that is for the worker alone, a complaint past everyone, one of her own, and a draft.
  const [first, second] = comingVisits(portal, 'D01');
  await postRequest(portal, janis, first ?? 0, { kas: 'cannot_come', palidziba: 'alone', izlemt: 'send' });
  await postFlow(
    portal,
    janis,
    { flow: 'people' },
    { kas: 'remove', kurs: String(personId(portal, 'P06')), izlemt: 'send' },
  );
  await postFlow(portal, janis, { flow: 'wrong' }, { kas: 'afraid', 'kas-lasa': 'head', izlemt: 'send' });
  await postRequest(portal, janis, second ?? 0, { kas: 'cannot_come' });
  await postFlow(
    portal,
    rita,
    { person: String(participant) },
    {
      pakalpojums: String(rowsOf<{ id: number }>(portal, "select id from service where code = 'PSF'")[0]?.id),
      'cik-biezi': 'monthly',
      laiks: 'day',
      izlemt: 'send',
    },
  );
  for (const topic of ['money', 'requests']) {
    writeRows(
      portal,
      "insert into consent (participant_id, person_id, topic, granted_at) values (?, ?, ?, '2026-11-01T00:00:00.000Z')",
      participant,
      mother,
      topic,
    );
  }
  for (const slug of topicSlugs) {
    const shown = await contentOf(portal, `/mani-cilveki/${mother}/${slug}/ko-redz`, janis);
    const got = await contentOf(portal, `/cilveki/${participant}/${slug}`, rita);
    expect(got.length, slug).toBeGreaterThan(300);
    expect(shown, slug).toBe(got);
  }
  // The preview is the person's own look: nobody else looked.
  const looks = rowsOf(portal, 'select id from access_log where viewer_id = ?', participant);
  expect(looks).toEqual([]);

  await becomes(context, portal, 'D01');
  await page.goto(`/mani-cilveki/${mother}/lugumi/ko-redz`);
  await expect(page.getByText('Tā to redz Rita.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
});

test('sight is given only under the person’s own card, and the answers stay meanwhile', async ({
  page,
  context,
  portal,
}) => {
  await becomes(context, portal, 'D02');
  const sister = personId(portal, 'P07');
  writeRows(portal, "update login_session set opened_at = '2026-11-23T05:00:00.000Z'");
  await page.goto(`/mani-cilveki/${sister}/lugumi`);
  await answer(page, 'Jā');
  await answer(page, 'Kamēr es saku nē');
  await heading(page, 'Es parādu savu kartīti');
  // Posting past the question does not help whoever holds the tablet.
  const [session] = (await context.cookies()).filter(({ name }) => name === 'session');
  const forced = await postForm(portal, `/mani-cilveki/${sister}/lugumi?lidz=always`, session?.value ?? '', {
    way: 'answer',
    choice: 'give',
  });
  expect([forced.status, forced.headers.get('location')]).toEqual([303, '/paradi-karti']);
  // Leaving it as it is asks for no card.
  const left = await postForm(portal, `/mani-cilveki/${sister}/lugumi?lidz=always`, session?.value ?? '', {
    way: 'answer',
    choice: 'keep',
  });
  expect([left.status, left.headers.get('location')]).toEqual([303, `/mani-cilveki/${sister}?kas=paliek&par=lugumi`]);
  await page.goto(`/k#${cardSecret(portal, 'D02')}`);
  await page.getByRole('button', { name: 'Ienākt' }).click();
  await heading(page, 'Ko es izlemju?');
  await page.getByRole('radio', { name: 'Vija redz manus lūgumus' }).check();
  await page.getByRole('button', { name: 'Tā es izlemju' }).click();
  await expect(page.getByText('Tā ir, kamēr es saku nē.')).toBeVisible();
});

test('everything that was ever allowed is taken back in one go, without a card', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D02');
  const sister = personId(portal, 'P07');
  writeRows(portal, "update login_session set opened_at = '2026-11-23T05:00:00.000Z'");
  const session = await openSession(portal, 'P07');
  const statuses = async () => {
    const answers = topicSlugs.map((slug) => getPage(portal, `/cilveki/${personId(portal, 'D02')}/${slug}`, session));
    return (await Promise.all(answers)).map(({ status }) => status);
  };
  expect((await statuses()).slice(0, 3)).toEqual([200, 200, 200]);
  await page.goto(`/mani-cilveki/${sister}`);
  await page.getByRole('link', { name: /^Es gribu, lai Vija vairs neredz/ }).click();
  await page.getByRole('radio', { name: 'Vija vairs neredz' }).check();
  await page.getByRole('button', { name: 'Tā es izlemju' }).click();
  await expect(page.getByText('Tas notiek uzreiz.')).toBeVisible();
  expect(await statuses()).toEqual([403, 403, 403, 403]);
});

test('pressed twice, each answer holds once and says the same', async ({ portal }) => {
  const [participant, brother] = [personId(portal, 'D01'), personId(portal, 'P06')];
  const janis = await openSession(portal, 'D01');
  const here = `/mani-cilveki/${brother}`;
  const twice = async (path: string, choice: string) => {
    const press = () => postForm(portal, `${here}/${path}`, janis, { way: 'answer', choice });
    const [first, second] = [await press(), await press()];
    expect([second.status, second.headers.get('location')], `${path} ${choice}`).toEqual([
      303,
      first.headers.get('location'),
    ]);
  };
  const kept = () =>
    rowsOf<{ kind: string }>(
      portal,
      'select kind from circle_event where participant_id = ? and person_id = ? order by id',
      participant,
      brother,
    ).map(({ kind }) => kind);
  await twice('nauda?lidz=month', 'give');
  expect(kept()).toEqual(['allowed']);
  await twice('nauda', 'take_back');
  expect(kept()).toEqual(['allowed', 'taken_back']);
  await twice('nauda?lidz=always', 'give');
  await twice('nekas', 'take_back');
  expect(kept()).toEqual(['allowed', 'taken_back', 'allowed', 'taken_back']);
});

test('who sees it by a court too still sees it, and nothing else is said', async ({ page, context, portal }) => {
  const [participant, guardian] = [personId(portal, 'D03'), personId(portal, 'P08')];
  for (const topic of ['money', 'plan']) {
    writeRows(
      portal,
      "insert into consent (participant_id, person_id, topic, granted_at) values (?, ?, ?, '2026-11-01T00:00:00.000Z')",
      participant,
      guardian,
      topic,
    );
  }
  await becomes(context, portal, 'D03');
  // One topic alone is taken back like any other.
  await page.goto(`/mani-cilveki/${guardian}/nauda`);
  await expect(page.getByRole('region', { name: 'Kas paliek' })).toContainText('Ko nolēma tiesa, to maina tiesa.');
  await page.goto(`/mani-cilveki/${guardian}/nekas`);
  const stops = page.getByRole('region', { name: 'Kas beigsies' });
  await expect(stops).toContainText('vairs neredz manu plānu.');
  await expect(stops).not.toContainText('naudu');
  await expect(page.getByRole('region', { name: 'Kas paliek' })).toContainText('Ko nolēma tiesa, to maina tiesa.');
  await page.getByRole('radio', { name: /vairs neredz/ }).check();
  await page.getByRole('button', { name: 'Tā es izlemju' }).click();
  await expect(page.getByRole('heading', { name: 'Es to vairs neatļauju.' })).toBeVisible();
  await expect(page.getByText('to vairs neredz.')).toHaveCount(0);
  const session = await openSession(portal, 'P08');
  const statusOf = async (slug: string) => (await getPage(portal, `/cilveki/${participant}/${slug}`, session)).status;
  expect([await statusOf('nauda'), await statusOf('plans')]).toEqual([200, 403]);
});

test('a look at what a court opened leads back to the person', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D03');
  const guardian = personId(portal, 'P08');
  await page.goto(`/mani-cilveki/${guardian}/nauda/ko-redz`);
  await page.getByRole('link', { name: 'Atpakaļ' }).click();
  await expect(page).toHaveURL(new RegExp(`/mani-cilveki/${guardian}$`));
  await expect(page.getByText('Tā nolēma tiesa.')).toBeVisible();
});

test('what a court or work opens is said, and is not the person’s to close', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D03');
  const [guardian, worker] = [personId(portal, 'P08'), personId(portal, 'P01')];
  await page.goto(`/mani-cilveki/${guardian}`);
  await expect(page.getByText('Tā nolēma tiesa.')).toBeVisible();
  // It can be looked at, and there is no question.
  await expect(page.getByRole('link', { name: 'Mana nauda' })).toHaveAttribute('href', /\/nauda\/ko-redz$/);
  await page.goto(`/mani-cilveki/${worker}`);
  await expect(page.getByRole('link', { name: 'Mana nauda' })).toHaveCount(0);
  for (const path of [
    `${guardian}/nauda`,
    `${guardian}/nekas`,
    `${worker}/plans`,
    // The desk has pages of its own: a preview of this one would not be true.
    `${worker}/plans/ko-redz`,
    `${worker}/nekas`,
    '999999/plans',
  ]) {
    expect((await page.goto(`/mani-cilveki/${path}`))?.status(), path).toBe(404);
  }
});

test('who was asked to help and cannot see it may be let in at that moment', async ({ page, context, portal }) => {
  const anna = personId(portal, 'P04');
  const session = await openSession(portal, 'D06');
  const requestId = await postRequest(portal, session, comingVisits(portal, 'D06')[0] ?? 0, {
    kas: 'cannot_come',
    palidziba: `look_first:${anna}`,
  });
  await becomes(context, portal, 'D06');
  await page.goto(`/lugums/${requestId}/parbaude`);
  await expect(page.getByRole('heading', { name: 'Elīna neredz, par ko ir lūgums.' })).toBeVisible();
  await page.getByRole('link', { name: 'Es varu to atļaut' }).click();
  await heading(page, 'Vai Elīna var redzēt manu nedēļu?');
});

test('somebody alone finds a way on', async ({ page, context, portal }) => {
  writeRows(portal, 'update circle_link set to_on = ? where participant_id = ?', '2026-11-22', personId(portal, 'D10'));
  await becomes(context, portal, 'D10');
  await page.goto('/mani-cilveki');
  await expect(page.getByRole('heading', { name: 'Te vēl nav neviena cilvēka.' })).toBeVisible();
  await page.getByRole('button', { name: 'Es gribu vēl vienu cilvēku' }).click();
  await expect(page.getByRole('heading', { name: 'Kas ir šis cilvēks?' })).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'asking with scripts' : 'asking without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a brother asks to see the requests, reads a calm no, and another ask is allowed', async ({
      page,
      context,
      portal,
    }) => {
      const participant = personId(portal, 'D01');
      await becomes(context, portal, 'P06');
      await page.goto('/gimene');
      await page.getByText('Palūgt, lai ļauj redzēt vairāk').click();
      await page.getByRole('link', { name: /^Lūgumi/ }).click();
      await expect(page.getByRole('heading', { name: 'Šo jūs pagaidām neredzat.' })).toBeVisible();
      await page.getByRole('button', { name: 'Palūgt atļauju' }).click();
      await expect(page.getByRole('heading', { name: 'Jūs palūdzāt atļauju.' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Palūgt atļauju' })).toHaveCount(0);
      await page.goto(`/cilveki/${participant}/nedela`);
      await page.getByRole('button', { name: 'Palūgt atļauju' }).click();

      await becomes(context, portal, 'D01');
      await page.goto('/');
      await expect(page.getByRole('heading', { name: 'Pēteris grib redzēt manus lūgumus.' })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Pēteris grib redzēt manu nedēļu.' })).toHaveCount(0);
      await page.goto('/mani-cilveki');
      await expect(page.getByRole('heading', { name: 'Pēteris grib redzēt manus lūgumus.' })).toBeVisible();
      await page.getByRole('link', { name: /^Es atbildu.*Mani lūgumi$/ }).click();
      await expect(page.getByText('Pēteris lūdz to redzēt.')).toBeVisible();
      await page.getByRole('button', { name: 'Vēlāk' }).click();
      await page.goto('/mani-cilveki');
      await page.getByRole('link', { name: /^Es atbildu.*Mani lūgumi$/ }).click();
      await answer(page, 'Nē');
      await expect(page.getByRole('heading', { name: 'Es to neatļauju.' })).toBeVisible();
      await page.goto('/mani-cilveki');
      await expect(page.getByRole('heading', { name: 'Pēteris grib redzēt manus lūgumus.' })).toHaveCount(0);
      await page.getByRole('link', { name: /^Es atbildu.*Mana nedēļa$/ }).click();
      await answer(page, 'Jā');
      await answer(page, '1 mēnesi');
      await page.getByRole('radio', { name: 'Pēteris redz manu nedēļu' }).check();
      await page.getByRole('button', { name: 'Tā es izlemju' }).click();
      await expect(page.getByRole('heading', { name: 'Pēteris redz manu nedēļu' })).toBeVisible();

      await becomes(context, portal, 'P06');
      await page.goto(`/cilveki/${participant}/lugumi`);
      await expect(page.getByRole('heading', { name: 'Jānis to pagaidām nerāda.' })).toBeVisible();
      await expect(page.getByText('Palūgt vēlreiz varēsiet 23.\u00a0decembrī vai vēlāk.')).toBeVisible();
      await page.goto(`/cilveki/${participant}/nedela`);
      await expect(page.getByText('Te ir tie paši vārdi, ko redz Jānis.')).toBeVisible();
    });
  });
}
