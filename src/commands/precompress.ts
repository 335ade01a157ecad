import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const COMPRESSIBLE = new Set([
  '.aff',
  '.css',
  '.dic',
  '.html',
  '.js',
  '.json',
  '.svg',
  '.tsv',
  '.txt',
  '.webmanifest',
  '.xml',
]);

/** Below this a compressed twin saves nothing: the answer is one packet either way. */
const WORTH_IT_FROM_BYTES = 1024;

/**
 * Puts a `.br` and a `.gz` beside each text file of a built folder, at the strongest level: it is done once, and sent
 * many times.
 *
 * @returns how many files got their twins
 */
export function precompress(folder: string): number {
  let compressed = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !COMPRESSIBLE.has(extname(file))) continue;
    const content = readFileSync(file);
    for (const extension of ['.br', '.gz']) rmSync(file + extension, { force: true });
    if (content.length < WORTH_IT_FROM_BYTES) continue;
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      }),
    );
    writeFileSync(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
    compressed += 1;
  }
  return compressed;
}

if (import.meta.main) precompress(process.argv[2] ?? join(import.meta.dirname, '../../dist/client'));
