import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { firstVisit } from './first-visit.ts';
import { measure, median, type Speed } from './load.ts';
import { multiplyPilot } from './multiply.ts';
import { makePilot } from './pilot.ts';
import { makeCard, startPortal } from './portal.ts';
import { recordPages } from './record-pages.ts';
import { HOST, type ServerProcess, startServer } from './server-process.ts';

// `node tests/bench/run.ts [FOLDER]`: the built portal against a raw server, in one run. FOLDER is another build than dist/.

const PARTICIPANTS = 10_000;
const CONNECTIONS = 8;
const ROUNDS = 3;
const ROUND_SECONDS = 3;
/** All pages once before the first round, so that none is measured while the machine code is still being made. */
const FIRST_WARM_UP_SECONDS = 3;
const WARM_UP_SECONDS = 1;
const ENDS_WITHIN_MS = 4 * 60_000;

const paths = ['/', '/mana-nauda', '/mana-nedela'] as const;
/** Of a municipality in the middle of the file. */
const whom = { number: 'D01', municipality: 'DEMO-500' };
const encodings: readonly Readonly<{ name: string; headers: Readonly<Record<string, string>> }>[] = [
  { name: 'none', headers: {} },
  { name: 'br', headers: { 'accept-encoding': 'br' } },
];

/** CPU: processor time of all the server's threads for one answer, in microseconds. */
type ServerSpeed = Speed & Readonly<{ cpuUs: number }>;

type Measured = Readonly<{
  path: string;
  encoding: string;
  portal: ServerSpeed;
  baseline: ServerSpeed;
  /** Portal's requests per second ÷ the raw server's: the median of the rounds, and the rounds. */
  ratio: number;
  ratios: readonly number[];
  /** Whether both sent the same page to the byte, before compression. */
  isSamePage: boolean;
  /** The raw server's processor time ÷ the portal's: what else the machine does touches it less than the rates. */
  cpuRatio: number;
}>;

const root = join(import.meta.dirname, '../..');
const distFolder = resolve(process.argv[2] ?? join(root, 'dist'));
const resultFile = join(root, 'tests/results/bench.json');
const folder = mkdtempSync(join(tmpdir(), 'portal-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
setTimeout(() => {
  console.error('The bench took too long and was ended.');
  process.exit(1);
}, ENDS_WITHIN_MS).unref();

const databaseFile = join(folder, 'portal.sqlite');
const files = { databaseFile, distFolder };
const seedStarted = performance.now();
makePilot(join(folder, 'pilot.sqlite'));
const { participants, rows } = multiplyPilot(join(folder, 'pilot.sqlite'), databaseFile, PARTICIPANTS);
const seedSeconds = (performance.now() - seedStarted) / 1000;
const databaseBytes = statSync(databaseFile).size;
console.log(
  `${participants} participants, ${rows.visit} visits, ${rows.ledger_entry} ledger entries: ` +
    `${Math.round(databaseBytes / 1e6)} MB in ${seedSeconds.toFixed(1)} s`,
);

const [recordPort, portalPort, baselinePort] = await freePorts(3);
const secret = makeCard(databaseFile, whom);
const recorded = await startPortal(files, recordPort, 'statement-tape.ts');
const { pages, cookie } = await recordPages(recorded, secret, paths);
await recorded.stop();
const pagesFile = join(folder, 'pages.json');
writeFileSync(pagesFile, JSON.stringify(pages));
console.table(
  pages.map(({ path, runs, preparedAgain, html }) => ({
    page: path,
    statements: runs.length,
    'different ones': new Set(runs.map(({ sql }) => sql)).size,
    'prepared again': preparedAgain,
    'html bytes': Buffer.byteLength(html),
  })),
);

const portal = await startPortal(files, portalPort, 'cpu-meter.ts');
const baseline = await startServer({
  port: baselinePort,
  preload: 'cpu-meter.ts',
  script: ['tests/bench/baseline.ts', databaseFile, pagesFile, String(baselinePort)],
  variables: { NODE_ENV: 'production' },
});
const results: Measured[] = [];
for (const server of [portal, baseline]) {
  for (const path of paths) await load(server, path, {}, FIRST_WARM_UP_SECONDS);
}
for (const encoding of encodings) {
  for (const path of paths) results.push(await compare(path, encoding));
}
const sent = await firstVisit(portal.address, '/', cookie);
await portal.stop();
await baseline.stop();

console.table(
  results.map((result) => ({
    page: result.path,
    encoding: result.encoding,
    'portal req/s': Math.round(result.portal.requestsPerSecond),
    'portal p99 ms': rounded(result.portal.p99Ms),
    'raw req/s': Math.round(result.baseline.requestsPerSecond),
    'raw p99 ms': rounded(result.baseline.p99Ms),
    ratio: rounded(result.ratio),
    'same page': result.isSamePage,
    rounds: result.ratios.map((ratio) => ratio.toFixed(2)).join(' '),
    'portal CPU µs': Math.round(result.portal.cpuUs),
    'raw CPU µs': Math.round(result.baseline.cpuUs),
    'CPU ratio': rounded(result.cpuRatio),
  })),
);
console.log('raw: node:http, the same statements prepared, the same bytes; with br both compress each answer anew.\n');
console.table(sent);
const firstVisitBytes = sent.reduce((sum, { bytes }) => sum + bytes, 0);
console.log(`First visit of the home page: ${firstVisitBytes} bytes in ${sent.length} files (bodies, br asked for).`);

mkdirSync(join(root, 'tests/results'), { recursive: true });
writeFileSync(
  resultFile,
  `${JSON.stringify(
    {
      machine: { node: process.version, cpu: cpus()[0]?.model, cores: availableParallelism() },
      load: { connections: CONNECTIONS, rounds: ROUNDS, roundSeconds: ROUND_SECONDS },
      database: { participants, rows, bytes: databaseBytes, seedSeconds },
      pages: pages.map(({ path, runs, preparedAgain, html }) => ({
        path,
        statements: runs.map(({ sql }) => sql),
        preparedAgain,
        htmlBytes: Buffer.byteLength(html),
      })),
      results,
      firstVisit: { bytes: firstVisitBytes, files: sent },
    },
    null,
    2,
  )}\n`,
);
process.exit(0);

async function load(
  { address, ask }: ServerProcess,
  path: string,
  headers: Readonly<Record<string, string>>,
  seconds: number,
): Promise<ServerSpeed> {
  const cpuBefore = Number(await ask('cpu'));
  const speed = await measure({
    url: address + path,
    headers: { cookie, ...headers },
    connections: CONNECTIONS,
    seconds,
  });
  return { ...speed, cpuUs: (Number(await ask('cpu')) - cpuBefore) / speed.answers };
}

async function showPage({ address }: ServerProcess, path: string): Promise<string> {
  return (await fetch(address + path, { headers: { cookie } })).text();
}

/** Warm-up, then rounds in turn, so that what else the machine does meets both alike. */
async function compare(path: string, { name, headers }: (typeof encodings)[number]): Promise<Measured> {
  await load(portal, path, headers, WARM_UP_SECONDS);
  await load(baseline, path, headers, WARM_UP_SECONDS);
  const rounds: { portal: ServerSpeed; baseline: ServerSpeed }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      portal: await load(portal, path, headers, ROUND_SECONDS),
      baseline: await load(baseline, path, headers, ROUND_SECONDS),
    });
  }
  const middle = (server: 'portal' | 'baseline'): ServerSpeed => {
    const middleOf = (value: keyof ServerSpeed): number => median(rounds.map((round) => round[server][value]));
    return {
      answers: middleOf('answers'),
      requestsPerSecond: middleOf('requestsPerSecond'),
      p99Ms: middleOf('p99Ms'),
      cpuUs: middleOf('cpuUs'),
    };
  };
  const ratios = rounds.map((round) => round.portal.requestsPerSecond / round.baseline.requestsPerSecond);
  return {
    path,
    encoding: name,
    portal: middle('portal'),
    baseline: middle('baseline'),
    ratio: median(ratios),
    ratios,
    isSamePage: (await showPage(portal, path)) === (await showPage(baseline, path)),
    cpuRatio: median(rounds.map((round) => round.baseline.cpuUs / round.portal.cpuUs)),
  };
}

async function freePorts(count: 3): Promise<[number, number, number]> {
  const probes = await Promise.all(
    Array.from({ length: count }, async () => {
      const probe = createServer();
      await new Promise<void>((done) => probe.listen(0, HOST, done));
      return probe;
    }),
  );
  const ports = probes.map((probe) => {
    const address = probe.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  });
  for (const probe of probes) probe.close();
  const [one = 0, two = 0, three = 0] = ports;
  return [one, two, three];
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
