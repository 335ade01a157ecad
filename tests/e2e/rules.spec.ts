import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import Sqlite from 'better-sqlite3';
import { routes } from '../../src/core/access/routes.ts';
import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, cardSecret, openSession, runCommand } from '../support/sign-in.ts';
import { comingVisits, getPage, personId, postForm, postRequest, rowOf, rowsOf, writeRows } from '../support/story.ts';

/** One person of each role round the participant D05, and nobody. */
const everyone = ['nobody', 'D05', 'P09', 'P11', 'P08', 'P03', 'P01'] as const;
type Who = (typeof everyone)[number];

/** Nobody, participant, family, parent, guardian, support person, social worker. */
type Expected = readonly [number, number, number, number, number, number, number];

const OPEN: Expected = [200, 200, 200, 200, 200, 200, 200];
const NOWHERE: Expected = [404, 404, 404, 404, 404, 404, 404];
const PARTICIPANT: Expected = [303, 200, 403, 403, 403, 403, 403];
const SENT_ON: Expected = [303, 303, 403, 403, 403, 403, 403];
const FAMILY: Expected = [303, 403, 200, 200, 200, 403, 403];
const HELPER: Expected = [303, 403, 403, 403, 403, 200, 403];
const DESK: Expected = [303, 403, 403, 403, 403, 403, 200];

type Case = Readonly<{ route: string; path: string; expected: Expected }>;

type Stage = Readonly<{
  sessions: Readonly<Record<Who, string | null>>;
  sent: number;
  draft: number;
  help: number;
  cases: readonly Case[];
}>;

let stage: Stage;

test.beforeAll(async ({ portal }) => {
  const sessions: Record<Who, string | null> = {
    nobody: null,
    D05: null,
    P09: null,
    P11: null,
    P08: null,
    P03: null,
    P01: null,
  };
  for (const who of everyone) if (who !== 'nobody') sessions[who] = await openSession(portal, who);
  const maris = sessions.D05 ?? '';
  const [first, second] = comingVisits(portal, 'D05');
  const look = `look_first:${personId(portal, 'P03')}`;
  const sent = await postRequest(portal, maris, first ?? 0, { kas: 'cannot_come', palidziba: 'alone', izlemt: 'send' });
  const draft = await postRequest(portal, maris, second ?? 0, { kas: 'cannot_come', palidziba: look });
  const help = rowOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', draft).id;
  stage = { sessions, sent, draft, help, cases: casesOf(portal, { sent, draft, help, visit: second ?? 0 }) };
});

function casesOf(
  portal: Portal,
  { sent, draft, help, visit }: Readonly<{ sent: number; draft: number; help: number; visit: number }>,
): readonly Case[] {
  const maris = personId(portal, 'D05');
  const emils = personId(portal, 'D11');
  const andris = personId(portal, 'D03');
  const rows: readonly (readonly [string, string, Expected])[] = [
    ['/problema', '/problema', NOWHERE],
    ['/[...path]', '/nekas', NOWHERE],
    ['/paraugi', '/paraugi', NOWHERE],
    ['/paraugi/[block]', '/paraugi/button', NOWHERE],
    ['/ienakt', '/ienakt', OPEN],
    ['/ienakt/kods', '/ienakt/kods', OPEN],
    ['/ienakt/parole', '/ienakt/parole', OPEN],
    ['/k', '/k', OPEN],
    ['/uzaicinajums', '/uzaicinajums', OPEN],
    ['/iziet', '/iziet', [303, 200, 200, 200, 200, 200, 200]],
    ['/ka-man-erti', '/ka-man-erti', OPEN],
    ['/ka-man-erti/[setting]', '/ka-man-erti/burti', OPEN],
    ['/ka-man-erti/[setting]', '/ka-man-erti/nekas', NOWHERE],
    ['/vardnica', '/vardnica', OPEN],
    ['/par-portalu', '/par-portalu', OPEN],
    ['/pieklustamiba', '/pieklustamiba', OPEN],
    ['/privatums', '/privatums', OPEN],
    ['/', '/', [303, 200, 303, 303, 303, 303, 303]],
    ['/mans-plans', '/mans-plans', PARTICIPANT],
    ['/mana-nauda', '/mana-nauda', PARTICIPANT],
    ['/mana-nauda/precizi', '/mana-nauda/precizi', PARTICIPANT],
    ['/mana-nedela', '/mana-nedela', PARTICIPANT],
    ['/mana-nedela/[week]', '/mana-nedela/2026-11-16', PARTICIPANT],
    ['/mana-diena/[day]', '/mana-diena/2026-11-25', PARTICIPANT],
    ['/tiksanas/[visit]', `/tiksanas/${visit}`, PARTICIPANT],
    ['/es-gribu-mainit', '/es-gribu-mainit', PARTICIPANT],
    ['/lugums/[request]', `/lugums/${sent}`, PARTICIPANT],
    ['/lugums/[request]', `/lugums/${draft}`, SENT_ON],
    ['/lugums/[request]/[step]', `/lugums/${draft}/kas`, PARTICIPANT],
    ['/lugums/[request]/[step]', `/lugums/${draft}/parbaude`, PARTICIPANT],
    ['/lugums/[request]/[step]', `/lugums/${draft}/izlemt`, PARTICIPANT],
    ['/lugums/[request]/[step]', `/lugums/${sent}/izlemt`, SENT_ON],
    ['/lugums/[request]/[step]', `/lugums/${sent}/atpakal`, PARTICIPANT],
    ['/man-vajag-palidzibu', '/man-vajag-palidzibu', PARTICIPANT],
    ['/palidzu', '/palidzu', HELPER],
    ['/palidzu/lugums/[help]', `/palidzu/lugums/${help}`, HELPER],
    ['/gimene', '/gimene', FAMILY],
    // Māris allowed his aunt the visits, and nobody anything else; the worker sees all four.
    ['/cilveki/[person]/[topic]', `/cilveki/${maris}/plans`, [303, 403, 403, 403, 403, 403, 200]],
    ['/cilveki/[person]/[topic]', `/cilveki/${maris}/nauda`, [303, 403, 403, 403, 403, 403, 200]],
    ['/cilveki/[person]/[topic]', `/cilveki/${maris}/nedela`, [303, 403, 200, 403, 403, 403, 200]],
    ['/cilveki/[person]/[topic]', `/cilveki/${maris}/lugumi`, [303, 403, 403, 403, 403, 403, 200]],
    // The parents of a child see all; the worker of another person nothing.
    ['/cilveki/[person]/[topic]', `/cilveki/${emils}/plans`, [303, 403, 403, 200, 403, 403, 403]],
    ['/cilveki/[person]/[topic]', `/cilveki/${emils}/nauda`, [303, 403, 403, 200, 403, 403, 403]],
    // A guardian for finances sees the money, which makes no right to the plan or the week.
    ['/cilveki/[person]/[topic]', `/cilveki/${andris}/nauda`, [303, 403, 403, 403, 200, 403, 200]],
    ['/cilveki/[person]/[topic]', `/cilveki/${andris}/plans`, [303, 403, 403, 403, 403, 403, 200]],
    ['/cilveki/[person]/[topic]', `/cilveki/${andris}/nedela`, [303, 403, 403, 403, 403, 403, 200]],
    ['/galds', '/galds', DESK],
    ['/galds/lugums/[request]', `/galds/lugums/${sent}`, DESK],
  ];
  return rows.map(([route, path, expected]) => ({ route, path, expected }));
}

/** Everything the portal keeps of people, as one number; whoever merely looked does not change it. */
function stateOf(portal: Portal): string {
  const looking = ['access_log', 'login_session', 'credential', 'sign_in_limit'];
  const file = new Sqlite(portal.databaseFile, { readonly: true });
  try {
    const tables = file
      .prepare<[], { name: string }>("select name from sqlite_master where type = 'table' order by name")
      .all()
      .filter(({ name }) => !looking.includes(name) && !name.startsWith('sqlite_'));
    const hash = createHash('sha256');
    for (const { name } of tables) hash.update(JSON.stringify(file.prepare(`select * from "${name}"`).all()));
    return hash.digest('hex');
  } finally {
    file.close();
  }
}

test('every route answers each role as the table says', async ({ portal }) => {
  expect(new Set(stage.cases.map(({ route }) => route))).toEqual(new Set(Object.keys(routes)));
  const found: string[] = [];
  const expected: string[] = [];
  for (const { path, expected: statuses } of stage.cases) {
    for (const [index, who] of everyone.entries()) {
      const { status } = await getPage(portal, path, stage.sessions[who]);
      found.push(`${path} ${who} ${status}`);
      expected.push(`${path} ${who} ${statuses[index]}`);
    }
  }
  expect(found).toEqual(expected);
});

test('strangers are sent to the ways in, and staff to their own first page', async ({ portal }) => {
  const goal = async (path: string, who: Who) =>
    (await getPage(portal, path, stage.sessions[who])).headers.get('location');
  for (const { path, expected } of stage.cases)
    if (expected[0] === 303) expect(await goal(path, 'nobody'), path).toBe('/ienakt');
  expect(await Promise.all(everyone.map((who) => goal('/', who)))).toEqual([
    '/ienakt',
    null,
    '/gimene',
    '/gimene',
    '/gimene',
    '/palidzu',
    '/galds',
  ]);
});

test('nobody posts to a page that is not theirs', async ({ portal }) => {
  const before = stateOf(portal);
  const forms = {
    way: 'answer',
    choice: 'send',
    intent: 'no',
    text: 'Nē',
    explanation: 'Nē',
    called: '1',
    visit: '1',
    helper: '1',
  };
  for (const { route, path, expected } of stage.cases) {
    const audience = routes[route];
    if (audience === undefined || audience === 'everyone') continue;
    for (const [index, who] of everyone.entries()) {
      if (expected[index] === 200 || (expected[index] === 303 && who !== 'nobody')) continue;
      const { status } = await postForm(portal, path, stage.sessions[who], forms);
      expect(status, `${path} ${who}`).toBe(who === 'nobody' ? 303 : 403);
    }
  }
  expect(stateOf(portal)).toBe(before);
});

test('numbers of other people lead nowhere', async ({ portal }) => {
  const before = stateOf(portal);
  const { sessions, sent, draft, help } = stage;
  const [foreign] = comingVisits(portal, 'D01');
  const [own] = comingVisits(portal, 'D05');
  const janis = await openSession(portal, 'D01');
  const inga = await openSession(portal, 'P30');
  const anna = await openSession(portal, 'P02');
  const maris = personId(portal, 'D05');
  const peteris = await openSession(portal, 'P06');
  const rita = await openSession(portal, 'P05');
  const first = personId(portal, 'D01');
  const rows: readonly (readonly [string, string | null, number])[] = [
    [`/tiksanas/${foreign}`, sessions.D05, 404],
    [`/tiksanas/${own}`, janis, 404],
    [`/lugums/${sent}`, janis, 404],
    [`/lugums/${draft}/kas`, janis, 404],
    [`/lugums/${draft}/izlemt`, janis, 404],
    [`/palidzu/lugums/${help}`, anna, 404],
    [`/galds/lugums/${sent}`, inga, 403],
    [`/galds/lugums/${draft}`, sessions.P01, 404],
    [`/cilveki/${maris}/plans`, inga, 403],
    [`/cilveki/${maris}/nedela`, inga, 403],
    [`/cilveki/${maris}/plans`, anna, 403],
    [`/cilveki/${first}/plans`, peteris, 403],
    [`/cilveki/${first}/nedela`, peteris, 403],
    [`/cilveki/${first}/plans`, rita, 200],
    [`/cilveki/${first}/nedela`, rita, 200],
    [`/cilveki/${first}/nauda`, rita, 403],
    [`/cilveki/${first}/lugumi`, rita, 403],
    ['/cilveki/999999/plans', sessions.P01, 403],
    [`/cilveki/${personId(portal, 'P03')}/plans`, sessions.P01, 403],
    ['/lugums/999999', sessions.D05, 404],
    ['/lugums/-1', sessions.D05, 404],
    ['/lugums/1e3', sessions.D05, 404],
    ['/tiksanas/x', sessions.D05, 404],
    ['/mana-diena/2026-02-30', sessions.D05, 404],
    ['/mana-nedela/vakar', sessions.D05, 404],
  ];
  for (const [path, session, status] of rows) {
    expect((await getPage(portal, path, session)).status, path).toBe(status);
  }
  const send = { way: 'answer', choice: 'send' };
  expect((await postForm(portal, `/lugums/${draft}/izlemt`, janis, send)).status).toBe(404);
  expect((await postForm(portal, `/lugums/${sent}/atpakal`, janis, { way: 'answer', choice: 'withdraw' })).status).toBe(
    404,
  );
  expect((await postForm(portal, `/galds/lugums/${sent}`, inga, { intent: 'no', text: 'Nē' })).status).toBe(403);
  expect((await postForm(portal, `/palidzu/lugums/${help}`, anna, { explanation: 'Jā' })).status).toBe(404);
  // Somebody else's call is not crossed out, and somebody else's visit is no visit to ask about.
  await postForm(portal, '/palidzu', anna, { called: String(help) });
  expect(stateOf(portal)).toBe(before);
});

test('another visit than one’s own is not taken into a request', async ({ portal }) => {
  const [foreign] = comingVisits(portal, 'D01');
  const begun = await postForm(portal, '/es-gribu-mainit', stage.sessions.D05, {
    formKey: crypto.randomUUID(),
    visit: String(foreign),
  });
  const requestId = Number(/\/lugums\/(\d+)/.exec(begun.headers.get('location') ?? '')?.[1]);
  const refused = await postForm(portal, `/lugums/${requestId}/tiksanas`, stage.sessions.D05, {
    way: 'answer',
    choice: String(foreign),
  });
  expect(refused.status).toBe(422);
  expect(rowOf(portal, 'select answers, visit_id from request where id = ?', requestId)).toEqual({
    answers: '{}',
    visit_id: null,
  });
});

test('a helper of the participant can do no step of the request', async ({ portal }) => {
  const before = stateOf(portal);
  for (const who of ['P03', 'P01', 'P09'] as const) {
    for (const step of ['tiksanas', 'kas', 'diena', 'laiks', 'palidziba', 'parbaude', 'izlemt', 'atpakal']) {
      for (const choice of ['send', 'keep', 'withdraw', 'cannot_come']) {
        const { status } = await postForm(portal, `/lugums/${stage.draft}/${step}`, stage.sessions[who], {
          way: 'answer',
          choice,
        });
        expect(status, `${who} ${step}`).toBe(403);
      }
    }
  }
  expect(stateOf(portal)).toBe(before);
});

/** As written: `fetch` would tidy the path up. */
function getRaw(portal: Portal, path: string, session: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(portal.origin);
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      { hostname, port, path, headers: { Cookie: `session=${session}`, Host: 'x' } },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      },
    );
    asked.once('error', reject);
    asked.end();
  });
}

test('a page that is closed stays closed however its address is spelled', async ({ portal }) => {
  const spellings = [
    '//galds',
    '///galds',
    '/galds/',
    '/galds//',
    '/%67alds',
    '/galds%2f',
    '/%2fgalds',
    '/GALDS',
    '/Galds',
    '/./galds',
    '/mans-plans/../galds',
    '/mans-plans/%2e%2e/galds',
    '/galds;a=b',
    '/galds?a=/mans-plans',
    '/galds#/mans-plans',
    '/galds%00',
    '/galds%20',
    '\\galds',
    '/\\galds',
    '/galds/index',
    '/galds.html',
    `//galds/lugums/${stage.sent}`,
    `/galds//lugums/${stage.sent}`,
    `${portal.origin}/galds`,
    'http://evil.example/galds',
  ];
  for (const path of spellings) {
    const { status, body } = await getRaw(portal, path, stage.sessions.D05 ?? '');
    expect(status, path).not.toBeLessThan(300);
    expect(body, path).not.toContain('Gaida atbildi');
  }
  const maris = personId(portal, 'D05');
  for (const path of [
    `//cilveki/${maris}/nauda`,
    `/cilveki/${maris}/%6eauda`,
    `/cilveki//${maris}/nauda`,
    `/cilveki/${maris}/nauda/`,
  ]) {
    const { status, body } = await getRaw(portal, path, stage.sessions.P09 ?? '');
    expect(status, path).not.toBeLessThan(300);
    expect(body, path).not.toContain('eiro');
  }
});

test('a permission that is taken back, or a circle that is left, ends on the very next page', async ({ portal }) => {
  const id = personId(portal, 'D02');
  const vija = personId(portal, 'P07');
  const session = await openSession(portal, 'P07');
  const status = async (topic: string) => (await getPage(portal, `/cilveki/${id}/${topic}`, session)).status;
  expect([await status('plans'), await status('nauda'), await status('nedela'), await status('lugumi')]).toEqual([
    200, 200, 200, 403,
  ]);

  writeRows(
    portal,
    "update consent set revoked_at = '2026-11-23T06:30:00.000Z' where participant_id = ? and person_id = ? and topic = 'money'",
    id,
    vija,
  );
  expect([await status('plans'), await status('nauda'), await status('nedela')]).toEqual([200, 403, 200]);
  const family = await (await getPage(portal, '/gimene', session)).text();
  expect(family).toContain(`/cilveki/${id}/plans`);
  expect(family).not.toContain(`/cilveki/${id}/nauda`);

  writeRows(
    portal,
    "update consent set until_on = '2026-11-22' where participant_id = ? and person_id = ? and topic = 'visits'",
    id,
    vija,
  );
  expect([await status('plans'), await status('nedela')]).toEqual([200, 403]);

  writeRows(portal, "update circle_link set to_on = '2026-11-22' where participant_id = ? and person_id = ?", id, vija);
  expect(await status('plans')).toBe(403);
  expect(await (await getPage(portal, '/gimene', session)).text()).not.toContain('Ilze');
});

test('who looked is kept; looking at one’s own is not', async ({ portal }) => {
  const id = personId(portal, 'D01');
  const looked = () =>
    rowsOf<{ number: string; topic: string }>(
      portal,
      `select person.number, topic from access_log join person on person.id = viewer_id
       where participant_id = ? order by access_log.id`,
      id,
    ).map(({ number, topic }) => `${number} ${topic}`);
  const before = looked().length;
  const [rita, janis, dina] = [await openSession(portal, 'P05'), await openSession(portal, 'D01'), stage.sessions.P01];
  for (const path of ['/', '/mans-plans', '/mana-nauda', '/mana-nedela', '/es-gribu-mainit', '/man-vajag-palidzibu']) {
    expect((await getPage(portal, path, janis)).status).toBe(200);
  }
  await getPage(portal, '/gimene', rita);
  await getPage(portal, '/galds', dina);
  await getPage(portal, `/cilveki/${id}/nauda`, rita);
  expect(looked()).toHaveLength(before);

  await getPage(portal, `/cilveki/${id}/plans`, rita);
  await getPage(portal, `/cilveki/${id}/nedela`, rita);
  await getPage(portal, `/cilveki/${id}/nauda`, dina);
  expect(looked().slice(before)).toEqual(['P05 plan', 'P05 visits', 'P01 money']);

  const own = rowsOf(portal, 'select id from access_log where viewer_id = participant_id');
  expect(own).toEqual([]);
  const dinas = rowsOf(
    portal,
    "select id from access_log where topic = 'requests' and participant_id = ? and viewer_id = ?",
    personId(portal, 'D05'),
    personId(portal, 'P01'),
  ).length;
  await getPage(portal, `/galds/lugums/${stage.sent}`, dina);
  expect(
    rowsOf(
      portal,
      "select id from access_log where topic = 'requests' and participant_id = ? and viewer_id = ?",
      personId(portal, 'D05'),
      personId(portal, 'P01'),
    ).length,
  ).toBe(dinas + 1);
});

test('staff of another municipality see nobody, even with a link', async ({ portal }) => {
  const municipality = writeRows(
    portal,
    "insert into municipality (code, name, is_demo) values ('CITS', 'Cits novads', 1)",
  );
  const worker = writeRows(
    portal,
    `insert into person (municipality_id, number, role, first_name, last_name, gender, email)
     values (?, 'P95', 'social_worker', 'Oskars', 'Cits', 'male', 'oskars.p95@example.org')`,
    municipality,
  );
  const maris = personId(portal, 'D05');
  writeRows(
    portal,
    "insert into circle_link (participant_id, person_id, kind, from_on) values (?, ?, 'social_worker', '2026-08-01')",
    maris,
    worker,
  );
  for (const topic of ['plan', 'money', 'visits', 'requests']) {
    writeRows(
      portal,
      "insert into consent (participant_id, person_id, topic, granted_at) values (?, ?, ?, '2026-11-01T00:00:00.000Z')",
      maris,
      worker,
      topic,
    );
  }
  const invitation = /#([A-Z0-9-]+)/.exec(runCommand(portal, 'invite', 'P95'))?.[1] ?? '';
  const entered = await postForm(portal, '/uzaicinajums', null, { invitation, password: 'četri gari vārdi kopā' });
  const session = /^session=([^;]+)/.exec(entered.headers.get('set-cookie') ?? '')?.[1] ?? '';
  expect((await getPage(portal, '/galds', session)).status).toBe(200);
  expect(await (await getPage(portal, '/galds', session)).text()).not.toContain('Māris');
  for (const topic of ['plans', 'nauda', 'nedela', 'lugumi']) {
    expect((await getPage(portal, `/cilveki/${maris}/${topic}`, session)).status, topic).toBe(403);
  }
  expect((await getPage(portal, `/galds/lugums/${stage.sent}`, session)).status).toBe(403);
  expect((await postForm(portal, `/galds/lugums/${stage.sent}`, session, { intent: 'no', text: 'Nē' })).status).toBe(
    403,
  );
});

/** Every address that takes a form, with a form that it would take. */
function formsOf(portal: Portal): readonly (readonly [string, Who, Readonly<Record<string, string>>])[] {
  const { sent, draft, help } = stage;
  const visit = String(comingVisits(portal, 'D05')[2]);
  const { email, password } = portal.signIn('P01');
  return [
    ['/k', 'nobody', { secret: cardSecret(portal, 'D05') }],
    ['/ienakt/kods', 'nobody', { code: portal.signIn('D05').code ?? '' }],
    ['/ienakt/parole', 'nobody', { email: email ?? '', password: password ?? '' }],
    ['/iziet', 'D05', {}],
    ['/ka-man-erti/burti', 'D05', { izvele: '4' }],
    ['/ka-man-erti/burti', 'nobody', { izvele: '4' }],
    ['/es-gribu-mainit', 'D05', { formKey: 'from elsewhere', visit }],
    [`/lugums/${draft}/kas`, 'D05', { way: 'answer', choice: 'another_time' }],
    [`/lugums/${draft}/palidziba`, 'D05', { way: 'answer', choice: 'alone' }],
    [`/lugums/${draft}/izlemt`, 'D05', { way: 'answer', choice: 'send' }],
    [`/lugums/${draft}/atpakal`, 'D05', { way: 'answer', choice: 'withdraw' }],
    [`/lugums/${sent}/atpakal`, 'D05', { way: 'answer', choice: 'withdraw' }],
    ['/man-vajag-palidzibu', 'D05', { helper: String(personId(portal, 'P03')) }],
    ['/palidzu', 'P03', { called: '1' }],
    [`/palidzu/lugums/${help}`, 'P03', { explanation: 'Tas ir labi.' }],
    ['/galds', 'P01', { called: '1' }],
    [`/galds/lugums/${sent}`, 'P01', { intent: 'open' }],
    [`/galds/lugums/${sent}`, 'P01', { intent: 'no', text: 'Nav vietas.' }],
    ['/uzaicinajums', 'nobody', { invitation: 'A', password: 'B' }],
  ];
}

test('a form from elsewhere changes nothing', async ({ portal }) => {
  const before = stateOf(portal);
  const strangers: readonly Readonly<Record<string, string>>[] = [
    { Origin: 'https://evil.example' },
    { Origin: `${portal.origin}.evil.example` },
    { Origin: portal.origin.replace('http:', 'https:') },
    { Origin: 'null' },
    { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
    {},
    { Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example', Host: 'evil.example' },
  ];
  for (const [path, who, fields] of formsOf(portal)) {
    for (const headers of strangers) {
      const answer = await postForm(portal, path, stage.sessions[who], fields, headers);
      expect(answer.status, `${path} ${JSON.stringify(headers)}`).toBe(403);
      expect(answer.headers.get('set-cookie'), path).toBeNull();
      expect(await answer.text(), path).toContain('Nekas nav mainījies.');
    }
  }
  expect(stateOf(portal)).toBe(before);
  expect((await getPage(portal, '/mans-plans', stage.sessions.D05)).status).toBe(200);
});

test('looking changes nothing: no GET does what a form does', async ({ portal }) => {
  const before = stateOf(portal);
  const sessions = rowsOf(portal, 'select id from login_session').length;
  for (const [path, who, fields] of formsOf(portal)) {
    const answer = await getPage(portal, `${path}?${new URLSearchParams(fields)}`, stage.sessions[who]);
    expect([200, 303], path).toContain(answer.status);
    expect(answer.headers.get('set-cookie'), path).toBeNull();
  }
  for (const { path } of stage.cases) for (const who of everyone) await getPage(portal, path, stage.sessions[who]);
  expect(stateOf(portal)).toBe(before);
  expect(rowsOf(portal, 'select id from login_session')).toHaveLength(sessions);
});

test('every page is kept out of caches and guarded by its headers', async ({ portal }) => {
  for (const { path } of stage.cases) {
    for (const who of everyone) {
      const { headers } = await getPage(portal, path, stage.sessions[who]);
      const at = `${path} ${who}`;
      expect(headers.get('cache-control'), at).toBe('no-store');
      expect(headers.get('x-content-type-options'), at).toBe('nosniff');
      expect(headers.get('referrer-policy'), at).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy'), at).toBe('same-origin');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, at).toContain("default-src 'none'");
      expect(policy, at).toContain("frame-ancestors 'none'");
      expect(policy, at).not.toMatch(/unsafe|\*|https?:/);
    }
  }
});

test('a closed page is calm, leads home and signs nobody out', async ({ page, context, portal }) => {
  for (const [who, closed, home] of [
    ['D05', '/galds', '/'],
    ['P01', '/mans-plans', '/galds'],
    ['P03', `/cilveki/${personId(portal, 'D05')}/nauda`, '/palidzu'],
    ['P09', `/cilveki/${personId(portal, 'D05')}/nauda`, '/gimene'],
  ] as const) {
    await becomes(context, portal, who);
    await page.goto(closed);
    await expect(page.getByRole('heading', { name: 'Šī lapa ir slēgta', level: 1 })).toBeVisible();
    await expect(page.getByText('Viss cits strādā.')).toBeVisible();
    await page.getByRole('link', { name: 'Uz sākumu' }).click();
    await expect(page).toHaveURL(`${portal.origin}${home}`);
    await expect(page.getByRole('button', { name: 'Beigt' })).toBeVisible();
  }
});

/** A call, a letter, a video visit, and what the pages about the portal name. */
const WAYS_OUT =
  /^(?:tel:\+?\d+|mailto:[\w.]+@[\w.]+|https:\/\/(?:video\.example\.org|openmoji\.org|creativecommons\.org|www\.brailleinstitute\.org|openfontlicense\.org|dict\.dv\.lv|www\.gnu\.org|eupl\.eu|www\.tiesibsargs\.lv)\/[\w/.-]*)$/;

for (const who of ['D05', 'P01', 'P03', 'P09', 'P11', 'P08'] as const) {
  test(`every page ${who} can reach is without errors, and its address says nothing of people`, async ({
    page,
    context,
    portal,
  }) => {
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') errors.push(`${page.url()} ${message.text()}`);
    });
    page.on('pageerror', (error) => errors.push(`${page.url()} ${error.message}`));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await becomes(context, portal, who);
    const names = rowsOf<{ first_name: string; last_name: string; email: string | null; phone: string | null }>(
      portal,
      'select first_name, last_name, email, phone from person',
    ).flatMap(({ first_name, last_name, email, phone }) => [
      first_name,
      last_name,
      email ?? '',
      (phone ?? '').replaceAll(' ', ''),
    ]);
    const personal = names.filter((name) => name !== '').map((name) => name.toLowerCase());

    const seen = new Set<string>();
    const shapes = new Map<string, number>();
    const waiting = ['/'];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const shape = path.replaceAll(/\d+/g, 'N');
      const count = shapes.get(shape) ?? 0;
      if (seen.has(path) || count >= 2) continue;
      seen.add(path);
      shapes.set(shape, count + 1);
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      expect(await answer?.text(), `${path} shows a mark of the glossary`).not.toMatch(/&lt;\/?[a-z]/i);
      const addresses = await page
        .locator('a[href], form[action]')
        .evaluateAll((elements) =>
          elements.map(
            (element) =>
              new URL(element.getAttribute('href') ?? element.getAttribute('action') ?? '', document.baseURI).href,
          ),
        );
      for (const address of [...addresses, page.url()]) {
        if (!address.startsWith(portal.origin)) {
          expect(address, path).toMatch(WAYS_OUT);
          continue;
        }
        const plain = decodeURIComponent(address).toLowerCase();
        expect(
          personal.filter((name) => plain.includes(name)),
          `${address} on ${path}`,
        ).toEqual([]);
        const { pathname, search } = new URL(address);
        waiting.push(pathname + search);
      }
    }
    expect(seen.size).toBeGreaterThan(who === 'D05' ? 15 : 1);
    expect(errors).toEqual([]);
  });
}
