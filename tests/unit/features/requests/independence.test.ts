import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { helperTie, helpRequest } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize, authorizeOwn } from '../../../../src/core/access/grant.ts';
import { endLink, findLinksToCare } from '../../../../src/features/circle/care/index.ts';
import { endTie, insertTie } from '../../../../src/features/circle/index.ts';
import {
  askForTalk,
  decideWithout,
  decisionStep,
  explainRequest,
  findIndependence,
  insertCall,
  markCalled,
  RequestMoved,
} from '../../../../src/features/requests/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, endLinks, link } from '../../../support/people.ts';
import { tabletOf } from './a-request.ts';

describe('a helper with a part in what is decided', () => {
  let db: Database;
  let app: { db: Database; clock: ReturnType<typeof movableClock> };
  let maris: Actor;
  let juris: Actor;
  let tablet: ReturnType<typeof tabletOf>;

  beforeEach(() => {
    db = pilotDatabase();
    app = { db, clock: movableClock() };
    maris = actorOf(db, 'D05');
    juris = actorOf(db, 'P03');
    tablet = tabletOf(app, maris);
  });

  const serviceOf = (providerNumber: string): string => {
    const { personId } = actorOf(db, providerNumber);
    const service = tablet.surroundings().state?.services.find(({ providerId }) => providerId === personId);
    if (service === undefined) throw new Error(`${providerNumber} has no service in this plan.`);
    return String(service.id);
  };
  const stop = (service: string, mode: 'beside' | 'look_first' | 'alone' = 'beside', helper = juris): number => {
    const id = tablet.begin('stop');
    const help = mode === 'alone' ? mode : `${mode}:${helper.personId}`;
    tablet.fill(id, { service, stop_from: 'now', stop_why: 'dislike', help });
    return id;
  };
  const found = (id: number) => findIndependence(app, tablet.write(), tablet.request(id), tablet.surroundings());
  const next = (id: number) => decisionStep(app, tablet.write(), tablet.request(id), tablet.surroundings());
  const askTalk = (id: number, worker = actorOf(db, 'P01')) =>
    askForTalk(app, tablet.write(), authorize(app, maris, 'help.ask', maris.personId), id, worker.personId);
  const call = (worker = actorOf(db, 'P01')) => {
    const waiting = db
      .select()
      .from(helpRequest)
      .all()
      .find((row) => row.helperId === worker.personId && row.status === 'waiting');
    markCalled(app, authorizeOwn(worker, 'helping.read'), String(waiting?.id));
  };
  /** Elīna, of the same organisation as Juris, comes from elsewhere now. */
  const elina = (organisation: string | null = 'Cita biedrība') => {
    db.$client.prepare("update person set organisation = ? where number = 'P04'").run(organisation);
    const helper = actorOf(db, 'P04');
    link(db, maris, helper, 'support_person');
    return helper;
  };
  const tieToStudio = (kind: 'works_for' | 'paid_by' | 'related' = 'related') =>
    insertTie(db, authorize(app, actorOf(db, 'P01'), 'circle.manage', maris.personId), {
      helperId: juris.personId,
      providerId: actorOf(db, 'P20').personId,
      kind,
      at: '2026-11-20T08:00:00.000Z',
    });

  test('nobody helps, or the helper has no part in it: nothing is asked', () => {
    expect(found(stop(serviceOf('P03'), 'alone'))).toBeNull();
    expect(found(stop(serviceOf('P20')))).toBeNull();
    expect(next(stop(serviceOf('P20')))).toBe('sapratu');
  });

  test.each(['beside', 'look_first'] as const)('who is paid for it and helps (%s) is not the only one', (mode) => {
    const id = stop(serviceOf('P03'), mode);
    expect(found(id)).toMatchObject({ bond: 'is_provider', providerName: 'Juris', isSettled: false, others: [] });
    expect(next(id)).toBe('otrs-paligs');
    expect(tablet.confirm(id)).toEqual({ outcome: 'incomplete', slug: 'otrs-paligs' });
    expect(tablet.request(id).status).toBe('draft');
  });

  test.each(['works_for', 'paid_by', 'related'] as const)(
    'what was noted counts (%s), until it is no longer so',
    (kind) => {
      const id = stop(serviceOf('P20'));
      tieToStudio(kind);
      expect(found(id)).toMatchObject({ bond: kind, providerName: 'Kristīne', isSettled: false });
      endTie(db, authorize(app, actorOf(db, 'P01'), 'circle.manage', maris.personId), {
        helperId: juris.personId,
        providerId: actorOf(db, 'P20').personId,
        at: '2026-11-23T06:31:00.000Z',
      });
      expect(found(id)).toBeNull();
      expect(db.select().from(helperTie).all()).toMatchObject([{ kind, endedBy: actorOf(db, 'P01').personId }]);
    },
  );

  test('noting twice is noting once', () => {
    tieToStudio();
    tieToStudio();
    expect(db.select().from(helperTie).all()).toHaveLength(1);
  });

  test('one visit is moved without a second helper, and the person is told all the same', () => {
    const visit = tablet
      .surroundings()
      .state?.visits.find(
        ({ planServiceId, status, heldOn }) =>
          String(planServiceId) === serviceOf('P03') && status === 'planned' && heldOn > '2026-11-24',
      );
    const id = tablet.begin('visit', String(visit?.id));
    tablet.fill(id, { what: 'cannot_come', help: `beside:${juris.personId}` });
    expect(found(id)).toMatchObject({ bond: 'is_provider', isSettled: true });
    expect(next(id)).toBe('sapratu');
    expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
    expect(tablet.decision(id)?.record?.bound).toMatchObject({ name: 'Juris', bond: 'is_provider' });
  });

  test('who lent their device helps too', () => {
    const id = stop(serviceOf('P03'), 'alone');
    const together = { handoverId: 1, helpId: 1, requestId: id, helperId: juris.personId, helperFirstName: 'Juris' };
    const grant = { ...tablet.write(), actor: { ...maris, together } };
    expect(findIndependence(app, grant, tablet.request(id), tablet.surroundings())?.isSettled).toBe(false);
  });

  describe('is joined by', () => {
    test('the worker, who is asked once and calls: then it can be sent, and the record says so', () => {
      const id = stop(serviceOf('P03'));
      call();
      expect(found(id)).toMatchObject({ isTalkAsked: false, isSettled: false });
      askTalk(id);
      app.clock.move({ minutes: 5 });
      askTalk(id);
      expect(tablet.request(id).notes.talkAsked).toEqual({
        withId: actorOf(db, 'P01').personId,
        at: '2026-11-23T06:30:00.000Z',
      });
      expect(found(id)).toMatchObject({ isTalkAsked: true, isSettled: false });
      call();
      expect(found(id)).toMatchObject({ calledBy: 'Dina', isSettled: true });
      expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
      expect(tablet.decision(id)?.record).toMatchObject({
        bound: { name: 'Juris', bond: 'is_provider', provider: 'Juris', place: 'Biedrība “Blakus”' },
        alsoLooked: [],
        alsoCalled: 'Dina',
      });
    });

    test('not by a call from before it was asked for', () => {
      const id = stop(serviceOf('P03'));
      const { personId } = actorOf(db, 'P01');
      insertCall(db, authorize(app, maris, 'help.ask', maris.personId), personId, '2026-11-23T06:00:00.000Z');
      call();
      app.clock.move({ minutes: 1 });
      askTalk(id);
      expect(found(id)).toMatchObject({ isTalkAsked: true, calledBy: null, isSettled: false });
    });

    test('not by a worker who left instead of calling: the one of today can be asked', () => {
      const id = stop(serviceOf('P03'));
      askTalk(id);
      app.clock.move({ minutes: 1 });
      const [dina, inga] = [actorOf(db, 'P01'), actorOf(db, 'P30')];
      link(db, maris, inga, 'social_worker');
      const manage = authorize(app, dina, 'circle.manage', maris.personId);
      const linkId = findLinksToCare(app, manage).find(({ personId }) => personId === dina.personId)?.id ?? 0;
      expect(endLink(app, manage, linkId, '2026-11-22')).toBeNull();
      expect(db.select().from(helpRequest).all().at(-1)?.status).toBe('closed');
      expect(found(id)).toMatchObject({ worker: { personId: inga.personId }, isTalkAsked: false, calledBy: null });
      expect(found(id)?.isSettled).toBe(false);
      askTalk(id, inga);
      call(inga);
      expect(found(id)).toMatchObject({ calledBy: 'Inga', isSettled: true });
    });

    test('somebody independent who looked at it', () => {
      const helper = elina();
      const id = stop(serviceOf('P03'), 'look_first');
      explainRequest(
        app,
        authorize(app, juris, 'help.answer', maris.personId),
        tablet.help(id)[0]?.id ?? 0,
        'Es skaidroju.',
      );
      expect(found(id)).toMatchObject({ others: [{ personId: helper.personId }], canDoWithout: false });
      tablet.answer(id, 'palidziba', `look_first:${helper.personId}`);
      expect(found(id)).toMatchObject({ waitsFor: { personId: helper.personId }, others: [], isSettled: false });
      const asked = tablet.help(id).find(({ helperId }) => helperId === helper.personId);
      explainRequest(app, authorize(app, helper, 'help.answer', maris.personId), asked?.id ?? 0, 'Es arī.');
      expect(found(id)).toMatchObject({ waitsFor: null, isSettled: true });
      tablet.confirm(id);
      expect(tablet.decision(id)?.record).toMatchObject({
        bound: { name: 'Juris' },
        alsoLooked: ['Elīna'],
        alsoCalled: null,
      });
    });

    test('not by a colleague of the same place', () => {
      const helper = elina('Biedrība “Blakus”');
      const id = stop(serviceOf('P03'));
      expect(found(id)?.others).toEqual([]);
      tablet.answer(id, 'palidziba', `beside:${helper.personId}`);
      expect(found(id)).toMatchObject({ helper: { personId: helper.personId }, bond: 'works_for', isSettled: false });
    });
  });

  test('the person can go on without the helper, as long as nothing was explained', () => {
    const id = stop(serviceOf('P03'));
    expect(found(id)?.canDoWithout).toBe(true);
    decideWithout(app, tablet.write(), id);
    expect(found(id)).toBeNull();
    expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
  });

  test('where there is nobody else, being told must do', () => {
    const id = stop(serviceOf('P03'));
    endLinks(db, maris, actorOf(db, 'P01'), '2026-11-22');
    expect(found(id)).toMatchObject({ worker: null, isSettled: true });
    expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
  });

  test('nobody is asked to talk about what is sent', () => {
    const id = stop(serviceOf('P20'));
    tablet.confirm(id);
    expect(() => askTalk(id)).toThrow(RequestMoved);
    expect(
      db
        .select()
        .from(helpRequest)
        .all()
        .filter(({ requestId }) => requestId === null),
    ).toEqual([]);
  });
});
