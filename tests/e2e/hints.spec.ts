import { expectMeasures, expectNoViolations, staffMeasures } from '../support/axe.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, openSession } from '../support/sign-in.ts';
import { comingVisits, postRequest } from '../support/story.ts';

test('while a worker writes, easier words are offered and nothing stops the answer', async ({
  page,
  context,
  portal,
}) => {
  const [visitId = 0] = comingVisits(portal, 'D05');
  const requestId = await postRequest(portal, await openSession(portal, 'D05'), visitId, {
    kas: 'cannot_come',
    palidziba: 'alone',
    izlemt: 'send',
  });
  await becomes(context, portal, 'P01');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`/galds/lugums/${requestId}`);
  expect(asked.filter((path) => /\.(aff|dic)$/.test(path))).toEqual([]);

  const field = page.getByLabel('Jūsu vārdi cilvēkam');
  await field.fill('Nodarbības apmeklējums ir nepieciešams.');
  const words = page.locator('.easy-hint-words');
  await expect(words).toContainText(['apmeklējums', 'nepieciešams']);

  await expectNoViolations(page);
  await expectMeasures(page, staffMeasures, { isError: false });

  // What was read once is here: the text goes nowhere.
  const before = asked.length;
  await context.setOffline(true);
  await page.getByRole('button', { name: /Ielikt.*vajag/ }).click();
  await expect(field).toHaveValue('Nodarbības apmeklējums ir vajag.');
  await field.fill('Jā.\nTas ir labi.');
  await expect(words).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Padomu nav.' })).toBeVisible();
  expect(asked.slice(before)).toEqual([]);
  await context.setOffline(false);

  await field.fill('Apmeklējums ir atcelts.');
  await page.getByRole('radio', { name: /^Jā/ }).check();
  await page.getByRole('radio', { name: 'Tagad' }).check();
  await page.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
  await expect(page.getByText('Atbilde ir nosūtīta, un viss ir izdarīts.')).toBeVisible();
});
