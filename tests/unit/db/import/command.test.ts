import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrateDatabase, openDatabase } from '../../../../db/client.ts';
import { municipality, visit } from '../../../../db/schema.ts';
import { projectRoot, temporaryFile } from '../../../support/database.ts';
import { Folder, pilotFolder } from './folder.ts';

/** Runs the command as somebody at a terminal does. */
function run(file: string, ...call: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(projectRoot, 'src/commands/import.ts'), ...call],
    {
      cwd: projectRoot,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production', DEMO: '1', DATABASE_FILE: file, CLOCK_AT: '2026-11-23T06:30:00Z' },
    },
  );
  return { status, stdout, stderr };
}

const inNew = ['--municipality', 'JN', '--name', 'Jaunais novads'] as const;

describe('npm run import', () => {
  it('imports into a new municipality, then into the only one, and says what it did', () => {
    const file = temporaryFile('import.sqlite');
    const first = run(file, pilotFolder, ...inNew);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toContain('Jauni: 1509, mainīti: 0, bez izmaiņām: 0.');
    const second = run(file, pilotFolder);
    expect(second.status).toBe(0);
    expect(second.stdout).toContain('Jauni: 0, mainīti: 0, bez izmaiņām: 1509.');
    const db = openDatabase(file);
    expect(db.select().from(municipality).all()).toMatchObject([{ code: 'JN', name: 'Jaunais novads', isDemo: false }]);
    db.$client.close();
  });

  it('only reports with --check, and leaves no municipality behind', () => {
    const file = temporaryFile('import.sqlite');
    const { status, stdout } = run(file, pilotFolder, '--check', ...inNew);
    expect(status).toBe(0);
    expect(stdout).toContain('Nekas nav mainīts.');
    expect(stdout).toContain('Jauni: 1509');
    const db = openDatabase(file);
    expect(db.select().from(municipality).all()).toEqual([]);
    expect(db.select().from(visit).all()).toEqual([]);
    db.$client.close();
  });

  it('ends with 1 and changes nothing when anything is wrong', () => {
    const file = temporaryFile('import.sqlite');
    const folder = new Folder().without('merki.csv').set('tiksanas.csv', 504, { statuss: 'būs' });
    const { status, stdout } = run(file, folder.path, ...inNew);
    expect(status).toBe(1);
    expect(stdout).toContain('merki.csv: Mapē vajag šo failu.');
    expect(stdout).toContain('tiksanas.csv, 504. rinda, kolonna statuss, ierakstīts “būs”:');
    expect(stdout).toContain('2 kļūdas. Nekas nav mainīts.');
    const db = openDatabase(file);
    expect(db.select().from(municipality).all()).toEqual([]);
    db.$client.close();
  });

  it('asks for what is missing in the call', () => {
    const file = temporaryFile('import.sqlite');
    expect(run(file)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('npm run import -- MAPE'),
    });
    expect(run(file, pilotFolder, '--nope')).toMatchObject({ status: 1, stderr: expect.stringContaining('MAPE') });
    expect(run(file, pilotFolder)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('nevienas pašvaldības'),
    });
    expect(run(file, pilotFolder, '--municipality', 'X')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--name'),
    });
    const db = openDatabase(file);
    migrateDatabase(db, projectRoot);
    db.insert(municipality)
      .values([
        { code: 'A', name: 'A' },
        { code: 'B', name: 'B' },
      ])
      .run();
    db.$client.close();
    expect(run(file, pilotFolder)).toMatchObject({ status: 1, stderr: expect.stringContaining('A | B') });
  });
});
