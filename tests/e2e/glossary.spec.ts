import { terms } from '../../src/core/glossary.ts';
import { latvian } from '../../src/core/text/text.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes } from '../support/sign-in.ts';

test('a hard word opens what it means, closes in each of the ways, and gives the focus back', async ({
  page,
  context,
  portal,
}) => {
  await becomes(context, portal, 'D05');
  await page.goto('/man-vajag-palidzibu');
  const word = page.locator('main').getByRole('link', { name: 'Atbalsta persona' }).first();
  const dialog = page.getByRole('dialog', { name: 'Atbalsta persona' });
  await expect(dialog).toHaveCount(0);

  const closings: readonly (() => Promise<void>)[] = [
    () => dialog.getByRole('button', { name: 'Aizvērt' }).click(),
    () => page.keyboard.press('Escape'),
    () => page.mouse.click(5, 5),
  ];
  for (const close of closings) {
    await word.click();
    await expect(dialog).toBeVisible();
    await expect(dialog).toContainText('Šis cilvēks palīdz man izlemt.');
    await expect(dialog.locator('.picture').first()).toBeVisible();
    await dialog.getByRole('heading').click();
    await expect(dialog).toBeVisible();
    await close();
    await expect(dialog).toHaveCount(0);
    await expect(word).toBeFocused();
    expect(new URL(page.url()).pathname).toBe('/man-vajag-palidzibu');
  }

  await page.keyboard.press('Enter');
  await dialog.getByRole('link', { name: 'Vārdnīca' }).click();
  await expect(page).toHaveURL(`${portal.origin}/vardnica`);
  await page.getByRole('link', { name: 'Atpakaļ' }).click();
  await expect(page).toHaveURL(`${portal.origin}/man-vajag-palidzibu`);
});

test('a word is explained once on a page, and no page asks for more to do so', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D05');
  await page.goto('/man-vajag-palidzibu', { waitUntil: 'networkidle' });
  const people = page.locator('.person-role');
  const words = await people.allTextContents();
  expect(words.filter((role) => role.includes('Atbalsta persona')).length).toBeGreaterThan(0);
  const marked = await page
    .locator('main .term')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(marked.length).toBeGreaterThan(0);
  expect(new Set(marked).size).toBe(marked.length);

  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.locator('main .term').first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(asked).toEqual([]);
});

test('all words stand in the order of the alphabet', async ({ page }) => {
  await page.goto('/vardnica');
  const words = await page.locator('main li h2').allTextContents();
  expect(words).toHaveLength(terms.length);
  expect(words).toEqual(words.toSorted(new Intl.Collator('lv').compare));
  expect(words.indexOf('Sīkdatne')).toBeLessThan(words.indexOf('Sociālais darbinieks'));
  await expect(page.locator('main li .picture')).toHaveCount(terms.length);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the word leads to its place in the glossary, and back leads back', async ({ page, context, portal }) => {
    await becomes(context, portal, 'D05');
    await page.goto('/man-vajag-palidzibu');
    await page.locator('main').getByRole('link', { name: 'Atbalsta persona' }).first().click();
    await expect(page).toHaveURL(`${portal.origin}/vardnica#support-person`);
    const entry = page.locator('#support-person');
    await expect(entry).toBeInViewport();
    await expect(entry).toContainText('Izlemju es.');
    expect(await entry.evaluate((element) => element.matches(':target'))).toBe(true);
    const [there, elsewhere] = await page
      .locator('#support-person, #code')
      .evaluateAll((elements) => elements.map((element) => getComputedStyle(element).backgroundColor));
    expect(there).not.toBe(elsewhere);
    await page.getByRole('link', { name: 'Atpakaļ' }).click();
    await expect(page).toHaveURL(`${portal.origin}/man-vajag-palidzibu`);
  });
});

test('the pages about the portal say what is true of this one', async ({ page, portal }) => {
  await page.goto('/par-portalu');
  await expect(page.getByText('Visus cilvēkus te mēs izdomājām.')).toBeVisible();
  await expect(page.getByText('Tekstus vēl nelasīja cilvēki, kam vajag atbalstu.')).toBeVisible();
  await expect(page.getByText(latvian('about:invented'))).toBeVisible();
  await page.getByText('Kas veidoja attēlus un burtus').click();
  for (const licence of ['CC BY-SA 4.0', 'SIL OFL 1.1', 'LGPL 2.1', 'EUPL-1.2']) {
    await expect(page.getByRole('link', { name: licence })).toBeVisible();
  }

  await page.getByRole('main').getByRole('link', { name: 'Kas man ir grūti portālā' }).click();
  await expect(page.getByRole('link', { name: '+371 2000 0000' })).toHaveAttribute('href', 'tel:+37120000000');
  await page.getByText('Piekļūstamības paziņojums').click();
  for (const said of [
    portal.origin,
    'daļēji atbilst noteikumiem Nr. 445',
    'Cilvēki ar intelektuālās attīstības traucējumiem tekstus vēl nav lasījuši un pārbaudījuši.',
    'Paziņojums pirmo reizi sagatavots 2026. gada 23. novembrī.',
    'Iestāde atbild 15 darba dienu laikā.',
    'Latvijas Republikas Tiesībsargam',
  ]) {
    await expect(page.getByText(said).last()).toBeVisible();
  }

  await page.goto('/privatums');
  await page.getByText('Kā portāls mani atceras').click();
  const cookies = await page.context().cookies();
  expect(cookies).toEqual([]);
  await expect(page.getByText('Portālam ir 5 sīkdatnes.')).toBeVisible();
});
