import { colourings, plainLook, spacings, textSizes } from '../../src/core/look.ts';
import { expectMeasures, expectNoViolations, participantMeasures } from '../support/axe.ts';
import { expect, testInOneWindow as test } from '../support/portal-test.ts';
import { lookWell } from './look.ts';
import { isRecoloured, looks, wear } from './looks.ts';
import { openScreen, type Screen, screens } from './screens.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
test.beforeAll(async ({ portal }) => {
  world = await makeWorld(portal);
});

/** The first state of a page is the one with the most on it. */
const firstOf = (route: string): Screen => {
  const [first] = screens[route] ?? [];
  if (first === undefined) throw new Error(`Nobody looks at ${route}.`);
  return first;
};

// What nobody has chosen is light, and every other test looks at that.
const { light: _, ...chosen } = looks;

for (const [name, look] of Object.entries(chosen)) {
  test.describe(name, () => {
    for (const route of Object.keys(screens)) {
      test(route, async ({ page, context, portal }) => {
        await wear(context, portal.origin, look);
        await openScreen(page, world, firstOf(route));
        await lookWell(page, firstOf(route), { isRecoloured: isRecoloured(look) });
      });
    }
  });
}

test('what the device asks for is followed: dark, more contrast', async ({ page, portal }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const contrast of ['no-preference', 'more'] as const) {
      await page.emulateMedia({ colorScheme, contrast });
      await openScreen(page, world, firstOf('/mana-nauda'));
      expect(page.url()).toBe(`${portal.origin}/mana-nauda`);
      await expectNoViolations(page);
      await expectMeasures(page, participantMeasures, { isError: false });
    }
  }
});

const crowded = ['/', '/mana-nauda', '/mana-nedela', '/lugums/[request]/[step]', '/ka-man-erti'] as const;
const booleans = [false, true] as const;

for (const textSize of textSizes) {
  for (const spacing of spacings) {
    test(`letters ${textSize} and room ${spacing} fit, with every other choice`, async ({ page, context, portal }) => {
      for (const hasBigPictures of booleans) {
        for (const isSimple of booleans) {
          // Colours take no room: each is looked at above.
          const colours = colourings[(textSize + spacing) % colourings.length] ?? 'light';
          const look = { ...plainLook, textSize, spacing, hasBigPictures, isSimple, isCalm: isSimple, colours };
          await wear(context, portal.origin, look);
          for (const route of crowded) {
            for (const width of [320, 1024]) {
              await page.setViewportSize({ width, height: 900 });
              await openScreen(page, world, firstOf(route));
              await expectMeasures(page, participantMeasures, { isError: false });
            }
          }
        }
      }
    });
  }
}
