import type { IncomingMessage } from 'node:http';

export type Body = Readonly<{ kind: 'whole'; bytes: Buffer } | { kind: 'too_large' } | { kind: 'aborted' }>;

/**
 * How much of a body that is too large is still read and thrown away: a browser shows the answer only when its upload
 * was taken, but nobody may keep the line busy with gigabytes.
 */
const DISCARDED_AT_MOST_BYTES = 8 * 1024 * 1024;

/** Reads a request's body, whether its length was announced or it comes in chunks. */
export function readBody(req: IncomingMessage, limitBytes: number): Promise<Body> {
  return new Promise((resolve) => {
    if (announcedBytes(req) > limitBytes) {
      discard(req);
      resolve({ kind: 'too_large' });
      return;
    }
    const chunks: Buffer[] = [];
    let received = 0;
    const keep = (chunk: Buffer): void => {
      received += chunk.length;
      if (received <= limitBytes) {
        chunks.push(chunk);
        return;
      }
      req.off('data', keep);
      discard(req);
      resolve({ kind: 'too_large' });
    };
    req.on('data', keep);
    req.once('end', () => resolve({ kind: 'whole', bytes: Buffer.concat(chunks) }));
    req.once('error', () => resolve({ kind: 'aborted' }));
    req.once('close', () => resolve({ kind: 'aborted' }));
  });
}

/** The body's length as the caller announced it; 0 when it comes in chunks. */
export function announcedBytes(req: IncomingMessage): number {
  return Number(req.headers['content-length'] ?? 0);
}

function discard(req: IncomingMessage): void {
  let discarded = 0;
  req.on('error', () => req.socket.destroy());
  req.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > DISCARDED_AT_MOST_BYTES) req.socket.destroy();
  });
}
