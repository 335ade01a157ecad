import { describe, expect, test } from 'vitest';
import { comesOfAgeOn, isChild } from '../../../../src/core/access/policy.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('a child comes of age', () => {
  test.each([
    ['2008-11-24', '2026-11-24'],
    ['2008-02-29', '2026-03-01'],
    ['2008-02-28', '2026-02-28'],
    ['2008-03-01', '2026-03-01'],
    ['2010-02-28', '2028-02-28'],
    ['2010-12-31', '2028-12-31'],
    ['2008-01-01', '2026-01-01'],
  ])('born on %s: on %s', (bornOn, birthday) => {
    expect(comesOfAgeOn(day(bornOn)).toString()).toBe(birthday);
  });

  test('just when 18 whole years have passed, whatever the day', () => {
    for (let bornOn = day('2007-12-25'); bornOn.year < 2009; bornOn = bornOn.add({ days: 1 })) {
      const birthday = comesOfAgeOn(bornOn);
      const participant = { id: 1, municipalityId: 1, bornOn };
      const years = (today: Temporal.PlainDate) => bornOn.until(today, { largestUnit: 'years' }).years;
      for (const days of [-1, 0, 1]) {
        const today = birthday.add({ days });
        expect(isChild({ participant, today }), `${bornOn} ${today}`).toBe(years(today) < 18);
      }
    }
  });
});
