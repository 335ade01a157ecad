import { describe, expect, test } from 'vitest';
import {
  type Request,
  type RequestEvent,
  readStepForm,
  statusKey,
  viewRequest,
} from '../../../../src/features/requests/index.ts';
import { viewStory } from '../../../../src/features/requests/view.ts';

const today = Temporal.PlainDate.from('2026-11-23');
const sent: Request = {
  id: 7,
  participantId: 1,
  status: 'sent',
  kind: 'cannot_come',
  visitId: 3,
  answers: {},
  asAsked: [],
  startedAt: '2026-11-23T06:00:00.000Z',
  sentAt: '2026-11-23T06:30:00.000Z',
  promisedOn: '2026-11-30',
  answer: null,
  answerText: null,
  answeredAt: null,
};
const event = (kind: RequestEvent['kind'], note: string | null = null): RequestEvent => ({
  kind,
  note,
  at: '2026-11-23T06:30:00.000Z',
  byPersonId: 2,
  byFirstName: 'Dina',
});

test.each([
  [{ status: 'draft', answer: null }, 'draft', false],
  [{ status: 'sent', answer: null }, 'sent', true],
  [{ status: 'read', answer: null }, 'read', true],
  [{ status: 'talking', answer: null }, 'talking', true],
  [{ status: 'answered', answer: 'yes' }, 'yes', false],
  [{ status: 'answered', answer: 'no' }, 'no', false],
  [{ status: 'withdrawn', answer: null }, 'withdrawn', false],
] as const)('%j is shown as %s', (of, key, isOpen) => {
  expect(statusKey(of)).toBe(key);
  expect(viewRequest({ ...sent, ...of }, today)).toMatchObject({ status: key, isOpen, canBeWithdrawn: isOpen });
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

  test('of a draft, of one taken back and of an answered one does not wait', () => {
    for (const status of ['draft', 'withdrawn', 'answered'] as const) {
      expect(viewStory({ ...sent, status }, [event('started')]).map(({ key }) => key)).toEqual(['started']);
    }
  });

  test('says the answer itself, and the words that were for the person', () => {
    const answered = { ...sent, status: 'answered', answer: 'no' } as const;
    const story = viewStory(answered, [
      event('explained', 'Labi.'),
      event('talking', 'Zvanīšu.'),
      event('answered', 'Nevar.'),
    ]);
    expect(story.map(({ key, note }) => [key, note])).toEqual([
      ['explained', 'Labi.'],
      ['talking', 'Zvanīšu.'],
      ['no', 'Nevar.'],
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
