import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BODY_LIMIT_BYTES, type PageHandler } from '../../../src/server/portal-server.ts';
import { type Answer, type StandIn, startStandIn } from './stand-in.ts';

const LONG_PAGE = `<!doctype html>${'<p>Mans plāns</p>'.repeat(200)}`;

const pages: PageHandler = async (req, res, next, locals) => {
  locals.route = '/[page]';
  const body = 'body' in req && Buffer.isBuffer(req.body) ? req.body : null;
  switch (req.url?.split('?', 1)[0]) {
    case '/long':
      res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      for (const half of [LONG_PAGE.slice(0, 1000), LONG_PAGE.slice(1000)]) res.write(half);
      res.end();
      return;
    case '/own-cache':
      res.writeHead(200, { 'Cache-Control': 'private, max-age=60' });
      res.end('short');
      return;
    case '/redirect':
      res.writeHead(303, { Location: '/' });
      res.end();
      return;
    case '/seen':
      res.end(JSON.stringify({ ...locals, app: undefined, headers: req.headers, bytes: body?.length ?? null }));
      return;
    case '/broken':
      throw new TypeError('Anna wrote: my secret');
    default:
      next();
  }
};

let portal: StandIn;
beforeAll(async () => {
  portal = await startStandIn(pages);
});
afterAll(() => portal.stop());

const seen = (answer: Answer): Record<string, unknown> => JSON.parse(answer.body.toString());

describe('security headers', () => {
  const everyKind = [
    ['a page', '/long', {}],
    ['a redirect', '/redirect', {}],
    ['a static file', '/sprite.svg', {}],
    ['health', '/healthz', {}],
    ['no such page', '/nowhere', {}],
    ['a broken page', '/broken', {}],
    ['a malformed address', '/%', {}],
    ['a method that is not used', '/long', { method: 'PUT' }],
    ['a body that is too large', '/seen', { method: 'POST', body: Buffer.alloc(BODY_LIMIT_BYTES + 1) }],
  ] as const;

  test.each(everyKind)('stand on %s', async (_name, path, ask) => {
    const { headers } = await portal.ask(path, ask);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('stand on an answer to a request that could not even be read', async () => {
    const answer = await portal.raw('GET /long HTTP/9.9\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain("Content-Security-Policy: default-src 'none'");
    expect(answer).toContain('X-Content-Type-Options: nosniff');
  });

  test('promise https only where the portal is on https', async () => {
    expect((await portal.ask('/long')).headers['strict-transport-security']).toBeUndefined();
    const secure = await startStandIn(pages, { variables: { ORIGIN: 'https://plans.example.lv' } });
    try {
      for (const path of ['/long', '/nowhere', '/sprite.svg', '/redirect', '/broken']) {
        const { headers } = await secure.ask(path);
        expect(headers['strict-transport-security'], path).toMatch(/^max-age=31536000/);
      }
    } finally {
      await secure.stop();
    }
  });

  test('allow the one inline style of the plain pages, by its hash', async () => {
    const { headers, body } = await portal.ask('/nowhere');
    const style = /<style>(.*?)<\/style>/s.exec(body.toString())?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`'sha256-${hash}'`);
  });
});

describe('request ids', () => {
  test('are new for each request, whatever the caller sends, and the same in the log', async () => {
    const claimed = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
    const first = await portal.ask('/seen', { headers: { 'X-Request-Id': claimed } });
    const second = await portal.ask('/seen', { headers: { 'X-Request-Id': claimed } });
    const ids = [first, second].map(({ headers }) => headers['x-request-id']);
    expect(new Set([...ids, claimed]).size).toBe(3);
    expect(seen(first).requestId).toBe(ids[0]);
    expect(portal.logLines().map(({ requestId }) => requestId)).toEqual(expect.arrayContaining(ids));
  });
});

describe('caching', () => {
  test('a page is not stored unless it says so itself', async () => {
    for (const path of ['/long', '/redirect', '/nowhere', '/broken', '/%']) {
      expect((await portal.ask(path)).headers['cache-control'], path).toBe('no-store');
    }
    expect((await portal.ask('/own-cache')).headers['cache-control']).toBe('private, max-age=60');
  });

  test('a file with a hashed name is kept for a year, another one shortly', async () => {
    const hashed = await portal.ask('/_astro/page.Bx1.js');
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const other = await portal.ask('/sprite.svg');
    expect(other.headers['cache-control']).toBe('public, max-age=300');
    expect(other.headers['content-type']).toBe('image/svg+xml');
  });

  test('an unchanged file is not sent again', async () => {
    const { headers } = await portal.ask('/sprite.svg');
    const again = await portal.ask('/sprite.svg', { headers: { 'If-None-Match': headers.etag ?? '' } });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    expect(again.headers['cache-control']).not.toBe('no-store');
  });
});

describe('compression', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('%s of a page', async (encoding, unpack) => {
    const answer = await portal.ask('/long', { headers: { 'Accept-Encoding': encoding } });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(answer.body.length).toBeLessThan(LONG_PAGE.length / 5);
    expect(unpack(answer.body).toString()).toBe(LONG_PAGE);
  });

  test('a browser without it gets the page as it is', async () => {
    const answer = await portal.ask('/long');
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.body.toString()).toBe(LONG_PAGE);
  });

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('%s of a file comes from the build', async (encoding, unpack) => {
    const plain = await portal.ask('/_astro/page.Bx1.js');
    const packed = await portal.ask('/_astro/page.Bx1.js', { headers: { 'Accept-Encoding': encoding } });
    expect(packed.headers['content-encoding']).toBe(encoding);
    expect(packed.headers['content-type']).toBe('text/javascript');
    expect(Number(packed.headers['content-length'])).toBe(packed.body.length);
    expect(unpack(packed.body)).toEqual(plain.body);
  });
});

describe('what is never sent', () => {
  const hidden = [
    '/_astro/page.Bx1.js.map',
    '/_astro/page.Bx1.js.br',
    '/_astro/page.Bx1.js.gz',
    '/.env',
    '/_astro/.hidden.js',
    '/../portal.sqlite',
    '/_astro/../../portal.sqlite',
    '/..%2fportal.sqlite',
    '/_astro/%2e%2e/%2e%2e/portal.sqlite',
  ];
  test.each(hidden)('%s', async (path) => {
    const answer = await portal.ask(path);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body.toString()).not.toMatch(/secret|SQLite format/);
  });

  test('a part of a file: it comes whole', async () => {
    for (const range of ['bytes=5-2', 'bytes=0-3', 'bytes=x', 'bytes=999999-']) {
      const answer = await portal.ask('/sprite.svg', { headers: { Range: range } });
      expect(answer.status, range).toBe(200);
      expect(answer.body.toString(), range).toMatch(/<\/svg>$/);
    }
  });
});

describe('bodies', () => {
  const post = (body: Buffer | readonly Buffer[], headers: Record<string, string> = {}): Promise<Answer> =>
    portal.ask('/seen', { method: 'POST', body, headers });

  test('up to the limit are handed on whole, announced or in chunks', async () => {
    expect(seen(await post(Buffer.alloc(BODY_LIMIT_BYTES))).bytes).toBe(BODY_LIMIT_BYTES);
    const pieces = [Buffer.alloc(BODY_LIMIT_BYTES / 2), Buffer.alloc(BODY_LIMIT_BYTES / 2)];
    expect(seen(await post(pieces)).bytes).toBe(BODY_LIMIT_BYTES);
    expect(seen(await post(Buffer.alloc(0))).bytes).toBe(0);
  });

  test('one byte more is 413 with a calm page, announced or in chunks', async () => {
    for (const body of [Buffer.alloc(BODY_LIMIT_BYTES + 1), [Buffer.alloc(BODY_LIMIT_BYTES), Buffer.alloc(1)]]) {
      const answer = await post(body);
      expect(answer.status).toBe(413);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.body.toString()).toContain('<html lang="lv">');
      expect(answer.body.toString()).toContain('Teksts ir par garu');
      expect(answer.body.toString()).toContain('href="/"');
    }
  });

  test('far too large is answered before it has all come, and the line is cut', async () => {
    const head = `POST /seen HTTP/1.1\r\nHost: x\r\nContent-Length: ${1024 ** 3}\r\n\r\n`;
    const { received, sent } = await new Promise<{ received: string; sent: number }>((resolve) => {
      let text = '';
      let bytes = 0;
      const chunk = Buffer.alloc(64 * 1024);
      const socket = connect(portal.port, '127.0.0.1');
      socket.on('data', (data) => {
        text += data.toString();
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => resolve({ received: text, sent: bytes }));
      const send = (): void => {
        while (!socket.destroyed && socket.write(chunk)) bytes += chunk.length;
      };
      socket.on('drain', send);
      socket.write(head);
      send();
    });
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    expect(sent).toBeLessThan(64 * 1024 ** 2);
  });

  test('too large is not even asked for with Expect: 100-continue', async () => {
    const answer = await portal.raw(
      `POST /seen HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: ${BODY_LIMIT_BYTES + 1}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('broken off midway leave the server well', async () => {
    for (let time = 0; time < 50; time += 1) {
      await new Promise<void>((resolve) => {
        const socket = connect(portal.port, '127.0.0.1', () => {
          socket.write('POST /seen HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf', () => socket.destroy());
        });
        socket.once('close', () => resolve());
      });
    }
    expect((await portal.ask('/long')).status).toBe(200);
  });
});

describe('what is refused', () => {
  test.each([
    '/%',
    '/%zz',
    '/%c3%28',
    '//evil.example/',
    '/%2fevil.example',
    '/\\evil.example',
    '/a%5cb',
    '/a%00b',
    '/a%0d%0ab',
    'http://evil.example/',
    '*',
  ])('%s is a malformed address', async (path) => {
    const answer = await portal.raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('Adrese nav pareiza');
  });

  test('a NUL in the request line', async () => {
    expect(await portal.raw('GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s', async (method) => {
    const answer = await portal.ask('/long', { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD, POST');
  });

  test('two lengths, or a length beside chunks', async () => {
    const both = 'POST /seen HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    const twice = 'POST /seen HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd';
    expect(await portal.raw(both)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await portal.raw(twice)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('headers beyond measure', async () => {
    const answer = await portal.raw(`GET /long HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('Adrese ir par garu');
  });

  test('HEAD has the same headers and no body', async () => {
    for (const path of ['/long', '/nowhere', '/sprite.svg', '/healthz']) {
      const head = await portal.ask(path, { method: 'HEAD' });
      const get = await portal.ask(path);
      expect(head.status, path).toBe(get.status);
      expect(head.headers['content-type'], path).toBe(get.headers['content-type']);
      expect(head.body, path).toHaveLength(0);
    }
  });

  test('a request without Host is answered like any other', async () => {
    expect(await portal.raw('GET /long HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('who called', () => {
  const claims = {
    Host: 'evil.example',
    'X-Forwarded-For': '203.0.113.9, 198.51.100.7',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'https',
    'X-Real-IP': '203.0.113.9',
    Forwarded: 'for=203.0.113.9;host=evil.example',
  };

  test('is the socket, whatever the headers claim, and nothing behind sees the claims', async () => {
    const { clientAddress, headers } = seen(await portal.ask('/seen', { headers: claims }));
    expect(clientAddress).toBe('127.0.0.1');
    expect(headers).toMatchObject({ host: 'localhost:4321' });
    expect(JSON.stringify(headers)).not.toMatch(/evil|203\.0\.113/);
  });

  test('is the last hop behind a proxy, if that is an address at all', async () => {
    const behind = await startStandIn(pages, { variables: { BEHIND_PROXY: '1' } });
    try {
      const addressFor = async (forwarded: string): Promise<unknown> =>
        seen(await behind.ask('/seen', { headers: { 'X-Forwarded-For': forwarded } })).clientAddress;
      expect(await addressFor('203.0.113.9, 198.51.100.7')).toBe('198.51.100.7');
      expect(await addressFor('::ffff:198.51.100.7')).toBe('198.51.100.7');
      expect(await addressFor('2001:db8::1')).toBe('2001:db8::1');
      expect(await addressFor('198.51.100.7, unknown')).toBe('127.0.0.1');
      expect(seen(await behind.ask('/seen')).clientAddress).toBe('127.0.0.1');
    } finally {
      await behind.stop();
    }
  });
});

describe('the log', () => {
  test('says how it went and never who, what or from where', async () => {
    const secrets = [
      'plans-secret',
      'cookie-secret',
      'agent-secret',
      'form-secret',
      '127.0.0.1',
      '203.0.113.9',
      'Anna',
    ];
    const headers = {
      Cookie: 'session=cookie-secret',
      'User-Agent': 'agent-secret\tx',
      'X-Forwarded-For': '203.0.113.9',
      Referer: 'http://localhost/plans-secret',
    };
    const answer = await portal.ask('/seen?name=plans-secret', { method: 'POST', headers, body: 'text=form-secret' });
    await portal.ask('/plans-secret/%', { headers });
    await portal.ask('/broken', { headers });
    await portal.raw('GET /plans-secret HTTP/9.9\r\n\r\n');
    const line = portal.logLines().find(({ requestId }) => requestId === answer.headers['x-request-id']);
    expect(line).toMatchObject({ method: 'POST', route: '/[page]', status: 200, isWhole: true, msg: 'request' });
    expect(line?.ms).toEqual(expect.any(Number));
    for (const secret of secrets) expect(portal.logText()).not.toContain(secret);
  });

  test('names a broken page by the kind of its error and the place in the program', async () => {
    const answer = await portal.ask('/broken');
    expect(answer.status).toBe(500);
    expect(answer.body.toString()).toContain('Tā nav mana vaina.');
    expect(answer.body.toString()).not.toMatch(/TypeError|Anna/);
    const line = portal
      .logLines()
      .find(({ msg, requestId }) => msg === 'page' && requestId === answer.headers['x-request-id']);
    expect(line).toMatchObject({ kind: 'TypeError' });
    expect(JSON.stringify(line?.at)).toContain('portal-server.test.ts');
  });
});

describe('health', () => {
  test('is ok, and says nothing else', async () => {
    const answer = await portal.ask('/healthz');
    expect([answer.status, answer.body.toString()]).toEqual([200, 'ok']);
  });

  test.each([
    ['is false', () => false],
    [
      'fails',
      () => {
        throw new Error('unable to open /data/portal.sqlite');
      },
    ],
  ])('is 503 without details when the look into the database %s', async (_name, isHealthy) => {
    const ill = await startStandIn(pages, { isHealthy });
    try {
      const answer = await ill.ask('/healthz');
      expect([answer.status, answer.body.toString()]).toEqual([503, 'not ok']);
    } finally {
      await ill.stop();
    }
  });
});

describe('draining', () => {
  test('lets a running answer finish, closes idle lines and takes nobody new', async () => {
    const started = Promise.withResolvers<void>();
    const finished = Promise.withResolvers<void>();
    const slow = await startStandIn(async (_req, res) => {
      started.resolve();
      await finished.promise;
      res.end('done');
    });
    const idle = connect(slow.port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const idleClosed = new Promise((resolve) => idle.once('close', resolve));
    idle.resume();
    const running = slow.ask('/slow');
    await started.promise;
    const drained = slow.drain(10_000);
    await idleClosed;
    await expect(slow.ask('/late')).rejects.toThrow(/ECONNREFUSED/);
    finished.resolve();
    expect((await running).body.toString()).toBe('done');
    await drained;
    await slow.stop();
  });

  test('cuts what does not finish in time', async () => {
    const started = Promise.withResolvers<void>();
    const stuck = await startStandIn(() => {
      started.resolve();
      return new Promise(() => undefined);
    });
    const cut = expect(stuck.ask('/stuck')).rejects.toThrow(/ECONNRESET|socket hang up/);
    await started.promise;
    await stuck.drain(100);
    await cut;
    await stuck.stop();
  });
});
