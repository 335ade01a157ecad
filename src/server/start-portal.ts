import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Logger } from 'pino';
import { type App, openApp } from '../core/app.ts';
import { SettingRefused } from '../core/env.ts';
import { errorKind } from '../core/error-kind.ts';
import { createPortalServer, type PageHandler, type PortalServer } from './portal-server.ts';
import { refusalsOf, tablesWithGaps } from './start-rules.ts';
import { closeDatabase, readDatabaseFacts, readSomething } from './store.ts';

/** The portal cannot start; the message says why, for the person at the console. */
export class StartRefused extends Error {
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'StartRefused';
  }
}

export type StartOptions = Readonly<{
  variables: NodeJS.ProcessEnv;
  /** What `astro build` made: `server/entry.mjs` and `client/`. */
  distFolder: string;
  /** Puts the invented people into an empty database; called in demo mode only. */
  loadDemo: (app: App) => void;
  /** Deletes what is over; called at the start and every hour. */
  tidy: (app: App) => void;
}>;

export type RunningPortal = Readonly<{ app: App; stop: () => Promise<void> }>;

const DRAIN_WITHIN_MS = 10_000;
const TIDY_EVERY_MS = 3_600_000;

/**
 * Checks everything that would hurt later, then opens the door.
 *
 * @throws SettingRefused when a setting is missing or weak
 * @throws StartRefused when the build, the database or the port does not allow it
 */
export async function startPortal({ variables, distFolder, loadDemo, tidy }: StartOptions): Promise<RunningPortal> {
  const app = openApp(variables);
  let server: PortalServer;
  try {
    checkDatabase(app);
    if (app.env.isDemo) loadDemo(app);
    server = createPortalServer({
      app,
      clientFolder: join(distFolder, 'client'),
      handlePage: await loadPages(distFolder),
      isHealthy: () => {
        readSomething(app.db);
        return true;
      },
    });
    tidy(app);
    await listen(server, app);
  } catch (error) {
    closeDatabase(app.db);
    throw error;
  }
  const tidying = setInterval(() => {
    try {
      tidy(app);
    } catch (error) {
      // A busy database: the next hour will do.
      app.log.warn({ err: error }, 'could not tidy');
    }
  }, TIDY_EVERY_MS);
  return {
    app,
    async stop() {
      clearInterval(tidying);
      await server.drain(DRAIN_WITHIN_MS);
      closeDatabase(app.db);
    },
  };
}

/** Runs the portal as this process: sentences instead of stacks when it cannot start, and a calm end on a signal. */
export async function runPortal(options: StartOptions, onStarted: (app: App) => Promise<void>): Promise<void> {
  let portal: RunningPortal;
  try {
    portal = await startPortal(options);
  } catch (error) {
    if (!(error instanceof SettingRefused || error instanceof StartRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return;
  }
  const { log } = portal.app;
  quietConsole(log);

  let isStopping = false;
  const stop = async (reason: string, exitCode: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info({ reason }, 'stopping');
    await portal.stop();
    process.exit(exitCode);
  };
  // A second signal finds no listener and ends the process at once.
  process.once('SIGTERM', () => void stop('SIGTERM', 0));
  process.once('SIGINT', () => void stop('SIGINT', 0));
  process.on('unhandledRejection', (error) => log.error(errorKind(error), 'unhandled rejection'));
  process.on('uncaughtException', (error) => {
    log.fatal(errorKind(error), 'uncaught exception');
    void stop('uncaught exception', 1);
  });
  await onStarted(portal.app);
}

function checkDatabase(app: App): void {
  const facts = readDatabaseFacts(app.db);
  const refusals = refusalsOf(app.env, facts);
  if (refusals.length > 0) throw new StartRefused(refusals);
  const gaps = tablesWithGaps(facts);
  if (gaps.length > 0) app.log.error({ gaps }, 'append-only tables have lost entries');
  // A witness outside the database: a later log or backup with a lower number means lost entries.
  app.log.info(
    Object.fromEntries(facts.appendOnly.map(({ name, lastNumber }) => [name, lastNumber])),
    'witness: last numbers of the append-only tables',
  );
}

async function loadPages(distFolder: string): Promise<PageHandler> {
  const entry = join(distFolder, 'server/entry.mjs');
  if (!existsSync(entry)) throw new StartRefused([`The pages are not built: ${entry} is missing. Run: npm run build`]);
  const built: { handler?: PageHandler } = await import(pathToFileURL(entry).href);
  if (built.handler === undefined) throw new StartRefused([`The pages are built for another server: ${entry}.`]);
  return built.handler;
}

async function listen(server: PortalServer, { env }: App): Promise<void> {
  try {
    await server.listen(env.port, env.host);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new StartRefused([`PORT ${env.port} is in use by another program. Stop it, or set PORT to a free one.`]);
    }
    if (code === 'EACCES') {
      throw new StartRefused([`PORT ${env.port} may not be opened by this user. Set PORT to one above 1023.`]);
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartRefused([`HOST ${env.host} is not an address of this machine.`]);
    }
    throw error;
  }
}

/**
 * Astro writes errors to the console together with the address that was asked for. Only the kind of the error and its
 * places in the program go to the log.
 */
function quietConsole(log: Logger): void {
  const kindIn = (parts: readonly unknown[]) =>
    errorKind(parts.find((part) => part instanceof Error) ?? parts.join(' '));
  const toError = (...parts: unknown[]): void => log.error(kindIn(parts), 'console');
  const toDebug = (...parts: unknown[]): void => log.debug(kindIn(parts), 'console');
  Object.assign(console, { error: toError, warn: toError, info: toDebug, log: toDebug, debug: toDebug });
}
