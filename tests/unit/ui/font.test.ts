import { readFileSync } from 'node:fs';
import subsetFont from 'subset-font';
import { expect, test } from 'vitest';
import { buildFont, parts } from '../../../src/ui/styles/build-font.ts';

const file = (name: string) => readFileSync(new URL(`../../../src/ui/styles/${name}`, import.meta.url));

/** The tables of a font file, opened from its compression. */
async function tablesOf(name: string): Promise<Map<string, Buffer>> {
  const everything = parts.map(({ text }) => text).join('');
  const font = await subsetFont(file(name), everything, { targetFormat: 'sfnt' });
  const count = font.readUInt16BE(4);
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const at = 12 + index * 16;
      const start = font.readUInt32BE(at + 8);
      return [font.toString('latin1', at, at + 4), font.subarray(start, start + font.readUInt32BE(at + 12))];
    }),
  );
}

/** The characters a font can draw (OpenType `cmap`, format 4). */
async function charactersOf(name: string): Promise<Set<string>> {
  const cmap = (await tablesOf(name)).get('cmap') ?? Buffer.alloc(0);
  const found = new Set<string>();
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const start = cmap.readUInt32BE(4 + index * 8 + 4);
    if (cmap.readUInt16BE(start) !== 4) continue;
    const width = cmap.readUInt16BE(start + 6);
    for (let segment = 0; segment < width; segment += 2) {
      const last = cmap.readUInt16BE(start + 14 + segment);
      const first = cmap.readUInt16BE(start + 16 + width + segment);
      const delta = cmap.readUInt16BE(start + 16 + 2 * width + segment);
      const offsetAt = start + 16 + 3 * width + segment;
      const offset = cmap.readUInt16BE(offsetAt);
      for (let point = first; point <= last && point < 0xffff; point++) {
        const glyph = offset === 0 ? point + delta : cmap.readUInt16BE(offsetAt + offset + 2 * (point - first));
        if (glyph % 0x10000 !== 0) found.add(String.fromCodePoint(point));
      }
    }
  }
  return found;
}

const css = file('fonts.css').toString('utf8');

test.each(parts)('$to is what the script cuts out of the published typeface', async (part) => {
  expect(Buffer.compare(await buildFont(part), file(part.to))).toBe(0);
});

test('every letter of Latvian that English has not is in the Latvian part', async () => {
  const drawn = await charactersOf('atkinson-latvian.woff2');
  expect([...'āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ'].filter((letter) => !drawn.has(letter))).toEqual([]);
});

test('letters, digits, quotation marks, the dash and the euro are in the basic part', async () => {
  const drawn = await charactersOf('atkinson-latin.woff2');
  expect([...'azAZ09 .,:;?!€–„”“+−@'].filter((character) => !drawn.has(character))).toEqual([]);
});

test.each(parts)(
  '$to draws every character that the script asks for, and says so about no other',
  async ({ to, text }) => {
    expect([...(await charactersOf(to))].sort()).toEqual([...new Set(text)].sort());
  },
);

test.each(parts)('$to has the weights from 400 to 700', async ({ to }) => {
  const fvar = (await tablesOf(to)).get('fvar') ?? Buffer.alloc(0);
  const axis = fvar.readUInt16BE(4);
  expect(fvar.toString('latin1', axis, axis + 4)).toBe('wght');
  expect([fvar.readInt32BE(axis + 4), fvar.readInt32BE(axis + 12)].map((fixed) => fixed / 0x10000)).toEqual([400, 700]);
});

test('a browser fetches a part for exactly the characters that are in it', () => {
  const ranges = [...css.matchAll(/url\("\.\/([^"]+)"\)[^}]*?unicode-range: ([^;]+);/g)].map(
    ([, name = '', list = '']) => ({
      name,
      spans: list.split(', ').map((span) => {
        const [first = '', last = first] = span.replace('U+', '').split('-');
        return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
      }),
    }),
  );
  expect(ranges.map(({ name }) => name)).toEqual(parts.map(({ to }) => to));
  for (const { name, spans } of ranges) {
    const others = parts.filter(({ to }) => to !== name).flatMap(({ text }) => [...text]);
    const own = [...(parts.find(({ to }) => to === name)?.text ?? '')];
    const isAsked = (character: string) => {
      const point = character.codePointAt(0) ?? 0;
      return spans.some(([first, last]) => point >= first && point <= last);
    };
    expect(own.filter((character) => !isAsked(character))).toEqual([]);
    expect(others.filter(isAsked)).toEqual([]);
  }
});

test('both parts together stay small', () => {
  expect(parts.reduce((sum, { to }) => sum + file(to).length, 0)).toBeLessThan(25_000);
});
