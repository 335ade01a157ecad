import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const VERSION_WITHIN_MS = 20_000;
const INSTALL_WITHIN_MS = 10 * 60_000;

/** Flags for a browser that talks to the portal only. Its sandbox does not work for root, and only root goes without. */
export const browserArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The machine the search looks at; tests give their own. */
export type Machine = Readonly<{
  variables: Readonly<Record<string, string | undefined>>;
  usualPlaces: readonly string[];
  /** Where Playwright keeps the browser it downloads. */
  downloaded: string;
  /** Whether a command succeeded; its output is shown to the person who waits. */
  runs: (command: string, args: readonly string[]) => boolean;
  isRoot: boolean;
}>;

const thisMachine: Machine = {
  variables: process.env,
  usualPlaces: USUAL_PLACES,
  downloaded: chromium.executablePath(),
  runs: (command, args) =>
    spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: INSTALL_WITHIN_MS }).status === 0,
  isRoot: process.getuid?.() === 0,
};

/**
 * The path of a browser that works: the one named in `CHROMIUM_PATH`, an installed Chromium or Chrome, else Playwright's
 * own download, else the distribution's package where it may be installed.
 *
 * @throws with one sentence that says what was tried
 */
export function findBrowser(machine: Machine = thisMachine): string {
  const named = machine.variables.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (works(named)) return named;
    throw new Error(`CHROMIUM_PATH names a browser that does not work: ${named}.`);
  }
  const onPath = (machine.variables.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const places = [...onPath, ...machine.usualPlaces];
  const installed = places.find(works);
  if (installed !== undefined) return installed;

  const tried = ['no Chromium or Chrome is installed in the usual places'];
  if (works(machine.downloaded)) return machine.downloaded;
  if (machine.runs('playwright', ['install', 'chromium']) && works(machine.downloaded)) return machine.downloaded;
  tried.push('"playwright install chromium" did not bring one that works');

  if (machine.isRoot && machine.runs('apt-get', ['--version'])) {
    machine.runs('apt-get', ['update']);
    machine.runs('apt-get', ['install', '-y', 'chromium']);
    const packaged = places.find(works);
    if (packaged !== undefined) return packaged;
    tried.push('"apt-get install chromium" did not either');
  } else {
    tried.push('"apt-get install chromium" needs root on Debian or Ubuntu');
  }
  throw new Error(`No browser for the tests: ${tried.join(', ')}. Install one, or name it in CHROMIUM_PATH.`);
}

/** Some distributions put a script there that only tells how to install one: so it has to answer with a version. */
function works(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    accessSync(file, constants.X_OK);
  } catch {
    return false;
  }
  const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: VERSION_WITHIN_MS });
  return status === 0 && /Chrom/.test(stdout);
}
