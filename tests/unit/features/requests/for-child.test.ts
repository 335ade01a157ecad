import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { accessLog, person, request, requestFlows, supportedDecision, visit } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { AccessDenied, authorize } from '../../../../src/core/access/grant.ts';
import { plainLook } from '../../../../src/core/look.ts';
import { NotFound } from '../../../../src/core/problem.ts';
import { latvian as t } from '../../../../src/core/text/text.ts';
import {
  answerQuestion,
  askingGrant,
  asReadBy,
  confirmRequest,
  decisionStep,
  disagree,
  findDecision,
  findRequest,
  findRequests,
  flows,
  flowsOfOthers,
  gatherFacts,
  keepOpinion,
  LONGEST_CHILD_WORDS,
  OPINION_SLUG,
  type RequestFlow,
  RequestMoved,
  requestsAtHome,
  requestTitle,
  startRequest,
  withdrawRequest,
  writeOwnWords,
} from '../../../../src/features/requests/index.ts';
import { isForChild, isTheirs } from '../../../../src/features/requests/rules.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { testEnv } from '../../../support/env.ts';
import { actorOf, allow } from '../../../support/people.ts';
import { deskOf, now } from '../desk/a-desk.ts';
import { tabletOf } from './a-request.ts';

let db: Database;
let app: { db: Database; clock: ReturnType<typeof movableClock>; env: typeof testEnv };
let emils: Actor;
let sandra: Actor;
let toms: Actor;
let tablet: ReturnType<typeof tabletOf>;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock(), env: testEnv };
  emils = actorOf(db, 'D11');
  sandra = actorOf(db, 'P11');
  toms = actorOf(db, 'P12');
  tablet = tabletOf(app, emils);
});

const grantOf = (parent: Actor) => authorize(app, parent, 'child.request', emils.personId);
const around = (parent: Actor) =>
  gatherFacts(app, grantOf(parent), authorize(app, parent, 'circle.read', emils.personId));
const begin = (parent: Actor, flow: RequestFlow, wished: Readonly<Record<string, string>> = {}) =>
  startRequest(app, grantOf(parent), around(parent), { flow, formKey: crypto.randomUUID(), wished });
const find = (parent: Actor, id: number) => findRequest(db, grantOf(parent), id);
const say = (id: number, said: string, words = '', why = '', parent = sandra) =>
  keepOpinion(app, grantOf(parent), around(parent), id, { said, words, why });
const send = (id: number, parent = sandra) =>
  confirmRequest(app, { t, look: plainLook }, grantOf(parent), around(parent), id);

const TALK = { talk_about: 'plan', talk_day: '2026-11-24', part: 'day' };
const wholeTalk = (parent = sandra) => begin(parent, 'talk', TALK);

function sent(said = 'wants', words = ''): number {
  const id = wholeTalk();
  expect(say(id, said, words, said === 'not_yet' ? 'Emīls ir slims.' : '')).toBe('izlemt');
  expect(send(id)).toEqual({ outcome: 'sent' });
  return id;
}

/** From then on Emīls is of age: he was born 18 years before tomorrow. */
function comesOfAgeTomorrow(): () => void {
  db.update(person).set({ bornOn: '2008-11-24' }).where(eq(person.id, emils.personId)).run();
  return () => app.clock.move({ hours: 24 });
}

describe('what a parent can begin in the name of a child', () => {
  test.each(requestFlows)('%s', (flow) => {
    if (flowsOfOthers.some((one) => one === flow)) {
      expect(find(sandra, begin(sandra, flow))).toMatchObject({
        flow,
        participantId: emils.personId,
        startedBy: sandra.personId,
      });
    } else {
      expect(() => begin(sandra, flow)).toThrow(NotFound);
    }
  });

  test('is never a complaint, nor about people and data of the child', () => {
    for (const flow of ['wrong', 'people', 'data', 'relative'] as const) expect(flowsOfOthers).not.toContain(flow);
  });

  test('begun twice it is one draft; the child’s own is another', () => {
    const id = begin(sandra, 'talk');
    expect(begin(sandra, 'talk')).toBe(id);
    expect(tablet.begin('talk')).not.toBe(id);
    expect(begin(toms, 'talk')).not.toBe(id);
  });

  test('nobody is asked to help the parent decide', () => {
    for (const flow of flowsOfOthers) {
      const { facts } = around(sandra);
      expect(
        flows[flow].questions.filter(({ id }) => id === 'help').every((help) => help.isAsked?.({}, facts) === false),
      ).toBe(true);
    }
  });
});

describe('whose a request is to act on', () => {
  const [child, mother, other] = [1, 2, 3];
  const inName = { participantId: child, startedBy: mother, flow: 'talk' } as const;
  const ofFamily = { ...inName, flow: 'relative' } as const;
  const own = { ...inName, startedBy: child } as const;
  const self = { personId: child, isOwn: true };

  test('what somebody else made is in the child’s name, but for a service of the family', () => {
    expect([inName, ofFamily, own].map(isForChild)).toEqual([true, false, false]);
  });

  test.each([
    ['the mother', { personId: mother, isOwn: false, isOfChild: true }, [true, true, false]],
    ['the child', { ...self, isOfChild: true }, [false, false, true]],
    ['the person of age', { ...self, isOfChild: false }, [true, false, true]],
    ['somebody else', { personId: other, isOwn: false, isOfChild: true }, [false, false, false]],
    ['somebody else, later', { personId: other, isOwn: false, isOfChild: false }, [false, false, false]],
  ])('%s', (_name, who, expected) => {
    expect([inName, ofFamily, own].map((request) => isTheirs(who, request))).toEqual(expected);
  });
});

describe('a draft is its maker’s', () => {
  test('the child and the other parent do not find what a parent began, nor can they send it', () => {
    const id = wholeTalk();
    say(id, 'wants');
    expect(findRequest(db, tablet.write(), id)).toBeNull();
    expect(find(toms, id)).toBeNull();
    expect(() => send(id, toms)).toThrow(RequestMoved);
    expect(() => tablet.confirm(id)).toThrow();
    expect(() => tablet.withdraw(id)).toThrow(RequestMoved);
    expect(db.select().from(request).where(eq(request.id, id)).get()?.status).toBe('draft');
  });

  test('a parent does not find what the child began, and changes nothing of it', () => {
    const id = tablet.begin('talk');
    expect(find(sandra, id)).toBeNull();
    expect(() => writeOwnWords(app, grantOf(sandra), id, 'Nē')).toThrow(RequestMoved);
    expect(() =>
      answerQuestion(app, grantOf(sandra), around(sandra), { requestId: id, slug: 'par-ko', value: 'plan' }),
    ).toThrow(RequestMoved);
    expect(() => withdrawRequest(app, grantOf(sandra), id)).toThrow(RequestMoved);
    expect(() => send(id)).toThrow(RequestMoved);
    expect(() =>
      askingGrant(
        {
          app,
          actor: sandra,
          authorize: () => {
            throw new Error('asked');
          },
        } as never,
        id,
      ),
    ).toThrow(NotFound);
  });

  test('the family’s own ability does not reach it, nor this one the family’s own', () => {
    const id = wholeTalk();
    const own = authorize(app, sandra, 'own.request', emils.personId);
    expect(findRequest(db, own, id)).toBeNull();
    const ofFamily = startRequest(app, own, around(sandra), { flow: 'relative', formKey: 'a', wished: {} });
    expect(find(sandra, ofFamily)).toBeNull();
    expect(findRequest(db, own, ofFamily)).not.toBeNull();
  });
});

describe('the child is asked', () => {
  test('before anything is sent', () => {
    const id = wholeTalk();
    const draft = find(sandra, id);
    if (draft === null) throw new Error('no draft');
    expect(decisionStep(app, grantOf(sandra), draft, around(sandra))).toBe(OPINION_SLUG);
    expect(send(id)).toEqual({ outcome: 'incomplete', slug: OPINION_SLUG });
  });

  test.each([
    ['nothing chosen', '', '', ''],
    ['something that is not offered', 'maybe', '', ''],
    ['not heard, without a reason', 'not_yet', 'Jā', '  '],
    ['words that are too long', 'wants', 'a'.repeat(LONGEST_CHILD_WORDS + 1), ''],
    ['a reason that is too long', 'not_yet', '', 'a'.repeat(LONGEST_CHILD_WORDS + 1)],
  ])('%s keeps nothing', (_name, said, words, why) => {
    const id = wholeTalk();
    expect(say(id, said, words, why)).toBeNull();
    expect(find(sandra, id)?.notes.child).toBeNull();
  });

  test('anew when the parent asks for something else', () => {
    const id = wholeTalk();
    say(id, 'wants');
    answerQuestion(app, grantOf(sandra), around(sandra), { requestId: id, slug: 'par-ko', value: 'money' });
    expect(send(id)).toEqual({ outcome: 'incomplete', slug: OPINION_SLUG });
    say(id, 'does_not_know');
    expect(send(id)).toEqual({ outcome: 'sent' });
    expect(findDecision(db, tablet.write(), id)?.record?.child).toMatchObject({ said: 'does_not_know' });
  });

  test.each([
    ['wants', 'Jā, jā.', ''],
    ['does_not_want', 'Es gribu mājās.', ''],
    ['does_not_know', '', ''],
    ['not_yet', '', 'Emīls ir slims.'],
  ])('%s is kept as it was, and stops nothing', (said, words, why) => {
    const id = wholeTalk();
    say(id, said, words, why);
    expect(send(id)).toEqual({ outcome: 'sent' });
    expect(send(id)).toEqual({ outcome: 'sent' });
    const rows = db.select().from(supportedDecision).where(eq(supportedDecision.requestId, id)).all();
    expect(rows).toMatchObject([{ decidedBy: sandra.personId, helpMode: 'alone' }]);
    expect(findDecision(db, tablet.write(), id)?.record?.child).toEqual({
      said,
      words: words || null,
      why: why || null,
    });
  });

  test('why a child was not heard says nothing of one who was', () => {
    const id = wholeTalk();
    say(id, 'wants', '', 'Emīls guļ.');
    expect(find(sandra, id)?.notes.child?.opinion).toEqual({ said: 'wants', words: null, why: null });
  });

  test('after it is sent nothing of it is changed', () => {
    const id = sent();
    expect(() => say(id, 'does_not_want')).toThrow(RequestMoved);
  });
});

describe('what was sent in the name of a child', () => {
  test('the child reads and does not take back', () => {
    const id = sent('does_not_want', 'Man nepatīk.');
    const read = tablet.request(id);
    expect(read.status).toBe('sent');
    expect(requestTitle(app, t, tablet.write(), read)).toBe('Es gribu parunāt.\nMamma to lūdza manā vārdā.');
    expect(() => tablet.withdraw(id)).toThrow(RequestMoved);
    expect(requestsAtHome(app, authorize(app, emils, 'requests.read', emils.personId))).toEqual([]);
  });

  test('the other parent reads among the child’s requests, and does nothing with it', () => {
    const id = sent();
    const reading = authorize(app, toms, 'requests.read', emils.personId);
    const found = findRequest(db, reading, id);
    expect(found).not.toBeNull();
    if (found !== null)
      expect(requestTitle(app, t, reading, found)).toBe('Es gribu parunāt.\nTo lūdza Sandra bērna vārdā.');
    expect(() => withdrawRequest(app, grantOf(toms), id)).toThrow(RequestMoved);
    const own = authorize(app, sandra, 'requests.read', emils.personId);
    expect(asReadBy(findRequests(db, tablet.write(), 50), sandra)).toEqual(findRequests(db, own, 50));
  });

  test('the desk reads, and the parent takes back', () => {
    const id = sent();
    const desk = deskOf(app, actorOf(db, 'P30'), emils);
    expect(desk.request(id)).toMatchObject({ startedBy: sandra.personId, status: 'sent' });
    withdrawRequest(app, grantOf(sandra), id);
    expect(find(sandra, id)?.status).toBe('withdrawn');
  });

  test('the desk carries out, and keeps that the family asked for it', () => {
    const { visits } = around(sandra);
    const visitId = visits[0]?.id ?? 0;
    const id = begin(sandra, 'visit', { visit: String(visitId), what: 'cannot_come' });
    say(id, 'wants');
    expect(send(id)).toEqual({ outcome: 'sent' });
    const desk = deskOf(app, actorOf(db, 'P30'), emils);
    desk.read(id);
    desk.answer(id, { answer: 'yes', text: '', deed: now(desk.wished(id)) });
    expect(tablet.request(id).status).toBe('carried_out');
    expect(db.select().from(visit).where(eq(visit.id, visitId)).get()).toMatchObject({
      status: 'cancelled',
      reason: 'To lūdza mana ģimene.',
    });
  });

  test('is a look of the parent, which the child finds', () => {
    sent();
    const looks = db.select().from(accessLog).where(eq(accessLog.viewerId, sandra.personId)).all();
    expect(new Set(looks.map(({ topic }) => topic))).toEqual(new Set(['requests']));
  });
});

describe('on the 18th birthday', () => {
  test('the parent’s draft is closed to the parent, and stays as it was', () => {
    const birthday = comesOfAgeTomorrow();
    const id = wholeTalk();
    say(id, 'wants');
    birthday();
    expect(() => grantOf(sandra)).toThrow(AccessDenied);
    expect(findRequest(db, tablet.write(), id)).toBeNull();
    expect(db.select().from(request).where(eq(request.id, id)).get()?.status).toBe('draft');
  });

  test('what was sent is the person’s to take back', () => {
    const birthday = comesOfAgeTomorrow();
    const id = sent();
    expect(() => tablet.withdraw(id)).toThrow(RequestMoved);
    birthday();
    tablet.withdraw(id);
    expect(tablet.request(id).status).toBe('withdrawn');
    expect(tablet.events(id).at(-1)).toMatchObject({ kind: 'withdrawn', byPersonId: emils.personId });
  });

  test('what was answered is the person’s to disagree with, and stands on the first screen', () => {
    const birthday = comesOfAgeTomorrow();
    const id = sent();
    db.update(request)
      .set({
        status: 'refused',
        answer: 'no',
        answerText: 'Nē.',
        answeredAt: '2026-11-23T08:00:00.000Z',
        answeredBy: actorOf(db, 'P30').personId,
      })
      .where(eq(request.id, id))
      .run();
    expect(() => tablet.disagree(id)).toThrow(RequestMoved);
    birthday();
    expect(requestsAtHome(app, authorize(app, emils, 'requests.read', emils.personId)).map((one) => one.id)).toEqual([
      id,
    ]);
    expect(disagree(app, tablet.write(), id)).toBe(true);
    expect(tablet.request(id).status).toBe('reopened');
  });

  test('the parent reads it again only when the person allows it', () => {
    const birthday = comesOfAgeTomorrow();
    const id = sent();
    birthday();
    expect(() => authorize(app, sandra, 'requests.read', emils.personId)).toThrow(AccessDenied);
    allow(db, emils, sandra, 'requests');
    expect(findRequest(db, authorize(app, sandra, 'requests.read', emils.personId), id)).not.toBeNull();
    // A service of the family is still the family's.
    const own = authorize(app, sandra, 'own.request', emils.personId);
    expect(findRequest(db, own, id)).toBeNull();
  });
});
