import type { Page } from '@playwright/test';
import { expectMeasures, expectNoViolations, participantMeasures, showWhole, staffMeasures } from '../support/axe.ts';
import { testInOneWindow as test } from '../support/portal-test.ts';
import { openScreen, roleOf, type Screen, screens } from './screens.ts';
import { makeWorld, type World } from './world.ts';

const WIDTHS = [1024, 320] as const;

/** One test for each screen these routes can show to the people named: axe and the measures, wide and narrow. */
export function lookAt(isMine: (screen: Screen) => boolean): void {
  let world: World;
  test.beforeAll(async ({ portal }) => {
    world = await makeWorld(portal);
  });
  for (const [route, all] of Object.entries(screens)) {
    test.describe(route, () => {
      for (const screen of all.filter(isMine)) {
        const who = screen.who === null ? 'a stranger' : `${roleOf(screen.who)} ${screen.who}`;
        test(`${screen.state}, ${who}`, async ({ page }) => {
          await openScreen(page, world, screen);
          await lookWell(page, screen);
        });
      }
    });
  }
}

/** Axe and the measures, wide and narrow; of a page that was looked at in other colours, what colours change. */
export async function lookWell(
  page: Page,
  { who, look, isError = false }: Screen,
  { isRecoloured = false } = {},
): Promise<void> {
  const isEasy = look === undefined ? who === null || roleOf(who) === 'participant' : look === 'easy';
  for (const width of WIDTHS) {
    await showWhole(page, width);
    await expectNoViolations(page, { isRecoloured });
    await expectMeasures(page, isEasy ? participantMeasures : staffMeasures, { isError });
  }
}
