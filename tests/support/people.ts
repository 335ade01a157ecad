import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { circleLink, consent, guardianArea, helpRequest, municipality, person, visit } from '../../db/schema.ts';
import type { Actor } from '../../src/core/access/actor.ts';
import type { GuardianArea, LinkKind, Topic } from '../../src/core/access/policy.ts';

const at = '2026-11-01T08:00:00.000Z';

/** A person of the pilot by number (`D05`, `P03`), as if signed in. */
export function actorOf(db: Database, number: string): Actor {
  const found = db.select().from(person).where(eq(person.number, number)).get();
  if (found === undefined) throw new Error(`The pilot has no ${number}.`);
  return {
    personId: found.id,
    municipalityId: found.municipalityId,
    role: found.role,
    isHead: found.isHead,
    firstName: found.firstName,
    lastName: found.lastName,
    vocative: found.vocative,
    gender: found.gender,
    signedInAt: '2026-11-23T06:30:00.000Z',
    together: null,
    signedInBy: found.role === 'participant' ? 'card' : 'password',
  };
}

/** A social worker of another municipality, with nobody yet. */
export function addForeignWorker(db: Database): Actor {
  const { id } = db.insert(municipality).values({ code: 'CITS', name: 'Cits novads' }).returning().get();
  db.insert(person)
    .values({
      municipalityId: id,
      number: 'X01',
      role: 'social_worker',
      firstName: 'Vita',
      lastName: 'Krasta',
      gender: 'female',
    })
    .run();
  return actorOf(db, 'X01');
}

/** Makes somebody belong to the circle from 1 August 2026; `to` is the last day. */
export function link(
  db: Database,
  participant: Actor,
  other: Actor,
  kind: LinkKind,
  { from = '2026-08-01', to = null, areas = [] }: { from?: string; to?: string | null; areas?: GuardianArea[] } = {},
): void {
  const { id } = db
    .insert(circleLink)
    .values({ participantId: participant.personId, personId: other.personId, kind, fromOn: from, toOn: to })
    .returning()
    .get();
  for (const area of areas) db.insert(guardianArea).values({ linkId: id, area }).run();
}

/** The last day that every link between the two holds. */
export function endLinks(db: Database, participant: Actor, other: Actor, lastDay: string): void {
  db.update(circleLink)
    .set({ toOn: lastDay })
    .where(and(eq(circleLink.participantId, participant.personId), eq(circleLink.personId, other.personId)))
    .run();
}

export function allow(
  db: Database,
  participant: Actor,
  other: Actor,
  topic: Topic,
  untilOn: string | null = null,
): void {
  db.insert(consent)
    .values({ participantId: participant.personId, personId: other.personId, topic, grantedAt: at, untilOn })
    .run();
}

export function takeBack(db: Database, participant: Actor, other: Actor, topic: Topic): void {
  db.update(consent)
    .set({ revokedAt: at })
    .where(
      and(
        eq(consent.participantId, participant.personId),
        eq(consent.personId, other.personId),
        eq(consent.topic, topic),
      ),
    )
    .run();
}

/** The participant asked this person to call. */
export function askToCall(db: Database, participant: Actor, other: Actor): void {
  db.insert(helpRequest)
    .values({ participantId: participant.personId, helperId: other.personId, status: 'waiting', askedAt: at })
    .run();
}

/** A visit's row by its number in the pilot's file: `V0503`. */
export function visitOf(db: Database, number: string): typeof visit.$inferSelect {
  const found = db.select().from(visit).where(eq(visit.number, number)).get();
  if (found === undefined) throw new Error(`The pilot has no ${number}.`);
  return found;
}
