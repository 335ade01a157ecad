import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../../../src/core/access/actor.ts';
import { authorize } from '../../../../../src/core/access/grant.ts';
import { moneyEffectOf, previewOf } from '../../../../../src/features/requests/index.ts';
import { movableClock } from '../../../../support/clock.ts';
import { pilotDatabase } from '../../../../support/database.ts';
import { actorOf } from '../../../../support/people.ts';
import { tabletOf } from '../a-request.ts';
import { moneyWish } from './a-guardian.ts';

let app: { db: ReturnType<typeof pilotDatabase>; clock: ReturnType<typeof movableClock> };
let andris: Actor;
let tablet: ReturnType<typeof tabletOf>;
const effectOf = (answers: Readonly<Record<string, string>>) => {
  const grant = authorize(app, actorOf(app.db, 'P08'), 'confirm.finances', andris.personId);
  return moneyEffectOf(app, grant, { flow: 'money', answers });
};

beforeEach(() => {
  app = { db: pilotDatabase(), clock: movableClock() };
  andris = actorOf(app.db, 'D03');
  tablet = tabletOf(app, andris);
});

test('the guardian sees the sums that the person saw before sending', () => {
  const answers = moneyWish(tablet);
  const seen = previewOf(app, { flow: 'money', answers }, tablet.surroundings());
  expect(seen?.services).toHaveLength(2);
  expect(effectOf(answers)).toEqual(seen);
});

test('nothing, where it is not known how much', () => {
  expect(effectOf({ ...moneyWish(tablet), units: 'unknown' })).toBeNull();
});
