import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Database, migrateDatabase, openDatabase } from '../../db/client.ts';
import { loadDemo } from '../../db/demo/load.ts';
import { referenceClock } from './clock.ts';

export const projectRoot = resolve(import.meta.dirname, '../..');

const folder = mkdtempSync(join(tmpdir(), 'portal-test-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/** A path of one's own in a temporary folder that goes away with the test run. */
export function temporaryFile(name: string): string {
  count += 1;
  return join(folder, `${count}-${name}`);
}

/** Made once in each process, then copied: a test that migrates and imports anew would be slow. */
function templateOf(fill?: (db: Database) => void): () => string {
  let file: string | undefined;
  return () => {
    if (file === undefined) {
      const made = temporaryFile('template.sqlite');
      const db = openDatabase(made);
      migrateDatabase(db, projectRoot);
      fill?.(db);
      // Closing the last connection writes the log back into the one file that is copied.
      db.$client.close();
      file = made;
    }
    return file;
  };
}

const emptyTemplate = templateOf();
const pilotTemplate = templateOf((db) => {
  loadDemo(db, referenceClock.now());
});

function copyOf(template: string): Database {
  const file = temporaryFile('portal.sqlite');
  copyFileSync(template, file);
  return openDatabase(file);
}

/** A migrated database without a single row. */
export function emptyDatabase(): Database {
  return copyOf(emptyTemplate());
}

/** The demo pilot as of Monday, 23 November 2026. */
export function pilotDatabase(): Database {
  return copyOf(pilotTemplate());
}

/** The same as a closed file, for a process that opens it itself. */
export function pilotDatabaseFile(): string {
  const file = temporaryFile('portal.sqlite');
  copyFileSync(pilotTemplate(), file);
  return file;
}
