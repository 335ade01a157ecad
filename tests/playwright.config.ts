import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from './support/browser.ts';

export default defineConfig({
  outputDir: './results/artifacts',
  // A test that passes only sometimes is a finding, not noise.
  retries: 0,
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: './results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    locale: 'lv-LV',
    timezoneId: 'Europe/Riga',
    viewport: { width: 1024, height: 768 },
    trace: 'off',
    launchOptions: { executablePath: findBrowser(), args: [...browserArguments] },
  },
  projects: [
    { name: 'e2e', testDir: './e2e', testMatch: '**/*.spec.ts' },
    { name: 'a11y', testDir: './a11y', testMatch: '**/*.spec.ts' },
  ],
});
