import { describe, expect, test } from 'vitest';
import {
  type Request,
  type RequestEvent,
  type RequestView,
  readStepForm,
  type StatusKey,
  statusKey,
  viewRequest,
} from '../../../../src/features/requests/index.ts';
import { noNotes } from '../../../../src/features/requests/understanding.ts';
import { viewStory } from '../../../../src/features/requests/view.ts';

const today = Temporal.PlainDate.from('2026-11-23');
const sent: Request = {
  id: 7,
  participantId: 1,
  flow: 'visit',
  status: 'sent',
  kind: 'cannot_come',
  visitId: 3,
  isPrivate: false,
  answers: {},
  ownWords: null,
  notes: noNotes,
  asAsked: [],
  startedAt: '2026-11-23T06:00:00.000Z',
  startedBy: 1,
  sentAt: '2026-11-23T06:30:00.000Z',
  promisedOn: '2026-11-30',
  answer: null,
  answerText: null,
  answeredAt: null,
  carriedOutAt: null,
  disagreedAt: null,
};
const event = (kind: RequestEvent['kind'], note: string | null = null): RequestEvent => ({
  kind,
  note,
  at: '2026-11-23T06:30:00.000Z',
  byPersonId: 2,
  byFirstName: 'Dina',
  byGender: 'female',
});

const AT = '2026-11-24T07:00:00.000Z';
const said = { disagreedAt: AT };
const done = { carriedOutAt: AT };

/** What the screen says of it, and what the person can do: withdraw, disagree, complain elsewhere. */
const none = { canBeWithdrawn: false, canDisagree: false, canComplain: false };
test.each<[Partial<Request>, StatusKey, Partial<RequestView>]>([
  [{ status: 'draft' }, 'draft', { ...none, isOpen: false, canBeWithdrawn: true }],
  [{ status: 'sent' }, 'sent', { ...none, isOpen: true, canBeWithdrawn: true }],
  [{ status: 'read' }, 'read', { ...none, isOpen: true, canBeWithdrawn: true }],
  [{ status: 'talking' }, 'talking', { ...none, isOpen: true, canBeWithdrawn: true }],
  [
    { status: 'agreed', answer: 'yes' },
    'yes',
    { ...none, isOpen: false, isPromised: true, isCarriedOut: false, canBeWithdrawn: true, canDisagree: true },
  ],
  [
    { status: 'agreed', answer: 'partly' },
    'partly',
    { ...none, isOpen: false, isPromised: true, canBeWithdrawn: true, canDisagree: true },
  ],
  [
    { status: 'carried_out', answer: 'yes', ...done },
    'yes',
    { ...none, isOpen: false, isPromised: false, isCarriedOut: true, canDisagree: true },
  ],
  [{ status: 'carried_out', answer: 'partly', ...done }, 'partly', { ...none, isOpen: false, canDisagree: true }],
  [{ status: 'refused', answer: 'no' }, 'no', { ...none, isOpen: false, canDisagree: true }],
  [{ status: 'reopened', answer: 'no', ...said }, 'reopened', { ...none, isOpen: true, canBeWithdrawn: true }],
  // The call has been made: nobody waits for it any more.
  [{ status: 'talking', answer: 'no', ...said }, 'talked', { ...none, isOpen: true, canBeWithdrawn: true }],
  // What was done cannot be taken back, not even after it was opened again.
  [{ status: 'reopened', answer: 'yes', ...said, ...done }, 'reopened', { ...none, isOpen: true }],
  [{ status: 'refused', answer: 'no', ...said }, 'no', { ...none, isOpen: false, canComplain: true }],
  [{ status: 'carried_out', answer: 'yes', ...said, ...done }, 'yes', { ...none, isOpen: false, canComplain: true }],
  [
    { status: 'agreed', answer: 'yes', ...said },
    'yes',
    { ...none, isOpen: false, canBeWithdrawn: true, canComplain: true },
  ],
  [{ status: 'withdrawn' }, 'withdrawn', { ...none, isOpen: false }],
  [{ status: 'withdrawn', answer: 'no', ...said }, 'withdrawn', { ...none, isOpen: false }],
])('%j is shown as %s', (of, key, expected) => {
  const request = { ...sent, ...of };
  expect(statusKey(request)).toBe(key);
  expect(viewRequest(request, today)).toMatchObject({ status: key, ...expected });
});

test('a request past its promise is overdue', () => {
  expect(viewRequest(sent, Temporal.PlainDate.from('2026-11-30')).isOverdue).toBe(false);
  expect(viewRequest(sent, Temporal.PlainDate.from('2026-12-01')).isOverdue).toBe(true);
});

describe('the story', () => {
  test('of an open request ends with waiting', () => {
    const story = viewStory(sent, [event('started'), event('sent')]);
    expect(story.map(({ key, at }) => [key, at])).toEqual([
      ['started', '2026-11-23T06:30:00.000Z'],
      ['sent', '2026-11-23T06:30:00.000Z'],
      ['waiting', null],
    ]);
  });

  test('of a draft, of one taken back, of a refused and of a done one does not wait', () => {
    for (const status of ['draft', 'withdrawn', 'refused', 'carried_out'] as const) {
      expect(viewStory({ ...sent, status }, [event('started')]).map(({ key }) => key)).toEqual(['started']);
    }
  });

  test('of what is promised and not done, and of one opened again, still waits', () => {
    for (const status of ['agreed', 'reopened', 'talking', 'read'] as const) {
      expect(viewStory({ ...sent, status }, [event('started')]).at(-1)).toMatchObject({ key: 'waiting', at: null });
    }
  });

  test('keeps to itself what was not said to the person', () => {
    const story = viewStory(sent, [event('sent', 'x'), event('read', 'x'), event('disagreed', 'x')]);
    expect(story.map(({ note }) => note)).toEqual([null, null, null, null]);
  });

  test('a talk before "I do not agree" is wished for, after it there was one', () => {
    const talks = [event('talking', 'Zvanīšu.'), event('no'), event('disagreed'), event('talking', 'Mēs runājām.')];
    expect(viewStory(sent, talks).map(({ key, note }) => [key, note])).toEqual([
      ['talking', 'Zvanīšu.'],
      ['no', null],
      ['disagreed', null],
      ['talked', 'Mēs runājām.'],
      ['waiting', null],
    ]);
  });

  test('says the answer itself, and the words that were for the person', () => {
    const answered = { ...sent, status: 'refused', answer: 'no' } as const;
    const story = viewStory(answered, [
      event('explained', 'Labi.'),
      event('talking', 'Zvanīšu.'),
      event('partly', 'Tikai rīt.'),
      event('no', 'Nevar.'),
      event('carried_out', 'Gatavs.'),
    ]);
    expect(story.map(({ key, note }) => [key, note])).toEqual([
      ['explained', 'Labi.'],
      ['talking', 'Zvanīšu.'],
      ['partly', 'Tikai rīt.'],
      ['no', 'Nevar.'],
      ['carried_out', 'Gatavs.'],
    ]);
  });
});

describe('what a question’s form says', () => {
  const form = (fields: Record<string, string>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return readStepForm(data);
  };

  test.each([
    [{ choice: 'alone' }, { way: 'answer', choice: 'alone' }],
    [{}, { way: 'answer', choice: null }],
    [{ choice: '' }, { way: 'answer', choice: null }],
    [{ way: 'unknown' }, { way: 'answer', choice: 'unknown' }],
    [
      { way: 'unknown', choice: 'alone' },
      { way: 'answer', choice: 'unknown' },
    ],
    [
      { way: 'later', choice: 'alone' },
      { way: 'later', choice: null },
    ],
    [{ way: 'help' }, { way: 'help', choice: null }],
    [
      { way: 'elsewhere', choice: 'alone' },
      { way: 'answer', choice: 'alone' },
    ],
  ])('%j', (fields, meaning) => {
    expect(form(fields)).toEqual(meaning);
  });

  test('a file is no answer', () => {
    const data = new FormData();
    data.set('choice', new File(['x'], 'x.txt'));
    expect(readStepForm(data)).toEqual({ way: 'answer', choice: null });
  });
});
