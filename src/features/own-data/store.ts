import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Database } from '../../../db/client.ts';
import { accessLog, person } from '../../../db/schema.ts';
import type { Gender, Role } from '../../core/access/actor.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { Topic } from '../../core/access/policy.ts';
import { preparedOnce } from '../../core/prepared.ts';

/** One look of somebody else. */
export type Look = Readonly<{
  viewerId: number;
  firstName: string;
  lastName: string;
  role: Role;
  gender: Gender;
  topic: Topic;
  /** An instant. */
  viewedAt: string;
}>;

const queries = preparedOnce((db) => {
  const isMine = eq(accessLog.participantId, sql.placeholder('participantId'));
  return {
    between: db
      .select({
        viewerId: accessLog.viewerId,
        firstName: person.firstName,
        lastName: person.lastName,
        role: person.role,
        gender: person.gender,
        topic: accessLog.topic,
        viewedAt: accessLog.viewedAt,
      })
      .from(accessLog)
      .innerJoin(person, eq(person.id, accessLog.viewerId))
      .where(
        and(
          isMine,
          gte(accessLog.viewedAt, sql.placeholder('from')),
          lt(accessLog.viewedAt, sql.placeholder('until')),
        ),
      )
      .orderBy(accessLog.viewedAt)
      .prepare(),
    before: db
      .select({ viewedAt: accessLog.viewedAt })
      .from(accessLog)
      .where(and(isMine, lt(accessLog.viewedAt, sql.placeholder('until'))))
      .orderBy(desc(accessLog.viewedAt))
      .limit(1)
      .prepare(),
  };
});

/** Every look of somebody else from one instant to before another, the oldest first. */
export function findLooks(
  db: Database,
  { participantId }: Grant<'data.read'>,
  { from, until }: Readonly<{ from: string; until: string }>,
): readonly Look[] {
  return queries(db).between.all({ participantId, from, until });
}

/** The last look before an instant, or null: whether there is more to read, and where. */
export function findLookBefore(db: Database, { participantId }: Grant<'data.read'>, until: string): string | null {
  return queries(db).before.get({ participantId, until })?.viewedAt ?? null;
}
