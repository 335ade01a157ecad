import { test as base } from '@playwright/test';
import { type Portal, startPortal } from './portal.ts';

type OfTheFile = { key: string; portal: Portal } | null;

/**
 * Playwright's `test` with the real portal: one process and one database for each spec file, and another one for what the
 * file runs without scripts, so that they do not see what others have changed. Addresses in `page.goto` are relative to it.
 */
export const test = base.extend<{ portal: Portal }, { current: { ofTheFile: OfTheFile } }>({
  current: [
    async ({}, use) => {
      const current: { ofTheFile: OfTheFile } = { ofTheFile: null };
      await use(current);
      await current.ofTheFile?.portal.stop();
    },
    { scope: 'worker' },
  ],
  portal: async ({ current, javaScriptEnabled }, use, { titlePath: [file] }) => {
    // Of the spec, not of a table that several specs take their tests from.
    const key = `${file} ${javaScriptEnabled}`;
    if (current.ofTheFile?.key !== key) {
      await current.ofTheFile?.portal.stop();
      current.ofTheFile = null;
      current.ofTheFile = { key, portal: await startPortal() };
    }
    await use(current.ofTheFile.portal);
  },
  baseURL: async ({ portal }, use) => {
    await use(portal.origin);
  },
});

export { expect } from '@playwright/test';
