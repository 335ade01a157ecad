import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'astro';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pictures } from '../../../src/core/pictures/pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'ui-'));
const page = (name: string): string => readFileSync(join(folder, `${name}.html`), 'utf8');
/** The elements of a page that match, as they are written, with what is between their tags. */
const elements = (html: string, tag: string, having = ''): string[] =>
  [...html.matchAll(new RegExp(`<${tag}\\b[^>]*${having}[^>]*>.*?</${tag}>`, 'gs'))].map(([whole]) => whole);
const wordsOf = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

beforeAll(async () => {
  await build({
    root: join(import.meta.dirname, 'site'),
    configFile: false,
    logLevel: 'silent',
    outDir: folder,
    cacheDir: join(folder, '.cache'),
    build: { format: 'file', inlineStylesheets: 'never' },
    vite: { cacheDir: join(folder, '.vite'), build: { assetsInlineLimit: 0 } },
  });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('every page', () => {
  const names = ['participant-helped', 'participant-alone', 'staff', 'nobody'];

  test.each(names)('%s needs no inline style, script or handler and reaches nothing outside', (name) => {
    const html = page(name);
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=|javascript:|https?:\/\//);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/_astro\/)/);
    expect(html).toContain('<html lang="lv"');
  });

  test.each(names)('%s has one main heading and lets the keyboard jump to the main part', (name) => {
    const html = page(name);
    expect(elements(html, 'h1').length).toBe(1);
    expect(html).toMatch(/<body[^>]*>\s*<a class="skip" href="#saturs">/);
    expect(html).toMatch(/<main[^>]* id="saturs"/);
  });

  test.each(names)('%s uses no identifier twice', (name) => {
    const ids = [...page(name).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test.each(names)('%s shows only pictures that the sprite has, each silent or labelled', (name) => {
    const svgs = elements(page(name), 'svg', 'class="picture');
    expect(svgs.length).toBeGreaterThan(0);
    for (const svg of svgs) {
      expect(svg).toMatch(/aria-hidden="true"|role="img" aria-label="[^"]+"/);
      expect(Object.keys(pictures)).toContain(svg.match(/href="\/_astro\/sprite\.[^"#]+\.svg#([^"]+)"/)?.[1]);
    }
  });

  test('the fonts that are preloaded are those of the style sheet', () => {
    const html = page('staff');
    const preloaded = [...html.matchAll(/rel="preload" href="([^"]+)"/g)].map(([, href = '']) => href);
    const sheet = readdirSync(join(folder, '_astro')).filter((file) => file.endsWith('.css'));
    expect(sheet.length).toBe(1);
    const css = readFileSync(join(folder, '_astro', sheet[0] ?? ''), 'utf8');
    expect(preloaded.length).toBe(2);
    for (const href of preloaded) expect(css).toContain(href);
  });
});

describe('the frame of a page', () => {
  test('signing out is a form, not a link', () => {
    for (const name of ['participant-helped', 'staff']) {
      const form = elements(page(name), 'form', 'action="/iziet"');
      expect(form.length).toBe(1);
      expect(form[0]).toContain('method="post"');
      expect(wordsOf(form[0] ?? '')).toBe('Beigt');
    }
    expect(page('nobody')).not.toContain('/iziet');
  });

  test('home is where the role begins, or the way in', () => {
    expect(page('participant-helped')).toMatch(/<a class="top-way" href="\/"/);
    expect(page('staff')).toMatch(/<a class="top-way" href="\/galds"/);
    expect(page('nobody')).toMatch(/<a class="top-way" href="\/ienakt"/);
  });

  test('a participant always finds help, with the person to call when there is one', () => {
    const [helped = ''] = elements(page('participant-helped'), 'aside');
    expect(helped).toContain('href="/man-vajag-palidzibu"');
    expect(helped).toContain('href="tel:+37120001001"');
    expect(wordsOf(helped)).toContain('Anna');
    const [alone = ''] = elements(page('participant-alone'), 'aside');
    expect(alone).toContain('href="/man-vajag-palidzibu"');
    expect(alone).not.toContain('tel:');
    expect(page('staff')).not.toContain('man-vajag-palidzibu');
  });

  test('the title says first that something went wrong', () => {
    expect(page('staff')).toContain('<title>Kļūda: Lūgumi · Mans plāns</title>');
    expect(page('participant-helped')).toContain('<title>Mana nauda · Mans plāns</title>');
  });
});

describe('what is asked', () => {
  test('a choice has no default, keeps what was chosen, and each answer has its words', () => {
    const [short = '', long = '', wrong = ''] = elements(page('participant-alone'), 'fieldset');
    expect(short).not.toContain('checked');
    expect(wrong).not.toContain('checked');
    expect(long.match(/ checked/g)?.length).toBe(1);
    expect(long).toMatch(/value="2026-11-25"[^>]* checked/);
    for (const group of [short, long, wrong]) {
      expect(wordsOf(elements(group, 'legend')[0] ?? '')).not.toBe('');
      const ids = [...group.matchAll(/<input[^>]* id="([^"]+)"/g)].map(([, id]) => id);
      expect(ids.length).toBeGreaterThan(1);
      for (const id of ids) expect(wordsOf(elements(group, 'label', `for="${id}"`)[0] ?? '')).not.toBe('');
    }
  });

  test('the first answer is where a link from the error summary leads, and the group tells the error', () => {
    const wrong = elements(page('participant-alone'), 'fieldset')[2] ?? '';
    expect(wrong).toMatch(/<input[^>]* id="time"/);
    expect(wrong).toContain('aria-describedby="time-error"');
    expect(wordsOf(elements(wrong, 'p', 'id="time-error"')[0] ?? '')).toBe('Kļūda. Te vēl jāizvēlas laiks.');
  });

  test('a question says how far it is', () => {
    const html = page('participant-alone');
    expect(html).toContain('1. solis no 4');
    expect(html).toContain('4. solis no 5');
    expect(html.match(/question-dot-now/g)?.length).toBe(2);
  });

  test('a field is tied to its label, hint and error, and keeps what was written', () => {
    const html = page('staff');
    expect(html).toMatch(/<input[^>]* id="code"[^>]* aria-describedby="code-hint code-error"[^>]* aria-invalid="true"/);
    expect(elements(html, 'label', 'for="code"').length).toBe(1);
    expect(elements(html, 'p', 'id="code-hint"').length).toBe(1);
    expect(elements(html, 'textarea')[0]).toContain('>Šajā laikā dienas centrs ir slēgts.\nCentrs strādā');
    expect(html).toMatch(/<option value="day" selected/);
  });

  test('an error summary takes the focus and leads to each field; without errors there is none', () => {
    const html = page('staff');
    const alerts = html.match(/role="alert"[^>]*>/g) ?? [];
    expect(alerts.length).toBe(1);
    expect(alerts[0]).toContain('tabindex="-1"');
    expect(alerts[0]).toContain('autofocus');
    expect(html).toContain('href="#day"');
    expect(html).toContain('href="#part"');
    expect(wordsOf(elements(html, 'section', 'id="none"')[0] ?? '')).toBe('');
  });
});

describe('what is shown', () => {
  const section = (name: string): string => elements(page('participant-helped'), 'section', `id="${name}"`)[0] ?? '';

  test('a button with an address is a link, any other sends its form', () => {
    expect(section('buttons')).toMatch(/<a class="button[^"]*" href="\/mana-nedela"/);
    expect(section('buttons')).toMatch(
      /<button class="button button-main[^"]*" type="submit" name="answer" value="send"/,
    );
  });

  test('a bar says in words what it draws', () => {
    const [first = '', , empty = ''] = elements(section('bars'), 'div', 'class="bar"');
    expect(first).toContain('role="img" aria-label="Palikušas 6 nodarbības no 20"');
    expect(wordsOf(first)).toBe('Iztērētas 10 nodarbības Apsolītas 4 nodarbības Palikušas 6 nodarbības');
    expect(first).toMatch(/x="70%"[^>]* width="30%"/);
    expect(wordsOf(empty)).toContain('Naudas nav');
  });

  test('a moved visit keeps its old time in sight, a remote one says so', () => {
    const moved = elements(section('visits'), 'article')[1] ?? '';
    expect(moved).toContain('<s>Otrdiena, 24. novembris, 10:00</s>');
    expect(wordsOf(moved)).toContain('Vecais laiks');
    expect(wordsOf(moved)).toContain('Video zvans');
    expect(elements(moved, 'h3').length).toBe(1);
  });

  test('a person with a phone can be called', () => {
    const [quiet = '', called = ''] = section('persons')
      .split(/(?=<div class="person")/)
      .slice(1);
    expect(quiet).not.toContain('tel:');
    expect(called).toContain('href="tel:+37120001001"');
    expect(wordsOf(called)).toContain('Zvanīt Annai +371 2000 1001');
  });

  test('done or ahead is said in words beside the picture', () => {
    const steps = elements(section('steps'), 'li');
    expect(steps.map(wordsOf)).toEqual([
      'Es gatavoju zupu. Vēl priekšā',
      'Es zinu autobusa numuru. Izdarīts',
      'Es braucu uz dienas centru kopā ar asistentu. Vēl priekšā',
      'Es braucu viens. Vēl priekšā',
    ]);
  });

  test('the way to change an answer says which answer', () => {
    const links = elements(section('summaries'), 'a');
    expect(links.map(wordsOf)).toEqual([
      'Mainīt : Kuru tikšanos es gribu mainīt?',
      'Izvēlēties citu dienu : Kad man der?',
    ]);
  });

  test('a timeline marks where it stands now', () => {
    expect(section('timelines').match(/aria-current="step"/g)?.length).toBe(2);
    expect(section('timelines').match(/Tagad/g)?.length).toBe(2);
  });
});
