import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Look, lookChoices, lookClasses, plainLook } from '../../../../src/core/look.ts';
import {
  codeOf,
  type LookField,
  lookText,
  parseLook,
  settings,
  withChoice,
} from '../../../../src/features/settings/rules.ts';

const anyLook: fc.Arbitrary<Look> = fc.record({
  textSize: fc.constantFrom(...lookChoices.textSize),
  spacing: fc.constantFrom(...lookChoices.spacing),
  colours: fc.constantFrom(...lookChoices.colours),
  isSimple: fc.boolean(),
  hasBigPictures: fc.boolean(),
  isCalm: fc.boolean(),
  language: fc.constantFrom(...lookChoices.language),
});

describe('a look as text', () => {
  test('is short, and reads back as it was', () => {
    expect(lookText(plainLook)).toBe('1-1-device-0-0-0-lv');
    fc.assert(
      fc.property(anyLook, (look) => {
        expect(lookText(look)).toMatch(/^[1-4]-[1-3]-[a-z]{4,6}-[01]-[01]-[01]-[a-z]{2}$/);
        expect(parseLook(lookText(look))).toEqual(look);
      }),
    );
  });

  test('is nothing when anything about it is odd', () => {
    for (const odd of [
      '',
      '1',
      '1-1-device-0-0-0',
      '1-1-device-0-0-0-lv-',
      '1-1-device-0-0-0-lv-lv',
      '-1-1-device-0-0-0-lv',
      '5-1-device-0-0-0-lv',
      '01-1-device-0-0-0-lv',
      '1-1-Dark-0-0-0-lv',
      '1-1-device-true-0-0-lv',
      '1-1-device-0-0-0-de',
      '1-1-device-0-0-0-lv ',
      '1-1-device-0-0-0-toString',
      '1-1-constructor-0-0-0-lv',
    ]) {
      expect(parseLook(odd), odd).toBeNull();
    }
  });

  test('of anybody else’s making is read whole or not at all', () => {
    const part = fc.oneof(
      fc.constantFrom('0', '1', '2', '3', '4', '5', 'dark', 'device', 'lv', 'en', 'ru', '', '__proto__'),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part, { maxLength: 9 }).map((parts) => parts.join('-')),
          fc.string(),
        ),
        (text) => {
          const look = parseLook(text);
          if (look !== null) expect(lookText(look)).toBe(text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('with one letter changed is another look, or none', () => {
    fc.assert(
      fc.property(anyLook, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (look, at, letter) => {
        const text = lookText(look);
        const index = at % text.length;
        fc.pre(text[index] !== letter);
        expect(parseLook(text.slice(0, index) + letter + text.slice(index + 1))).not.toEqual(look);
      }),
    );
  });
});

describe('one answer', () => {
  test.each(Object.values(settings).map(({ field }) => field))('changes %s and nothing else', (field: LookField) => {
    fc.assert(
      fc.property(anyLook, (look) => {
        for (const value of lookChoices[field]) {
          expect(withChoice(look, field, codeOf(value))).toEqual({ ...look, [field]: value });
        }
      }),
    );
  });

  test('that is not offered changes nothing', () => {
    for (const [field, code] of [
      ['textSize', '0'],
      ['textSize', '5'],
      ['textSize', '1.0'],
      ['textSize', ''],
      ['colours', 'red'],
      ['colours', 'toString'],
      ['isCalm', 'true'],
      ['language', 'LV'],
      ['language', 'xx'],
    ] as const) {
      expect(withChoice(plainLook, field, code), `${field} ${code}`).toBeNull();
    }
  });

  test('to every question there is, each asked on one screen', () => {
    expect(
      Object.values(settings)
        .map(({ field }) => field)
        .sort(),
    ).toEqual(Object.keys(lookChoices).sort());
  });
});

test('a look is carried by classes', () => {
  expect(lookClasses(plainLook).filter(Boolean)).toEqual(['look', 'text-1', 'spacing-1', 'colours-device']);
  const most = { ...plainLook, textSize: 4, spacing: 3, colours: 'yellow' } as const;
  expect(lookClasses({ ...most, isSimple: true, hasBigPictures: true, isCalm: true })).toEqual([
    'look',
    'text-4',
    'spacing-3',
    'colours-yellow',
    'has-big-pictures',
    'is-simple',
    'is-calm',
  ]);
});
