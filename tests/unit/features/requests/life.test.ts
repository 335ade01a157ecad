import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { request, requestEvent } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize, type Grant } from '../../../../src/core/access/grant.ts';
import {
  findRequest,
  gatherFacts,
  type Request,
  type RequestFlow,
  RequestMoved,
  startRequest,
  transition,
} from '../../../../src/features/requests/index.ts';
import { type Act, acts, type By, statusAfter } from '../../../../src/features/requests/rules.ts';
import { referenceClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf } from '../../../support/people.ts';

const AT = '2026-11-23T07:00:00.000Z';
type Acting = Parameters<typeof transition>[1];

let db: Database;
/** Everybody who holds a grant with which a request can be acted on at all. */
let grants: Readonly<Record<'participant' | 'relative' | 'worker' | 'head', Acting>>;
let ids: { ordinary: number; private: number; relative: number };

function begin(actor: Actor, grant: Grant<'request.write' | 'own.request'>, flow: RequestFlow): number {
  const app = { db, clock: referenceClock };
  const seen = gatherFacts(app, grant, authorize(app, actor, 'circle.read', grant.participantId));
  return startRequest(app, grant, seen, { flow, formKey: crypto.randomUUID(), wished: {} });
}

beforeAll(() => {
  db = pilotDatabase();
  const app = { db, clock: referenceClock };
  const [maris, aija, dina, mudite] = ['D05', 'P09', 'P01', 'P31'].map((number) => actorOf(db, number)) as [
    Actor,
    Actor,
    Actor,
    Actor,
  ];
  const own = authorize(app, maris, 'request.write', maris.personId);
  const relative = authorize(app, aija, 'own.request', maris.personId);
  grants = {
    participant: own,
    relative,
    worker: authorize(app, dina, 'request.answer', maris.personId),
    head: authorize(app, mudite, 'complaint.answer', maris.personId),
  };
  ids = {
    ordinary: begin(maris, own, 'stop'),
    private: begin(maris, own, 'wrong'),
    relative: begin(aija, relative, 'relative'),
  };
});

/** What is written with each act; a sent request has all that the database asks of one. */
function setOf(act: Act, grant: Acting, { flow, isPrivate }: Request) {
  const answered = { answerText: 'Es paskaidroju.', answeredAt: AT, answeredBy: grant.actor.personId };
  const kinds: Partial<Record<RequestFlow, 'stop_service' | 'something_wrong' | 'for_family'>> = {
    stop: 'stop_service',
    wrong: 'something_wrong',
    relative: 'for_family',
  };
  switch (act) {
    case 'send':
      return {
        kind: kinds[flow],
        isPrivate: flow === 'wrong' || isPrivate,
        asAsked: '[]',
        sentAt: AT,
        promisedOn: '2026-11-30',
      };
    case 'withdraw':
      return { withdrawnAt: AT };
    case 'answer_yes':
      return { answer: 'yes' as const, ...answered };
    case 'answer_partly':
      return { answer: 'partly' as const, ...answered };
    case 'answer_no':
      return { answer: 'no' as const, ...answered };
    case 'carry_out':
      return { carriedOutAt: AT };
    case 'disagree':
      return { disagreedAt: AT, promisedOn: '2026-12-07' };
    default:
      return {};
  }
}

const rows = () => JSON.stringify([db.select().from(request).all(), db.select().from(requestEvent).all()]);
const eventsOf = () => db.select().from(requestEvent).orderBy(requestEvent.id).all();

const eventKinds = {
  ask_help: 'asked_help',
  explain: 'explained',
  send: 'sent',
  withdraw: 'withdrawn',
  read: 'read',
  talk: 'talking',
  answer_yes: 'yes',
  answer_partly: 'partly',
  answer_no: 'no',
  carry_out: 'carried_out',
  disagree: 'disagreed',
} as const satisfies Record<Act, string>;

type Who = keyof typeof grants;
/** Who is whom for each kind of request: whoever made it, and who answers it. Nobody else can do anything with it. */
const rolesOf: Readonly<Record<keyof typeof ids, Partial<Record<Who, By>>>> = {
  ordinary: { participant: 'asker', worker: 'worker' },
  private: { participant: 'asker', head: 'worker' },
  relative: { relative: 'asker', worker: 'worker' },
};

type Count = { possible: number; impossible: number; unseen: number; standings: Set<string> };

/** Takes what is done inside back, so that the next act begins where this one did. */
function undone<T>(work: () => T): T {
  db.$client.exec('savepoint step');
  try {
    return work();
  } finally {
    db.$client.exec('rollback to step');
    db.$client.exec('release step');
  }
}

function act(requestId: number, who: Who, name: Act): Request {
  const grant = grants[who];
  const found = findRequest(db, grant, requestId);
  if (found === null) throw new Error('It is not open to them.');
  return transition(db, grant, found, { act: name, at: AT, note: 'x', set: setOf(name, grant, found) });
}

/** Tries every act by everybody from where the request stands now, and goes on from each that is possible. */
function tryEverything(kind: keyof typeof ids, count: Count): void {
  const requestId = ids[kind];
  const standing = db
    .select()
    .from(request)
    .all()
    .find(({ id }) => id === requestId);
  if (standing === undefined) throw new Error(`No request ${requestId}.`);
  const key = JSON.stringify([standing.status, standing.disagreedAt !== null, standing.carriedOutAt !== null]);
  if (count.standings.has(key)) return;
  count.standings.add(key);
  for (const who of Object.keys(grants) as Who[]) {
    for (const name of acts) {
      const before = rows();
      const by = rolesOf[kind][who];
      const next = by === undefined ? null : statusAfter(standing, name, by);
      const seen = findRequest(db, grants[who], requestId);
      if (seen === null) {
        // A draft is its maker's alone; what is private is the head's; what a relative asks is not the head's to answer.
        expect(next === null || standing.status === 'draft').toBe(true);
        count.unseen += 1;
        continue;
      }
      if (next === null) {
        expect(() => act(requestId, who, name)).toThrow(RequestMoved);
        expect(rows()).toBe(before);
        count.impossible += 1;
        continue;
      }
      undone(() => {
        const events = eventsOf();
        expect(act(requestId, who, name)).toMatchObject({ id: requestId, status: next });
        const [event, ...more] = eventsOf().slice(events.length);
        expect(more).toEqual([]);
        expect(event).toMatchObject({
          requestId,
          kind: eventKinds[name],
          at: AT,
          byPersonId: grants[who].actor.personId,
          note: 'x',
        });
        count.possible += 1;
        tryEverything(kind, count);
      });
      expect(rows()).toBe(before);
    }
  }
}

const fresh = (): Count => ({ possible: 0, impossible: 0, unseen: 0, standings: new Set() });

describe('rule 6: every act of everybody, on a database, from everywhere a request can come to', () => {
  // 18 standings × 4 people × 11 acts each. Where the request is not even open to somebody, no act is tried.
  test.each([
    ['ordinary', { possible: 42, impossible: 343, unseen: 407 }],
    ['private', { possible: 42, impossible: 343, unseen: 407 }],
    ['relative', { possible: 42, impossible: 530, unseen: 220 }],
  ] as const)('%s', (kind, expected) => {
    const count = fresh();
    tryEverything(kind, count);
    // Draft, the 3 that wait, agreed, done, refused; opened again, talking, agreed and refused, each of them with nothing
    // done before and with it; done after "I do not agree"; taken back before that and after.
    expect(count.standings.size).toBe(18);
    expect(count).toMatchObject(expected);
  });
});

test('a request that moved between looking and acting is not acted on', () => {
  undone(() => {
    const grant = grants.participant;
    const looked = findRequest(db, grant, ids.ordinary);
    if (looked === null) throw new Error('It is there.');
    act(ids.ordinary, 'participant', 'withdraw');
    const before = rows();
    const send = () => transition(db, grant, looked, { act: 'send', at: AT, set: setOf('send', grant, looked) });
    expect(send).toThrow(RequestMoved);
    expect(rows()).toBe(before);
  });
});

test('an answer’s own words and its kind are kept apart from its status', () => {
  undone(() => {
    act(ids.ordinary, 'participant', 'send');
    const partly = act(ids.ordinary, 'worker', 'answer_partly');
    expect(partly).toMatchObject({ status: 'agreed', answer: 'partly', answerText: 'Es paskaidroju.' });
  });
});

test('how the participant was helped stands beside the act', () => {
  undone(() => {
    const grant = grants.participant;
    const looked = findRequest(db, grant, ids.ordinary);
    if (looked === null) throw new Error('It is there.');
    const helperId = actorOf(db, 'P03').personId;
    const help = { mode: 'beside', helperId } as const;
    transition(db, grant, looked, { act: 'send', at: AT, help, set: setOf('send', grant, looked) });
    expect(eventsOf().at(-1)).toMatchObject({ kind: 'sent', helpMode: 'beside', helperId });
  });
});
