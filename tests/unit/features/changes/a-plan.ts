import { eq } from 'drizzle-orm';
import { type Database, transact } from '../../../../db/client.ts';
import { ledgerEntry, plan, planChange } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize, type Grant } from '../../../../src/core/access/grant.ts';
import {
  type Changing,
  type Effect,
  findCurrentState,
  findService,
  makeChange,
  type PlanState,
  type ServiceState,
} from '../../../../src/features/changes/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf } from '../../../support/people.ts';

type Made = ReturnType<typeof makeChange>;
type Change = Parameters<typeof makeChange>[3];

/** A participant's plan in a database file of its own, and the worker who changes it. */
export type Desk = Readonly<{
  db: Database;
  clock: ReturnType<typeof movableClock>;
  participant: Actor;
  worker: Actor;
  grant: Grant<'plan.write'>;
  state: () => PlanState;
  /** As another page does it: in one transaction, on the plan as it is, unless `more` says otherwise. */
  change: (effects: readonly Effect[], more?: Partial<Change>, grant?: Changing) => Made;
  version: () => number;
  ledger: () => readonly (typeof ledgerEntry.$inferSelect)[];
  changes: () => readonly (typeof planChange.$inferSelect)[];
  /** The whole database, byte for byte. */
  bytes: () => Buffer;
}>;

export const REASON = 'Jānis tā grib.';
export const WHY = 'Jānis to lūdza.';

/** `number` is the participant's in the pilot. */
export function aDesk(number: string): Desk {
  const db = pilotDatabase();
  const clock = movableClock();
  const app = { db, clock };
  const worker = { ...actorOf(db, 'P01'), isHead: false };
  const participant = actorOf(db, number);
  const grant = authorize(app, worker, 'plan.write', participant.personId);
  const state = () => {
    const found = findCurrentState(app, grant, grant);
    if (found === null) throw new Error(`${number} has no plan.`);
    return found;
  };
  const { planId } = state();
  return {
    db,
    clock,
    participant,
    worker,
    grant,
    state,
    change: (effects, more = {}, by = grant) =>
      transact(db, (tx) =>
        makeChange(app, tx, by, {
          effects,
          reason: REASON,
          why: WHY,
          requestId: null,
          basis: null,
          planning: grant,
          ...more,
        }),
      ),
    version: () => db.select().from(plan).where(eq(plan.id, planId)).get()?.version ?? 0,
    ledger: () => db.select().from(ledgerEntry).where(eq(ledgerEntry.planId, planId)).orderBy(ledgerEntry.id).all(),
    changes: () => db.select().from(planChange).where(eq(planChange.planId, planId)).orderBy(planChange.id).all(),
    bytes: () => db.$client.serialize(),
  };
}

/** A service of the plan by its code in the catalogue. */
export function serviceOf(state: PlanState, code: string): ServiceState {
  const id = state.services.find((service) => service.code === code)?.id ?? null;
  const found = findService(state, id);
  if (found === null) throw new Error(`The plan has no ${code}.`);
  return found;
}
