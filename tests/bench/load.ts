import autocannon from 'autocannon';

export type Load = Readonly<{
  url: string;
  headers: Readonly<Record<string, string>>;
  connections: number;
  seconds: number;
}>;

export type Speed = Readonly<{ answers: number; requestsPerSecond: number; p99Ms: number }>;

/**
 * Asks for one address over and over, each connection one request at a time.
 *
 * @throws when any answer was not a page
 */
export async function measure({ url, headers, connections, seconds }: Load): Promise<Speed> {
  const times: number[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<autocannon.Result>();
  const instance = autocannon(
    { url, headers, connections, duration: seconds, excludeErrorStats: true },
    (error: Error | null, result) => (error === null ? resolve(result) : reject(error)),
  );
  // The library's own percentiles are whole milliseconds, too coarse for a raw server.
  instance.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  const result = await promise;
  const failed = result.errors + result.non2xx + result.timeouts;
  if (failed > 0 || result['2xx'] === 0) throw new Error(`${url}: ${failed} of ${times.length} answers were no page.`);
  times.sort((one, other) => one - other);
  return {
    answers: result['2xx'],
    requestsPerSecond: result['2xx'] / result.duration,
    p99Ms: times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN,
  };
}

/** The one in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
