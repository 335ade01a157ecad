import { type RecordedPage, tape } from './page.ts';
import { signIn } from './portal.ts';
import type { ServerProcess } from './server-process.ts';

/** What Node writes itself, or what belongs to one answer only. */
const notKept = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding', 'x-request-id']);

/** Shown this often first, so that everything that is prepared once is prepared. */
const SHOWN_BEFORE = 3;

/**
 * Opens pages of the real portal as one signed-in participant and keeps what each of them asked the database, and what
 * it answered. The portal runs with `statement-tape.ts` in it.
 *
 * @returns the pages, and the cookie of the participant
 */
export async function recordPages(
  { address, ask }: ServerProcess,
  secret: string,
  paths: readonly string[],
): Promise<{ pages: readonly RecordedPage[]; cookie: string }> {
  const cookie = await signIn(address, secret);
  const pages: RecordedPage[] = [];
  for (const path of paths) {
    const show = () =>
      fetch(address + path, { headers: { cookie, 'accept-encoding': 'identity' }, redirect: 'manual' });
    for (let shown = 0; shown < SHOWN_BEFORE; shown += 1) await (await show()).arrayBuffer();
    await ask('tape');
    const answer = await show();
    const html = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
    const { runs, prepared } = tape.parse(await ask('tape'));
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !notKept.has(name)));
    pages.push({ path, html, headers, runs, preparedAgain: prepared });
  }
  return { pages, cookie };
}
