import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { showWhole } from '../support/axe.ts';
import { browserArguments, findBrowser } from '../support/browser.ts';
import { startPortal } from '../support/portal.ts';
import { looks, wear } from './looks.ts';
import { openScreen, screens } from './screens.ts';
import { makeWorld } from './world.ts';

/**
 * `npm run pictures [-- /mana-nauda …]`: every screen in every size and look, for people's eyes, into a folder that git
 * ignores. Each picture is as long as its page.
 */
const folder = join(import.meta.dirname, '../results/pictures');
const sizes = [
  { width: 320, height: 640 },
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
  { width: 1280, height: 800 },
];
const AT_ONCE = 2;

const wanted = process.argv.slice(2);
const tasks = Object.entries(screens)
  .filter(([route]) => wanted.length === 0 || wanted.includes(route))
  .flatMap(([route, states]) =>
    states.flatMap((screen) => Object.entries(looks).map(([name, look]) => ({ route, screen, name, look }))),
  );

rmSync(folder, { recursive: true, force: true });
const portal = await startPortal();
const browser = await chromium.launch({ executablePath: findBrowser(), args: [...browserArguments] });
try {
  const world = await makeWorld(portal);
  const takeNext = async (): Promise<void> => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const { route, screen, name, look } = task;
      const context = await browser.newContext({ baseURL: portal.origin, locale: 'lv-LV', timezoneId: 'Europe/Riga' });
      await wear(context, portal.origin, look);
      const page = await context.newPage();
      await openScreen(page, world, screen);
      for (const size of sizes) {
        await showWhole(page, size.width, size.height);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        const path = join(folder, name, String(size.width));
        mkdirSync(path, { recursive: true });
        const file = `${route} ${screen.state} ${screen.who ?? 'nobody'}`.replaceAll(/[^\w]+/g, '-').replace(/^-/, '');
        await page.screenshot({ path: join(path, `${file}.png`) });
      }
      await context.close();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
} finally {
  await browser.close();
  await portal.stop();
}
