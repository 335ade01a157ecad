import { parseArgs } from 'node:util';
import { type App, openApp } from '../../core/app.ts';
import { SettingRefused } from '../../core/env.ts';
import { latvian } from '../../core/text/text.ts';
import { IssueRefused, type Whom } from './issue.ts';

type Issue = (app: App, whom: Whom, out: string | undefined) => string | Promise<string>;

/**
 * Runs a command that gives one person a way in: `NUMBER [--municipality CODE] [--out FILE]`. Prints what `issue` returns;
 * a refusal is one sentence on standard error, and exit code 1.
 */
export async function runIssue(command: 'card' | 'code' | 'invite', issue: Issue): Promise<void> {
  const whom = readArguments(command);
  if (whom === null) {
    process.stderr.write(`${latvian(`signIn:console.usage.${command}`)}\n`);
    process.exitCode = 1;
    return;
  }
  let app: App | undefined;
  try {
    app = openApp();
    process.stdout.write(`${await issue(app, whom, whom.out)}\n`);
  } catch (error) {
    if (error instanceof IssueRefused) {
      process.stderr.write(`${latvian(`signIn:console.problem.${error.problem}`, { number: whom.number })}\n`);
    } else if (error instanceof SettingRefused) process.stderr.write(`${error.message}\n`);
    else throw error;
    process.exitCode = 1;
  } finally {
    app?.db.$client.close();
  }
}

function readArguments(command: string): (Whom & { out: string | undefined }) | null {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { municipality: { type: 'string' }, ...(command === 'card' && { out: { type: 'string' } }) },
    });
    const [number] = positionals;
    if (number === undefined || positionals.length > 1) return null;
    const out = 'out' in values && typeof values.out === 'string' ? values.out : undefined;
    return { number, municipality: values.municipality, out };
  } catch {
    return null;
  }
}
