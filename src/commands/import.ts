import { parseArgs } from 'node:util';
import { type Database, transact } from '../../db/client.ts';
import { importFolder } from '../../db/import/import-folder.ts';
import { findMunicipality, MunicipalityUnclear } from '../../db/import/municipality.ts';
import { type Report, reportLines } from '../../db/import/report.ts';
import { openApp } from '../core/app.ts';
import { SettingRefused } from '../core/env.ts';
import { latvian } from '../core/text/text.ts';

/** The command was called in a way it does not know. */
class WrongCall extends Error {
  constructor() {
    super(latvian('import:command.usage'));
    this.name = 'WrongCall';
  }
}

type Call = Readonly<{ folder: string; isCheckOnly: boolean; code?: string; name?: string }>;

function readCall(): Call {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        check: { type: 'boolean', default: false },
        municipality: { type: 'string' },
        name: { type: 'string' },
      },
    });
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0) throw new WrongCall();
    return { folder, isCheckOnly: values.check, code: values.municipality, name: values.name };
  } catch (error) {
    // What parseArgs throws for an unknown or unfinished option.
    throw error instanceof TypeError ? new WrongCall() : error;
  }
}

/** Takes everything back: a new municipality must not stay behind without its people. */
class TakenBack extends Error {
  readonly report: Report;
  constructor(report: Report) {
    super('Taken back');
    this.report = report;
  }
}

function run(db: Database, call: Call, now: Temporal.Instant): Report {
  try {
    return transact(db, (tx) => {
      const { folder, isCheckOnly } = call;
      const report = importFolder(db, folder, { municipalityId: findMunicipality(tx, call), now, isCheckOnly });
      if (report.errors.length > 0 || isCheckOnly) throw new TakenBack(report);
      return report;
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.report;
    throw error;
  }
}

try {
  const call = readCall();
  const { db, clock } = openApp();
  try {
    const report = run(db, call, clock.now());
    process.stdout.write(`${reportLines(report).join('\n')}\n`);
    if (report.errors.length > 0) process.exitCode = 1;
  } finally {
    db.$client.close();
  }
} catch (error) {
  if (!(error instanceof WrongCall || error instanceof MunicipalityUnclear || error instanceof SettingRefused))
    throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
