import { get, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** One file of a first visit. Bytes are those of the body as it was sent. */
export type SentFile = Readonly<{ path: string; encoding: string; bytes: number }>;

/**
 * Fetches a page and everything it leads a browser to: style sheets, scripts and what they import at once, fonts,
 * pictures. Fonts count in full, though a browser leaves out one whose letters a page does not have.
 */
export async function firstVisit(address: string, path: string, cookie: string): Promise<readonly SentFile[]> {
  const files: SentFile[] = [];
  const waiting = [path];
  const seen = new Set(waiting);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { file, text } = await fetchFile(address, next, cookie);
    files.push(file);
    for (const found of referencesIn(next === path ? 'text/html' : file.path, text)) {
      const { pathname, origin } = new URL(found, new URL(next, address));
      if (origin !== address || seen.has(pathname)) continue;
      seen.add(pathname);
      waiting.push(pathname);
    }
  }
  return files;
}

/** Addresses a browser asks for because of this text; links to other pages are none. */
function referencesIn(kind: string, text: string): readonly string[] {
  const all = (pattern: RegExp): string[] => [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);
  if (kind === 'text/html') {
    return [
      ...all(/<link\b(?=[^>]*\brel="(?:stylesheet|icon|preload|modulepreload|manifest)")[^>]*\bhref="([^"]+)"/g),
      ...all(/<(?:script|img)\b[^>]*\bsrc="([^"]+)"/g),
      ...all(/<use\b[^>]*\bhref="([^"#]+)/g),
      ...all(/\b(?:component-url|renderer-url|before-hydration-url)="([^"]+)"/g),
    ];
  }
  if (kind.endsWith('.css')) return all(/url\(["']?([^"')]+)["']?\)/g);
  if (kind.endsWith('.js')) return all(/(?:\bfrom|\bimport)\s*["'](\.{0,2}\/[^"']+)["']/g);
  return [];
}

async function fetchFile(address: string, path: string, cookie: string): Promise<{ file: SentFile; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  // Not `fetch`, which hides how many bytes came.
  get(address + path, { headers: { cookie, 'accept-encoding': 'br, gzip' } }, resolve).on('error', reject);
  const answer = await promise;
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}.`);
  const body = Buffer.concat(await answer.toArray());
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  const whole = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
  return { file: { path, encoding, bytes: body.length }, text: whole.toString('utf8') };
}
