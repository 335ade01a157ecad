import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { person } from '../../../../db/schema.ts';
import type { Answers } from '../../../../src/core/flow/flow.ts';
import { latvian as t } from '../../../../src/core/text/text.ts';
import { choicesOf, questionText, summarize } from '../../../../src/features/requests/words.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf } from '../../../support/people.ts';
import { tabletOf } from './a-request.ts';

let db: Database;
let tablet: ReturnType<typeof tabletOf>;

beforeEach(() => {
  db = pilotDatabase();
  tablet = tabletOf({ db, clock: movableClock() }, actorOf(db, 'D05'));
});

function workerIs(gender: 'female' | 'male'): void {
  db.update(person).set({ gender }).where(eq(person.number, 'P01')).run();
}

test.each([
  [
    'female',
    'Tikai sociālā darbiniece',
    'Mana sociālā darbiniece',
    'Man atbildēs sociālā darbiniece.',
    'Mana sociālā darbiniece to nelasa.\nMana atbalsta persona to nelasa.',
  ],
  [
    'male',
    'Tikai sociālais darbinieks',
    'Mans sociālais darbinieks',
    'Man atbildēs sociālais darbinieks.',
    'Mans sociālais darbinieks to nelasa.\nMana atbalsta persona to nelasa.',
  ],
] as const)('a %s worker is called so', (gender, only, mine, answers, notRead) => {
  workerIs(gender);
  const seen = tablet.surroundings();
  expect(choicesOf(t, 'person', 'person_reader', {}, seen)[0]).toMatchObject({ value: 'worker', label: only });
  expect(choicesOf(t, 'wrong', 'reader', {}, seen)).toMatchObject([
    { value: 'worker', label: mine, text: answers },
    { value: 'head', text: notRead },
  ]);
});

test.each([
  ['dream', 'Par ko ir mans jaunais sapnis?'],
  ['goal', 'Par ko ir mans jaunais mērķis?'],
  ['new_goal', 'Par ko ir mans jaunais mērķis?'],
])('what is changed in the plan is asked about by its name: %s', (goal_what, question) => {
  const answers: Answers = { goal_what, goal: '0', theme: 'music', help: 'alone' };
  expect(questionText(t, 'theme', answers)).toBe(question);
  expect(summarize(t, 'goal', answers, tablet.surroundings()).map((row) => row.question)).toContain(question);
});
