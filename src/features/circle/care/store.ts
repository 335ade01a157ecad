import { and, asc, eq, gte, isNull, ne, notExists, or, sql } from 'drizzle-orm';
import type { Queries } from '../../../../db/client.ts';
import { circleEvent, circleLink, consent, guardianArea, helpRequest, person } from '../../../../db/schema.ts';
import type { Gender, Role } from '../../../core/access/actor.ts';
import type { Grant } from '../../../core/access/grant.ts';
import type { GuardianArea, LinkKind } from '../../../core/access/policy.ts';
import type { Guardianship } from './rules.ts';

/** A link as the desk sees it: one that holds today, or will. */
export type CareLink = Readonly<{
  id: number;
  personId: number;
  kind: LinkKind;
  firstName: string;
  lastName: string;
  gender: Gender;
  role: Role;
  fromOn: string;
  toOn: string | null;
  courtPaper: string | null;
  courtPaperOn: string | null;
  areas: readonly GuardianArea[];
}>;

/** Every link that is not over, the oldest first. */
export function findCareLinks(
  db: Queries,
  { participantId }: Grant<'circle.manage'>,
  today: Temporal.PlainDate,
): readonly CareLink[] {
  return db
    .select({
      id: circleLink.id,
      personId: person.id,
      kind: circleLink.kind,
      firstName: person.firstName,
      lastName: person.lastName,
      gender: person.gender,
      role: person.role,
      fromOn: circleLink.fromOn,
      toOn: circleLink.toOn,
      courtPaper: circleLink.courtPaper,
      courtPaperOn: circleLink.courtPaperOn,
    })
    .from(circleLink)
    .innerJoin(person, eq(person.id, circleLink.personId))
    .where(
      and(
        eq(circleLink.participantId, participantId),
        or(isNull(circleLink.toOn), gte(circleLink.toOn, today.toString())),
      ),
    )
    .orderBy(asc(circleLink.id))
    .all()
    .map((link) => ({
      ...link,
      areas: db
        .select({ area: guardianArea.area })
        .from(guardianArea)
        .where(eq(guardianArea.linkId, link.id))
        .orderBy(asc(guardianArea.area))
        .all()
        .map(({ area }) => area),
    }));
}

/** The day on which the participant was born, `YYYY-MM-DD`. */
export function findBirthDay(db: Queries, { participantId }: Grant<'circle.manage'>): string | null {
  return db.select({ bornOn: person.bornOn }).from(person).where(eq(person.id, participantId)).get()?.bornOn ?? null;
}

/** Somebody in the register of the worker's own municipality. */
export type Registered = Readonly<{
  personId: number;
  number: string;
  role: Role;
  firstName: string;
  lastName: string;
  email: string | null;
}>;

const registered = {
  personId: person.id,
  number: person.number,
  role: person.role,
  firstName: person.firstName,
  lastName: person.lastName,
  email: person.email,
};

/** Those of the worker's own municipality who have no such link to the participant today; never anybody of another one. */
export function findUnlinked(
  db: Queries,
  { participantId, actor }: Grant<'circle.manage'>,
  kind: LinkKind,
  today: Temporal.PlainDate,
): readonly Registered[] {
  const linked = db
    .select({ id: circleLink.id })
    .from(circleLink)
    .where(
      and(
        eq(circleLink.participantId, participantId),
        eq(circleLink.personId, person.id),
        eq(circleLink.kind, kind),
        or(isNull(circleLink.toOn), gte(circleLink.toOn, today.toString())),
      ),
    );
  return db
    .select(registered)
    .from(person)
    .where(
      and(
        eq(person.municipalityId, actor.municipalityId),
        ne(person.role, 'participant'),
        ne(person.role, 'provider'),
        notExists(linked),
      ),
    )
    .orderBy(asc(person.firstName), asc(person.lastName))
    .all();
}

/** Sets the last day of a link, and keeps who ended it. */
export function writeLastDay(
  tx: Queries,
  { participantId, actor }: Grant<'circle.manage'>,
  { id, personId, kind, fromOn }: CareLink,
  { lastDay, at }: Readonly<{ lastDay: string; at: string }>,
): void {
  tx.update(circleLink)
    // What began today and ends at once held on no day; the event keeps when it was done.
    .set({ toOn: lastDay, ...(lastDay < fromOn && { fromOn: lastDay }) })
    .where(and(eq(circleLink.id, id), eq(circleLink.participantId, participantId)))
    .run();
  tx.insert(circleEvent)
    .values({
      participantId,
      personId,
      kind: 'ended',
      linkKind: kind,
      untilOn: lastDay,
      at,
      byPersonId: actor.personId,
    })
    .run();
}

const waitsFor = (participantId: number, helperId: number) =>
  and(
    eq(helpRequest.participantId, participantId),
    eq(helpRequest.helperId, helperId),
    eq(helpRequest.status, 'waiting'),
  );

/** Closes every help that this person was asked for and has not finished: nobody waits for who does not come. */
export function closeHelpsOf(
  tx: Queries,
  { participantId }: Grant<'circle.manage'>,
  helperId: number,
  at: string,
): void {
  tx.update(helpRequest).set({ status: 'closed', closedAt: at }).where(waitsFor(participantId, helperId)).run();
}

/** How many helps wait for this person. */
export function countWaitingHelps(db: Queries, { participantId }: Grant<'circle.manage'>, helperId: number): number {
  return (
    db.select({ count: sql<number>`count(*)` }).from(helpRequest).where(waitsFor(participantId, helperId)).get()
      ?.count ?? 0
  );
}

/** Writes what a court decided, in place of what stood there. */
export function writeGuardianship(
  tx: Queries,
  { participantId, actor }: Grant<'circle.manage'>,
  { id, personId }: Pick<CareLink, 'id' | 'personId'>,
  { areas, courtPaper, courtPaperOn, toOn }: Guardianship,
  at: string,
): void {
  tx.update(circleLink)
    .set({ courtPaper, courtPaperOn, toOn })
    .where(and(eq(circleLink.id, id), eq(circleLink.participantId, participantId)))
    .run();
  tx.delete(guardianArea).where(eq(guardianArea.linkId, id)).run();
  for (const area of areas) tx.insert(guardianArea).values({ linkId: id, area }).run();
  tx.insert(circleEvent)
    .values({
      participantId,
      personId,
      kind: 'guardianship',
      linkKind: 'guardian',
      untilOn: toOn,
      at,
      byPersonId: actor.personId,
    })
    .run();
}

export type Joining = Readonly<{ participantId: number; personId: number; kind: LinkKind; fromOn: string; at: string }>;

/**
 * Makes somebody belong to the circle from a day on; a link that had ended begins anew. What was allowed in an earlier time
 * does not come back with it.
 *
 * @returns the link's number
 */
export function joinCircle(tx: Queries, { participantId, personId, kind, fromOn, at }: Joining): number {
  const pair = and(eq(circleLink.participantId, participantId), eq(circleLink.personId, personId));
  const holding = tx
    .select({ id: circleLink.id })
    .from(circleLink)
    .where(and(pair, or(isNull(circleLink.toOn), gte(circleLink.toOn, fromOn))))
    .get();
  if (holding === undefined) {
    tx.update(consent)
      .set({ revokedAt: at })
      .where(and(eq(consent.participantId, participantId), eq(consent.personId, personId), isNull(consent.revokedAt)))
      .run();
  }
  const known = tx
    .select({ id: circleLink.id })
    .from(circleLink)
    .where(and(pair, eq(circleLink.kind, kind)))
    .get();
  if (known === undefined) {
    return tx
      .insert(circleLink)
      .values({ participantId, personId, kind, fromOn })
      .returning({ id: circleLink.id })
      .get().id;
  }
  tx.update(circleLink).set({ fromOn, toOn: null }).where(eq(circleLink.id, known.id)).run();
  return known.id;
}

/** Makes a link at the desk, and keeps who made it. @returns the link's number */
export function insertLink(
  tx: Queries,
  { participantId, actor }: Grant<'circle.manage'>,
  link: Omit<Joining, 'participantId'>,
): number {
  const id = joinCircle(tx, { participantId, ...link });
  const { personId, kind, at } = link;
  tx.insert(circleEvent)
    .values({ participantId, personId, kind: 'linked', linkKind: kind, at, byPersonId: actor.personId })
    .run();
  return id;
}
