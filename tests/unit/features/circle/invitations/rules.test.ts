import { describe, expect, test } from 'vitest';
import { LONGEST_NAME, readNewcomer } from '../../../../../src/features/circle/invitations/rules.ts';

describe('who somebody new is', () => {
  const typed = { firstName: ' Zane ', lastName: ' Ozola ', gender: 'female' };
  const problems = (changed: Partial<typeof typed>) => {
    const read = readNewcomer({ ...typed, ...changed });
    return 'problems' in read ? read.problems.map(({ field, reason }) => `${field} ${reason}`) : [];
  };

  test('is kept without the spaces round the names', () => {
    expect(readNewcomer(typed)).toEqual({ newcomer: { firstName: 'Zane', lastName: 'Ozola', gender: 'female' } });
    expect(problems({ firstName: 'x'.repeat(LONGEST_NAME), lastName: 'x'.repeat(LONGEST_NAME) })).toEqual([]);
  });

  test.each([
    ['no first name', { firstName: ' ' }, ['firstName no_first_name']],
    ['too long a first name', { firstName: 'x'.repeat(LONGEST_NAME + 1) }, ['firstName no_first_name']],
    ['no last name', { lastName: '' }, ['lastName no_last_name']],
    ['too long a last name', { lastName: 'x'.repeat(LONGEST_NAME + 1) }, ['lastName no_last_name']],
    ['no gender', { gender: '' }, ['gender no_gender']],
    [
      'all of it',
      { firstName: '', lastName: '', gender: 'x' },
      ['firstName no_first_name', 'lastName no_last_name', 'gender no_gender'],
    ],
  ])('%s is told', (_name, changed, expected) => {
    expect(problems(changed)).toEqual(expected);
  });
});
