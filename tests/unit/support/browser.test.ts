import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { browserArguments, findBrowser, type Machine } from '../../support/browser.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, script = 'echo "Chromium 140.0"', mode = 0o755): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, mode);
  return file;
}

/** A machine without any browser, and what was run on it. */
function bareMachine(changes: Partial<Machine> = {}): Machine & { ran: string[] } {
  const ran: string[] = [];
  return {
    variables: { PATH: join(folder, 'bin') },
    usualPlaces: [join(folder, 'usual/chromium')],
    downloaded: join(folder, 'downloaded/chrome'),
    isRoot: false,
    ran,
    ...changes,
    runs: (command, args) => {
      ran.push([command, ...args].join(' '));
      return changes.runs?.(command, args) ?? false;
    },
  };
}

describe('findBrowser', () => {
  test('takes the named one before all others', () => {
    put('bin/chromium');
    const named = put('mine/browser');
    expect(findBrowser(bareMachine({ variables: { PATH: join(folder, 'bin'), CHROMIUM_PATH: named } }))).toBe(named);
  });

  test('says so when the named one does not work, and takes no other', () => {
    put('bin/chromium');
    const machine = bareMachine({ variables: { PATH: join(folder, 'bin'), CHROMIUM_PATH: '/nowhere/chromium' } });
    expect(() => findBrowser(machine)).toThrow('CHROMIUM_PATH names a browser that does not work: /nowhere/chromium.');
  });

  test.each(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])(
    'finds %s on the path',
    (name) => {
      const file = put(`bin/${name}`);
      const machine = bareMachine();
      expect(findBrowser(machine)).toBe(file);
      expect(machine.ran).toEqual([]);
    },
  );

  test('passes over what is no browser: a hint to install one, a file that cannot run, a folder', () => {
    put('bin/chromium-browser', 'echo "Please install the snap" >&2; exit 1');
    put('bin/google-chrome', 'echo "Chromium 140.0"', 0o644);
    mkdirSync(join(folder, 'bin/chromium'));
    const usual = put('usual/chromium');
    expect(findBrowser(bareMachine())).toBe(usual);
  });

  test('takes the one Playwright has already, without downloading', () => {
    const downloaded = put('downloaded/chrome');
    const machine = bareMachine();
    expect(findBrowser(machine)).toBe(downloaded);
    expect(machine.ran).toEqual([]);
  });

  test('else downloads it', () => {
    const machine = bareMachine({ runs: () => existsSync(put('downloaded/chrome')) });
    expect(findBrowser(machine)).toBe(join(folder, 'downloaded/chrome'));
    expect(machine.ran).toEqual(['playwright install chromium']);
  });

  test('else installs the package, where it may', () => {
    const machine = bareMachine({
      isRoot: true,
      runs: (command, args) => {
        if (args.includes('install') && command === 'apt-get') put('usual/chromium');
        return command === 'apt-get';
      },
    });
    expect(findBrowser(machine)).toBe(join(folder, 'usual/chromium'));
    expect(machine.ran.slice(-2)).toEqual(['apt-get update', 'apt-get install -y chromium']);
  });

  test('says in one sentence what was tried when there is none', () => {
    const machine = bareMachine();
    expect(() => findBrowser(machine)).toThrow(
      /^No browser for the tests: .*usual places, .*playwright install chromium.*, .*needs root.*\. Install one, or name it in CHROMIUM_PATH\.$/,
    );
    expect(machine.ran).toEqual(['playwright install chromium']);
  });
});

test('the sandbox is off for root only', () => {
  expect(browserArguments.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  expect(browserArguments).toContain('--disable-background-networking');
});
