import { expect, test } from '../support/portal-test.ts';
import { becomes, openSession } from '../support/sign-in.ts';
import { answer, goToDecision, personId, planServiceOf, postFlow, requestsOf, rowsOf } from '../support/story.ts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a helper who is paid for it is not the only help: the worker calls, then the person decides', async ({
      page,
      context,
      portal,
    }) => {
      const requestId = await postFlow(
        portal,
        await openSession(portal, 'D05'),
        { flow: 'stop' },
        {
          pakalpojums: String(planServiceOf(portal, 'D05', 'ATB')),
          kad: 'month_end',
          kapec: 'tired',
          palidziba: `beside:${personId(portal, 'P03')}`,
        },
      );
      await becomes(context, portal, 'D05');
      await page.goto(`/lugums/${requestId}/parbaude`);
      await expect(page.getByRole('heading', { name: 'Svarīgi par palīgu' })).toBeVisible();
      await expect(page.getByText('Par šo darbu Juris saņem naudu.')).toBeVisible();
      await page.getByRole('link', { name: 'Tā ir pareizi' }).click();
      await expect(page.getByRole('heading', { name: 'Kurš vēl man palīdz?', level: 1 })).toBeVisible();
      await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
      // Past the question by the address is the same question.
      await page.goto(`/lugums/${requestId}/izlemt`);
      await expect(page).toHaveURL(`${portal.origin}/lugums/${requestId}/otrs-paligs`);
      await page.getByRole('button', { name: 'Tālāk' }).click();
      await expect(page.getByText('Es vēl neko neizvēlējos.').first()).toBeVisible();
      await answer(page, 'Man piezvana Dina');
      await expect(page.getByRole('heading', { name: /Dina/ }).first()).toBeVisible();
      await expect(page.getByText('Pēc zvana es varu lemt.')).toBeVisible();
      await expect(page.getByRole('radio', { name: 'Man piezvana Dina' })).toHaveCount(0);
      expect(requestsOf(portal, 'D05').find(({ id }) => id === requestId)?.status).toBe('draft');

      await becomes(context, portal, 'P01');
      await page.goto('/galds');
      await page.getByRole('button', { name: /^Es piezvanīju.*Māris/ }).click();

      await becomes(context, portal, 'D05');
      await page.goto(`/lugums/${requestId}/otrs-paligs`);
      await expect(page).toHaveURL(`${portal.origin}/lugums/${requestId}/sapratu`);
      await page.goto(`/lugums/${requestId}/parbaude`);
      await goToDecision(page, 'Es vairs negribu šo pakalpojumu');
      await page.getByRole('radio', { name: 'Es vairs negribu šo pakalpojumu' }).check();
      await page.getByRole('button', { name: 'Tā es izlemju' }).click();
      await page.goto(`/lugums/${requestId}/lemums`);
      await expect(page.getByText('Par šo darbu Juris saņem naudu.')).toBeVisible();
      await expect(page.getByText('Man piezvanīja Dina.')).toBeVisible();

      await becomes(context, portal, 'P01');
      await page.goto(`/galds/lugums/${requestId}`);
      const open = page.getByRole('button', { name: /Atvērt|Sākt/ });
      if ((await open.count()) > 0) await open.first().click();
      await expect(page.getByText('Juris nav neatkarīgs palīgs.')).toBeVisible();
      await expect(page.getByText('Pirms lēmuma piezvanīja: Dina.')).toBeVisible();
    });

    test('a helper says themself that they are related, and the desk ends it', async ({ page, context, portal }) => {
      const requestId = await postFlow(
        portal,
        await openSession(portal, 'D07'),
        { flow: 'stop' },
        {
          pakalpojums: String(planServiceOf(portal, 'D07', 'FIZ')),
          kad: 'month_end',
          kapec: 'tired',
          palidziba: `look_first:${personId(portal, 'P03')}`,
        },
      );
      const [help] = rowsOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', requestId);
      await becomes(context, portal, 'P03');
      await page.goto(`/palidzu/lugums/${help?.id}`);
      await expect(page.getByRole('heading', { name: 'Vai jums te ir sava interese?' })).toBeVisible();
      await page.getByRole('button', { name: 'Mēs esam radinieki' }).click();
      await expect(page.getByRole('heading', { name: 'Jums šajā lūgumā ir sava interese.' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Mēs esam radinieki' })).toHaveCount(0);

      await becomes(context, portal, 'D07');
      await page.goto(`/lugums/${requestId}/otrs-paligs`);
      await expect(page.getByText('Juris un Aivars ir radi.')).toBeVisible();

      await becomes(context, portal, 'P01');
      await page.goto(`/galds/cilveks/${personId(portal, 'D07')}?skats=cilveki`);
      await page.getByRole('link', { name: 'Palīgu neatkarība' }).click();
      const noted = page.getByRole('row', { name: /Aivars Balodis/ });
      await expect(noted).toContainText('Ir radinieki');
      await noted.getByRole('button', { name: /^Tā vairs nav/ }).click();
      await expect(page.getByRole('heading', { name: 'Atzīme ir noņemta.' })).toBeVisible();
      await expect(page.getByRole('row', { name: /Aivars Balodis/ })).toHaveCount(0);

      await becomes(context, portal, 'D07');
      await page.goto(`/lugums/${requestId}/otrs-paligs`);
      await expect(page).toHaveURL(`${portal.origin}/lugums/${requestId}/sapratu`);
    });
  });
}
