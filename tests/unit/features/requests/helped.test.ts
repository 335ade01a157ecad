import { beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize, authorizeOwn } from '../../../../src/core/access/grant.ts';
import { instantText } from '../../../../src/core/time/clock.ts';
import { explainRequest, findHelped, insertCall } from '../../../../src/features/requests/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, allow, endLinks, link, takeBack } from '../../../support/people.ts';
import { cannotCome, tabletOf } from './a-request.ts';

let app: { db: Database; clock: ReturnType<typeof movableClock> };
let juris: Actor;
let maris: Actor;
let andris: Actor;
const helped = () => findHelped(app, authorizeOwn(juris, 'helping.read'));
const names = () => helped().map(({ firstName }) => firstName);
const of = (actor: Actor) => helped().find(({ participantId }) => participantId === actor.personId);
const call = (who: Actor) =>
  insertCall(app.db, authorize(app, who, 'help.ask', who.personId), juris.personId, instantText(app.clock.now()));

beforeEach(() => {
  app = { db: pilotDatabase(), clock: movableClock() };
  [juris, maris, andris] = [actorOf(app.db, 'P03'), actorOf(app.db, 'D05'), actorOf(app.db, 'D03')];
});

test('who waits longest comes first, the others by name, and each once', () => {
  link(app.db, maris, juris, 'family');
  expect(names()).toEqual(['Andris', 'Māris', 'Raivis']);
  call(actorOf(app.db, 'D07'));
  app.clock.move({ hours: 1 });
  call(maris);
  expect(names()).toEqual(['Raivis', 'Māris', 'Andris']);
  app.clock.move({ hours: 48 });
  endLinks(app.db, actorOf(app.db, 'D07'), juris, '2026-11-24');
  expect(names()).toEqual(['Māris', 'Andris']);
});

test('each has what waits and what was explained of their own alone', () => {
  const tablet = tabletOf(app, maris);
  const ids = (['V0503', 'V0504'] as const).map((visit) => {
    const id = tablet.start(visit);
    tablet.fill(id, { ...cannotCome, help: `look_first:${juris.personId}` });
    return id;
  });
  call(andris);
  const helpId = tablet.help(ids[0] ?? 0)[0]?.id ?? 0;
  const grant = authorize(app, juris, 'help.answer', maris.personId);
  explainRequest(app, grant, helpId, 'Par citu laiku.', { options: [], opinion: '' });
  expect(of(maris)).toMatchObject({ waiting: [{ requestId: ids[1] }], explained: [{ requestId: ids[0] }] });
  expect(of(andris)).toMatchObject({ waiting: [{ requestId: null }], explained: [] });
});

test('a promise is there for whom the person lets see their requests, as long as it is open', () => {
  const tablet = tabletOf(app, maris);
  const beside = { help: `beside:${juris.personId}` };
  const id = tablet.ask('goal', { goal_what: 'dream', theme: 'music', ...beside });
  // Decided alone, and for the worker alone: neither is the helper's to follow.
  tablet.ask('away', { away_from: '2026-11-25', away_until: 'unknown', away_why: 'ill', help: 'alone' });
  // Not the one for which Juris is paid.
  const service = String(tablet.surroundings().facts.services[1]?.id);
  tablet.ask('person', { service, person_why: 'unkind', person_reader: 'worker', ...beside });
  expect(of(maris)?.promisedOn).toEqual([]);
  allow(app.db, maris, juris, 'requests');
  expect(of(maris)?.promisedOn).toEqual(['2026-11-30']);
  expect(of(andris)?.promisedOn).toEqual([]);
  takeBack(app.db, maris, juris, 'requests');
  expect(of(maris)?.promisedOn).toEqual([]);
  allow(app.db, maris, juris, 'requests');
  tablet.withdraw(id);
  expect(of(maris)?.promisedOn).toEqual([]);
});
