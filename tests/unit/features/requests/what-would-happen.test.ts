import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import type { Answers } from '../../../../src/core/flow/flow.ts';
import { standingClock } from '../../../../src/core/time/clock.ts';
import type { NowThen, PlanState, VisitState } from '../../../../src/features/changes/index.ts';
import { flows, kindOf } from '../../../../src/features/requests/flows.ts';
import {
  gatherFacts,
  previewOf,
  proposalFacts,
  proposedEffects,
  type RequestFlow,
  type Surroundings,
} from '../../../../src/features/requests/index.ts';
import { referenceClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, visitOf } from '../../../support/people.ts';

/**
 * "Kas notiks?" on the pilot's plans, on Monday, 23 November 2026, worked out by hand from the pilot's files. Money in cents.
 *
 * D05 has 6360.00. Hours of the support person (ATB) at 12.50: 104, used 30, booked 26 in 13 visits, left 48. Music (MUZ) at
 * 30.00: 52, 13, 12 in 12, left 27. Help at work (DAR) at 13.00: 156, 42, 42 in 14, left 72. Assistant (ASI) at 8.60: 104, 26,
 * 26 in 13, left 52. Assigned 5782.40, so 577.60 is free; used and booked 2989.20, so 3370.80 is left.
 *
 * D03 has 1620.00 until 20 December. ATB: 20, 16, 4 in 2, left 0. Group (GRP) at 12.00: 20, 13, 4 in 4, left 3. Help at home
 * (APM) at 9.20: 80, 60, 14 in 7, left 6. Speech therapy (LOG) at 25.00: 10, 8, 2 in 2, left 0. Assigned 1476.00, so 144.00 is
 * free; used and booked 1384.80, so 235.20 is left.
 *
 * D01 has 7040.00. ATB: 104, used 26, booked 28, left 50. Day centre (DAC) at 24.80: 104, 29, 28 on Thursdays and Fridays, left
 * 47. Exercises (FIZ) at 28.00: 26, 8, 7, left 11. ASI: 156, 45, 42, left 69. For the family (PSF) at 35.00: 13, 4, 3, left 6.
 * Assigned 6403.80, so 636.20 is free.
 */
const D05_LEFT = 337_080;
const D05_FREE = 57_760;
const D03_LEFT = 23_520;
const D03_FREE = 14_400;

let db: Database;
let clock = referenceClock;
let seen: Surroundings;
let state: PlanState;
beforeAll(() => {
  db = pilotDatabase();
});

/** Everything that the participant with this number, or a relative of theirs, would see. */
function look(number: string, by = number, at = referenceClock): void {
  clock = at;
  const app = { db, clock };
  const participantId = actorOf(db, number).personId;
  const actor = actorOf(db, by);
  const ability = by === number ? 'request.write' : 'own.request';
  const circle = authorize(app, actor, 'circle.read', participantId);
  seen = gatherFacts(app, authorize(app, actor, ability, participantId), circle);
  if (seen.state === null) throw new Error(`${number} has no plan.`);
  state = seen.state;
}

function happens(flow: RequestFlow, answers: Answers): NowThen {
  const view = previewOf({ clock }, { flow, answers }, seen);
  if (view === null) throw new Error('Nothing to show.');
  return view;
}

/** What a request would mean in another state than the pilot's. */
const proposed = (flow: RequestFlow, answers: Answers, changed: readonly VisitState[]) =>
  proposedEffects(flow, answers, { ...state, visits: changed }, proposalFacts({ clock }, seen));

const inPlan = (code: string) => String(state.services.find((service) => service.code === code)?.id);
const inCatalogue = (code: string) => String(seen.catalogue.find((service) => service.code === code)?.id);
const idOf = (visitNumber: string) => String(visitOf(db, visitNumber).id);

/** "Wed 25 09:30 Mūzikas nodarbība", with a star where it differs from the other week. */
const told = (week: readonly { heldOn: string; startTime: string; name: string; isDifferent: boolean }[] | undefined) =>
  week?.map(
    ({ heldOn, startTime, name, isDifferent }) => `${heldOn.slice(5)} ${startTime} ${name}${isDifferent ? ' *' : ''}`,
  );

/** Of each service that differs: visits that stand, units and cents left, now and then. */
const sums = ({ services }: NowThen) =>
  Object.fromEntries(
    services.map(({ name, before, after }) => [
      name,
      [
        before && [before.plannedCount, before.leftUnits, before.leftCents],
        [after.plannedCount, after.leftUnits, after.leftCents],
      ],
    ]),
  );

describe('a visit', () => {
  test('that is called off gives its two hours back', () => {
    look('D05');
    const view = happens('visit', { visit: idOf('V0503'), what: 'cannot_come', help: 'alone' });
    // 2 hours at 12.50.
    expect(sums(view)).toEqual({
      'Atbalsta persona': [
        [13, 48, 60_000],
        [12, 50, 62_500],
      ],
    });
    expect(view).toMatchObject({
      free: null,
      total: { beforeCents: D05_LEFT, afterCents: D05_LEFT + 2500 },
      isSame: false,
      problems: [],
      shortage: null,
    });
    expect(view.week).toMatchObject({ from: '2026-11-23', to: '2026-11-29' });
    expect(told(view.week?.before)).toEqual([
      '11-24 09:30 Atbalsta persona *',
      '11-24 13:30 Asistents',
      '11-25 09:30 Mūzikas nodarbība',
      '11-27 09:00 Palīgs darbā',
    ]);
    expect(told(view.week?.after)).toEqual([
      '11-24 13:30 Asistents',
      '11-25 09:30 Mūzikas nodarbība',
      '11-27 09:00 Palīgs darbā',
    ]);
  });

  test('that moves costs the same', () => {
    look('D05');
    const view = happens('visit', { visit: idOf('V0503'), what: 'another_time', day: '2026-11-26', part: 'day' });
    expect(view).toMatchObject({
      services: [],
      free: null,
      total: { beforeCents: D05_LEFT, afterCents: D05_LEFT },
      isSame: false,
      problems: [],
    });
    expect(told(view.week?.after)).toEqual([
      '11-24 13:30 Asistents',
      '11-25 09:30 Mūzikas nodarbība',
      '11-26 13:00 Atbalsta persona *',
      '11-27 09:00 Palīgs darbā',
    ]);
    expect(view.week?.after[2]?.endTime).toBe('15:00');
  });

  test('that would meet another is shown with what is in the way', () => {
    look('D05');
    // On Tuesday the assistant comes at 13:30.
    const view = happens('visit', { visit: idOf('V0503'), what: 'another_time', day: '2026-11-24', part: 'day' });
    expect(view.problems).toMatchObject([{ reason: 'busy', heldOn: '2026-11-24', name: 'Asistents' }]);
  });
});

test('away from 24 November to 2 December: seven visits fall away, and those who can come are as before', () => {
  look('D05');
  const view = happens('away', { away_from: '2026-11-24', away_until: '2026-12-02', away_why: 'ill', help: 'alone' });
  // 24.11.: ATB 2 h, ASI 2 h. 25.11.: MUZ. 27.11.: DAR 3 h. 1.12.: ATB 2 h, ASI 2 h. 2.12.: MUZ.
  expect(sums(view)).toEqual({
    'Atbalsta persona': [
      [13, 48, 60_000],
      [11, 52, 65_000],
    ],
    'Mūzikas nodarbība': [
      [12, 27, 81_000],
      [10, 29, 87_000],
    ],
    'Palīgs darbā': [
      [14, 72, 93_600],
      [13, 75, 97_500],
    ],
    Asistents: [
      [13, 52, 44_720],
      [11, 56, 48_160],
    ],
  });
  // 50.00 + 60.00 + 39.00 + 34.40
  expect(view.total.afterCents).toBe(D05_LEFT + 18_340);
  expect(view.free).toBeNull();
  expect(view.week?.after).toEqual([]);
});

describe('more often', () => {
  test('weekly to twice a week takes the three units that are left', () => {
    look('D03');
    const view = happens('often', { service: inPlan('GRP'), rhythm: 'twice_week', weekday: 'unknown', help: 'alone' });
    // Wednesdays at 9:00 on 2, 9 and 16 December, and a second one in each week: Wednesday has its own. Monday 30 November is
    // free at 9:00. On 7 December the support person comes at 9:30, so it is Tuesday. Monday 14 December is free.
    expect(sums(view)).toEqual({
      'Nodarbība grupā': [
        [4, 3, 3600],
        [7, 0, 0],
      ],
    });
    expect(view).toMatchObject({
      free: null,
      total: { beforeCents: D03_LEFT, afterCents: D03_LEFT - 3600 },
      problems: [],
      week: { from: '2026-11-30', to: '2026-12-06' },
    });
    expect(told(view.week?.after)).toEqual([
      '11-30 09:00 Nodarbība grupā *',
      '11-30 11:30 Palīdzība mājās',
      '12-02 09:00 Nodarbība grupā',
      '12-03 09:00 Palīdzība mājās',
    ]);
  });

  test('twice a week to three times: D01 comes to the day centre on Thursdays and Fridays', () => {
    look('D01');
    const view = happens('often', { service: inPlan('DAC'), rhythm: 'three_week', help: 'alone' });
    // 13 weeks from 30 November, as far as the last visit on 26 February: one more in each, 13 at 24.80.
    expect(sums(view)).toEqual({
      'Dienas centrs': [
        [28, 47, 116_560],
        [41, 34, 84_320],
      ],
    });
    expect(view).toMatchObject({ free: null, problems: [], week: { from: '2026-11-30', to: '2026-12-06' } });
    expect(told(view.week?.after)?.[0]).toBe('11-30 09:00 Dienas centrs *');
  });

  test('naudas nepietiek: every working day is too much, three times a week is not', () => {
    look('D03');
    const view = happens('often', { service: inPlan('LOG'), rhythm: 'workdays', help: 'alone' });
    // At 11:00 every Monday is taken. New are Tuesday to Friday, 1 to 4 December, and 8, 9 and 11 December beside the 10th: 7 at
    // 25.00 are 175.00, and 144.00 are free. Three times a week are 3 and 2 new ones: 125.00.
    expect(view.shortage).toMatchObject({
      missingCents: 3100,
      reach: 'each',
      rhythm: 'three_week',
      instead: [
        { name: 'Nodarbība grupā', units: 3, cents: 3600 },
        { name: 'Palīdzība mājās', units: 4, cents: 3680 },
      ],
    });
  });

  test('where nothing is left of the service, what is free of the plan pays', () => {
    look('D03');
    const view = happens('often', { service: inPlan('LOG'), rhythm: 'weekly', weekday: 'unknown', help: 'alone' });
    // The last that is planned is on 10 December; new is the Thursday before it, 3 December: 1 at 25.00.
    expect(sums(view)).toEqual({
      'Nodarbība ar logopēdu': [
        [2, 0, 0],
        [3, 0, 0],
      ],
    });
    expect(view).toMatchObject({
      free: { beforeCents: D03_FREE, afterCents: D03_FREE - 2500 },
      total: { beforeCents: D03_LEFT, afterCents: D03_LEFT - 2500 },
      problems: [],
    });
  });

  test('on the wished day of the week', () => {
    look('D03');
    const view = happens('often', { service: inPlan('LOG'), rhythm: 'weekly', weekday: '5', help: 'alone' });
    expect(told(view.week?.after)).toContain('12-04 11:00 Nodarbība ar logopēdu *');
  });
});

describe('the wished day of the week', () => {
  test('less often: what stands moves there, at the time that is free', () => {
    look('D05');
    const view = happens('often', { service: inPlan('ATB'), rhythm: 'second_week', weekday: '5', help: 'alone' });
    // 13 stand, on Tuesdays at 9:30. On Fridays there is help at work from 9:00 to 12:00, so it is 13:00: 4 and 18 December, 15 and
    // 29 January, 12 and 26 February; and 1 January, since 29 December was called off. With 24 November they are 8, so 5 less: 10
    // hours at 12.50.
    expect(sums(view)).toEqual({
      'Atbalsta persona': [
        [13, 48, 60_000],
        [8, 58, 72_500],
      ],
    });
    expect(view).toMatchObject({ free: null, problems: [], total: { afterCents: D05_LEFT + 12_500 } });
    expect(told(view.week?.before)).toContain('12-01 09:30 Atbalsta persona *');
    expect(told(view.week?.after)).toEqual([
      '12-01 13:30 Asistents',
      '12-02 09:30 Mūzikas nodarbība',
      '12-04 09:00 Palīgs darbā',
      '12-04 13:00 Atbalsta persona *',
    ]);
  });

  test('what stands there already stays, and the other visit of the week falls away', () => {
    look('D05');
    const tuesday = state.visits.find(({ id }) => String(id) === idOf('V0504'));
    if (tuesday === undefined) throw new Error('It stands.');
    const friday = { ...tuesday, id: 9999, heldOn: '2026-12-04', startTime: '13:00', endTime: '15:00' };
    const answers = { service: inPlan('ATB'), rhythm: 'weekly', weekday: '5', help: 'alone' };
    const effects = proposed('often', answers, [...state.visits, friday]) ?? [];
    expect(effects).toContainEqual({ kind: 'mark_visit', visitId: tuesday.id, status: 'cancelled', was: 'planned' });
    expect(effects).not.toContainEqual(expect.objectContaining({ visitId: 9999 }));
    expect(effects.find(({ kind }) => kind === 'plan_visit')).toMatchObject({ heldOn: '2026-12-11' });
  });
});

test('less often: what is too much in a week falls away', () => {
  look('D03');
  const view = happens('often', { service: inPlan('GRP'), rhythm: 'second_week', weekday: 'unknown', help: 'alone' });
  // Weeks from 30 November: the first and the third keep theirs, 9 December falls away.
  expect(sums(view)).toEqual({
    'Nodarbība grupā': [
      [4, 3, 3600],
      [3, 4, 4800],
    ],
  });
  expect(view).toMatchObject({ free: null, total: { afterCents: D03_LEFT + 1200 }, problems: [] });
  expect(view.week).toMatchObject({ from: '2026-12-07', to: '2026-12-13' });
});

// Visits from 30 November to 27 December: weekly (3 to 5) can be less in 2 ways, twice a week (7 or 8) in 3, every second week (2) in
// 1, once a month in none. D01 has 4, 8, 2 and 4; D03 1, 3, 5 and 1; D05 4, 3, 4 and 3; D10 7, 4 and 2; D11 4, 4 and 1. Each is
// tried on whatever day and on Fridays.
test.each([
  ['D01', 2 * (2 + 3 + 1 + 2)],
  ['D03', 2 * (2 + 2)],
  ['D05', 2 * (2 + 2 + 2 + 2)],
  ['D10', 2 * (3 + 2 + 1)],
  ['D11', 2 * (2 + 2)],
])(
  'who asks for less, of whatever service, never gets more and never has less left: %s in %i ways',
  (number, expected) => {
    look(number);
    const rhythms = flows.often.questions.find(({ id }) => id === 'rhythm');
    const wishes = seen.facts.services.flatMap(({ id }) =>
      (rhythms?.values({ service: String(id) }, seen.facts) ?? [])
        .flatMap((rhythm) =>
          ['unknown', '5'].map((weekday) => ({ service: String(id), rhythm, weekday, help: 'alone' })),
        )
        .filter((answers) => kindOf('often', answers, seen.facts) === 'less_often'),
    );
    for (const answers of wishes) {
      const { services, total } = happens('often', answers);
      for (const { name, before, after } of services) {
        const isMore = after.plannedCount > (before?.plannedCount ?? 0);
        expect([name, answers.rhythm, isMore]).toEqual([name, answers.rhythm, false]);
      }
      expect(total.afterCents).toBeGreaterThanOrEqual(total.beforeCents);
    }
    expect(wishes).toHaveLength(expected);
  },
);

describe('stopping a service', () => {
  test('at the month’s end: the visit of November stays, all others and their money are free', () => {
    look('D05');
    const view = happens('stop', {
      service: inPlan('ATB'),
      stop_from: 'month_end',
      stop_why: 'no_need',
      help: 'alone',
    });
    // 12 of 13 visits, 24 hours, and the 48 that were left: 72 at 12.50 are 900.00.
    expect(sums(view)).toEqual({
      'Atbalsta persona': [
        [13, 48, 60_000],
        [1, 0, 0],
      ],
    });
    expect(view).toMatchObject({
      free: { beforeCents: D05_FREE, afterCents: D05_FREE + 90_000 },
      // What was promised for the 12 visits is free too: 300.00.
      total: { beforeCents: D05_LEFT, afterCents: D05_LEFT + 30_000 },
      week: { from: '2026-11-30' },
      problems: [],
    });
  });

  test('now: nothing of it stands any more', () => {
    look('D05');
    const view = happens('stop', { service: inPlan('ATB'), stop_from: 'now', stop_why: 'unknown', help: 'alone' });
    // 26 hours that were promised and 48: 74 at 12.50.
    expect(sums(view)['Atbalsta persona']?.[1]).toEqual([0, 0, 0]);
    expect(view.free).toEqual({ beforeCents: D05_FREE, afterCents: D05_FREE + 92_500 });
    expect(view.total.afterCents).toBe(D05_LEFT + 32_500);
  });

  test('now, in the middle of a week in which nobody has marked the visit of Tuesday yet', () => {
    look('D05', 'D05', standingClock('2026-11-26T10:00:00Z'));
    const view = happens('stop', { service: inPlan('ATB'), stop_from: 'now', stop_why: 'unknown', help: 'alone' });
    // Thursday: 24 November is over, 12 of the 13 are still to come. Their 24 hours and the 48 that are left: 72 at 12.50.
    expect(sums(view)).toEqual({
      'Atbalsta persona': [
        [12, 48, 60_000],
        [0, 0, 0],
      ],
    });
    expect(view).toMatchObject({
      week: { from: '2026-11-30' },
      free: { beforeCents: D05_FREE, afterCents: D05_FREE + 90_000 },
      // The 2 hours of Tuesday stay promised until somebody says how it was.
      total: { beforeCents: D05_LEFT, afterCents: D05_LEFT + 30_000 },
      problems: [],
    });
  });

  test('after the next one', () => {
    look('D03');
    const view = happens('stop', { service: inPlan('LOG'), stop_from: 'after_next', stop_why: 'tired', help: 'alone' });
    // 10 December falls away, 26 November stays: 25.00.
    expect(sums(view)['Nodarbība ar logopēdu']).toEqual([
      [2, 0, 0],
      [1, 0, 0],
    ]);
    expect(view.free).toEqual({ beforeCents: D03_FREE, afterCents: D03_FREE + 2500 });
  });
});

describe('something new', () => {
  test('once a month: nine visits until July', () => {
    look('D05');
    const view = happens('new', {
      wish: 'move',
      new_service: inCatalogue('FIZ'),
      new_rhythm: 'monthly',
      part: 'morning',
    });
    // Every fourth of the 35 weeks from 30 November to 31 July: 9 at 28.00 are 252.00.
    expect(sums(view)).toEqual({ 'Vingrošana ar fizioterapeitu': [null, [9, 0, 0]] });
    expect(view).toMatchObject({
      free: { beforeCents: D05_FREE, afterCents: D05_FREE - 25_200 },
      total: { beforeCents: D05_LEFT, afterCents: D05_LEFT - 25_200 },
      problems: [],
      week: { from: '2026-11-30' },
    });
    expect(told(view.week?.after)?.[0]).toBe('11-30 09:00 Vingrošana ar fizioterapeitu *');
  });

  test('naudas nepietiek: every week is too much; any of four services could be less', () => {
    look('D05');
    const view = happens('new', {
      wish: 'move',
      new_service: inCatalogue('FIZ'),
      new_rhythm: 'weekly',
      part: 'morning',
    });
    // 35 at 28.00 are 980.00, 577.60 is free: 402.40 are missing.
    expect(view.problems[0]).toMatchObject({ reason: 'no_money', missingCents: 40_240 });
    expect(view.shortage).toMatchObject({
      missingCents: 40_240,
      reach: 'each',
      // Every second week are 18: 504.00.
      rhythm: 'second_week',
      instead: [
        // 402.40 / 12.50 = 32.2, / 30.00 = 13.4, / 13.00 = 30.9, / 8.60 = 46.8: whole units above.
        { name: 'Atbalsta persona', units: 33, cents: 41_250 },
        { name: 'Mūzikas nodarbība', units: 14, cents: 42_000 },
        { name: 'Palīgs darbā', units: 31, cents: 40_300 },
        { name: 'Asistents', units: 47, cents: 40_420 },
      ],
    });
    expect(view.total.afterCents).toBe(D05_LEFT);
  });

  test('naudas nepietiek: only what has enough left is named', () => {
    look('D03');
    const view = happens('new', {
      wish: 'music',
      new_service: inCatalogue('MUZ'),
      new_rhythm: 'twice_week',
      part: 'evening',
    });
    // Three weeks with two at 30.00 are 180.00: 36.00 more than the 144.00 that are free.
    expect(view.shortage).toMatchObject({
      missingCents: 3600,
      reach: 'each',
      // Three at 30.00 are 90.00.
      rhythm: 'weekly',
      instead: [
        // Of two services nothing is left. 36.00 are three groups; four hours at home give 36.80.
        { name: 'Nodarbība grupā', units: 3, cents: 3600 },
        { name: 'Palīdzība mājās', units: 4, cents: 3680 },
      ],
    });
    expect(view.shortage?.instead).toHaveLength(2);
  });

  test('naudas nepietiek: no service alone has enough, two together have', () => {
    look('D03');
    const view = happens('new', {
      wish: 'feel_well',
      new_service: inCatalogue('PSI'),
      new_rhythm: 'twice_week',
      part: 'evening',
    });
    // Six at 35.00 are 210.00: 66.00 are missing; the groups have 36.00 left, help at home 55.20. All six hours at home leave
    // 10.80 to find: one group is 12.00. Three talks at 35.00 are 105.00, and 144.00 are free.
    expect(view.shortage).toMatchObject({
      missingCents: 6600,
      reach: 'together',
      rhythm: 'weekly',
      instead: [
        { name: 'Palīdzība mājās', units: 6, cents: 5520 },
        { name: 'Nodarbība grupā', units: 1, cents: 1200 },
      ],
    });
  });

  test('naudas nepietiek, and nothing could be less', () => {
    look('D03');
    const view = happens('new', {
      wish: 'feel_well',
      new_service: inCatalogue('PTE'),
      new_rhythm: 'twice_week',
      part: 'evening',
    });
    // Six at 45.00 are 270.00: 126.00 are missing, and 36.00 and 55.20 are 91.20. Three are 135.00.
    expect(view.shortage).toEqual({ missingCents: 12_600, reach: 'none', instead: [], rhythm: 'weekly' });
  });

  test('naudas nepietiek: what the participant asks for takes nothing from the family', () => {
    look('D01');
    const view = happens('new', {
      wish: 'meet_people',
      new_service: inCatalogue('GRP'),
      new_rhythm: 'twice_week',
      part: 'day',
    });
    // 70 at 12.00 are 840.00: 203.80 are missing. The talks for the family have 210.00 left.
    expect(view.shortage).toMatchObject({
      missingCents: 20_380,
      reach: 'each',
      rhythm: 'weekly',
      instead: [
        { name: 'Atbalsta persona', units: 17, cents: 21_250 },
        { name: 'Dienas centrs', units: 9, cents: 22_320 },
        { name: 'Vingrošana ar fizioterapeitu', units: 8, cents: 22_400 },
        { name: 'Asistents', units: 24, cents: 20_640 },
      ],
    });
    expect(view.shortage?.instead).toHaveLength(4);
  });

  test('naudas nepietiek: what a relative asks for takes nothing from the participant', () => {
    look('D01', 'P05');
    const view = happens('relative', { family_service: inCatalogue('GAS'), new_rhythm: 'twice_week', part: 'unknown' });
    // 70 at 9.80 are 686.00: 49.80 are missing; two talks for the family are 70.00.
    expect(view.shortage).toMatchObject({
      missingCents: 4980,
      reach: 'each',
      rhythm: 'weekly',
      instead: [{ name: 'Saruna ar psihologu ģimenei', units: 2, cents: 7000 }],
    });
    expect(view.shortage?.instead).toHaveLength(1);
  });
});

describe('moving money', () => {
  test('whole units give way, and what is over stays free', () => {
    look('D05');
    const view = happens('money', {
      from_service: inPlan('ASI'),
      to_service: inPlan('MUZ'),
      units: '1',
      help: 'alone',
    });
    // One lesson is 30.00: four hours at 8.60 are 34.40, and 4.40 stay free.
    expect(sums(view)).toEqual({
      'Mūzikas nodarbība': [
        [12, 27, 81_000],
        [12, 28, 84_000],
      ],
      Asistents: [
        [13, 52, 44_720],
        [13, 48, 41_280],
      ],
    });
    expect(view).toMatchObject({
      week: null,
      free: { beforeCents: D05_FREE, afterCents: D05_FREE + 440 },
      total: { beforeCents: D05_LEFT, afterCents: D05_LEFT },
      isSame: false,
      problems: [],
    });
  });

  test('so it is where nothing was left of the other', () => {
    look('D03');
    const view = happens('money', {
      from_service: inPlan('GRP'),
      to_service: inPlan('LOG'),
      units: '1',
      help: 'alone',
    });
    // 25.00 need three groups: 36.00, so 11.00 stay free.
    expect(sums(view)).toEqual({
      'Nodarbība grupā': [
        [4, 3, 3600],
        [4, 0, 0],
      ],
      'Nodarbība ar logopēdu': [
        [2, 0, 0],
        [2, 1, 2500],
      ],
    });
    expect(view.free).toEqual({ beforeCents: D03_FREE, afterCents: D03_FREE + 1100 });
  });
});

test('another way: the next one by video, for the same money', () => {
  look('D05');
  const view = happens('way', { service: inPlan('MUZ'), way: 'remote', which: 'next', help: 'alone' });
  expect(view).toMatchObject({
    services: [],
    free: null,
    total: { beforeCents: D05_LEFT, afterCents: D05_LEFT },
    isSame: false,
    problems: [],
  });
  const lesson = (week: NonNullable<NowThen['week']>['before'] | undefined) =>
    week
      ?.filter(({ name }) => name === 'Mūzikas nodarbība')
      .map(({ heldOn, place, isRemote }) => [heldOn, place, isRemote]);
  expect(lesson(view.week?.before)).toEqual([['2026-11-25', 'Mūzikas studija', false]]);
  expect(lesson(view.week?.after)).toEqual([['2026-11-25', 'Pa video', true]]);
});

describe('where it is already, it stays', () => {
  const nothing = { week: null, services: [], free: null, isSame: true, problems: [] };
  test.each([
    ['the music lessons are in the studio', 'MUZ', 'there'],
    ['the assistant comes home', 'ASI', 'home'],
  ])('%s', (_name, code, way) => {
    look('D05');
    expect(happens('way', { service: inPlan(code), way, which: 'all', help: 'alone' })).toMatchObject(nothing);
  });

  test('the next one is by video: "there" brings that one back to the studio, and "by video" all others', () => {
    look('D05');
    const [next, second] = ['V0533', 'V0534'].map(idOf);
    const visits = state.visits.map((visit) =>
      String(visit.id) === next ? { ...visit, place: 'Pa video', address: null, videoUrl: 'https://v.lv' } : visit,
    );
    const wish = (way: string, which: string) =>
      proposed('way', { service: inPlan('MUZ'), way, which, help: 'alone' }, visits);
    const studio = { place: 'Mūzikas studija', address: 'Skolas iela 4', videoUrl: null };
    expect(wish('there', 'all')).toEqual([{ kind: 'place_visit', visitId: Number(next), ...studio }]);
    expect(wish('remote', 'next')).toEqual([]);
    // 12 are planned.
    expect(wish('remote', 'all')).toHaveLength(11);
    expect(wish('remote', 'all')?.[0]).toMatchObject({ visitId: Number(second), place: 'Pa video' });
  });

  test('"there" is not home, where one never was elsewhere', () => {
    look('D05');
    const view = happens('way', { service: inPlan('ASI'), way: 'there', which: 'next', help: 'alone' });
    expect(view.week?.after.find(({ isDifferent }) => isDifferent)).toMatchObject({
      name: 'Asistents',
      place: 'Uz vietas',
    });
  });
});

test('something is wrong: one that did not happen gives its money back', () => {
  look('D05');
  const view = happens('wrong', {
    wrong_what: 'did_not_happen',
    about: idOf('V0562'),
    reader: 'worker',
    help: 'alone',
  });
  // Friday, 20 November, counted as three hours of help at work at 13.00.
  expect(sums(view)).toEqual({
    'Palīgs darbā': [
      [14, 72, 93_600],
      [14, 75, 97_500],
    ],
  });
  expect(view).toMatchObject({ total: { afterCents: D05_LEFT + 3900 }, free: null, week: null, problems: [] });
});

test('a service of the family: nine times until July, beside what the child has', () => {
  look('D11', 'P11');
  const view = happens('relative', { family_service: inCatalogue('GAS'), new_rhythm: 'monthly', part: 'unknown' });
  // D11 has 5960.00, assigned 5415.80: 544.20 is free. 9 at 9.80 are 88.20.
  expect(sums(view)).toEqual({ 'Ģimenes asistents': [null, [9, 0, 0]] });
  expect(view).toMatchObject({ free: { beforeCents: 54_420, afterCents: 45_600 }, problems: [] });
  expect(view.total.beforeCents - view.total.afterCents).toBe(8820);
});

describe('where there is nothing to show', () => {
  const reader = { person_why: 'unkind', person_reader: 'worker' };
  test.each<[string, RequestFlow, () => Answers]>([
    ['another person', 'person', () => ({ service: inPlan('ATB'), ...reader })],
    ['a goal', 'goal', () => ({ goal_what: 'dream', theme: 'music' })],
    ['a talk', 'talk', () => ({ talk_about: 'money', talk_day: 'unknown', part: 'day' })],
    [
      'a day that is not known',
      'visit',
      () => ({ visit: idOf('V0503'), what: 'another_time', day: 'unknown', part: 'day' }),
    ],
    ['an end that is not known', 'away', () => ({ away_from: '2026-11-24', away_until: 'unknown' })],
    ['a service that is not known', 'new', () => ({ wish: 'move', new_service: 'unknown', new_rhythm: 'weekly' })],
    [
      'how many is not known',
      'money',
      () => ({ from_service: inPlan('ASI'), to_service: inPlan('MUZ'), units: 'unknown' }),
    ],
    ['what was not liked', 'wrong', () => ({ wrong_what: 'did_not_like', about: idOf('V0562'), reader: 'worker' })],
    ['how often is not known', 'relative', () => ({ family_service: inCatalogue('GAS'), new_rhythm: 'unknown' })],
  ])('%s', (_name, flow, answers) => {
    look('D05');
    expect(previewOf({ clock }, { flow, answers: answers() }, seen)).toBeNull();
  });

  test('the time that the visit has already', () => {
    look('D05');
    // Tuesday at 9:30, and nothing is said of the part of the day.
    const same = { visit: idOf('V0503'), what: 'another_time', day: '2026-11-24', part: 'unknown', help: 'alone' };
    expect(previewOf({ clock }, { flow: 'visit', answers: same }, seen)).toBeNull();
  });
});
