import { describe, expect, test } from 'vitest';
import type { LinkKind } from '../../../../../src/core/access/policy.ts';
import { endProblem, LONGEST_PAPER, readGuardianship } from '../../../../../src/features/circle/care/rules.ts';
import { referenceDay as today } from '../../../../support/clock.ts';

describe('what a court decided', () => {
  const typed = { areas: ['care', 'finances'], paper: ' C-7/2026 ', paperOn: '2026-11-23', toOn: '2026-11-23' };
  const read = (changed: Partial<typeof typed> = {}) => {
    const result = readGuardianship({ ...typed, ...changed }, today);
    return 'problems' in result
      ? result.problems.map(({ field, reason }) => `${field} ${reason}`)
      : result.guardianship;
  };

  test('is kept as it was typed, the areas in the court’s order; of today, and until today, are days like others', () => {
    expect(read()).toEqual({
      areas: ['finances', 'care'],
      courtPaper: 'C-7/2026',
      courtPaperOn: '2026-11-23',
      toOn: '2026-11-23',
    });
    expect(read({ toOn: '' })).toMatchObject({ toOn: null });
    expect(read({ paper: 'x'.repeat(LONGEST_PAPER) })).toMatchObject({ courtPaper: 'x'.repeat(LONGEST_PAPER) });
  });

  test.each([
    ['no area', { areas: [] }, ['areas no_areas']],
    ['an area that there is not', { areas: ['travel'] }, ['areas no_areas']],
    ['no number', { paper: '  ' }, ['paper no_paper']],
    ['too long a number', { paper: 'x'.repeat(LONGEST_PAPER + 1) }, ['paper no_paper']],
    ['no day', { paperOn: '' }, ['paperOn paper_day']],
    ['a day that there is not', { paperOn: '2026-02-30' }, ['paperOn paper_day']],
    ['a paper of tomorrow', { paperOn: '2026-11-24' }, ['paperOn paper_day']],
    ['an end that is over', { toOn: '2026-11-22' }, ['toOn end_day']],
    ['an end that is no day', { toOn: '31.12.2026' }, ['toOn end_day']],
    ['several things', { paper: '', toOn: 'x' }, ['paper no_paper', 'toOn end_day']],
  ])('%s is told', (_name, changed, problems) => {
    expect(read(changed)).toEqual(problems);
  });
});

describe('whether a link can end on a day', () => {
  const link = (kind: LinkKind, fromOn = '2026-08-01', toOn: string | null = null, id = 1) => ({
    id,
    kind,
    fromOn,
    toOn,
  });
  const problem = (one: ReturnType<typeof link>, lastDay: string | null, ...others: ReturnType<typeof link>[]) =>
    endProblem(one, lastDay, [one, ...others], today)?.reason ?? null;

  test.each([
    ['today', link('family'), '2026-11-23', null],
    ['later', link('family'), '2027-11-23', null],
    ['at once', link('family'), '2026-11-22', null],
    ['at once, and it began today', link('family', '2026-11-23'), '2026-11-22', null],
    ['the day before yesterday', link('family'), '2026-11-21', 'last_day'],
    ['no day', link('family'), null, 'last_day'],
    ['before it begins', link('family', '2026-12-24'), '2026-12-23', 'last_day'],
    ['on the day it begins', link('family', '2026-12-24'), '2026-12-24', null],
    ['on the day it ends anyway', link('family', '2026-08-01', '2026-12-31'), '2026-12-31', null],
    ['after the day it ends', link('family', '2026-08-01', '2026-12-31'), '2027-01-01', 'last_day'],
  ])('%s', (_name, one, lastDay, reason) => {
    expect(problem(one, lastDay)).toBe(reason);
  });

  test.each([
    ['nobody', [], 'last_worker'],
    ['a relative', [link('family', '2026-08-01', null, 2)], 'last_worker'],
    ['another without an end', [link('social_worker', '2026-08-01', null, 2)], null],
    ['another who begins on the last day', [link('social_worker', '2026-11-23', null, 2)], null],
    ['another who begins only after it', [link('social_worker', '2026-11-24', null, 2)], 'last_worker'],
    ['another who ends on the same day', [link('social_worker', '2026-08-01', '2026-11-23', 2)], 'last_worker'],
    ['another who ends a day later', [link('social_worker', '2026-08-01', '2026-11-24', 2)], null],
  ] as const)('a worker is followed by %s', (_name, others, reason) => {
    expect(problem(link('social_worker'), '2026-11-23', ...others)).toBe(reason);
  });
});
