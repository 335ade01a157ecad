import { describe, expect, test } from 'vitest';
import { brokenRules, importsOf, type Sources } from './dependencies.ts';
import { missingOn, routePatternOf } from './routes.ts';
import { rules } from './rules.ts';
import { findingsInAstro, findingsInTypeScript } from './source-text.ts';

const imports = (...paths: readonly string[]): string =>
  `${paths.map((path, index) => `import { a as a${index} } from '${path}';`).join('\n')}\nexport const a = 1;\n`;
const importsType = (path: string): string => `import type { a } from '${path}';\nexport type b = typeof a;\n`;
const page = (...paths: readonly string[]): string => `---\n${imports(...paths)}---\n<p>{a0}</p>\n`;
const leaf = 'export const a = 1;\n';

/** A small house in which everything is as it should be. */
const soundHouse: Sources = {
  'db/schema.ts': "import { sql } from 'drizzle-orm';\nexport const a = sql;\n",
  'db/client.ts': imports('./schema.ts'),
  'db/import/write.ts': imports('../schema.ts', '../../src/features/money/ledger.ts'),
  'locales/index.ts': leaf,
  'src/core/text/text.ts': imports('../../../locales/index.ts'),
  'src/core/app.ts': imports('../../db/client.ts', './time/clock.ts'),
  'src/core/time/clock.ts': leaf,
  'src/ui/tile/Tile.astro': page('../../core/time/clock.ts'),
  'src/features/circle/store.ts': imports('../../../db/schema.ts', 'drizzle-orm'),
  'src/features/circle/rules.ts': imports('../../core/time/clock.ts'),
  'src/features/circle/index.ts': "export { a } from './store.ts';\n",
  'src/features/plan/store.ts': imports('../../../db/schema.ts'),
  'src/features/plan/view.ts': imports('../../core/text/text.ts', '../circle/index.ts', './rules.ts'),
  'src/features/plan/rules.ts': importsType('./store.ts'),
  'src/features/plan/change-plan.ts': imports('./store.ts', './rules.ts'),
  'src/features/plan/PlanContent.astro': page('./view.ts', '../../ui/tile/Tile.astro'),
  'src/features/plan/index.ts': "export { a } from './change-plan.ts';\n",
  'src/features/money/ledger.ts': imports('../../../db/schema.ts', '../plan/index.ts'),
  'src/features/sign-in/store.ts': imports('../../../db/schema.ts'),
  'src/features/sign-in/index.ts': "export { a } from './store.ts';\n",
  'src/features/sign-in/card-script.ts': leaf,
  'src/layouts/Page.astro': page('../core/text/text.ts'),
  'src/pages/index.astro': page('../features/plan/index.ts', '../features/plan/PlanContent.astro'),
  'src/server/main.ts': imports('../core/app.ts', '../features/sign-in/index.ts'),
};

/** A page with a script for the browser; a house without one is looked at in half the time. */
const soundScript: Sources = {
  'src/pages/k.astro': `${page('../core/text/text.ts')}<script>\n${imports('../features/sign-in/card-script.ts')}</script>\n`,
};

/** For each rule one more file, or another text of one, that breaks exactly it. */
const planted: Readonly<Record<string, readonly Readonly<{ sources: Sources; found: readonly string[] }>[]>> = {
  'no-cycles': [
    {
      sources: {
        'src/core/one.ts': imports('./two.ts'),
        'src/core/two.ts': imports('./one.ts'),
      },
      found: ['src/core/one.ts → src/core/two.ts'],
    },
  ],
  'core-knows-no-room': [
    {
      sources: { 'src/core/app.ts': imports('../features/circle/index.ts') },
      found: ['src/core/app.ts → src/features/circle/index.ts'],
    },
  ],
  'ui-stands-alone': [
    {
      sources: { 'src/ui/bar/Bar.astro': page('../../features/plan/view.ts') },
      found: ['src/ui/bar/Bar.astro → src/features/plan/view.ts'],
    },
    {
      sources: { 'src/ui/bar/bar-shape.ts': importsType('../../../db/schema.ts') },
      found: ['src/ui/bar/bar-shape.ts → db/schema.ts'],
    },
  ],
  'rooms-know-no-pages': [
    {
      sources: { 'src/features/plan/Link.astro': page('../../pages/home.ts'), 'src/pages/home.ts': leaf },
      found: ['src/features/plan/Link.astro → src/pages/home.ts'],
    },
  ],
  'circle-knows-no-later-room': [
    {
      sources: { 'src/features/circle/show.ts': imports('../plan/index.ts') },
      found: ['src/features/circle/show.ts → src/features/plan/index.ts'],
    },
  ],
  'plan-knows-no-later-room': [
    {
      sources: { 'src/features/plan/Sum.astro': page('../money/index.ts'), 'src/features/money/index.ts': leaf },
      found: ['src/features/plan/Sum.astro → src/features/money/index.ts'],
    },
  ],
  'money-knows-no-later-room': [
    {
      sources: { 'src/features/money/show.ts': imports('../visits/index.ts'), 'src/features/visits/index.ts': leaf },
      found: ['src/features/money/show.ts → src/features/visits/index.ts'],
    },
  ],
  'visits-knows-no-later-room': [
    {
      sources: {
        'src/features/visits/show.ts': imports('../requests/index.ts'),
        'src/features/requests/index.ts': leaf,
      },
      found: ['src/features/visits/show.ts → src/features/requests/index.ts'],
    },
  ],
  'changes-knows-no-later-room': [
    {
      sources: {
        'src/features/changes/show.ts': imports('../requests/index.ts'),
        'src/features/requests/index.ts': leaf,
      },
      found: ['src/features/changes/show.ts → src/features/requests/index.ts'],
    },
  ],
  'requests-knows-no-later-room': [
    {
      sources: { 'src/features/requests/show.ts': imports('../desk/index.ts'), 'src/features/desk/index.ts': leaf },
      found: ['src/features/requests/show.ts → src/features/desk/index.ts'],
    },
  ],
  'desk-knows-no-later-room': [
    {
      sources: { 'src/features/desk/show.ts': imports('../own-data/index.ts'), 'src/features/own-data/index.ts': leaf },
      found: ['src/features/desk/show.ts → src/features/own-data/index.ts'],
    },
  ],
  'sign-in-knows-no-other-room': [
    {
      sources: { 'src/features/sign-in/show.ts': imports('../circle/index.ts') },
      found: ['src/features/sign-in/show.ts → src/features/circle/index.ts'],
    },
  ],
  'no-other-room-knows-sign-in': [
    {
      sources: { 'src/features/plan/show.ts': imports('../sign-in/index.ts') },
      found: ['src/features/plan/show.ts → src/features/sign-in/index.ts'],
    },
  ],
  'settings-knows-no-other-room': [
    {
      sources: { 'src/features/settings/show.ts': imports('../circle/index.ts') },
      found: ['src/features/settings/show.ts → src/features/circle/index.ts'],
    },
  ],
  'no-other-room-knows-settings': [
    {
      sources: { 'src/features/settings/index.ts': leaf, 'src/features/plan/show.ts': imports('../settings/index.ts') },
      found: ['src/features/plan/show.ts → src/features/settings/index.ts'],
    },
  ],
  'rooms-through-their-door': [
    {
      sources: { 'src/features/plan/show.ts': imports('../circle/store.ts') },
      found: ['src/features/plan/show.ts → src/features/circle/store.ts'],
    },
    {
      sources: { 'src/features/plan/show.ts': importsType('../circle/rules.ts') },
      found: ['src/features/plan/show.ts → src/features/circle/rules.ts'],
    },
  ],
  'pages-through-the-door': [
    {
      sources: { 'src/pages/plan.astro': page('../features/plan/view.ts') },
      found: ['src/pages/plan.astro → src/features/plan/view.ts'],
    },
  ],
  'pages-know-no-database': [
    {
      sources: { 'src/pages/plan.astro': page('../../db/client.ts') },
      found: ['src/pages/plan.astro → db/client.ts'],
    },
    {
      sources: { 'src/features/plan/Show.astro': page('../../../db/client.ts') },
      found: ['src/features/plan/Show.astro → db/client.ts'],
    },
  ],
  'pages-know-no-stores': [
    {
      sources: { 'src/pages/plan.astro': page('../core/access/store.ts'), 'src/core/access/store.ts': leaf },
      found: ['src/pages/plan.astro → src/core/access/store.ts'],
    },
  ],
  'the-browser-gets-no-server-code': [
    {
      sources: {
        ...soundScript,
        'src/features/sign-in/card-script.ts': imports('./words.ts'),
        'src/features/sign-in/words.ts': imports('./store.ts'),
      },
      found: [
        'src/pages/k.astro → db/schema.ts',
        'src/pages/k.astro → drizzle-orm',
        'src/pages/k.astro → src/features/sign-in/store.ts',
      ],
    },
    {
      sources: { 'src/features/plan/plan.island.tsx': imports('../../core/app.ts') },
      found: [
        'src/features/plan/plan.island.tsx → db/client.ts',
        'src/features/plan/plan.island.tsx → db/schema.ts',
        'src/features/plan/plan.island.tsx → drizzle-orm',
        'src/features/plan/plan.island.tsx → src/core/app.ts',
      ],
    },
  ],
  'only-stores-touch-the-database': [
    {
      sources: { 'src/features/plan/change-plan.ts': imports('../../../db/schema.ts') },
      found: ['src/features/plan/change-plan.ts → db/schema.ts'],
    },
    {
      sources: { 'src/core/count.ts': "import { count } from 'drizzle-orm';\nexport const a = count;\n" },
      found: ['src/core/count.ts → drizzle-orm'],
    },
  ],
  'pure-rules-and-views': [
    {
      sources: { 'src/features/plan/view.ts': imports('./store.ts') },
      found: ['src/features/plan/view.ts → src/features/plan/store.ts'],
    },
    {
      sources: { 'src/features/plan/rules.ts': imports('../../../db/client.ts') },
      found: ['src/features/plan/rules.ts → db/client.ts'],
    },
    {
      sources: { 'src/features/plan/rules.ts': imports('../../core/app.ts') },
      found: ['src/features/plan/rules.ts → src/core/app.ts'],
    },
  ],
  'pure-rules-without-node': [
    {
      sources: {
        'src/features/plan/rules.ts': "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n",
      },
      found: ['src/features/plan/rules.ts → fs'],
    },
  ],
  'rules-without-words': [
    {
      sources: { 'src/features/plan/rules.ts': imports('../../core/text/text.ts') },
      found: ['src/features/plan/rules.ts → src/core/text/text.ts'],
    },
  ],
  'the-database-knows-no-portal': [
    {
      sources: { 'db/client.ts': imports('../src/core/time/clock.ts') },
      found: ['db/client.ts → src/core/time/clock.ts'],
    },
  ],
  'the-import-knows-only-money': [
    {
      sources: { 'db/import/write.ts': imports('../../src/features/circle/index.ts') },
      found: ['db/import/write.ts → src/features/circle/index.ts'],
    },
  ],
  'nothing-needs-the-server': [
    {
      sources: { 'db/import/write.ts': imports('../../src/server/main.ts') },
      found: ['db/import/write.ts → src/server/main.ts'],
    },
  ],
  found: [
    {
      sources: { 'src/pages/plan.astro': page('../features/plan/nowhere.ts') },
      found: ['src/pages/plan.astro → ../features/plan/nowhere.ts'],
    },
  ],
};

describe('the rules of dependencies', () => {
  test('let the browser’s code know the types of the server’s', async () => {
    const island = { 'src/features/plan/plan.island.tsx': importsType('./store.ts') };
    expect(await brokenRules({ ...soundHouse, ...island })).toEqual([]);
  });

  test('find nothing in a sound house', async () => {
    expect(await brokenRules({ ...soundHouse, ...soundScript })).toEqual([]);
  });

  test('are each tried', () => {
    expect(Object.keys(planted).sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  const cases = Object.entries(planted).flatMap(([rule, all]) => all.map((one) => ({ rule, ...one })));
  test.each(cases)('$rule: $found', async ({ rule, sources, found }) => {
    const broken = await brokenRules({ ...soundHouse, ...sources });
    expect(broken.filter((line) => line.startsWith(`${rule}: `))).toEqual(found.map((arrow) => `${rule}: ${arrow}`));
  });
});

describe('imports of .astro files', () => {
  test('are found in the frontmatter and in scripts, each on its side, with Latvian letters before them', () => {
    const source = `---
// Šis ir ķēdes sākums.
import type { Plan } from './plan.ts';
import Tile from './Tile.astro';
export { a } from './a.ts';
const words = 'import x from "y"';
---
<Tile {...Astro.props as Plan}>{words}</Tile>
<script>
  import { submitOnce } from './submit-once.ts';
  submitOnce();
</script>
`;
    expect(importsOf(source)).toEqual({
      server: [
        "import type { Plan } from './plan.ts';",
        "import Tile from './Tile.astro';",
        "export { a } from './a.ts';",
      ],
      browser: ["import { submitOnce } from './submit-once.ts';"],
    });
  });
});

describe('source texts', () => {
  const soundAstro = `---
import { t } from './text.ts';
const { day, when } = Astro.props;
---
<!-- Comments may say what they like -->
<section class="week calm" aria-labelledby="week" lang="lv">
  <meta name="viewport" content="width=device-width" />
  <h1 id="week">{t('visits:week')}</h1>
  <input type="text" name="when" autocomplete="off" value={when} aria-label={t('visits:when')} />
  <p>{day}, 9:00 – 10:00 {" "} {when && <b>{t('time:today')}</b>}</p>
</section>
<style>h1 { color: red }</style>
<script>import { start } from './start.ts'; start(document.title);</script>
`;

  test('of a sound page have no findings', () => {
    expect(findingsInAstro(soundAstro)).toEqual([]);
  });

  test.each([
    ['text-in-template', '<h1>Mans plāns</h1>'],
    ['text-in-template', '<p>{name} Hello</p>'],
    ['text-in-template', '{isOpen && <p>Open</p>}'],
    ['text-in-template', '<Tile>Tile</Tile>'],
    ['text-in-template', '<img alt="A house" src={src} />'],
    ['text-in-template', '<button aria-label="Close">{x}</button>'],
    ['text-in-template', '<Tile title="My plan" href="/" />'],
    ['latvian-in-code', "<p>{isOpen ? 'Vaļā' : t('a:b')}</p>"],
    ['latvian-in-code', '<p>{`Šodien ir ${day}`}</p>'],
    ['latvian-in-code', "---\nconst title = 'Mana nedēļa';\n---\n<h1>{title}</h1>"],
    ['forbidden-attribute', '<div set:html={html} />'],
    ['forbidden-attribute', '<div style="color: red" />'],
    ['forbidden-attribute', '<div style={style} />'],
    ['forbidden-attribute', '<button onclick="go()">{x}</button>'],
    ['forbidden-attribute', '<script is:inline>go()</script>'],
    ['forbidden-attribute', '<script define:vars={{ a }}>go(a)</script>'],
    ['own-clock', '---\nconst now = new Date();\n---\n<p>{now}</p>'],
    ['own-clock', '<p>{Date.now()}</p>'],
    ['own-clock', '---\nconst today = Temporal.Now.plainDateISO();\n---\n<p>{today}</p>'],
    ['unescaped-markup', '<script>document.body.innerHTML = location.hash;</script>'],
  ])('%s in a page: %s', (rule, source) => {
    expect(new Set(findingsInAstro(source).map((finding) => finding.rule))).toEqual(new Set([rule]));
  });

  test('of a sound module have no findings', () => {
    const source = `import { t } from './text.ts';
/** Šodien: the day in Latvia. new Date() is not asked. */
export const title = (now: Temporal.Instant): string => t('time:today', { now, updateDate: 'Date.now' });
export const later = <T>(value: T): T => value;
`;
    expect(findingsInTypeScript(source)).toEqual([]);
  });

  test.each([
    ['own-clock', 'export const now = (): number => Date.now();'],
    ['own-clock', 'export const now = new Date();'],
    ['own-clock', 'export const now = Date();'],
    ['own-clock', 'export const now = Temporal.Now.instant();'],
    ['latvian-in-code', "export const title = 'Mana nedēļa';"],
    ['latvian-in-code', 'export const title = (day: string): string => `Šodien ir ${day}`;'],
    ['unescaped-markup', 'export const put = (to: HTMLElement): void => { to.innerHTML = location.hash; };'],
  ])('%s in a module: %s', (rule, source) => {
    expect(findingsInTypeScript(source).map((finding) => finding.rule)).toEqual([rule]);
  });

  test.each([
    ['text-in-template', 'export const A = () => <p>Hello</p>;'],
    ['text-in-template', 'export const A = () => <button aria-label="Close" />;'],
    ['forbidden-attribute', 'export const A = () => <p dangerouslySetInnerHTML={{ __html: x }} />;'],
    ['forbidden-attribute', 'export const A = () => <p style={{ color: red }} />;'],
  ])('%s in an island: %s', (rule, source) => {
    expect(findingsInTypeScript(source, true).map((finding) => finding.rule)).toEqual([rule]);
  });

  test('of an island with text from outside have no findings', () => {
    expect(findingsInTypeScript('export const A = ({ words }) => <p onClick={go}>{words}</p>;', true)).toEqual([]);
  });
});

describe('routes', () => {
  test.each([
    ['src/pages/index.astro', '/'],
    ['src/pages/mana-nauda/index.astro', '/mana-nauda'],
    ['src/pages/mana-nauda/precizi.astro', '/mana-nauda/precizi'],
    ['src/pages/lugums/[request]/[step].astro', '/lugums/[request]/[step]'],
    ['src/pages/[...path].astro', '/[...path]'],
    ['src/pages/export.ts', '/export'],
    ['src/pages/_parts/Piece.astro', null],
    ['src/pages/plan.css', null],
    ['src/features/plan/index.ts', null],
  ])('%s is %s', (path, pattern) => {
    expect(routePatternOf(path)).toBe(pattern);
  });

  test('a page without a route and a route without a page are both found', () => {
    expect(missingOn(['/', '/new'], ['/', '/old'])).toEqual({ withoutRoute: ['/new'], withoutPage: ['/old'] });
  });
});
