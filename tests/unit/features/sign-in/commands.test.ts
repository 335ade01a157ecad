import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../../db/client.ts';
import { credential } from '../../../../db/schema.ts';
import { acceptInvitation } from '../../../../src/features/sign-in/accept-invitation.ts';
import { signInWithCode } from '../../../../src/features/sign-in/sign-in.ts';
import { projectRoot, temporaryFile } from '../../../support/database.ts';
import { aPortal, callFrom } from './a-portal.ts';

const run = promisify(execFile);

// Each command is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

function atConsole(portal: ReturnType<typeof aPortal>) {
  return async (command: string, ...args: string[]) => {
    const env = { ...process.env, DATABASE_FILE: portal.file, PEPPER: portal.app.env.pepper, DEMO: '0' };
    try {
      const script = join(projectRoot, 'src/commands', `${command}.ts`);
      return { code: 0, ...(await run(process.execPath, [script, ...args], { cwd: projectRoot, env })) };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string };
    }
  };
}

describe('at the console', () => {
  it('card prints the page and says where it is', async () => {
    const portal = aPortal();
    const file = join(dirname(portal.file), 'cards', 'DEMO-D05.html');
    const { code, stdout } = await atConsole(portal)('card', 'D05');
    expect(code).toBe(0);
    expect(stdout).toContain(file);
    expect(readFileSync(file, 'utf8')).toContain('<h1>Māris</h1>');
    expect(stdout).not.toMatch(/A[A-Za-z0-9_-]{44}/);
  });

  it('card keeps the old card when the named file is there already', async () => {
    const portal = aPortal();
    const out = temporaryFile('card.html');
    const card = atConsole(portal);
    expect((await card('card', 'D05', '--out', out)).code).toBe(0);
    expect(existsSync(out)).toBe(true);
    const again = await card('card', 'D05', '--out', out);
    expect(again).toMatchObject({ code: 1, stdout: '', stderr: 'Tāds fails jau ir. Izvēlieties citu.\n' });
    const cards = openDatabase(portal.file).select().from(credential).all();
    expect(cards.map(({ revokedAt }) => revokedAt)).toEqual([null]);
  });

  it('code and invite print what opens the door', async () => {
    const portal = aPortal();
    portal.clock.move(portal.clock.now().until(Temporal.Now.instant()));
    const code = await atConsole(portal)('code', 'D05', '--municipality', 'DEMO');
    const digits = /\d{4} \d{4}/.exec(code.stdout)?.[0] ?? '';
    expect((await signInWithCode(portal.app, digits, callFrom())).status).toBe('signed_in');
    const invite = await atConsole(portal)('invite', 'P02');
    const link = /http:\S+#\S+/.exec(invite.stdout)?.[0] ?? 'http://none';
    const typed = { invitation: new URL(link).hash.slice(1), password: 'zili kaķi uz jumta' };
    expect((await acceptInvitation(portal.app, typed, callFrom())).status).toBe('signed_in');
  });

  it('a refusal is one sentence', async () => {
    const ask = atConsole(aPortal());
    const answers = await Promise.all([ask('card', 'P02'), ask('code', 'D99'), ask('invite', 'D05'), ask('card')]);
    expect(answers.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    expect(answers.map(({ stderr }) => stderr)).toEqual([
      'Kartītes un kodi ir tikai dalībniekiem. P02 nav dalībnieks.\n',
      'Cilvēka ar numuru D99 šeit nav.\n',
      'Uzaicinājumi ir tiem, kas palīdz. D05 uzaicinājumu saņemt nevar.\n',
      'Lietojums: npm run card -- D05 [--municipality KODS] [--out FAILS]\n',
    ]);
  });
});
