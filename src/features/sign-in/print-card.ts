import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import QRCode from 'qrcode';
import type { PictureName } from '../../core/pictures/pictures.ts';
import type { Text } from '../../core/text/text.ts';
import { cardPage } from './card-page.ts';
import type { IssuedCard } from './issue.ts';

/**
 * Writes a card's page into a new file that only this user can read, and returns its path. It holds the secret: whoever
 * prints it deletes it.
 *
 * @param folder where cards go when no file is named; there the page of the person's older card, void now, is replaced
 * @throws when the named file is there already
 */
export async function printCard(t: Text, card: IssuedCard, folder: string, file?: string): Promise<string> {
  const path = resolve(file ?? join(folder, `${card.holder.municipalityCode}-${card.holder.number}.html`));
  // Middle error correction: cards get scratched, and a denser square is harder for a cheap camera.
  const qr = await QRCode.toString(card.link, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (file === undefined) rmSync(path, { force: true });
  const sprite = readFileSync(new URL('../../core/pictures/sprite.svg', import.meta.url), 'utf8');
  const pictures = {
    card: drawPicture(sprite, 'card'),
    key: drawPicture(sprite, 'key'),
    phone: drawPicture(sprite, 'phone'),
    print: drawPicture(sprite, 'print'),
  };
  writeFileSync(path, cardPage(t, card, { qr, pictures, fonts: inlineFonts() }), { mode: 0o600, flag: 'wx' });
  return path;
}

/** The portal's own letters inside the page: other ones may be wider, and the card would not hold its words. */
function inlineFonts(): string {
  const folder = new URL('../../ui/styles/', import.meta.url);
  return readFileSync(new URL('fonts.css', folder), 'utf8').replaceAll(
    /url\("\.\/([^"]+)"\)/g,
    (_whole, name: string) => {
      return `url("data:font/woff2;base64,${readFileSync(new URL(name, folder), 'base64')}")`;
    },
  );
}

function drawPicture(sprite: string, name: PictureName): string {
  const symbol = new RegExp(`<symbol id="${name}" viewBox="([^"]+)">(.*?)</symbol>`, 's').exec(sprite);
  if (symbol === null) throw new Error(`There is no picture ${name}.`);
  return `<svg viewBox="${symbol[1]}" aria-hidden="true">${symbol[2]}</svg>`;
}
