import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import type { Portal } from './portal.ts';

/** Every row of every table of the portal's file as one number, but for these tables. */
export function digestOf(portal: Portal, tablesLeftOut: readonly string[] = []): string {
  const file = new Sqlite(portal.databaseFile, { readonly: true });
  try {
    const tables = file
      .prepare<[], { name: string }>("select name from sqlite_master where type = 'table' order by name")
      .all()
      .filter(({ name }) => !tablesLeftOut.includes(name) && !name.startsWith('sqlite_'));
    const hash = createHash('sha256');
    for (const { name } of tables) {
      hash.update(JSON.stringify([name, file.prepare(`select * from "${name}"`).raw().all()]));
    }
    return hash.digest('hex');
  } finally {
    file.close();
  }
}
