import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import compression from 'compression';
import type { App } from '../core/app.ts';
import { errorKind } from '../core/error-kind.ts';
import { announcedBytes, readBody } from './body.ts';
import { clientAddressOf, forgetClaims } from './client-address.ts';
import { type PlainStatus, plainPage } from './plain-page.ts';
import { pathnameOf } from './request-target.ts';
import { securityHeaders } from './security-headers.ts';
import { staticFiles } from './static-files.ts';

/** What the server hands to every page; the middleware adds the rest. */
export type PageLocals = {
  app: App;
  requestId: string;
  clientAddress: string;
  /** The pattern of the route that answered, for the log; the middleware sets it. */
  route?: string;
};

/** Astro's middleware mode: answers `req`, or calls `next` when it knows no such page. */
export type PageHandler = (
  req: IncomingMessage,
  res: ServerResponse,
  next: () => void,
  locals: PageLocals,
) => Promise<void>;

export type PortalServer = Readonly<{
  /** Resolves with the port that was taken. @rejects with the system's error when it is not free */
  listen(port: number, host: string): Promise<number>;
  /** Takes no new callers, lets running answers finish, and cuts what is left after `limitMs`. */
  drain(limitMs: number): Promise<void>;
}>;

/** Forms here are words and choices; the longest is a few thousand letters. */
export const BODY_LIMIT_BYTES = 64 * 1024;

const HEADERS_LIMIT_BYTES = 16 * 1024;
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 30_000;
/** Longer than a proxy keeps its own end open, so that it never sends into a line that is just being closed. */
const KEEP_ALIVE_MS = 65_000;
const SILENT_LINE_MS = 120_000;
const IDLE_SWEEP_MS = 50;

const methods = ['GET', 'HEAD', 'POST'];

const compress = compression() as (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

/**
 * The portal's own HTTP server round Astro's pages: what holds for every answer (security headers, request id, log line,
 * limits) stands here, in one place.
 *
 * @param options.isHealthy a real look into the database; false or an error makes `/healthz` answer 503
 */
export function createPortalServer(
  options: Readonly<{ app: App; clientFolder: string; handlePage: PageHandler; isHealthy: () => boolean }>,
): PortalServer {
  const { app, handlePage } = options;
  const { log } = app;
  const headers = securityHeaders(app.env.origin);
  const ownHost = new URL(app.env.origin).host;
  const serveStatic = staticFiles(options.clientFolder);
  let isDraining = false;

  const server = createServer({
    maxHeaderSize: HEADERS_LIMIT_BYTES,
    headersTimeout: HEADERS_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: 1_000,
    // The host is never asked for: pages know the portal's own address from the settings.
    requireHostHeader: false,
  });
  server.timeout = SILENT_LINE_MS;

  function sendPlain(req: IncomingMessage, res: ServerResponse, status: PlainStatus): void {
    if (res.headersSent) {
      res.destroy();
      return;
    }
    const page = Buffer.from(plainPage(status));
    res.writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': page.length,
      'Cache-Control': 'no-store',
    });
    res.end(req.method === 'HEAD' ? undefined : page);
  }

  function sendHealth(res: ServerResponse): void {
    let isHealthy = false;
    try {
      isHealthy = !isDraining && options.isHealthy();
    } catch (error) {
      log.error(errorKind(error), 'health');
    }
    res.writeHead(isHealthy ? 200 : 503, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
    res.end(isHealthy ? 'ok' : 'not ok');
  }

  async function sendPage(req: IncomingMessage, res: ServerResponse, locals: PageLocals): Promise<void> {
    res.setHeader('Cache-Control', 'no-store');
    if (req.method === 'POST') {
      const body = await readBody(req, BODY_LIMIT_BYTES);
      if (body.kind === 'aborted') return;
      if (body.kind === 'too_large') {
        sendPlain(req, res, 413);
        return;
      }
      Object.assign(req, { body: body.bytes });
    }
    forgetClaims(req);
    req.headers.host = ownHost;
    try {
      await handlePage(req, res, () => sendPlain(req, res, 404), locals);
    } catch (error) {
      log.error({ requestId: locals.requestId, ...errorKind(error) }, 'page');
      sendPlain(req, res, 500);
    }
  }

  function answer(req: IncomingMessage, res: ServerResponse): void {
    const startedAt = performance.now();
    const pathname = pathnameOf(req.url);
    const locals: PageLocals = {
      app,
      requestId: randomUUID(),
      clientAddress: clientAddressOf(req, app.env.isBehindProxy),
    };
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    res.setHeader('X-Request-Id', locals.requestId);
    if (isDraining) res.setHeader('Connection', 'close');
    const isHealth = pathname === '/healthz';
    let isFileOrHealth = true;
    res.once('close', () => {
      // Files and health come by the dozen and tell nothing, unless something is wrong.
      log[isFileOrHealth && res.statusCode < 400 ? 'debug' : 'info'](
        {
          requestId: locals.requestId,
          method: req.method,
          route: locals.route,
          status: res.statusCode,
          isWhole: res.writableFinished,
          ms: Math.round((performance.now() - startedAt) * 10) / 10,
        },
        'request',
      );
    });
    if (pathname === null) {
      sendPlain(req, res, 400);
      return;
    }
    if (!methods.includes(req.method ?? '')) {
      res.setHeader('Allow', methods.join(', '));
      sendPlain(req, res, 405);
      return;
    }
    if (isHealth) {
      sendHealth(res);
      return;
    }
    serveStatic(req, res, () => {
      isFileOrHealth = false;
      compress(req, res, () => void sendPage(req, res, locals));
    });
  }

  server.on('request', answer);
  server.on('checkContinue', (req, res) => {
    // A body that is too large is not even asked for.
    if (announcedBytes(req) <= BODY_LIMIT_BYTES) res.writeContinue();
    answer(req, res);
  });
  server.on('checkExpectation', answer);
  server.on('clientError', (error: Error, socket: Duplex) => {
    const code = 'code' in error ? error.code : undefined;
    if (code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const status = statusOfParseError(code);
    log.info({ status, ...errorKind(error) }, 'refused');
    socket.end(rawAnswer(status, headers), () => socket.destroy());
  });

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    async drain(limitMs) {
      isDraining = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
      const limit = setTimeout(() => server.closeAllConnections(), limitMs);
      await closed;
      clearInterval(sweep);
      clearTimeout(limit);
    },
  };
}

function statusOfParseError(code: unknown): PlainStatus {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

/** An answer to a request that Node's parser could not read, and so made no response object for. */
function rawAnswer(status: PlainStatus, headers: Readonly<Record<string, string>>): Buffer {
  const page = Buffer.from(plainPage(status));
  const head = Object.entries({
    ...headers,
    'X-Request-Id': randomUUID(),
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': String(page.length),
    'Cache-Control': 'no-store',
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n`), page]);
}
