import { describe, expect, test } from 'vitest';
import { LONGEST_ANSWER, lengthOf, parseAnswerForm, proposedTime } from '../../../../src/features/desk/index.ts';
import { busyTimes, endTimeFor, findConflict } from '../../../../src/features/desk/rules.ts';
import type { Visit } from '../../../../src/features/visits/index.ts';

describe('the desk’s form', () => {
  test('yes, with a new time', () => {
    const fields = { intent: 'yes', day: '2026-11-26', time: '13:00', text: '  Labi. ' };
    expect(parseAnswerForm(fields)).toEqual({
      form: { intent: 'yes', day: '2026-11-26', time: '13:00', text: 'Labi.' },
    });
  });

  test('yes to a cancellation has no time and needs no words', () => {
    expect(parseAnswerForm({ intent: 'yes', day: '', time: '', text: '' })).toEqual({
      form: { intent: 'yes', text: '' },
    });
  });

  test('no and talk leave a time that was typed aside', () => {
    const fields = { day: '2026-11-26', time: '13:00', text: 'Zvanīšu.' };
    expect(parseAnswerForm({ ...fields, intent: 'no' })).toEqual({ form: { intent: 'no', text: 'Zvanīšu.' } });
    expect(parseAnswerForm({ ...fields, intent: 'talk' })).toEqual({ form: { intent: 'talk', text: 'Zvanīšu.' } });
  });

  test.each([
    ['nothing', {}, 'intent', 'no_answer'],
    ['an answer that is none', { intent: 'maybe', text: 'x' }, 'intent', 'no_answer'],
    ['rule 6: no without a reason', { intent: 'no', text: '' }, 'text', 'no_reason'],
    ['rule 6: no with a reason of blanks', { intent: 'no', text: ' \n ' }, 'text', 'no_reason'],
    ['talk without words', { intent: 'talk' }, 'text', 'no_words'],
    ['a day that does not exist', { intent: 'yes', day: '2027-02-29', time: '13:00' }, 'day', 'no_day'],
    ['a day of another kind', { intent: 'yes', day: '26.11.2026', time: '13:00' }, 'day', 'no_day'],
    ['a time that does not exist', { intent: 'yes', day: '2026-11-26', time: '24:00' }, 'time', 'no_time'],
    ['a time with seconds', { intent: 'yes', day: '2026-11-26', time: '13:00:30' }, 'time', 'no_time'],
    ['a text that is too long', { intent: 'talk', text: 'x'.repeat(LONGEST_ANSWER + 1) }, 'text', 'too_long'],
  ])('%s', (_name, fields, field, reason) => {
    expect(parseAnswerForm(fields)).toEqual({ problems: [{ field, reason }] });
  });

  test('the longest text is taken', () => {
    expect(parseAnswerForm({ intent: 'talk', text: 'x'.repeat(LONGEST_ANSWER) })).toHaveProperty('form');
  });
});

test.each([
  ['09:00', '11:00'],
  ['00:00', '02:00'],
  ['21:59', '23:59'],
  ['22:00', null],
  ['23:30', null],
])('two hours from %s end at %s', (start, end) => {
  expect(endTimeFor({ startTime: '09:30', endTime: '11:30' }, start)).toBe(end);
});

test('a visit’s length in minutes', () => {
  expect(lengthOf({ startTime: '09:30', endTime: '10:15' })).toBe(45);
});

describe('what is in the way', () => {
  const visit = (id: number, fields: Partial<Visit> = {}): Visit => ({
    id,
    planId: 1,
    planServiceId: 1,
    planFromOn: '2026-08-03',
    planToOn: '2027-07-31',
    serviceCode: 'DEJ',
    serviceName: 'Deju nodarbība',
    serviceExplanation: 'Es dejoju.',
    audience: 'participant',
    priceCents: 2_400,
    units: 1,
    heldOn: '2026-11-24',
    startTime: '09:00',
    endTime: '10:00',
    place: 'Zāle',
    address: null,
    videoUrl: null,
    status: 'planned',
    reason: null,
    movedFromOn: null,
    movedFromStart: null,
    movedFromEnd: null,
    providerFirstName: 'Arta',
    providerLastName: 'Upīte',
    providerPhone: null,
    providerOrganisation: null,
    ...fields,
  });

  test('the person’s other planned visits; not the moved one, not the family’s, not those that will not be', () => {
    const visits = [
      visit(1),
      visit(2),
      visit(3, { audience: 'family' }),
      visit(4, { status: 'cancelled' }),
      visit(5, { status: 'happened' }),
      visit(6, { status: 'did_not_happen' }),
    ];
    expect(busyTimes(visits, visit(1))).toEqual([
      { heldOn: '2026-11-24', startTime: '09:00', endTime: '10:00', name: 'Deju nodarbība' },
    ]);
  });

  test('only on the same day and at the same time', () => {
    const busy = busyTimes([visit(2)], visit(1));
    const at = (heldOn: string, startTime: string, endTime: string) =>
      findConflict(busy, { heldOn, startTime, endTime });
    expect(at('2026-11-24', '09:59', '10:59')?.name).toBe('Deju nodarbība');
    expect(at('2026-11-24', '10:00', '11:00')).toBeNull();
    expect(at('2026-11-25', '09:00', '10:00')).toBeNull();
  });
});

test.each([
  [
    { day: '2026-11-26', part: 'morning' },
    { day: '2026-11-26', time: '09:00' },
  ],
  [
    { day: '2026-11-26', part: 'day' },
    { day: '2026-11-26', time: '13:00' },
  ],
  [
    { day: null, part: 'evening' },
    { day: '', time: '17:00' },
  ],
  [
    { day: null, part: null },
    { day: '', time: '' },
  ],
] as const)('the wish %j is proposed as %j', (wish, proposal) => {
  expect(proposedTime(wish)).toEqual(proposal);
});
