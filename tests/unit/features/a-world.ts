import assert from 'node:assert/strict';
import { asc, eq, inArray, ne } from 'drizzle-orm';
import type { Database } from '../../../db/client.ts';
import {
  ledgerEntry,
  plan,
  planChange,
  planService,
  request,
  requestEvent,
  supportedDecision,
  visit,
} from '../../../db/schema.ts';
import type { Actor } from '../../../src/core/access/actor.ts';
import { AccessDenied, allowedAmong, authorize, authorizeOwn } from '../../../src/core/access/grant.ts';
import type { Ability } from '../../../src/core/access/policy.ts';
import { type Clock, dayOf } from '../../../src/core/time/clock.ts';
import {
  findDeskRequests,
  findOverdueRequests,
  findPrivateRequests,
  findRequest,
  findRequests,
  isUndone,
  type RequestStatus,
} from '../../../src/features/requests/index.ts';
import { movableClock } from '../../support/clock.ts';
import { pilotDatabase } from '../../support/database.ts';
import { testEnv } from '../../support/env.ts';
import { actorOf, addForeignWorker, allow } from '../../support/people.ts';

/** Everybody round one participant, on a copy of the pilot's database. */
export type World = Readonly<{
  app: Readonly<{
    env: typeof testEnv;
    db: Database;
    clock: Clock & Readonly<{ move(by: Temporal.DurationLike): void }>;
  }>;
  /** Whose plan it is, with whom: the support person, the sister (who may read requests), the linked worker. */
  maris: Actor;
  juris: Actor;
  aija: Actor;
  dina: Actor;
  /** The head of the service, a worker who is linked to others, one of another municipality, another participant. */
  mudite: Actor;
  inga: Actor;
  vita: Actor;
  janis: Actor;
  planId: number;
}>;

export function aWorld(): World {
  const db = pilotDatabase();
  // Nobody pulls the plug in these stories; other tests do.
  db.$client.pragma('synchronous = OFF');
  const maris = actorOf(db, 'D05');
  const aija = actorOf(db, 'P09');
  allow(db, maris, aija, 'requests');
  const found = db.select({ id: plan.id }).from(plan).where(eq(plan.participantId, maris.personId)).get();
  if (found === undefined) throw new Error('Māris has no plan.');
  return {
    app: { env: testEnv, db, clock: movableClock() },
    maris,
    aija,
    juris: actorOf(db, 'P03'),
    dina: actorOf(db, 'P01'),
    mudite: actorOf(db, 'P31'),
    inga: actorOf(db, 'P30'),
    vita: addForeignWorker(db),
    janis: actorOf(db, 'D01'),
    planId: found.id,
  };
}

type Rows = ReturnType<ReturnType<typeof rowsReader>>;

/** Reads everything of the participant that acts can change. */
function rowsReader({ app: { db }, planId, maris }: World) {
  const ids = db.select({ id: planService.id }).from(planService).where(eq(planService.planId, planId));
  const queries = {
    plan: db.select().from(plan).where(eq(plan.id, planId)).prepare(),
    services: db.select().from(planService).where(eq(planService.planId, planId)).prepare(),
    visits: db.select().from(visit).where(inArray(visit.planServiceId, ids)).orderBy(asc(visit.id)).prepare(),
    ledger: db.select().from(ledgerEntry).where(eq(ledgerEntry.planId, planId)).orderBy(asc(ledgerEntry.id)).prepare(),
    changes: db
      .select()
      .from(planChange)
      .where(eq(planChange.planId, planId))
      .orderBy(asc(planChange.number))
      .prepare(),
    requests: db
      .select()
      .from(request)
      .where(eq(request.participantId, maris.personId))
      .orderBy(asc(request.id))
      .prepare(),
    events: db.select().from(requestEvent).orderBy(asc(requestEvent.id)).prepare(),
    decisions: db.select().from(supportedDecision).orderBy(asc(supportedDecision.id)).prepare(),
  };
  return () => ({
    plan: queries.plan.all(),
    services: queries.services.all(),
    visits: queries.visits.all(),
    ledger: queries.ledger.all(),
    changes: queries.changes.all(),
    requests: queries.requests.all(),
    events: queries.events.all(),
    decisions: queries.decisions.all(),
  });
}

/** What belongs to everybody else: no act of this story may touch it. */
function readElsewhere({ app: { db }, planId }: World): string {
  const others = db.select({ id: planService.id }).from(planService).where(ne(planService.planId, planId)).all();
  return JSON.stringify([
    db.select().from(plan).where(ne(plan.id, planId)).all(),
    db
      .select()
      .from(visit)
      .where(
        inArray(
          visit.planServiceId,
          others.map(({ id }) => id),
        ),
      )
      .all(),
    db.select().from(ledgerEntry).where(ne(ledgerEntry.planId, planId)).all(),
    db.select().from(planChange).where(ne(planChange.planId, planId)).all(),
  ]);
}

type EventKind = Rows['events'][number]['kind'];

/** The status that each event leads to, told from the story alone. */
const statusAfterEvent: Readonly<Record<EventKind, RequestStatus>> = {
  started: 'draft',
  asked_help: 'draft',
  explained: 'draft',
  sent: 'sent',
  read: 'read',
  talking: 'talking',
  yes: 'agreed',
  partly: 'agreed',
  no: 'refused',
  carried_out: 'carried_out',
  disagreed: 'reopened',
  withdrawn: 'withdrawn',
};

/** What may come after what. */
const mayFollow: Readonly<Record<EventKind, readonly EventKind[]>> = {
  started: ['asked_help', 'explained', 'sent', 'withdrawn'],
  asked_help: ['asked_help', 'explained', 'sent', 'withdrawn'],
  explained: ['asked_help', 'explained', 'sent', 'withdrawn'],
  sent: ['read', 'talking', 'yes', 'partly', 'no', 'withdrawn'],
  read: ['talking', 'yes', 'partly', 'no', 'withdrawn'],
  talking: ['talking', 'yes', 'partly', 'no', 'withdrawn'],
  yes: ['carried_out', 'talking', 'disagreed', 'withdrawn'],
  partly: ['carried_out', 'talking', 'disagreed', 'withdrawn'],
  no: ['disagreed'],
  carried_out: ['disagreed'],
  disagreed: ['talking', 'withdrawn'],
  withdrawn: [],
};

const byAsker: readonly EventKind[] = ['started', 'asked_help', 'sent', 'disagreed', 'withdrawn'];
const open: readonly RequestStatus[] = ['sent', 'read', 'talking', 'agreed', 'reopened'];

/** Rows are only added: what was written is never written over. */
function holdsGrown(before: readonly unknown[], now: readonly unknown[]): void {
  assert.equal(JSON.stringify(now.slice(0, before.length)), JSON.stringify(before));
}

/** Looks at everything after each act; `who` did it. */
export class Watch {
  readonly world: World;
  readonly #read: () => Rows;
  #before: Rows;
  readonly #elsewhere: string;
  /** How often each kind of event was seen. */
  readonly seen = new Map<string, number>();

  constructor(world: World) {
    this.world = world;
    this.#read = rowsReader(world);
    this.#before = this.#read();
    this.#elsewhere = readElsewhere(world);
  }

  #count(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  /** Holds that nothing at all was written. */
  holdsStill(): void {
    assert.equal(JSON.stringify(this.#read()), JSON.stringify(this.#before));
  }

  holds(who: Actor): void {
    const before = this.#before;
    const now = this.#read();
    this.#requests(now);
    this.#whoDidIt(before, now, who);
    this.#money(now);
    this.#changes(before, now, who);
    this.#sight(now);
    this.#before = now;
  }

  /** At the end of a story. */
  holdsElsewhere(): void {
    assert.equal(readElsewhere(this.world), this.#elsewhere);
  }

  /** Rules 1, 5 and 6: the story and the status say the same, and what was sent is whole and sent once. */
  #requests({ requests, events, decisions }: Rows): void {
    for (const row of requests) {
      const kinds = events.filter(({ requestId }) => requestId === row.id).map(({ kind }) => kind);
      assert.equal(kinds[0], 'started');
      kinds.reduce((a, b) => {
        assert.ok(mayFollow[a].includes(b), `${b} after ${a}`);
        return b;
      });
      const last = kinds.at(-1);
      assert.equal(row.status, last && statusAfterEvent[last]);
      const often = (kind: EventKind) => kinds.filter((other) => other === kind).length;
      const wasSent = often('sent') === 1;
      assert.ok(often('sent') <= 1 && often('disagreed') <= 1 && often('carried_out') <= 2 && often('withdrawn') <= 1);
      assert.deepEqual([row.sentAt !== null, row.promisedOn !== null, row.kind !== null], [wasSent, wasSent, wasSent]);
      assert.equal(row.carriedOutAt !== null, often('carried_out') > 0);
      assert.equal(row.disagreedAt !== null, often('disagreed') > 0);
      const decided = decisions.filter(({ requestId }) => requestId === row.id);
      assert.deepEqual(
        decided.map(({ decidedBy }) => decidedBy),
        wasSent ? [row.startedBy] : [],
      );
      const isAnswered = often('yes') + often('partly') + often('no') > 0;
      assert.equal(row.answer !== null && row.answeredAt !== null && row.answeredBy !== null, isAnswered);
      assert.ok(row.answer === null || row.answer === 'yes' || (row.answerText ?? '').trim() !== '');
      assert.ok(!wasSent || JSON.parse(row.asAsked ?? '[]').length > 0);
      assert.ok(!row.isPrivate || (row.flow === 'wrong' && decided.every(({ helperId }) => helperId === null)));
    }
    const asked = requests.flatMap(({ status, visitId }) =>
      open.includes(status) && visitId !== null ? [visitId] : [],
    );
    assert.equal(new Set(asked).size, asked.length);
  }

  /** Rule 2: each event is under whoever pressed, and only those who may can have pressed. What was is never written over. */
  #whoDidIt(before: Rows, now: Rows, who: Actor): void {
    holdsGrown(before.events, now.events);
    holdsGrown(before.decisions, now.decisions);
    const { dina, mudite, juris } = this.world;
    for (const event of now.events.slice(before.events.length)) {
      const of = now.requests.find(({ id }) => id === event.requestId);
      assert.ok(of !== undefined);
      assert.equal(event.byPersonId, who.personId);
      const answers = of.isPrivate ? mudite : dina;
      const may = byAsker.includes(event.kind) ? of.startedBy : (event.kind === 'explained' ? juris : answers).personId;
      assert.equal(event.byPersonId, may, `${event.kind} by ${who.firstName}`);
      if (event.kind === 'talking') this.#talk(before, of);
      if (of.isPrivate) this.#count(`private ${event.kind}`);
      if (event.kind === 'sent') {
        if (of.startedBy !== this.world.maris.personId) this.#count('of the family');
        const decision = now.decisions.find(({ requestId }) => requestId === of.id);
        assert.deepEqual([event.helpMode, event.helperId], [decision?.helpMode, decision?.helperId]);
      }
      this.#count(event.kind);
    }
  }

  /** Rule 6: a talk puts nothing off, not even one about what was promised. */
  #talk({ requests, events }: Rows, { id, promisedOn }: Rows['requests'][number]): void {
    const before = requests.find((row) => row.id === id);
    assert.ok(promisedOn !== null && before?.promisedOn != null && promisedOn <= before.promisedOn);
    const last = events.findLast(({ requestId }) => requestId === id)?.kind;
    if (last === 'yes' || last === 'partly') this.#count('talk of a promise');
  }

  /** Rule 4: allocated − used − booked = left, of the plan and of each service, never below zero, and the visits agree. */
  #money({ ledger, services, visits }: Rows): void {
    const sum = (of: Rows['ledger'], key: 'allocatedCents' | 'assignedCents' | 'usedCents' | 'bookedCents') =>
      of.reduce((total, entry) => total + entry[key], 0);
    const allocated = sum(ledger, 'allocatedCents');
    assert.ok(allocated - sum(ledger, 'usedCents') - sum(ledger, 'bookedCents') >= 0);
    assert.ok(allocated - sum(ledger, 'assignedCents') >= 0);
    for (const { id, priceCents } of services) {
      const entries = ledger.filter(({ planServiceId }) => planServiceId === id);
      const units = (status: string) =>
        visits.reduce((all, row) => all + (row.planServiceId === id && row.status === status ? row.units : 0), 0);
      const [booked, used] = [sum(entries, 'bookedCents'), sum(entries, 'usedCents')];
      assert.deepEqual([booked, used], [units('planned') * priceCents, units('happened') * priceCents]);
      assert.ok(sum(entries, 'assignedCents') - booked - used >= 0);
      const assignedUnits = entries.reduce((all, entry) => all + entry.assignedUnits, 0);
      assert.ok(assignedUnits - units('planned') - units('happened') >= 0);
    }
  }

  /** One record for one act, numbered without a gap, under whoever made it; the ledger only grows. */
  #changes(before: Rows, now: Rows, who: Actor): void {
    assert.deepEqual(
      now.changes.map(({ number }) => number),
      now.changes.map((_change, index) => index + 1),
    );
    holdsGrown(before.changes, now.changes);
    holdsGrown(before.ledger, now.ledger);
    const fresh = now.changes.slice(before.changes.length);
    assert.ok(fresh.length <= 1);
    const entries = now.ledger.slice(before.ledger.length);
    const isWorker = who.role === 'social_worker';
    assert.ok(isWorker || (fresh.length === 0 && entries.length === 0));
    for (const { madeBy, lines, requestId, before: replaced } of fresh) {
      assert.equal(madeBy, who.personId);
      assert.ok(JSON.parse(lines).length > 0);
      this.#count('change');
      if (now.requests.find(({ id }) => id === requestId)?.isPrivate) this.#count('private change');
      if (replaced !== null) this.#count('version');
    }
    for (const { enteredBy, requestId } of entries) {
      assert.equal(enteredBy, who.personId);
      // By a request exactly where the change is.
      if (fresh[0] !== undefined) assert.equal(requestId, fresh[0].requestId);
    }
    const replaced = now.changes.filter((change) => change.before !== null).length;
    assert.equal(now.plan[0]?.version, 1 + replaced);
    // Nothing of the plan moves without a record of it.
    const plain = ({ plan: plans, services, visits }: Rows) =>
      JSON.stringify([plans, services, visits.filter(({ status }) => status !== 'happened')]);
    const isSame = plain(before) === plain(now);
    const hasHappened = now.visits.some(
      ({ id, status }) => status === 'happened' && before.visits.find((row) => row.id === id)?.status !== 'happened',
    );
    assert.ok(isSame || fresh.length === 1 || (isWorker && hasHappened));
  }

  /** Rules 3 and 10, and what is private: who sees which request. */
  #sight({ requests }: Rows): void {
    const { app, maris, juris, aija, dina, mudite, inga, vita, janis } = this.world;
    const { db } = app;
    const today = dayOf(app.clock.now());
    for (const stranger of [inga, vita, janis]) {
      assert.deepEqual(allowedAmong(app, stranger, everyAbility, maris.personId), []);
    }
    const own = authorize(app, maris, 'request.write', maris.personId);
    const worker = authorize(app, dina, 'request.answer', maris.personId);
    const head = authorize(app, mudite, 'complaint.answer', maris.personId);
    const relative = authorize(app, aija, 'own.request', maris.personId);
    const family = authorize(app, aija, 'requests.read', maris.personId);
    const helper =
      allowedAmong(app, juris, ['help.answer'], maris.personId).length > 0
        ? authorize(app, juris, 'help.answer', maris.personId)
        : null;
    assert.throws(() => authorize(app, juris, 'request.answer', maris.personId), AccessDenied);
    const onDesk = new Set(findDeskRequests(db, authorizeOwn(dina, 'desk.read'), today).map(({ id }) => id));
    const ofHead = new Set(findPrivateRequests(db, authorizeOwn(mudite, 'head.read')).map(({ id }) => id));
    const overdue = new Set(findOverdueRequests(db, authorizeOwn(mudite, 'head.read'), today).map(({ id }) => id));
    const elsewhere = [inga, vita].flatMap((other) => findDeskRequests(db, authorizeOwn(other, 'desk.read'), today));
    const listed = new Set([worker, family].flatMap((grant) => findRequests(db, grant, 100).map(({ id }) => id)));
    for (const row of requests) {
      const isMaris = row.startedBy === maris.personId;
      const wasSent = row.sentAt !== null;
      const sees = (grant: Parameters<typeof findRequest>[1] | null) =>
        grant !== null && findRequest(db, grant, row.id) !== null;
      const isHidden = row.isPrivate || JSON.parse(row.answers).reader === 'head';
      assert.equal(sees(own), isMaris || wasSent);
      assert.equal(sees(relative), !isMaris);
      assert.equal(sees(head), row.isPrivate);
      if (isHidden)
        assert.deepEqual([sees(worker), sees(family), sees(helper)], [false, false, false], `private ${row.status}`);
      if (!wasSent) assert.deepEqual([sees(worker), sees(family)], [false, false], `unsent ${row.status}`);
      if (isHidden || !wasSent) assert.ok(!listed.has(row.id));
      const isListed = wasSent && row.status !== 'withdrawn';
      assert.equal(onDesk.has(row.id), isListed && !row.isPrivate);
      assert.equal(ofHead.has(row.id), isListed && row.isPrivate);
      const isLate = isUndone(row.status) && row.promisedOn !== null && row.promisedOn < today.toString();
      assert.equal(overdue.has(row.id), isLate && !row.isPrivate);
    }
    const ids = new Set(requests.map(({ id }) => id));
    assert.ok(elsewhere.every(({ id }) => !ids.has(id)));
  }
}

const everyAbility = [
  'circle.read',
  'plan.read',
  'money.read',
  'visits.read',
  'requests.read',
  'request.write',
  'request.answer',
  'plan.write',
  'own.request',
  'help.ask',
  'help.answer',
] as const satisfies readonly Ability[];
