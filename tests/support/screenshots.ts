import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { browserArguments, findBrowser } from './browser.ts';
import { startPortal } from './portal.ts';
import { goToDecision } from './story.ts';

/** `npm run screenshots`: the pictures of the README, from the real portal on a tablet, with the demo's invented people. */
const folder = join(import.meta.dirname, '../../docs/screens');
const tablet = { width: 768, height: 1024 };

const portal = await startPortal();
const browser = await chromium.launch({ executablePath: findBrowser(), args: [...browserArguments] });
try {
  mkdirSync(folder, { recursive: true });
  const page = await browser.newPage({ viewport: tablet, locale: 'lv-LV', baseURL: portal.origin });
  await page.goto(portal.signIn('D05').card ?? '');
  await page.getByRole('button', { name: 'Ienākt' }).click();
  await take(page, 'home', '/');
  await take(page, 'plan', '/mans-plans');
  await take(page, 'money', '/mana-nauda');
  await take(page, 'week', '/mana-nedela');

  await page.getByRole('link', { name: 'Mūzikas nodarbība' }).click();
  await page.getByRole('button', { name: /^Es gribu citu laiku/ }).click();
  await choose(page, /^Es gribu citu laiku/);
  await choose(page, /^Piektdiena/);
  await page.screenshot({ path: join(folder, 'question.png') });
  await choose(page, /^Pa dienu/);
  await choose(page, /^Es izlemju pats/);
  await goToDecision(page, 'Es gribu citu laiku');
  await page.screenshot({ path: join(folder, 'decide.png') });
} finally {
  await browser.close();
  await portal.stop();
}

async function take(page: Page, name: string, path: string): Promise<void> {
  await page.goto(path);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

async function choose(page: Page, answer: RegExp): Promise<void> {
  await page.getByRole('radio', { name: answer }).check();
  await page.getByRole('button', { name: 'Tālāk' }).click();
}
