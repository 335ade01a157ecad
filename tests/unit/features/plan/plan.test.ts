import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { plan } from '../../../../db/schema.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import { findGoals, findPlan, findPlanServices, sentences, viewPlan } from '../../../../src/features/plan/index.ts';
import { choosePlan, planState } from '../../../../src/features/plan/rules.ts';
import { referenceClock, referenceDay as today } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf } from '../../../support/people.ts';

const date = (text: string) => Temporal.PlainDate.from(text);

describe('whether a plan holds', () => {
  test.each([
    ['2026-08-02', 'upcoming'],
    ['2026-08-03', 'current'],
    ['2026-11-23', 'current'],
    ['2027-07-31', 'current'],
    ['2027-08-01', 'ended'],
  ])('%s', (day, state) => {
    expect(planState({ fromOn: '2026-08-03', toOn: '2027-07-31' }, date(day))).toBe(state);
  });
});

describe('which plan is shown', () => {
  const past = { name: 'past', fromOn: '2025-08-01', toOn: '2026-07-31' };
  const longAgo = { name: 'long ago', fromOn: '2024-08-01', toOn: '2025-07-31' };
  const now = { name: 'now', fromOn: '2026-08-01', toOn: '2027-07-31' };
  const newer = { name: 'newer version', fromOn: '2026-08-01', toOn: '2027-07-31' };
  const next = { name: 'next', fromOn: '2027-08-01', toOn: '2028-07-31' };
  const later = { name: 'later', fromOn: '2028-08-01', toOn: '2029-07-31' };

  test.each([
    ['the current one', [longAgo, past, now, next, later], 'now'],
    ['of two current ones the first given', [newer, now], 'newer version'],
    ['without a current one the next to begin', [past, later, next], 'next'],
    ['without those the last that ended', [longAgo, past], 'past'],
  ])('%s', (_name, plans, name) => {
    expect(choosePlan(plans, today)?.name).toBe(name);
    expect(choosePlan(plans.slice(0, 1).concat(plans.slice(1).reverse()), today)?.name).toBe(name);
  });

  test('none when there never was one', () => {
    expect(choosePlan([], today)).toBeNull();
  });
});

describe('the plan of the pilot', () => {
  let db: Database;
  beforeEach(() => {
    db = pilotDatabase();
  });
  const view = (number: string) => {
    const actor = actorOf(db, number);
    const grant = authorize({ db, clock: referenceClock }, actor, 'plan.read', actor.personId);
    const found = findPlan(db, grant, today);
    return found === null
      ? null
      : viewPlan(found, findGoals(db, grant, found), findPlanServices(db, grant, found), today);
  };

  test('Māris: his dream, his goals with what is done, and who helps', () => {
    expect(view('D05')).toMatchObject({
      dream: 'Es gribu kļūt par dīdžeju.',
      state: 'current',
      fromOn: '2026-08-03',
      toOn: '2027-07-31',
      goals: [
        {
          text: 'Es kļūstu par dīdžeju.',
          steps: [
            { text: 'Es mācos lietot pulti.', isDone: true },
            { text: 'Es spēlēju mūziku draugiem.', isDone: false },
            { text: 'Es spēlēju mūziku svētkos.', isDone: false },
          ],
        },
        {
          text: 'Es strādāju.',
          steps: [
            { text: 'Es satieku palīgu darbā.', isDone: true },
            { text: 'Es strādāju 2 dienas nedēļā.', isDone: false },
          ],
        },
      ],
      services: [
        {
          name: 'Atbalsta persona',
          providerName: 'Juris Lācis',
          organisation: 'Biedrība “Blakus”',
          isForFamily: false,
        },
        { name: 'Mūzikas nodarbība', providerName: 'Kristīne Jansone' },
        { name: 'Palīgs darbā', providerName: 'Normunds Kārkliņš' },
        { name: 'Asistents', providerName: 'Baiba Strazdiņa' },
      ],
    });
  });

  test('Ilze: what is for her family comes after her own', () => {
    const services = view('D02')?.services ?? [];
    expect(services.map(({ isForFamily }) => isForFamily)).toEqual(
      services.map(({ isForFamily }) => isForFamily).sort(),
    );
    expect(services.at(-1)).toMatchObject({ name: 'Atbalsta grupa ģimenei', isForFamily: true });
    expect(services[0]?.isForFamily).toBe(false);
  });

  test('rule 3: a grant reads only its own person’s plan', () => {
    const maris = actorOf(db, 'D05');
    const grant = authorize({ db, clock: referenceClock }, maris, 'plan.read', maris.personId);
    const ofIlze = db
      .select()
      .from(plan)
      .all()
      .find(({ number }) => number === 'PL-D02');
    if (ofIlze === undefined) throw new Error('The pilot has no PL-D02.');
    expect(findGoals(db, grant, ofIlze)).toEqual([]);
    expect(findPlanServices(db, grant, ofIlze)).toEqual([]);
  });
});

test.each([
  ['Viens teikums.', ['Viens teikums.']],
  ['Atbalsta persona palīdz. Izlemju es.', ['Atbalsta persona palīdz.', 'Izlemju es.']],
  ['Kas tas ir?  Tā ir deja!', ['Kas tas ir?', 'Tā ir deja!']],
  ['Bez punkta', ['Bez punkta']],
  ['', []],
])('one sentence a line: %j', (text, lines) => {
  expect(sentences(text)).toEqual(lines);
});
