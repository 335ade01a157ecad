import { createServer } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sendLetter } from '../../../src/core/mail.ts';
import { testEnv } from '../../support/env.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';

let server: MailServer;
let logged: string[];

beforeEach(async () => {
  server = await startMailServer();
  logged = [];
});
afterEach(() => server.stop());

const appWith = (url: string | null) => ({
  env: { ...testEnv, mail: url === null ? null : { url, from: 'portals@example.org' } },
  log: pino({ level: 'debug' }, { write: (line: string) => logged.push(line) }),
});
const letter = {
  to: 'rita.p05@example.org',
  subject: 'Jūs aicina portālā „Mans plāns”',
  text: 'Labdien!\n\nĀ č ē ģ ī ķ ļ ņ š ū ž.\nhttps://plans.example.lv/uzaicinajums#ABCD-EFGH-JKMN-PQRS-TVWX-YZ01\n',
};

test('a letter arrives as plain text with the Latvian letters', async () => {
  expect(await sendLetter(appWith(server.url), letter)).toBe(true);
  expect(server.letters).toHaveLength(1);
  const [arrived] = server.letters;
  expect(arrived).toMatchObject({ from: 'portals@example.org', to: [letter.to], subject: letter.subject });
  expect(arrived?.text.trim()).toBe(letter.text.trim());
  expect(arrived?.raw).toContain('Content-Type: text/plain; charset=utf-8');
});

test('a server that refuses, is not there or does not speak is a no, and nothing personal is logged', async () => {
  server.refuse(true);
  expect(await sendLetter(appWith(server.url), letter)).toBe(false);
  const deaf = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => deaf.listen(0, 'localhost', () => resolve()));
  const address = deaf.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  expect(await sendLetter(appWith(`smtp://localhost:${port}`), letter)).toBe(false);
  await new Promise((resolve) => deaf.close(resolve));
  expect(await sendLetter(appWith(`smtp://localhost:${port}`), letter)).toBe(false);
  expect(logged).toHaveLength(3);
  expect(logged.join()).not.toMatch(/rita|ABCD|example\.org/);
});

test('without a mail server nothing goes out', async () => {
  expect(await sendLetter(appWith(null), letter)).toBe(false);
  expect([server.letters, logged]).toEqual([[], []]);
});

test('an address cannot bring headers or other addresses with it', async () => {
  await sendLetter(appWith(server.url), { ...letter, subject: 'A\r\nBcc: other@example.org' });
  expect(server.letters.flatMap(({ to }) => to)).toEqual([letter.to]);
});
