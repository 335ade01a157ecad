import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../../../db/client.ts';
import { type ImportOptions, importFolder } from '../../../../db/import/import-folder.ts';
import type { Report } from '../../../../db/import/report.ts';
import { municipality } from '../../../../db/schema.ts';
import { referenceClock } from '../../../support/clock.ts';
import { emptyDatabase, projectRoot, temporaryFile } from '../../../support/database.ts';

export const pilotFolder = join(projectRoot, 'db/demo');

/** A copy of the pilot's files that can be spoilt, row by row as the spreadsheet counts them. */
export class Folder {
  readonly path = temporaryFile('pilot');

  constructor() {
    mkdirSync(this.path);
    cpSync(pilotFolder, this.path, { recursive: true, filter: (source) => !/\.(ts|md)$/.test(source) });
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), 'utf8');
  }

  write(file: string, content: string | Uint8Array): this {
    writeFileSync(join(this.path, file), content);
    return this;
  }

  without(file: string): this {
    rmSync(join(this.path, file));
    return this;
  }

  /** Changes the whole text of a file. */
  with(file: string, change: (content: string) => string): this {
    return this.write(file, change(this.read(file)));
  }

  rows(file: string): string[][] {
    return this.read(file)
      .replace(/^\ufeff/, '')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(';'));
  }

  /** The row with these cells, as the spreadsheet counts. */
  rowOf(file: string, cells: Readonly<Record<string, string>>): number {
    const [header = [], ...rows] = this.rows(file);
    const found = rows.findLastIndex((row) =>
      Object.entries(cells).every(([column, value]) => row[header.indexOf(column)] === value),
    );
    if (found === -1) throw new Error(`No such row in ${file}: ${JSON.stringify(cells)}`);
    return found + 2;
  }

  set(file: string, row: number, cells: Readonly<Record<string, string>>): this {
    const rows = this.rows(file);
    const [header = []] = rows;
    const changed = rows[row - 1];
    if (changed === undefined) throw new Error(`${file} has no row ${row}`);
    for (const [column, value] of Object.entries(cells)) {
      const position = header.indexOf(column);
      if (position === -1) throw new Error(`${file} has no column ${column}`);
      changed[position] = value;
    }
    return this.writeRows(file, rows);
  }

  add(file: string, ...cells: readonly string[]): this {
    return this.writeRows(file, [...this.rows(file), cells]);
  }

  remove(file: string, row: number): this {
    return this.writeRows(file, this.rows(file).toSpliced(row - 1, 1));
  }

  private writeRows(file: string, rows: readonly (readonly string[])[]): this {
    return this.write(file, `\ufeff${rows.map((row) => row.join(';')).join('\r\n')}\r\n`);
  }
}

/** A database that holds one municipality and nobody in it. */
export function emptyMunicipality(): Database {
  const db = emptyDatabase();
  db.insert(municipality).values({ code: 'M', name: 'Novads' }).run();
  return db;
}

export function importInto(db: Database, folder: Folder | string, options: Partial<ImportOptions> = {}): Report {
  const path = typeof folder === 'string' ? folder : folder.path;
  return importFolder(db, path, { municipalityId: 1, now: referenceClock.now(), isCheckOnly: false, ...options });
}

/** Every row of every table the import writes, so that "nothing changed" means nothing. */
export function contentsOf(db: Database): Readonly<Record<string, unknown[]>> {
  const names = [
    'municipality',
    'person',
    'circle_link',
    'guardian_area',
    'consent',
    'service',
    'plan',
    'goal',
    'step',
    'plan_service',
    'visit',
    'ledger_entry',
  ];
  return Object.fromEntries(names.map((name) => [name, db.$client.prepare(`select * from ${name}`).all()]));
}
