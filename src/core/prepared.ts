import type { Database } from '../../db/client.ts';

/**
 * Prepares a store's queries once for each open database: an unprepared query costs two to three times as much.
 */
export function preparedOnce<T>(prepare: (db: Database) => T): (db: Database) => T {
  const made = new WeakMap<Database, T>();
  return (db) => {
    let queries = made.get(db);
    if (queries === undefined) {
      queries = prepare(db);
      made.set(db, queries);
    }
    return queries;
  };
}
