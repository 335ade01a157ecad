import { describe, expect, test } from 'vitest';
import { latvian as t } from '../../../../src/core/text/text.ts';

const units = ['time', 'hour', 'day', 'ride'] as const;
type Forms = readonly [time: string, hour: string, day: string, ride: string];

/** Latvian counts in three: 0, 10 to 20 and whole tens; 1, 21, 31, 101; and the others. */
const counted: readonly (readonly [count: number, forms: Forms])[] = [
  [0, ['0 reižu', '0 stundu', '0 dienu', '0 braucienu']],
  [1, ['1 reize', '1 stunda', '1 diena', '1 brauciens']],
  [2, ['2 reizes', '2 stundas', '2 dienas', '2 braucieni']],
  [9, ['9 reizes', '9 stundas', '9 dienas', '9 braucieni']],
  [10, ['10 reižu', '10 stundu', '10 dienu', '10 braucienu']],
  [11, ['11 reižu', '11 stundu', '11 dienu', '11 braucienu']],
  [19, ['19 reižu', '19 stundu', '19 dienu', '19 braucienu']],
  [20, ['20 reižu', '20 stundu', '20 dienu', '20 braucienu']],
  [21, ['21 reize', '21 stunda', '21 diena', '21 brauciens']],
  [22, ['22 reizes', '22 stundas', '22 dienas', '22 braucieni']],
  [31, ['31 reize', '31 stunda', '31 diena', '31 brauciens']],
  [101, ['101 reize', '101 stunda', '101 diena', '101 brauciens']],
  [111, ['111 reižu', '111 stundu', '111 dienu', '111 braucienu']],
];

describe('counting in Latvian', () => {
  test.each(counted)('%i', (count, forms) => {
    expect(units.map((unit) => t(`money:number.${unit}`, { count }))).toEqual(forms);
    expect(units.map((unit) => t(`money:have.${unit}`, { count }))).toEqual(forms.map((form) => `Man vēl ir ${form}`));
    expect(units.map((unit) => t(`money:familyHas.${unit}`, { count }))).toEqual(
      forms.map((form) => `Ģimenei vēl ir ${form}`),
    );
  });
});

test('forms by gender', () => {
  expect(t('requests:help.alone', { context: 'male' })).toBe('Es izlemju pats');
  expect(t('requests:help.alone', { context: 'female' })).toBe('Es izlemju pati');
});

test('names are put in as they are written', () => {
  expect(t('circle:callMe', { name: 'Ķirsons & Šmits' })).toBe('Lūgt, lai Ķirsons & Šmits man piezvana');
});

test('a text that is missing is a loud failure, not an empty screen', () => {
  const built: string = ['time', 'noSuchText'].join(':');
  expect(() => t(built as 'time:today')).toThrow('Missing text time:noSuchText');
});
