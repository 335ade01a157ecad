import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../db/client.ts';
import { accessLog, circleLink, consent, guardianArea, helpRequest, person } from '../../../db/schema.ts';
import { preparedOnce } from '../prepared.ts';
import type { Facts } from './policy.ts';

const queries = preparedOnce((db) => {
  const both = (participant: typeof circleLink.participantId, other: typeof circleLink.personId) =>
    and(eq(participant, sql.placeholder('participantId')), eq(other, sql.placeholder('personId')));
  return {
    participant: db
      .select({ id: person.id, municipalityId: person.municipalityId, bornOn: person.bornOn })
      .from(person)
      .where(and(eq(person.id, sql.placeholder('participantId')), eq(person.role, 'participant')))
      .prepare(),
    links: db
      .select({
        id: circleLink.id,
        kind: circleLink.kind,
        fromOn: circleLink.fromOn,
        toOn: circleLink.toOn,
        area: guardianArea.area,
      })
      .from(circleLink)
      .leftJoin(guardianArea, eq(guardianArea.linkId, circleLink.id))
      .where(both(circleLink.participantId, circleLink.personId))
      .prepare(),
    consents: db
      .select({ topic: consent.topic, untilOn: consent.untilOn })
      .from(consent)
      .where(
        and(
          eq(consent.participantId, sql.placeholder('participantId')),
          eq(consent.personId, sql.placeholder('personId')),
          isNull(consent.revokedAt),
        ),
      )
      .prepare(),
    asked: db
      .select({ id: helpRequest.id })
      .from(helpRequest)
      .where(
        and(
          eq(helpRequest.participantId, sql.placeholder('participantId')),
          eq(helpRequest.helperId, sql.placeholder('personId')),
        ),
      )
      .limit(1)
      .prepare(),
    view: db
      .insert(accessLog)
      .values({
        participantId: sql.placeholder('participantId'),
        viewerId: sql.placeholder('viewerId'),
        topic: sql.placeholder('topic'),
        viewedAt: sql.placeholder('viewedAt'),
      })
      .prepare(),
  };
});

/** Everything the policy needs to know about these two people, or null when there is no such participant. */
export function findFacts(
  db: Database,
  actor: Facts['actor'],
  participantId: number,
  now: Pick<Facts, 'today' | 'hasJustSignedIn'>,
): Facts | null {
  const prepared = queries(db);
  const participant = prepared.participant.get({ participantId });
  if (participant === undefined || participant.bornOn === null) return null;
  const isOwn = actor.personId === participantId;
  const pair = { participantId, personId: actor.personId };
  const links = new Map<number, { -readonly [K in keyof Facts['links'][number]]: Facts['links'][number][K] }>();
  for (const row of isOwn ? [] : prepared.links.all(pair)) {
    const link = links.get(row.id);
    const areas = row.area === null ? [] : [row.area];
    if (link !== undefined) link.areas = [...link.areas, ...areas];
    else {
      links.set(row.id, {
        kind: row.kind,
        areas,
        fromOn: Temporal.PlainDate.from(row.fromOn),
        toOn: row.toOn === null ? null : Temporal.PlainDate.from(row.toOn),
      });
    }
  }
  return {
    actor,
    participant: { ...participant, bornOn: Temporal.PlainDate.from(participant.bornOn) },
    links: [...links.values()],
    consents: isOwn
      ? []
      : prepared.consents.all(pair).map(({ topic, untilOn }) => ({
          topic,
          untilOn: untilOn === null ? null : Temporal.PlainDate.from(untilOn),
        })),
    isAskedToHelp: !isOwn && prepared.asked.get(pair) !== undefined,
    ...now,
  };
}

export function recordView(db: Database, view: typeof accessLog.$inferInsert): void {
  queries(db).view.run(view);
}
