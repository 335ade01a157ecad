import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { circleLink, person } from '../../../../db/schema.ts';
import { latvian as t } from '../../../../src/core/text/text.ts';
import { issueCard } from '../../../../src/features/sign-in/issue.ts';
import { printCard } from '../../../../src/features/sign-in/print-card.ts';
import { temporaryFile } from '../../../support/database.ts';
import { aPortal, holderOf, secretOf } from './a-portal.ts';

async function aPage(change: (portal: ReturnType<typeof aPortal>) => void = () => undefined) {
  const portal = aPortal();
  change(portal);
  const card = issueCard(portal.app, { number: 'D05' });
  const folder = temporaryFile('cards');
  const path = await printCard(t, card, folder);
  return { ...portal, card, folder, path, html: readFileSync(path, 'utf8') };
}

const wordsOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>|<[^>]+>/gs, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

describe('the printed card', () => {
  it('says first name, how, what to do when lost, whom to call, its number and its last day; the sheet tells it again', async () => {
    const { html, card } = await aPage();
    expect(wordsOf(html)).toEqual([
      'Mana kartīte',
      'Drukāt',
      'Māris',
      'Es turu kameru virs kvadrāta.',
      'Es kartīti citiem nedodu.',
      'Ja kartīte pazuda',
      'Es zvanu.',
      'Atbild Dina.',
      '+371 2000 1000',
      `Kartītes numurs: K-000 00${card.cardId}`,
      'Kartīte der līdz 2027. gada 22. novembrim.',
      'Es izgriežu kartīti pa līniju.',
      'Es kartīti citiem nedodu.',
      'Ienākt ar kartīti',
      'Es atveru kameru.',
      'Es turu kameru virs kvadrāta.',
      'Es pieskaros saitei ekrānā.',
      'Ja kartīte pazuda',
      'Es zvanu.',
      'Atbild Dina.',
      '+371 2000 1000',
      `Kartītes numurs: K-000 00${card.cardId}`,
      'Es saņemu jaunu kartīti.',
      'Vecā kartīte vairs neder.',
    ]);
  });

  it('has no surname, no number of the person, and the secret only as a drawing', async () => {
    const { html, card } = await aPage();
    for (const hidden of ['Krūmiņ', 'D05', secretOf(card.link)]) expect(html).not.toContain(hidden);
    // The code once, and on the card alone: the sheet stays at home when the card is gone.
    expect(html.match(/class="qr"/g)).toHaveLength(1);
    expect(html.match(/<svg/g)).toHaveLength(6);
    const [, sheet = ''] = html.split('</article>');
    expect(wordsOf(sheet)).toContain('Ja kartīte pazuda');
    expect(sheet).not.toMatch(/qr|Māris/);
    expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|url\((?!"data:font\/woff2;base64,)/);
    // Its letters are in it: those of another machine may be wider than the card.
    expect(html.match(/url\("data:font\/woff2;base64,[\w+/=]{1000,}"\)/g)).toHaveLength(2);
  });

  it('leaves a line to write on when there is nobody to call', async () => {
    const { html } = await aPage(({ db }) => {
      db.delete(circleLink).where(eq(circleLink.kind, 'social_worker')).run();
    });
    expect(wordsOf(html)).toContain('Es zvanu sociālajam darbiniekam.');
    expect(html).toContain('class="write"');
  });

  it('shows a name as text, whatever is in it', async () => {
    const { html } = await aPage(({ db }) => {
      db.update(person)
        .set({ firstName: '<b>"Ī&' })
        .where(eq(person.id, holderOf(db, 'D05').id))
        .run();
    });
    expect(html).toContain('<h1>&lt;b&gt;&quot;Ī&amp;</h1>');
  });

  it('is a file of one’s own, which replaces the older card’s', async () => {
    const { app, path, folder } = await aPage();
    expect(path).toBe(join(folder, 'DEMO-D05.html'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const before = readFileSync(path, 'utf8');
    expect(await printCard(t, issueCard(app, { number: 'D05' }), folder)).toBe(path);
    expect(readFileSync(path, 'utf8')).not.toBe(before);
    const named = temporaryFile('card.html');
    await printCard(t, issueCard(app, { number: 'D05' }), folder, named);
    await expect(printCard(t, issueCard(app, { number: 'D05' }), folder, named)).rejects.toThrow('EEXIST');
  });
});
