import { test as base, type Page } from '@playwright/test';
import { type Portal, startPortal } from './portal.ts';

type Variables = Readonly<{ variables: Readonly<Record<string, string>> }>;
type OfTheFile = { key: string; portal: Portal } | null;

/**
 * Playwright's `test` with the real portal: one process and one database for each spec file, and another one for what the
 * file runs without scripts, so that they do not see what others have changed. Addresses in `page.goto` are relative to it.
 * A file may start it with environment variables of its own.
 */
export const test = base.extend<Variables & { portal: Portal }, { current: { ofTheFile: OfTheFile } }>({
  variables: [{}, { option: true }],
  current: [
    async ({}, use) => {
      const current: { ofTheFile: OfTheFile } = { ofTheFile: null };
      await use(current);
      await current.ofTheFile?.portal.stop();
    },
    { scope: 'worker' },
  ],
  portal: async ({ current, javaScriptEnabled, variables }, use, { titlePath: [file] }) => {
    // Of the spec, not of a table that several specs take their tests from.
    const key = `${file} ${javaScriptEnabled}`;
    if (current.ofTheFile?.key !== key) {
      await current.ofTheFile?.portal.stop();
      current.ofTheFile = null;
      current.ofTheFile = { key, portal: await startPortal({ variables }) };
    }
    await use(current.ofTheFile.portal);
  },
  baseURL: async ({ portal }, use) => {
    await use(portal.origin);
  },
});

type Window = Readonly<{ page: Page; baseURL: string | undefined }>;

/**
 * The same in one window for all tests of a file: a new one for each takes longer than what they look at. Who is signed in,
 * and what was chosen, begins anew.
 */
export const testInOneWindow = test.extend<object, { kept: { window: Window | null } }>({
  kept: [
    async ({}, use) => {
      const kept: { window: Window | null } = { window: null };
      await use(kept);
      await kept.window?.page.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ kept, browser, locale, timezoneId, baseURL, javaScriptEnabled, viewport }, use) => {
    if (kept.window === null || kept.window.baseURL !== baseURL || kept.window.page.isClosed()) {
      await kept.window?.page.close();
      kept.window = { page: await browser.newPage({ locale, timezoneId, baseURL, javaScriptEnabled }), baseURL };
    }
    const { page } = kept.window;
    await page.context().clearCookies();
    await page.emulateMedia({ media: null, colorScheme: null, contrast: null });
    if (viewport !== null) await page.setViewportSize(viewport);
    await use(page);
  },
  context: async ({ page }, use) => {
    await use(page.context());
  },
});

export { expect } from '@playwright/test';
