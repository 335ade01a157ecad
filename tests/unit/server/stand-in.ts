import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { precompress } from '../../../src/commands/precompress.ts';
import { type App, openApp } from '../../../src/core/app.ts';
import { createPortalServer, type PageHandler } from '../../../src/server/portal-server.ts';

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'portal-server-'));
}

/** A built client folder as Astro leaves it, with what must never be sent. */
export function writeClientFolder(folder: string): void {
  const files = {
    '_astro/page.Bx1.js': `console.log(${JSON.stringify('script '.repeat(400))});\n`,
    '_astro/page.Bx1.js.map': '{"sources":["src/secret.ts"]}',
    'sprite.svg': `<svg xmlns="http://www.w3.org/2000/svg">${'<path d="M0 0"/>'.repeat(200)}</svg>`,
    '.env': 'PEPPER=secret',
    '_astro/.hidden.js': 'secret',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  precompress(folder);
}

export type Answer = Readonly<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>;
export type Ask = Readonly<{
  method?: string;
  headers?: Record<string, string>;
  /** Sent piece by piece, without a length, when it is a list. */
  body?: string | Buffer | readonly Buffer[];
}>;

export type StandIn = Readonly<{
  app: App;
  port: number;
  logLines: () => readonly Readonly<Record<string, unknown>>[];
  logText: () => string;
  ask: (path: string, ask?: Ask) => Promise<Answer>;
  /** Sends bytes as they are and reads until the other side closes. */
  raw: (bytes: string) => Promise<string>;
  drain: (limitMs: number) => Promise<void>;
  stop: () => Promise<void>;
}>;

/** The real server on a real port and a real database, with small pages in the place of Astro's. */
export async function startStandIn(
  handlePage: PageHandler,
  settings: Readonly<{ variables?: Record<string, string>; isHealthy?: () => boolean }> = {},
): Promise<StandIn> {
  const folder = temporaryFolder();
  const clientFolder = join(folder, 'client');
  writeClientFolder(clientFolder);
  let written = '';
  const opened = openApp({ DEMO: '1', DATABASE_FILE: join(folder, 'portal.sqlite'), ...settings.variables });
  const destination = {
    write(line: string): void {
      written += line;
    },
  };
  const log = pino({ level: 'debug', base: null }, destination);
  const app: App = { ...opened, log };
  const server = createPortalServer({ app, clientFolder, handlePage, isHealthy: settings.isHealthy ?? (() => true) });
  const port = await server.listen(0, '127.0.0.1');
  return {
    app,
    port,
    logText: () => written,
    logLines: () =>
      written
        .split('\n')
        .filter((line) => line !== '')
        .map((line): Readonly<Record<string, unknown>> => JSON.parse(line)),
    ask: (path, ask) => askServer(port, path, ask),
    raw: (bytes) => sendRaw(port, bytes),
    drain: server.drain,
    async stop() {
      await server.drain(100);
      app.db.$client.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Without `fetch`, which tidies up paths and unpacks bodies. */
export function askServer(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Ask = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }));
      res.on('error', reject);
    });
    req.on('error', reject);
    if (Array.isArray(body)) {
      for (const piece of body) req.write(piece);
      req.end();
    } else {
      req.end(body);
    }
  });
}

export function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      received += text;
    });
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
    socket.setTimeout(5_000, () => socket.destroy());
  });
}
