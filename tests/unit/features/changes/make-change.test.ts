import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { transact } from '../../../../db/client.ts';
import { plan, planChange, planService, request } from '../../../../db/schema.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import {
  balanceOfService,
  ChangedMeanwhile,
  contentsOf,
  type Effect,
  findChange,
  findChanges,
  findChangesOfRequest,
  findCurrentState,
  findUnseenChanges,
  makeChange,
  movedUnits,
  plannedVisits,
  type ServiceState,
  seriesDays,
  writeSeen,
} from '../../../../src/features/changes/index.ts';
import { findCatalogue, findPlan, findPlanServices, viewPlan } from '../../../../src/features/plan/index.ts';
import { actorOf, visitOf } from '../../../support/people.ts';
import { aDesk, type Desk, REASON, serviceOf, WHY } from './a-plan.ts';
import { leftIn } from './a-state.ts';

let desk: Desk;
beforeEach(() => {
  desk = aDesk('D01');
});

const idOf = (code: string) => serviceOf(desk.state(), code).id;
const visitId = (number: string) => visitOf(desk.db, number).id;

/** From the catalogue, as the worker would choose it. */
function fromCatalogue(code: string, provider: string | null): ServiceState {
  const found = findCatalogue(desk.db, desk.grant).find((service) => service.code === code);
  const person = provider === null ? null : actorOf(desk.db, provider);
  if (found === undefined) throw new Error(`The catalogue has no ${code}.`);
  return {
    id: 0,
    serviceId: found.id,
    code,
    name: found.easyName,
    unit: found.unit,
    priceCents: found.priceCents,
    audience: found.audience,
    providerId: person?.personId ?? null,
    providerName: person === null ? '' : `${person.firstName} ${person.lastName}`,
  };
}

/**
 * Counted by hand in the demo's files for PL-D01, 7040,00 €. Assigned: 104 × 12,50 + 104 × 24,80 + 26 × 28,00 + 156 × 8,60
 * + 13 × 35,00 = 1300,00 + 2579,20 + 728,00 + 1341,60 + 455,00 = 6403,80; free are 636,20. Left: support 104 − 26 used −
 * 28 booked = 50; day centre 104 − 29 − 28 = 47; physio 26 − 8 − 7 = 11; assistant 156 − 45 − 42 = 69; talk 13 − 4 − 3 = 6.
 */
const ofJanis = {
  free: 63_620,
  ATB: [50, 62_500],
  DAC: [47, 116_560],
  FIZ: [11, 30_800],
  ASI: [69, 59_340],
  PSF: [6, 21_000],
};

describe('what a change costs, counted by hand in the demo', () => {
  test('before anything', () => {
    expect(leftIn(desk.state())).toEqual(ofJanis);
    expect(desk.state()).toMatchObject({ number: 0, fromOn: '2026-08-03', toOn: '2027-07-31' });
    expect(desk.version()).toBe(1);
  });

  test('two more physio visits need 56,00: three days give 74,40, and 18,40 stay free', () => {
    const before = desk.state();
    const moved = movedUnits(before, { fromId: idOf('DAC'), toId: idOf('FIZ'), units: 2 });
    expect(moved).toMatchObject({ givenUnits: 3, freedCents: 1840 });
    const entries = desk.ledger().length;
    expect(desk.change(moved?.effects ?? [])).toEqual({
      changeId: 1,
      lines: [
        { kind: 'units_less', code: 'DAC', name: 'Dienas centrs', unit: 'day', units: 3 },
        { kind: 'units_more', code: 'FIZ', name: 'Vingrošana ar fizioterapeitu', unit: 'time', units: 2 },
      ],
    });
    // 636,20 + 18,40 = 654,60; 47 − 3 = 44 days: 1091,20; 11 + 2 = 13 visits: 364,00.
    expect(leftIn(desk.state())).toEqual({ ...ofJanis, free: 65_460, DAC: [44, 109_120], FIZ: [13, 36_400] });
    expect(desk.ledger().slice(entries)).toMatchObject([
      { kind: 'release', assignedCents: -7440, assignedUnits: -3, reason: REASON, enteredBy: desk.worker.personId },
      { kind: 'assign', assignedCents: 5600, assignedUnits: 2, enteredAt: '2026-11-23T06:30:00.000Z' },
    ]);
    expect(desk.version()).toBe(2);
    const [change] = findChanges(desk.db, desk.grant, 5);
    expect(change).toMatchObject({
      number: 1,
      requestId: null,
      madeAt: '2026-11-23T06:30:00.000Z',
      madeByFirstName: 'Dina',
      why: WHY,
      sinceOn: '2026-11-23',
      seenAt: null,
      before: contentsOf(before),
    });
    expect(change?.before?.services.map(({ code, units }) => [code, units])).toEqual([
      ['ATB', 104],
      ['DAC', 104],
      ['FIZ', 26],
      ['ASI', 156],
      ['PSF', 13],
    ]);
  });

  test('ill until 6 December: eight visits are off and 200,80 come back', () => {
    // Support 2 × 25,00 = 50,00; day centre 4 × 24,80 = 99,20; assistant 2 × 25,80 = 51,60.
    const off = desk
      .state()
      .visits.filter(({ heldOn, status }) => status === 'planned' && heldOn > '2026-11-23' && heldOn <= '2026-12-06')
      .map(({ id }): Effect => ({ kind: 'mark_visit', visitId: id, status: 'cancelled' }));
    expect(off).toHaveLength(8);
    const made = desk.change(off);
    expect(leftIn(desk.state())).toEqual({ ...ofJanis, ATB: [54, 67_500], DAC: [51, 126_480], ASI: [75, 64_500] });
    // 3538,20 + 200,80 = 3739,00.
    expect(desk.state().balance.leftCents).toBe(373_900);
    const time = (heldOn: string, startTime: string) => ({ heldOn, startTime });
    expect(made).toEqual({
      changeId: 1,
      lines: [
        {
          kind: 'visits_cancelled',
          code: 'ATB',
          name: 'Atbalsta persona',
          count: 2,
          first: time('2026-11-25', '09:00'),
          last: time('2026-12-02', '09:00'),
        },
        {
          kind: 'visits_cancelled',
          code: 'DAC',
          name: 'Dienas centrs',
          count: 4,
          first: time('2026-11-26', '09:00'),
          last: time('2026-12-04', '09:00'),
        },
        {
          kind: 'visits_cancelled',
          code: 'ASI',
          name: 'Asistents',
          count: 2,
          first: time('2026-11-25', '11:00'),
          last: time('2026-12-02', '11:00'),
        },
      ],
    });
    expect(visitOf(desk.db, 'V0017')).toMatchObject({ status: 'cancelled', reason: REASON });
    // Only visits: the plan is the same one, and it holds from the first of them.
    expect(desk.version()).toBe(1);
    expect(desk.changes()).toMatchObject([{ number: 1, before: null, sinceOn: '2026-11-25' }]);
  });

  test('a series: every second Monday at 16:00 until Christmas is 56,00', () => {
    const days = seriesDays({ weekday: 1, everyWeeks: 2, fromOn: '2026-11-24', toOn: '2026-12-24' });
    expect(days).toEqual(['2026-11-30', '2026-12-14']);
    const effects = days.map(
      (heldOn): Effect => ({
        kind: 'plan_visit',
        planServiceId: idOf('FIZ'),
        heldOn,
        startTime: '16:00',
        endTime: '16:45',
        units: 1,
        place: 'Rehabilitācijas centrs',
        address: 'Parka iela 12',
        videoUrl: null,
      }),
    );
    expect(desk.change(effects)).toMatchObject({
      changeId: 1,
      lines: [{ kind: 'visits_planned', count: 2, first: { heldOn: '2026-11-30' }, last: { heldOn: '2026-12-14' } }],
    });
    // 11 − 2 = 9 visits: 252,00.
    expect(leftIn(desk.state())).toEqual({ ...ofJanis, FIZ: [9, 25_200] });
    expect(visitOf(desk.db, 'P1.2')).toMatchObject({
      heldOn: '2026-12-14',
      providerId: actorOf(desk.db, 'P21').personId,
      status: 'planned',
      reason: null,
      movedFromOn: null,
    });
    expect(desk.state().visits.filter(({ held }) => held.bookedCents === 2800)).toHaveLength(9);
  });

  test('three months longer within the same money, then with 1760,00 more', () => {
    expect(desk.change([{ kind: 'extend_plan', toOn: '2027-10-31', cents: 0 }])).toMatchObject({
      lines: [{ kind: 'plan_longer', toOn: '2027-10-31' }],
    });
    expect(leftIn(desk.state())).toEqual(ofJanis);
    desk.change([{ kind: 'extend_plan', toOn: '2027-10-31', cents: 176_000 }]);
    // 636,20 + 1760,00 = 2396,20; 7040,00 + 1760,00 = 8800,00.
    expect(leftIn(desk.state())).toEqual({ ...ofJanis, free: 239_620 });
    expect(desk.state()).toMatchObject({ toOn: '2027-10-31', number: 2, balance: { allocatedCents: 880_000 } });
    expect(desk.version()).toBe(3);
    const [second, first] = findChanges(desk.db, desk.grant, 5);
    expect(first?.before).toMatchObject({ toOn: '2027-07-31', allocatedCents: 704_000 });
    expect(second?.before).toMatchObject({ toOn: '2027-10-31', allocatedCents: 704_000 });
  });

  test('Māris stops the music: 12 visits are off, and 39 units, 1170,00, are free', () => {
    desk = aDesk('D05');
    const ofMaris = { free: 57_760, ATB: [48, 60_000], MUZ: [27, 81_000], DAR: [72, 93_600], ASI: [52, 44_720] };
    expect(leftIn(desk.state())).toEqual(ofMaris);
    const music = idOf('MUZ');
    const off = plannedVisits(desk.state(), music, '2026-11-23').map(
      ({ id }): Effect => ({ kind: 'mark_visit', visitId: id, status: 'cancelled' }),
    );
    expect(off).toHaveLength(12);
    expect(desk.change([...off, { kind: 'assign_units', planServiceId: music, units: -39 }])).toMatchObject({
      lines: [
        { kind: 'service_ended', code: 'MUZ', fromOn: '2026-11-25' },
        { kind: 'visits_cancelled', code: 'MUZ', count: 12 },
      ],
    });
    // 27 + 12 = 39; 39 × 30,00 = 1170,00; 577,60 + 1170,00 = 1747,60. The 13 that happened stay paid.
    expect(leftIn(desk.state())).toEqual({ ...ofMaris, free: 174_760, MUZ: [0, 0] });
    expect(desk.state().balance.services.get(music)).toMatchObject({ assignedUnits: 13, usedCents: 39_000 });
  });

  test('a music lesson of Māris did not happen after all: 30,00 come back by a correction', () => {
    desk = aDesk('D05');
    const id = visitId('V0531');
    expect(desk.change([{ kind: 'mark_visit', visitId: id, status: 'did_not_happen' }])).toMatchObject({
      lines: [{ kind: 'visits_did_not_happen', count: 1, first: { heldOn: '2026-11-11', startTime: '09:30' } }],
    });
    expect(leftIn(desk.state())).toMatchObject({ MUZ: [28, 84_000] });
    expect(desk.ledger().at(-1)).toMatchObject({ kind: 'correct', visitId: id, usedCents: -3000, reason: REASON });
  });
});

describe('what is written', () => {
  test('a visit that moves shows where it stood', () => {
    const id = visitId('V0017');
    const move = (heldOn: string, startTime: string): Effect => ({
      kind: 'move_visit',
      visitId: id,
      heldOn,
      startTime,
    });
    desk.change([move('2026-11-26', '16:00')]);
    expect(visitOf(desk.db, 'V0017')).toMatchObject({
      heldOn: '2026-11-26',
      startTime: '16:00',
      endTime: '18:00',
      movedFromOn: '2026-11-25',
      movedFromStart: '09:00',
      movedFromEnd: '11:00',
      reason: null,
    });
    expect(desk.changes()).toMatchObject([{ sinceOn: '2026-11-25' }]);
  });

  test('beside a change of the plan a moved visit does not say since when', () => {
    desk.change([
      { kind: 'extend_plan', toOn: '2027-10-31', cents: 0 },
      { kind: 'move_visit', visitId: visitId('V0017'), heldOn: '2026-11-26', startTime: '16:00' },
    ]);
    expect(desk.changes()).toMatchObject([{ sinceOn: '2026-11-23' }]);
  });

  test('a visit that comes back to where it was keeps its reason', () => {
    const id = visitId('V0140');
    const made = desk.change([
      { kind: 'mark_visit', visitId: id, status: 'planned' },
      { kind: 'mark_visit', visitId: id, status: 'cancelled' },
    ]);
    expect(made).toEqual({ changeId: null, lines: [] });
    expect(visitOf(desk.db, 'V0140')).toMatchObject({ status: 'cancelled', reason: 'Dalībnieks ir slims.' });
    expect(leftIn(desk.state())).toEqual(ofJanis);
  });

  test('a visit that stands again has no reason any more', () => {
    desk.change([{ kind: 'mark_visit', visitId: visitId('V0140'), status: 'planned' }]);
    expect(visitOf(desk.db, 'V0140')).toMatchObject({ status: 'planned', reason: null });
  });

  test('that a visit happened is kept and not told', () => {
    desk.clock.move({ hours: 3 });
    const made = desk.change([{ kind: 'mark_visit', visitId: visitId('V0099'), status: 'happened' }]);
    expect(made).toEqual({ changeId: null, lines: [] });
    expect(visitOf(desk.db, 'V0099').status).toBe('happened');
    expect(desk.ledger().at(-1)).toMatchObject({ kind: 'use', usedCents: 2800, bookedCents: -2800 });
    expect(desk.changes()).toEqual([]);
    expect(desk.version()).toBe(1);
  });

  test('a new service with its provider, price, units and visits', () => {
    const service = fromCatalogue('MUZ', 'P20');
    const made = desk.change([
      { kind: 'add_service', service, units: 3 },
      {
        kind: 'plan_visit',
        planServiceId: -1,
        heldOn: '2026-12-01',
        startTime: '17:00',
        endTime: '17:45',
        units: 1,
        place: 'Mūzikas studija',
        address: null,
        videoUrl: null,
      },
    ]);
    expect(made).toMatchObject({
      lines: [
        { kind: 'service_added', code: 'MUZ', providerName: 'Kristīne Jansone' },
        { kind: 'units_more', units: 3 },
        { kind: 'visits_planned', count: 1 },
      ],
    });
    // 3 × 30,00 = 90,00: 636,20 − 90,00 = 546,20; one of them is booked.
    expect(leftIn(desk.state())).toEqual({ ...ofJanis, free: 54_620, MUZ: [2, 6000] });
    const id = idOf('MUZ');
    expect(desk.db.select().from(planService).where(eq(planService.id, id)).get()).toMatchObject({
      providerId: actorOf(desk.db, 'P20').personId,
      priceCents: 3000,
      audience: 'participant',
    });
    expect(visitOf(desk.db, 'P1.2')).toMatchObject({ planServiceId: id, units: 1 });
    expect(desk.ledger().slice(-2)).toMatchObject([
      { kind: 'assign', planServiceId: id },
      { kind: 'book', planServiceId: id, visitId: visitId('P1.2') },
    ]);
  });

  test('another person takes the visits from a day on, those before stay with the old one', () => {
    const [old, fresh] = [actorOf(desk.db, 'P21'), actorOf(desk.db, 'P22')];
    const made = desk.change(
      [
        {
          kind: 'change_provider',
          planServiceId: idOf('FIZ'),
          providerId: fresh.personId,
          providerName: 'Zane Pētersone',
          fromOn: '2026-12-01',
        },
      ],
      { planning: null },
    );
    expect(made).toMatchObject({ lines: [{ kind: 'provider', providerName: 'Zane Pētersone', fromOn: '2026-12-07' }] });
    expect(desk.changes()).toMatchObject([{ sinceOn: '2026-12-07' }]);
    expect(visitOf(desk.db, 'V0099').providerId).toBe(old.personId);
    expect(visitOf(desk.db, 'V0100').providerId).toBe(fresh.personId);
    expect(serviceOf(desk.state(), 'FIZ')).toMatchObject({
      providerId: fresh.personId,
      providerName: 'Zane Pētersone',
    });
    expect(desk.changes()[0]?.before).toContain('Aivars Balodis');
  });

  test('who is planned for a day comes also to what is planned beside it', () => {
    const provider = (personId: number): Effect => ({
      kind: 'change_provider',
      planServiceId: idOf('FIZ'),
      providerId: personId,
      providerName: 'Zane Pētersone',
      fromOn: '2027-01-15',
    });
    const [old, fresh] = [actorOf(desk.db, 'P21'), actorOf(desk.db, 'P22')];
    const planned = (heldOn: string): Effect => ({
      kind: 'plan_visit',
      planServiceId: idOf('FIZ'),
      heldOn,
      startTime: '18:00',
      endTime: '18:45',
      units: 1,
      place: 'Centrs',
      address: null,
      videoUrl: null,
    });
    desk.change(
      [
        planned('2027-01-14'),
        planned('2027-01-15'),
        provider(fresh.personId),
        planned('2026-12-05'),
        planned('2027-01-22'),
      ],
      { planning: null },
    );
    // The 15th is a Friday: whoever comes on that day comes from now on.
    expect(desk.changes()).toMatchObject([{ sinceOn: '2026-12-05' }]);
    const comesOn = (day: string) =>
      plannedVisits(desk.state(), idOf('FIZ'), day).find(({ heldOn }) => heldOn === day)?.providerId;
    expect([comesOn('2026-12-05'), comesOn('2027-01-14')]).toEqual([old.personId, old.personId]);
    expect([comesOn('2027-01-15'), comesOn('2027-01-22')]).toEqual([fresh.personId, fresh.personId]);
  });

  test('a service that ends leaves the plan’s page on its day, and is back when it is used again', () => {
    const fiz = idOf('FIZ');
    const off = plannedVisits(desk.state(), fiz, '2026-12-10').map(
      ({ id }): Effect => ({ kind: 'mark_visit', visitId: id, status: 'cancelled' }),
    );
    const [first] = plannedVisits(desk.state(), fiz, '2026-12-10');
    if (first === undefined) throw new Error('There are visits.');
    const { leftUnits } = balanceOfService(desk.state(), fiz);
    desk.change([...off, { kind: 'assign_units', planServiceId: fiz, units: -(leftUnits + off.length) }]);
    expect(desk.changes()).toMatchObject([{ sinceOn: first.heldOn }]);
    const shown = (day: string) => {
      const today = Temporal.PlainDate.from(day);
      const found = findPlan(desk.db, desk.grant, today);
      if (found === null) throw new Error('There is a plan.');
      const { services } = viewPlan(found, [], findPlanServices(desk.db, desk.grant, found), today);
      return services.filter(({ name }) => name === 'Vingrošana ar fizioterapeitu').map(({ endsOn }) => endsOn);
    };
    expect(shown('2026-11-23')).toEqual([first.heldOn]);
    expect(shown(first.heldOn)).toEqual([]);
    desk.change([{ kind: 'assign_units', planServiceId: fiz, units: 1 }]);
    expect(shown(first.heldOn)).toEqual([null]);
  });

  test('another dream and other goals; the version before keeps the old ones', () => {
    const goals = [{ text: 'Es dejoju.', steps: [{ text: 'Es atrodu grupu.', doneOn: '2026-11-20' }] }];
    desk.change([{ kind: 'write_goals', dream: 'Es gribu dejot.', goals }]);
    expect(desk.state()).toMatchObject({ dream: 'Es gribu dejot.', goals });
    const [change] = findChanges(desk.db, desk.grant, 1);
    expect(change?.before).toMatchObject({ dream: 'Es gribu strādāt dārzā.' });
    expect(change?.before?.goals.map(({ text, steps }) => [text, steps.length])).toEqual([
      ['Es eju uz dienas centru viens.', 3],
      ['Es strādāju dārzā.', 2],
    ]);
  });

  test('a change that a request asked for is found by it, with its money', () => {
    const { id } = desk.db
      .insert(request)
      .values({
        participantId: desk.participant.personId,
        formKey: 'key',
        flow: 'often',
        status: 'draft',
        startedAt: '2026-11-23T06:00:00.000Z',
        startedBy: desk.participant.personId,
      })
      .returning()
      .get();
    desk.change([{ kind: 'assign_units', planServiceId: idOf('FIZ'), units: 1 }], { requestId: id, why: null });
    desk.change([{ kind: 'assign_units', planServiceId: idOf('FIZ'), units: 1 }]);
    const reading = authorize(desk, desk.participant, 'requests.read', desk.participant.personId);
    expect(findChangesOfRequest(desk.db, reading, id)).toMatchObject([{ number: 1, requestId: id, why: null }]);
    expect(desk.ledger().slice(-2)).toMatchObject([{ requestId: id }, { requestId: null }]);
  });

  test('the head of the service changes a plan by a complaint, under their own name', () => {
    const head = { ...actorOf(desk.db, 'P30'), isHead: true };
    const grant = authorize(desk, head, 'complaint.answer', desk.participant.personId);
    desk.change([{ kind: 'assign_units', planServiceId: idOf('FIZ'), units: 1 }], { planning: null }, grant);
    expect(desk.ledger().at(-1)?.enteredBy).toBe(head.personId);
    expect(findChanges(desk.db, desk.grant, 1)).toMatchObject([{ madeByFirstName: 'Inga' }]);
  });

  test('other people’s plans stay as they are', () => {
    const others = () =>
      desk.db
        .select()
        .from(plan)
        .all()
        .filter(({ participantId }) => participantId !== desk.participant.personId);
    const before = others();
    desk.change([
      { kind: 'extend_plan', toOn: '2027-10-31', cents: 100 },
      { kind: 'write_goals', dream: 'x', goals: [] },
    ]);
    expect(others()).toEqual(before);
    expect(findChanges(desk.db, aDesk('D05').grant, 5)).toEqual([]);
  });
});

describe('what is not possible leaves everything as it is, byte for byte', () => {
  test.each<[string, () => readonly Effect[], object]>([
    [
      'one of two effects',
      () => [
        { kind: 'assign_units', planServiceId: idOf('FIZ'), units: 1 },
        // 23 × 28,00 = 644,00; 636,20 − 28,00 = 608,20 are free: 35,80 are missing.
        { kind: 'assign_units', planServiceId: idOf('FIZ'), units: 23 },
      ],
      { reason: 'no_money', at: 1, name: 'Vingrošana ar fizioterapeitu', missingCents: 3580 },
    ],
    [
      'a service that nobody gives yet',
      () => [{ kind: 'add_service', service: fromCatalogue('MUZ', null), units: 1 }],
      { reason: 'no_provider', at: 0, name: 'Mūzikas nodarbība' },
    ],
    [
      // Kristīne is with Māris on Wednesday at 9:30.
      'a provider who is with somebody else',
      () => [
        {
          kind: 'change_provider',
          planServiceId: idOf('ATB'),
          providerId: actorOf(desk.db, 'P20').personId,
          providerName: 'Kristīne Jansone',
          fromOn: '2026-11-25',
        },
      ],
      { reason: 'provider_busy', at: 0, heldOn: '2026-11-25', name: 'Kristīne Jansone' },
    ],
    [
      'the person is elsewhere',
      () => [{ kind: 'move_visit', visitId: visitId('V0017'), heldOn: '2026-11-26', startTime: '10:00' }],
      { reason: 'busy', at: 0, heldOn: '2026-11-26', name: 'Dienas centrs' },
    ],
  ])('%s', (_name, effects, problem) => {
    const given = effects();
    const before = desk.bytes();
    const made = desk.change(given);
    expect('problems' in made ? made.problems[0] : made).toEqual(problem);
    expect(desk.bytes().equals(before)).toBe(true);
  });

  test('when the caller’s own transaction fails', () => {
    const effects: readonly Effect[] = [{ kind: 'assign_units', planServiceId: idOf('FIZ'), units: 1 }];
    const before = desk.state();
    const fails = () =>
      transact(desk.db, (tx) => {
        const change = { effects, reason: REASON, why: WHY, requestId: null, basis: null, planning: null };
        makeChange(desk, tx, desk.grant, change);
        throw new Error('The disk is full.');
      });
    expect(fails).toThrow('The disk is full.');
    expect(desk.state()).toEqual(before);
    expect(desk.changes()).toEqual([]);
    expect(desk.version()).toBe(1);
  });

  test('where there is no plan', () => {
    const { worker } = desk;
    const nobody = aDesk('D01');
    nobody.db
      .update(plan)
      .set({ participantId: actorOf(nobody.db, 'D02').personId })
      .where(eq(plan.number, 'PL-D01'))
      .run();
    const grant = authorize(nobody, worker, 'plan.write', nobody.participant.personId);
    expect(findCurrentState(nobody, grant)).toBeNull();
    expect(nobody.change([], {}, grant)).toEqual({ problems: [{ reason: 'gone', at: 0 }] });
  });
});

describe('two workers at once', () => {
  const more = (): readonly Effect[] => [{ kind: 'assign_units', planServiceId: idOf('FIZ'), units: 1 }];
  const longer: readonly Effect[] = [{ kind: 'extend_plan', toOn: '2027-10-31', cents: 0 }];

  test('the second, who looked at the plan before the first changed it, changes nothing', () => {
    const basis = desk.state().number;
    desk.change(more(), { basis });
    const before = desk.bytes();
    expect(() => desk.change(longer, { basis })).toThrow(ChangedMeanwhile);
    expect(desk.bytes().equals(before)).toBe(true);
    // Having seen what the first did, the second can.
    desk.change(longer, { basis: desk.state().number });
    expect(desk.changes().map(({ number }) => number)).toEqual([1, 2]);
  });

  test('also when the first changed only a visit, and when the second asks for the very same', () => {
    const off: readonly Effect[] = [{ kind: 'mark_visit', visitId: visitId('V0017'), status: 'cancelled' }];
    desk.change(off, { basis: 0 });
    expect(() => desk.change(off, { basis: 0 })).toThrow(ChangedMeanwhile);
    expect(desk.changes()).toHaveLength(1);
  });

  test('a basis that never was is no basis', () => {
    expect(() => desk.change(more(), { basis: 7 })).toThrow(ChangedMeanwhile);
  });

  test('a change of another person’s plan does not matter', () => {
    const maris = actorOf(desk.db, 'D05');
    const grant = authorize(desk, desk.worker, 'plan.write', maris.personId);
    desk.change(longer, { basis: 0 }, grant);
    desk.change(more(), { basis: 0 });
    expect(
      desk.db
        .select()
        .from(planChange)
        .all()
        .map(({ number }) => number),
    ).toEqual([1, 1]);
  });
});

describe('what was told stays told', () => {
  beforeEach(() => {
    desk.change([{ kind: 'extend_plan', toOn: '2027-10-31', cents: 0 }]);
    desk.change([{ kind: 'mark_visit', visitId: visitId('V0017'), status: 'cancelled' }]);
  });
  const own = () => authorize(desk, desk.participant, 'request.write', desk.participant.personId);
  const firstId = () => desk.changes()[0]?.id ?? 0;

  test.each([
    ['plan_id', '2'],
    ['number', '9'],
    ['request_id', '1'],
    ['made_at', "'2026-11-24T06:30:00.000Z'"],
    ['made_by', '1'],
    ['why', "'cits'"],
    ['since_on', "'2026-11-24'"],
    ['lines', "'[]'"],
    ['before', 'null'],
    ['id', '77'],
  ])('%s is not written over', (column, value) => {
    const before = desk.changes();
    const sql = `update plan_change set "${column}" = ${value} where id = ${firstId()}`;
    expect(() => desk.db.$client.exec(sql)).toThrow(/append-only/);
    expect(desk.changes()).toEqual(before);
  });

  test('nor deleted, nor replaced', () => {
    expect(() => desk.db.$client.exec('delete from plan_change')).toThrow(/append-only/);
    expect(() => desk.db.$client.exec(`insert or replace into plan_change select * from plan_change`)).toThrow(
      /append-only/,
    );
    expect(desk.changes()).toHaveLength(2);
  });

  test('it is seen once, and the first time counts', () => {
    expect(findUnseenChanges(desk.db, own()).map(({ number }) => number)).toEqual([2, 1]);
    writeSeen(desk.db, own(), firstId(), '2026-11-23T07:00:00.000Z');
    writeSeen(desk.db, own(), firstId(), '2026-11-23T08:00:00.000Z');
    expect(findChange(desk.db, own(), firstId())?.seenAt).toBe('2026-11-23T07:00:00.000Z');
    expect(findUnseenChanges(desk.db, own()).map(({ number }) => number)).toEqual([2]);
    const again = `update plan_change set seen_at = '2026-11-23T09:00:00.000Z' where id = ${firstId()}`;
    expect(() => desk.db.$client.exec(again)).toThrow(/append-only/);
    expect(() => desk.db.$client.exec(`update plan_change set seen_at = null where id = ${firstId()}`)).toThrow(
      /append-only/,
    );
  });

  test('rule 3: it is found and seen only by whose it is', () => {
    const maris = actorOf(desk.db, 'D05');
    const grant = authorize(desk, maris, 'request.write', maris.personId);
    expect(findChange(desk.db, grant, firstId())).toBeNull();
    expect(findChanges(desk.db, grant, 5)).toEqual([]);
    expect(findUnseenChanges(desk.db, grant)).toEqual([]);
    writeSeen(desk.db, grant, firstId(), '2026-11-23T07:00:00.000Z');
    expect(findChange(desk.db, own(), firstId())?.seenAt).toBeNull();
  });

  test('the newest first, and no more than asked for', () => {
    expect(findChanges(desk.db, own(), 5).map(({ number }) => number)).toEqual([2, 1]);
    expect(findChanges(desk.db, own(), 1).map(({ number }) => number)).toEqual([2]);
    expect(findChange(desk.db, own(), 999)).toBeNull();
  });
});

test('who may only look is not told when providers are with other people', () => {
  const own = authorize(desk, desk.participant, 'request.write', desk.participant.personId);
  expect(findCurrentState(desk, own)?.taken).toEqual([]);
  expect(findCurrentState(desk, desk.grant)?.taken).toEqual([]);
  expect(desk.state().taken.length).toBeGreaterThan(100);
  expect({ ...findCurrentState(desk, own), taken: [] }).toEqual({ ...desk.state(), taken: [] });
});
