import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { pictures } from '../../src/core/pictures/pictures.ts';
import { expectMeasures, expectNoViolations, participantMeasures, showWhole, staffMeasures } from '../support/axe.ts';
import { expect, testInOneWindow as test } from '../support/portal-test.ts';
import { becomes } from '../support/sign-in.ts';
import { writeRows } from '../support/story.ts';
import { isRecoloured, looks, wear } from './looks.ts';

const ROOT = join(import.meta.dirname, '../..');
const WIDTHS = [1024, 320] as const;

const blocks = readdirSync(join(ROOT, 'src/ui'), { recursive: true, encoding: 'utf8' })
  .flatMap((file) => /^([^/]+)\/examples\.ts$/.exec(file)?.[1] ?? [])
  .sort();

/** How a block is shown: to participants, to staff, and where it folds to those who want fewer things on the screen. */
type Look = 'participant' | 'staff' | 'simple';
const folding = ['block', 'day-card'];
const looksOf = (block: string): readonly Look[] => [
  'participant',
  'staff',
  ...(folding.includes(block) ? (['simple'] as const) : []),
];

// The examples are not there in production.
test.use({ variables: { NODE_ENV: 'test' } });

async function openBlock(page: Page, block: string, look: Look = 'participant'): Promise<void> {
  const answer = await page.goto(`/paraugi/${block}?izskats=${look}`);
  expect(answer?.status()).toBe(200);
}

/** The examples of a block, by name. */
async function examplesOf(page: Page, block: string): Promise<(state: string) => Locator> {
  await openBlock(page, block);
  return (state) => page.locator(`[data-state="${state}"]`);
}

test('every block with examples is listed', async ({ page }) => {
  await page.goto('/paraugi');
  const listed = await page.locator('main a').allTextContents();
  expect(listed.map((name) => name.trim()).sort()).toEqual(blocks);
  expect(blocks.length).toBeGreaterThan(20);
  await expectNoViolations(page);
  await expectMeasures(page, staffMeasures, { isError: false });
  expect((await page.goto('/paraugi/nekas'))?.status()).toBe(404);
});

for (const block of blocks) {
  for (const look of looksOf(block)) {
    test(`${block}, ${look}`, async ({ page }) => {
      await openBlock(page, block, look);
      for (const width of WIDTHS) {
        await showWhole(page, width);
        await expectNoViolations(page);
        await expectMeasures(page, look === 'staff' ? staffMeasures : participantMeasures, { isError: false });
      }
    });
  }
}

// Light and simple are looked at above.
const { light: _light, simple: _simple, ...otherLooks } = looks;

for (const block of blocks) {
  test(`${block} in every other look`, async ({ page, context, portal }) => {
    for (const look of Object.values(otherLooks)) {
      await wear(context, portal.origin, look);
      await openBlock(page, block);
      for (const width of WIDTHS) {
        await showWhole(page, width);
        await expectNoViolations(page, { isRecoloured: isRecoloured(look) });
        await expectMeasures(page, participantMeasures, { isError: false });
      }
    }
  });
}

for (const block of blocks) {
  test(`${block} as it is written`, async ({ page }) => {
    await openBlock(page, block);
    const html = await (await fetch(page.url())).text();
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=|javascript:|https?:\/\//);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/_astro\/)/);
    expect(html).toContain('<html lang="lv"');
    expect(html).toMatch(/<body[^>]*>\s*<a class="skip" href="#saturs">/);
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('main#saturs')).toHaveCount(1);

    const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
    expect(ids).toEqual([...new Set(ids)]);

    const drawn = await page.locator('svg.picture').evaluateAll((svgs) =>
      svgs.map((svg) => ({
        name: svg.querySelector('use')?.getAttribute('href') ?? '',
        isSilent: svg.getAttribute('aria-hidden') === 'true',
        label: svg.getAttribute('role') === 'img' ? svg.getAttribute('aria-label') : null,
      })),
    );
    expect(drawn.length).toBeGreaterThan(0);
    for (const { name, isSilent, label } of drawn) {
      expect(Object.keys(pictures)).toContain(/^\/_astro\/[^#]+\.svg#([^"]+)$/.exec(name)?.[1]);
      expect(isSilent || (label ?? '') !== '').toBe(true);
    }
  });
}

test('the fonts that are preloaded are those of the style sheet', async ({ page, portal }) => {
  await openBlock(page, 'button');
  const hrefs = (selector: string) =>
    page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const [sheet = '', ...more] = await hrefs('link[rel="stylesheet"]');
  expect(more).toEqual([]);
  const css = await (await fetch(portal.origin + sheet)).text();
  const preloaded = await hrefs('link[rel="preload"][as="font"]');
  expect(preloaded.length).toBe(2);
  for (const href of preloaded) expect(css).toContain(href);
});

test.describe('the frame of a page', () => {
  const homeLink = (page: Page) => page.locator('.top-ways a').first();

  test('signing out is a form, not a link', async ({ page, context, portal }) => {
    for (const who of ['D05', 'P01']) {
      await becomes(context, portal, who);
      await page.goto('/');
      const form = page.locator('form[action="/iziet"]');
      await expect(form).toHaveCount(1);
      await expect(form).toHaveAttribute('method', 'post');
      await expect(form.getByRole('button', { name: 'Beigt', exact: true })).toBeVisible();
      await expect(page.locator('a[href="/iziet"]')).toHaveCount(0);
    }
    await context.clearCookies();
    await page.goto('/');
    expect(await page.content()).not.toContain('/iziet');
  });

  test('home is where the role begins, or the way in', async ({ page, context, portal }) => {
    await openBlock(page, 'button');
    await expect(homeLink(page)).toHaveAttribute('href', '/ienakt');
    for (const [who, home] of [
      ['D05', '/'],
      ['P01', '/galds'],
    ] as const) {
      await becomes(context, portal, who);
      await page.goto('/');
      await expect(homeLink(page)).toHaveAttribute('href', home);
    }
  });

  test('a participant always finds help, with the person to call when there is one', async ({
    page,
    context,
    portal,
  }) => {
    const help = page.getByRole('complementary', { name: 'Palīdzība' });
    const call = help.locator('a[href^="tel:"]');
    await becomes(context, portal, 'D05');
    await page.goto('/');
    await expect(help.locator('a[href="/man-vajag-palidzibu"]')).toBeVisible();
    await expect(call).toContainText('Zvanīt: Juris');
    await expect(call).toHaveAttribute('href', /^tel:\+371\d{8}$/);
    writeRows(portal, 'update person set phone = null');
    await page.reload();
    await expect(help.locator('a[href="/man-vajag-palidzibu"]')).toBeVisible();
    await expect(call).toHaveCount(0);
    await becomes(context, portal, 'P01');
    await page.goto('/');
    expect(await page.content()).not.toContain('man-vajag-palidzibu');
  });

  test('the title says first that something went wrong', async ({ page }) => {
    await page.goto('/ienakt/kods');
    await expect(page).toHaveTitle('Ienākt ar kodu · Mans plāns');
    await page.getByRole('button', { name: 'Ienākt' }).click();
    await expect(page).toHaveTitle('Kļūda: Ienākt ar kodu · Mans plāns');
  });
});

test.describe('a part of a page', () => {
  test('is a region under its heading', async ({ page }) => {
    const example = await examplesOf(page, 'block');
    const region = page.getByRole('region', { name: 'Mans sapnis' });
    await expect(region).toContainText('Es gribu strādāt kafejnīcā.');
    await expect(region.getByRole('heading', { level: 2 })).toHaveText('Mans sapnis');
    await expect(example('long').getByRole('link', { name: /^Šodien/ })).toHaveAttribute('href', /^\/mana-diena\//);
    await expect(page.locator('details')).toHaveCount(0);
  });

  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
      test.use({ javaScriptEnabled });

      test('folds for those who want fewer things: the first is open, and one at a time', async ({ page }) => {
        await openBlock(page, 'block', 'simple');
        const [first, second] = [page.locator('details').nth(0), page.locator('details').nth(1)];
        const words = page.getByText('Es gribu strādāt kafejnīcā.');
        await expect(words).toBeVisible();
        await expect(second.locator('.block-body')).toBeHidden();
        await expect(first.locator('.block-sign-closed')).toHaveCSS('display', 'none');
        await expect(second.locator('.block-sign-closed')).toHaveCSS('display', 'inline');
        await expect(page.getByRole('heading', { name: 'Mans sapnis' })).toBeVisible();

        await second.locator('summary').click();
        await expect(page.getByText('Šodien man ir 2 tikšanās.')).toBeVisible();
        await expect(words).toBeHidden();
      });
    });
  }

  test('is whole on paper', async ({ page }) => {
    await openBlock(page, 'block', 'simple');
    const size = () =>
      page
        .locator('.block-body')
        .nth(1)
        .evaluate((body) => body.getBoundingClientRect().height);
    expect(await size()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await size()).toBeGreaterThan(50);
    await expect(page.locator('.block-sign').first()).toBeHidden();
  });
});

test.describe('what is asked', () => {
  test('a choice has no default, keeps what was chosen, and each answer has its words', async ({ page }) => {
    const example = await examplesOf(page, 'picture-choice');
    const chosen = (state: string) =>
      example(state)
        .locator('input:checked')
        .evaluateAll((inputs) => inputs.map((input) => input.getAttribute('value')));
    expect(await chosen('short')).toEqual([]);
    expect(await chosen('error')).toEqual([]);
    expect(await chosen('long')).toEqual(['2026-11-25']);
    expect(await chosen('several')).toEqual(['plan']);
    await expect(example('short').getByRole('group', { name: 'Kurš man palīdz?' })).toBeVisible();
    await expect(example('long').getByRole('radio')).toHaveCount(5);
    await expect(example('several').getByRole('checkbox')).toHaveCount(3);
    for (const input of await page.locator('.choice input').all()) {
      await expect(input).toHaveAccessibleName(/\p{L}|\d/u);
    }
    await example('several').getByRole('checkbox', { name: 'Manu naudu' }).check();
    expect(await chosen('several')).toEqual(['plan', 'money']);
    await example('short').getByRole('radio', { name: 'Anna ir blakus' }).check();
    expect(await chosen('short')).toEqual(['beside']);
  });

  test('the first answer is where a link from the error summary leads, and the group tells the error', async ({
    page,
  }) => {
    const example = await examplesOf(page, 'question');
    const wrong = example('error');
    await wrong.getByRole('alert').getByRole('link', { name: 'Te vēl jāizvēlas laiks.' }).click();
    await expect(wrong.getByRole('radio', { name: '9:00' })).toBeFocused();
    const group = wrong.getByRole('group', { name: 'Cikos man der?' });
    await expect(group).toHaveAccessibleDescription('Kļūda. Te vēl jāizvēlas laiks.');
  });

  test('a question says how far it is, in words and dots, and has its three ways out', async ({ page }) => {
    const example = await examplesOf(page, 'question');
    await expect(example('short')).toContainText('1. solis no 4');
    await expect(example('long')).toContainText('4. solis no 5');
    await expect(example('long').locator('.question-dot')).toHaveCount(5);
    await expect(example('long').locator('.question-dot-done')).toHaveCount(3);
    await expect(page.locator('.question-dot-now')).toHaveCount(3);
    const form = example('short').locator('form');
    await expect(form).toHaveAttribute('method', 'post');
    expect(await form.getByRole('button').allTextContents()).toEqual(
      ['Tālāk', 'Nezinu', 'Vēlāk', 'Gribu palīdzību'].map((words) => expect.stringContaining(words)),
    );
    const sent = await form
      .getByRole('button')
      .evaluateAll((buttons) => buttons.map((button) => [button.getAttribute('name'), button.getAttribute('value')]));
    expect(sent.map(([name]) => name)).toEqual(['way', 'way', 'way', 'way']);
  });

  test('a decision has no default, and "all stays" comes first', async ({ page }) => {
    const example = await examplesOf(page, 'confirm');
    await expect(page.locator('.choice input:checked')).toHaveCount(0);
    const values = await example('short')
      .getByRole('radio')
      .evaluateAll((inputs) => inputs.map((input) => input.getAttribute('value')));
    expect(values).toEqual(['keep', 'send']);
    await expect(example('short').getByRole('button', { name: 'Tā es izlemju' })).toBeVisible();
    await expect(example('error').getByRole('alert')).toContainText('Te vēl jāizvēlas 1 atbilde.');
  });

  test('a field is tied to its label, hint and error, and keeps what was written', async ({ page }) => {
    const example = await examplesOf(page, 'field');
    const code = example('error').getByRole('textbox', { name: 'Mans kods' });
    await expect(code).toHaveAttribute('aria-invalid', 'true');
    await expect(code).toHaveAccessibleDescription('Kodā ir 8 cipari. Kļūda. Šis kods neder.');
    await expect(example('long').getByRole('textbox')).toHaveValue(
      'Šajā laikā dienas centrs ir slēgts.\nCentrs strādā no 9:00 līdz 17:00.',
    );
    await expect(example('choice').getByRole('combobox')).toHaveValue('day');
  });

  test('an error summary takes the focus and leads to each field; without errors there is none', async ({ page }) => {
    const example = await examplesOf(page, 'error-summary');
    await expect(example('short').getByRole('alert')).toBeFocused();
    await expect(example('long').getByRole('alert')).toHaveAttribute('tabindex', '-1');
    await expect(example('long').getByRole('alert')).toHaveAttribute('autofocus', '');
    const leads = await example('long')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(leads).toEqual(['#day', '#part']);
    await expect(example('empty')).toHaveText('empty');
    await expect(example('empty').getByRole('alert')).toHaveCount(0);
  });
});

test.describe('what is shown', () => {
  test('a button with an address is a link, any other sends its form', async ({ page }) => {
    const example = await examplesOf(page, 'button');
    const link = example('link').getByRole('link', { name: 'Mana nedēļa' });
    await expect(link).toHaveAttribute('href', '/mana-nedela');
    const button = example('long').getByRole('button', { name: /^Nosūtīt/ });
    await expect(button).toHaveAttribute('type', 'submit');
    await expect(button).toHaveAttribute('name', 'answer');
    await expect(button).toHaveAttribute('value', 'send');
    await expect(button).toHaveClass(/button-main/);
  });

  test('a bar says in words what it draws', async ({ page }) => {
    const example = await examplesOf(page, 'bar');
    const drawing = example('short').getByRole('img', { name: 'Palikušas 6 nodarbības no 20' });
    await expect(drawing.locator('rect').last()).toHaveAttribute('x', '70%');
    await expect(drawing.locator('rect').last()).toHaveAttribute('width', '30%');
    expect(await example('short').locator('li').allInnerTexts()).toEqual([
      'Iztērētas 10 nodarbības',
      'Apsolītas 4 nodarbības',
      'Palikušas 6 nodarbības',
    ]);
    await expect(example('empty')).toContainText('Naudas nav');
  });

  test('a moved visit keeps its old time in sight, a remote one says so', async ({ page }) => {
    const example = await examplesOf(page, 'visit-card');
    const moved = example('long');
    await expect(moved.locator('s')).toHaveText('Otrdiena, 24. novembris, 10:00');
    await expect(moved).toContainText('Vecais laiks');
    await expect(moved).toContainText('Video zvans');
    await expect(moved.getByRole('heading', { level: 3 })).toHaveCount(1);
    await expect(example('short').getByRole('heading', { level: 2, name: 'Brauciens' })).toBeVisible();
  });

  test('a day without visits says so, and its leaf is silent beside its name', async ({ page }) => {
    const example = await examplesOf(page, 'day-card');
    await expect(example('empty')).toContainText('Šajā dienā man nav tikšanos.');
    await expect(example('short').getByRole('region').getByRole('heading')).toHaveAccessibleName(
      'Šodien, pirmdiena, 23. novembris',
    );
    await expect(example('long').getByRole('link')).toHaveAttribute('href', '/mana-diena/2026-09-24');
  });

  test('a person with a phone can be called; a face stands where there is one', async ({ page }) => {
    const example = await examplesOf(page, 'person-card');
    await expect(example('short').locator('a')).toHaveCount(0);
    await expect(example('photo').getByRole('link', { name: 'Zvanīt Annai +371 2000 1001' })).toHaveAttribute(
      'href',
      'tel:+37120001001',
    );
    await expect(example('photo').locator('img')).toHaveAttribute('alt', '');
    await expect(example('photo').locator('.initials')).toHaveCount(0);
    await expect(example('short').locator('.initials')).toHaveText('D');
    await expect(example('ways').getByRole('heading', { name: 'Jānis Ozols', level: 3 })).toBeVisible();
  });

  test('help is a page to go to, and a person to call', async ({ page }) => {
    const example = await examplesOf(page, 'help-bar');
    await expect(example('short').getByRole('link', { name: /Anna/ })).toHaveAttribute('href', 'tel:+37120001001');
    await expect(example('empty').getByRole('link')).toHaveText(['Man vajag palīdzību']);
  });

  test('done or ahead is said in words beside the picture', async ({ page }) => {
    const example = await examplesOf(page, 'steps');
    const steps = await example('long').getByRole('listitem').allInnerTexts();
    expect(steps.map((words) => words.replaceAll(/\s+/g, ' '))).toEqual([
      'Es zinu autobusa numuru. Izdarīts',
      'Es braucu uz dienas centru kopā ar asistentu. Vēl priekšā',
      'Es braucu viens. Vēl priekšā',
    ]);
  });

  test('the way to change an answer says which answer', async ({ page }) => {
    const example = await examplesOf(page, 'summary-list');
    const links = example('long').getByRole('link');
    await expect(links.first()).toHaveAccessibleName(/^Mainīt ?: Kuru tikšanos es gribu mainīt\?$/);
    await expect(links.last()).toHaveAccessibleName(/^Izvēlēties citu dienu ?: Kad man der\?$/);
  });

  test('a row of a table is named, and so is the button in it', async ({ page }) => {
    const example = await examplesOf(page, 'table');
    await expect(example('short').getByRole('rowheader')).toHaveText('Ilze Kalniņa');
    const button = example('short').getByRole('button', { name: /^Atvērt ?: Ilze Kalniņa$/ });
    await expect(button).toHaveAttribute('value', 'open');
    await expect(example('long').locator('.table-warning')).toHaveText('Termiņš ir pagājis');
  });

  test('a timeline marks where it stands now', async ({ page }) => {
    const example = await examplesOf(page, 'timeline');
    for (const state of ['short', 'long']) {
      await expect(example(state).locator('[aria-current="step"]')).toHaveCount(1);
      await expect(example(state).getByText('Tagad', { exact: true })).toHaveCount(1);
    }
    await expect(example('long').locator('[aria-current="step"]')).toContainText('Es gaidu atbildi');
  });
});
