import { expectMeasures, expectNoViolations, staffMeasures } from '../support/axe.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, openSession } from '../support/sign-in.ts';
import { comingVisits, personId, postRequest, rowOf, rowsOf } from '../support/story.ts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a helper compares ways, and the person reads them apart from what the helper thinks', async ({
      page,
      context,
      portal,
    }) => {
      const look = `look_first:${personId(portal, 'P03')}`;
      const visit = comingVisits(portal, 'D05')[0] ?? 0;
      const maris = await openSession(portal, 'D05');
      const requestId = await postRequest(portal, maris, visit, { kas: 'cannot_come', palidziba: look });
      const { id } = rowOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', requestId);

      await becomes(context, portal, 'P03');
      await page.goto(`/palidzu/lugums/${id}`);
      const first = page.getByRole('group', { name: '1. iespēja: Nekas nemainās' });
      const second = page.getByRole('group', { name: '2. iespēja' });
      await expect(second.getByLabel('Kas tas ir')).toHaveValue('Es gribu citu laiku vai nevaru atnākt');
      await page.getByLabel('Jūsu paskaidrojums').fill('Lūgums ir par mūziku.');
      await first.getByLabel('Kas ir labi').fill('Es spēlēju.');
      await first.getByLabel('Kas ir grūti').fill('Es esmu noguris.');
      await first.getByLabel('Ko tas maksā').fill('Divas stundas.');
      await second.getByLabel('Kas ir labi').fill('Es atpūšos.');
      await page.getByLabel('Jūsu domas').fill('Man patīk mūzika.');
      await page.getByRole('button', { name: 'Saglabāt un rādīt cilvēkam' }).click();

      // What is missing is said by the number of the option, and nothing typed is lost.
      await expect(page.getByRole('link', { name: '2. iespēja. Uzrakstiet: Kas ir grūti.' })).toBeVisible();
      await expect(second.getByLabel('Kas ir labi')).toHaveValue('Es atpūšos.');
      await expect(page.getByLabel('Jūsu domas')).toHaveValue('Man patīk mūzika.');
      expect(rowsOf(portal, 'select position from help_option where help_id = ?', id)).toEqual([]);

      await second.getByLabel('Kas ir grūti').fill('Es neredzu draugus.');
      await second.getByLabel('Ko tas maksā').fill('Neko.');
      await page.getByRole('button', { name: 'Saglabāt un rādīt cilvēkam' }).click();
      await expect(page.getByRole('heading', { name: 'Cilvēks tagad redz jūsu paskaidrojumu.' })).toBeVisible();
      if (javaScriptEnabled) {
        await expectNoViolations(page);
        await expectMeasures(page, staffMeasures, { isError: false });
      }

      await becomes(context, portal, 'D05');
      await page.goto(`/lugums/${requestId}/parbaude`);
      await expect(page.getByRole('heading', { name: 'Nekas nemainās' })).toBeVisible();
      await expect(page.getByText('Es neredzu draugus.')).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Ko domā Juris:' })).toBeVisible();
      await expect(page.getByText('Es varu domāt citādi.')).toBeVisible();
      if (javaScriptEnabled) await expectNoViolations(page);
    });
  });
}
