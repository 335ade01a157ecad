import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import compression from 'compression';
import { openDatabase } from '../../db/client.ts';
import type { RecordedPage } from './page.ts';
import { HOST } from './server-process.ts';

// `node baseline.ts DATABASE PAGES PORT`: the least a server can do for the same answers. It runs the same statements with
// the same parameters, prepared, through the same connection settings, reads every row, and sends the same bytes.
const [databaseFile = '', pagesFile = '', port = ''] = process.argv.slice(2);

const db = openDatabase(databaseFile);
const recorded: readonly RecordedPage[] = JSON.parse(readFileSync(pagesFile, 'utf8'));
const compress = compression() as (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

const pages = new Map(
  recorded.map(({ path, runs, headers, html }) => {
    const bytes = Buffer.from(html);
    const queries = runs.map(({ sql, method, isRaw, parameters }) => {
      const statement = db.$client.prepare(sql);
      if (isRaw) statement.raw();
      return () => statement[method](...parameters);
    });
    const answer = (res: ServerResponse): void => {
      for (const query of queries) query();
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
      res.setHeader('Content-Length', bytes.length);
      res.end(bytes);
    };
    return [path, answer];
  }),
);

const server = createServer((req, res) => {
  const answer = pages.get(req.url ?? '');
  if (answer === undefined) {
    res.writeHead(req.url === '/healthz' ? 200 : 404).end();
    return;
  }
  // Compressed answers are made anew each time, as the portal has to: no two people get the same page.
  if (req.headers['accept-encoding'] === undefined) answer(res);
  else compress(req, res, () => answer(res));
});
server.listen(Number(port), HOST);
process.once('SIGTERM', () => {
  server.close(() => db.$client.close());
  server.closeAllConnections();
});
