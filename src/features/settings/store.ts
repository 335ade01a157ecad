import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../../db/client.ts';
import { look } from '../../../db/schema.ts';
import type { OwnGrant } from '../../core/access/grant.ts';
import type { Look } from '../../core/look.ts';
import { preparedOnce } from '../../core/prepared.ts';

type MyLook = OwnGrant<'look.write'>;

const queries = preparedOnce((db) => ({
  look: db
    .select({
      textSize: look.textSize,
      spacing: look.spacing,
      colours: look.colours,
      isSimple: look.isSimple,
      hasBigPictures: look.hasBigPictures,
      isCalm: look.isCalm,
      language: look.language,
    })
    .from(look)
    .where(eq(look.personId, sql.placeholder('personId')))
    .prepare(),
}));

/** What the person chose, if they ever did. */
export function findStoredLook(db: Database, { actor }: MyLook): Look | undefined {
  return queries(db).look.get({ personId: actor.personId });
}

/** @param changedAt an instant as it is stored */
export function storeLook(db: Database, { actor }: MyLook, chosen: Look, changedAt: string): void {
  db.insert(look)
    .values({ personId: actor.personId, ...chosen, changedAt })
    .onConflictDoUpdate({ target: look.personId, set: { ...chosen, changedAt } })
    .run();
}
