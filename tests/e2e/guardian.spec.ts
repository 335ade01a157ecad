import type { Page } from '@playwright/test';
import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, openSession } from '../support/sign-in.ts';
import { goToDecision, personId, planServiceOf, postFlow, postForm, rowsOf, writeRows } from '../support/story.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Andris's request to move money, all but decided. */
async function wishForMoney(portal: Portal, more: Readonly<Record<string, string>> = {}): Promise<number> {
  return postFlow(
    portal,
    await openSession(portal, 'D03'),
    { flow: 'money' },
    {
      'no-kura': String(planServiceOf(portal, 'D03', 'APM')),
      'uz-kuru': String(planServiceOf(portal, 'D03', 'ATB')),
      cik: '1',
      palidziba: 'alone',
      ...more,
    },
  );
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('the person asks, the guardian says a word, and only then the desk answers yes', async ({
      page,
      context,
      portal,
    }) => {
      test.setTimeout(120_000);
      writeRows(
        portal,
        "update circle_link set court_paper = 'C-30', court_paper_on = '2026-07-15' where participant_id = ? and kind = 'guardian'",
        personId(portal, 'D03'),
      );
      const requestId = await wishForMoney(portal);
      const mine = `/lugums/${requestId}`;
      const words = () =>
        rowsOf<{ word: string }>(portal, 'select word from guardian_word where request_id = ?', requestId).map(
          ({ word }) => word,
        );

      await becomes(context, portal, 'D03');
      await page.goto(`${mine}/parbaude`);
      await goToDecision(page, 'Es gribu citādi sadalīt naudu');
      await expect(heading(page, 'Par naudu man palīdz Gunārs.')).toBeVisible();
      await expect(page.getByText('Viņš arī pateiks savu vārdu.')).toBeVisible();
      await page.getByRole('radio', { name: 'Es gribu citādi sadalīt naudu' }).check();
      await press(page, 'Tā es izlemju');
      await expect(heading(page, 'Es nosūtīju lūgumu.')).toBeVisible();
      await expect(heading(page, 'Gunārs vēl lasa manu lūgumu.')).toBeVisible();

      // The desk cannot promise it yet; what was chosen and typed stays.
      await becomes(context, portal, 'P01');
      await page.goto(`/galds${mine}`);
      await expect(heading(page, 'Ko saka aizgādnis')).toBeVisible();
      await expect(page.getByText('Gunārs: vārda vēl nav.')).toBeVisible();
      const yes = async () => {
        await page.getByRole('radio', { name: 'Jā', exact: true }).check();
        await page.getByRole('radio', { name: 'Tagad', exact: true }).check();
        await page.getByLabel('Jūsu vārdi cilvēkam').fill('Nauda ir sadalīta.');
        await press(page, 'Nosūtīt atbildi');
      };
      await yes();
      const problem = page.getByRole('link', { name: 'Aizgādnis vēl nav piekritis.' });
      await expect(problem).toBeVisible();
      await expect(page).toHaveTitle(/^Kļūda: /);
      await expect(page.getByRole('radio', { name: 'Jā', exact: true })).toBeChecked();
      await expect(page.getByLabel('Jūsu vārdi cilvēkam')).toHaveValue('Nauda ir sadalīta.');

      await becomes(context, portal, 'P08');
      await page.goto('/gimene');
      const awaited = page.getByRole('region', { name: 'Vajag jūsu vārdu' });
      await expect(awaited.getByText('Jūsu vārda vēl nav.').first()).toBeVisible();
      await awaited
        .getByRole('link', { name: 'Atvērt' })
        .and(page.locator(`[href="/gimene${mine}"]`))
        .click();
      await expect(page.getByText('Jūs atbildat tikai par naudu.')).toBeVisible();
      await expect(page.getByText('Tiesas papīrs C-30. Trešdiena, 15. jūlijs.')).toBeVisible();
      await expect(page.getByText('Aizgādnība beidzas: otrdiena, 31. jūlijs, 2029. gads.')).toBeVisible();
      await expect(heading(page, 'Ko lūdz Andris')).toBeVisible();
      await expect(heading(page, 'Kas notiks ar naudu')).toBeVisible();
      // Nothing of the week, and nothing of how the person decides.
      await expect(page.getByRole('main').getByText(/tikšan|nedēļ|izlem/i)).toHaveCount(0);
      for (const choice of ['Piekrītu', 'Nepiekrītu', 'Parunāsim']) {
        await expect(page.getByRole('radio', { name: choice, exact: true })).not.toBeChecked();
      }
      await press(page, 'Saglabāt manu vārdu');
      await expect(page.getByRole('link', { name: 'Izvēlieties vienu no trim atbildēm.' })).toBeVisible();
      await page.getByRole('radio', { name: 'Nepiekrītu' }).check();
      await press(page, 'Saglabāt manu vārdu');
      await expect(page.getByRole('link', { name: 'Uzrakstiet, kāpēc nepiekrītat' })).toBeVisible();
      await expect(page.getByRole('radio', { name: 'Nepiekrītu' })).toBeChecked();
      await page.getByLabel('Jūsu vārdi cilvēkam').fill('Man vajag zināt, kāpēc.');
      await press(page, 'Saglabāt manu vārdu');
      await expect(heading(page, 'Jūsu vārds ir saglabāts.')).toBeVisible();
      expect(words()).toEqual(['disagree']);

      await becomes(context, portal, 'D03');
      await page.goto(mine);
      await expect(heading(page, 'Gunārs nepiekrīt.')).toBeVisible();
      await expect(page.getByText('Man vajag zināt, kāpēc.')).toBeVisible();
      await expect(page.getByText('Mans lūgums nemainās.')).toBeVisible();
      await page.goto('/kas-skatijas');
      await expect(page.getByText('Gunārs skatījās').first()).toBeVisible();

      await becomes(context, portal, 'P08');
      await page.goto(`/gimene${mine}`);
      await expect(page.getByText('Jūs nepiekrītat.')).toBeVisible();
      await page.getByRole('radio', { name: 'Piekrītu', exact: true }).check();
      await press(page, 'Saglabāt manu vārdu');
      expect(words()).toEqual(['disagree', 'agree']);

      await becomes(context, portal, 'P01');
      await page.goto(`/galds${mine}`);
      await expect(page.getByText('Gunārs piekrīt.')).toBeVisible();
      await yes();
      await expect(heading(page, 'Atbilde ir nosūtīta, un viss ir izdarīts.')).toBeVisible();

      // The wish and the answer stand beside each other, with the guardian's word.
      await becomes(context, portal, 'D03');
      await page.goto(mine);
      await expect(heading(page, 'Ko es gribēju')).toBeVisible();
      const answer = page.getByRole('region', { name: 'Ko izlēma' });
      await expect(answer.getByText('Atbilde ir jā.')).toBeVisible();
      await expect(answer.getByText('Nauda ir sadalīta.')).toBeVisible();
      await expect(answer.getByText('Gunārs piekrīt.')).toBeVisible();
      await page.goto(`${mine}/lemums`);
      await expect(page.getByRole('region', { name: 'Ko teica citi' }).getByText('Gunārs piekrīt.')).toBeVisible();

      await becomes(context, portal, 'P08');
      await page.goto(`/gimene${mine}`);
      await expect(heading(page, 'Jūsu vārdu šim lūgumam vairs nevajag.')).toBeVisible();
      await expect(page.getByText('Jūs piekrītat.')).toBeVisible();
      await expect(page.getByRole('radio')).toHaveCount(0);
      await expect(heading(page, 'Ko lūdz Andris')).toHaveCount(0);
    });
  });
}

test('two taps are one word, and a late one changes nothing', async ({ page, context, portal }) => {
  const requestId = await wishForMoney(portal, { izlemt: 'send' });
  await becomes(context, portal, 'P08');
  await page.goto(`/gimene/lugums/${requestId}`);
  await page.getByRole('radio', { name: 'Piekrītu', exact: true }).check();
  const second = await context.newPage();
  await second.goto(`/gimene/lugums/${requestId}`);
  await second.getByRole('radio', { name: 'Piekrītu', exact: true }).check();
  await press(page, 'Saglabāt manu vārdu');
  await press(second, 'Saglabāt manu vārdu');
  await expect(heading(second, 'Jūsu vārds ir saglabāts.')).toBeVisible();
  const words = () => rowsOf(portal, 'select id from guardian_word where request_id = ?', requestId).length;
  expect(words()).toBe(1);

  await page.goto(`/gimene/lugums/${requestId}`);
  await page.getByRole('radio', { name: 'Parunāsim' }).check();
  await page.getByLabel('Jūsu vārdi cilvēkam').fill('Rīt.');
  const takeBack = { way: 'answer', choice: 'withdraw' };
  await postForm(portal, `/lugums/${requestId}/atpakal`, await openSession(portal, 'D03'), takeBack);
  await press(page, 'Saglabāt manu vārdu');
  await expect(heading(page, 'Jūsu vārdu šim lūgumam vairs nevajag.')).toBeVisible();
  expect(words()).toBe(1);
});

test('a guardianship that ended neither sees nor is waited for', async ({ page, context, portal }) => {
  const requestId = await wishForMoney(portal, { izlemt: 'send' });
  await becomes(context, portal, 'P08');
  const link = `participant_id = ${personId(portal, 'D03')} and kind = 'guardian'`;
  writeRows(portal, `update circle_link set to_on = '2026-11-22' where ${link}`);
  const answer = await page.goto(`/gimene/lugums/${requestId}`);
  expect(answer?.status()).toBe(404);
  await page.goto('/gimene');
  await expect(heading(page, 'Vajag jūsu vārdu')).toHaveCount(0);
  await becomes(context, portal, 'P01');
  await page.goto(`/galds/lugums/${requestId}`);
  await expect(heading(page, 'Ko saka aizgādnis')).toHaveCount(0);
  writeRows(portal, `update circle_link set to_on = '2029-07-31' where ${link}`);
});
