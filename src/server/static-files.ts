import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

/** Astro names these files after their content: a changed one has another name. */
const HASHED = '/_astro/';
const FOREVER = 'public, max-age=31536000, immutable';
const SHORTLY = 'public, max-age=300';

/** Never sent: the compressed twins under their own names, and what helps to read the sources. */
const HIDDEN = /\.(?:br|gz|map)$/;

export type StaticFiles = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

/**
 * Serves the files the build has put into `folder`, in the compressed form made at the build where the browser takes it.
 * The list of files is read once: nothing that is not in it can be asked for.
 */
export function staticFiles(folder: string): StaticFiles {
  const serve = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    extensions: [],
    setHeaders: (res, pathname) => res.setHeader('Cache-Control', pathname.startsWith(HASHED) ? FOREVER : SHORTLY),
  });
  return (req, res, next) => {
    const pathname = req.url?.split('?', 1)[0] ?? '';
    if ((req.method !== 'GET' && req.method !== 'HEAD') || HIDDEN.test(pathname)) {
      next();
      return;
    }
    // Small files need no parts, and a part of a compressed file would be wrong.
    delete req.headers.range;
    // A build under a running server takes files away: that ends one answer, not the server.
    res.once('pipe', (file) => file.once('error', () => res.destroy()));
    serve(req, res, next);
  };
}
