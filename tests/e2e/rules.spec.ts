import { request as httpRequest } from 'node:http';
import { routes } from '../../src/core/access/routes.ts';
import { acts } from '../../src/features/desk/index.ts';
import { flows } from '../../src/features/requests/index.ts';
import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, cardSecret, openSession, runCommand } from '../support/sign-in.ts';
import { digestOf } from '../support/state.ts';
import {
  comingVisits,
  type Fields,
  getPage,
  personId,
  planServiceOf,
  postAnswer,
  postFlow,
  postForm,
  postRequest,
  postSuggestion,
  rowOf,
  rowsOf,
  writeRows,
} from '../support/story.ts';

/** One person of each role round the participant D05, the head of the service, who is linked to nobody, and nobody. */
const everyone = ['nobody', 'D05', 'P09', 'P11', 'P08', 'P03', 'P01', 'P31'] as const;
type Who = (typeof everyone)[number];

/** Nobody, participant, family, parent, guardian, support person, social worker, head of the service. */
type Expected = readonly [number, number, number, number, number, number, number, number];

const OPEN: Expected = [200, 200, 200, 200, 200, 200, 200, 200];
const NOWHERE: Expected = [404, 404, 404, 404, 404, 404, 404, 404];
const PARTICIPANT: Expected = [303, 200, 403, 403, 403, 403, 403, 403];
/** The family has requests of its own under the same addresses; this one is not theirs, and does not even seem to be there. */
const OWN_REQUEST: Expected = [303, 200, 404, 404, 404, 403, 403, 403];
const SENT_ON: Expected = [303, 303, 404, 404, 404, 403, 403, 403];
const FAMILY: Expected = [303, 403, 200, 200, 200, 403, 403, 403];
const PARENT: Expected = [303, 403, 403, 200, 403, 403, 403, 403];
const PARENTS_REQUEST: Expected = [303, 404, 404, 200, 404, 403, 403, 403];
const HELPER: Expected = [303, 403, 403, 403, 403, 200, 403, 403];
const DESK: Expected = [303, 403, 403, 403, 403, 403, 200, 200];
/** The desk of this person's own worker. */
const WORKER: Expected = [303, 403, 403, 403, 403, 403, 200, 403];

type Case = Readonly<{ route: string; path: string; expected: Expected }>;

/** What was begun and done before, by number. */
type Made = Readonly<{
  sent: number;
  draft: number;
  help: number;
  visit: number;
  /** Answered with no. */
  refused: number;
  /** Sent past the worker and the support person to the head. */
  complaint: number;
  /** What the aunt asks for herself. */
  ownSent: number;
  ownDraft: number;
  /** What a mother asks in the name of her child D11. */
  childSent: number;
  childDraft: number;
  /** Of the plan. */
  change: number;
  /** Andris asks for his money, which a guardian has in their area. */
  ofMoney: number;
  /** The aunt's. */
  suggestion: number;
}>;

type Stage = Made & Readonly<{ sessions: Readonly<Record<Who, string | null>>; cases: readonly Case[] }>;

let stage: Stage;

/** The form of an answer that needs nothing of a plan. */
const NO: Fields = { intent: 'send', form: 'answer', answer: 'no', text: 'Nav vietas.' };

test.beforeAll(async ({ portal }) => {
  const sessions: Record<Who, string | null> = {
    nobody: null,
    D05: null,
    P09: null,
    P11: null,
    P08: null,
    P03: null,
    P01: null,
    P31: null,
  };
  for (const who of everyone) if (who !== 'nobody') sessions[who] = await openSession(portal, who);
  const maris = sessions.D05 ?? '';
  const dina = sessions.P01 ?? '';
  const aija = sessions.P09 ?? '';
  const [first, second, , , fifth] = comingVisits(portal, 'D05');
  const look = `look_first:${personId(portal, 'P03')}`;
  const sent = await postRequest(portal, maris, first ?? 0, { kas: 'cannot_come', palidziba: 'alone', izlemt: 'send' });
  const draft = await postRequest(portal, maris, second ?? 0, { kas: 'cannot_come', palidziba: look });
  const help = rowOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', draft).id;
  const refused = await postRequest(portal, maris, fifth ?? 0, {
    kas: 'cannot_come',
    palidziba: 'alone',
    izlemt: 'send',
  });
  await postAnswer(portal, dina, refused, { answer: 'no', text: 'Nav vietas.' });
  const complaint = await postFlow(
    portal,
    maris,
    { flow: 'wrong' },
    { kas: 'afraid', 'kas-lasa': 'head', izlemt: 'send' },
  );
  const person = String(personId(portal, 'D05'));
  const service = rowOf<{ id: number }>(portal, "select id from service where code = 'PSF'").id;
  const own = { pakalpojums: String(service), 'cik-biezi': 'monthly', laiks: 'day' };
  const ownSent = await postFlow(portal, aija, { person }, { ...own, izlemt: 'send' });
  const ownDraft = await postFlow(portal, aija, { person }, own);
  const ofChild = { child: String(personId(portal, 'D11')), flow: 'talk' } as const;
  const talk = { 'par-ko': 'plan', diena: '2026-11-24', laiks: 'day' };
  const sandra = sessions.P11 ?? '';
  const childSent = await postFlow(portal, sandra, ofChild, { ...talk, 'berna-domas': 'wants', izlemt: 'send' });
  const childDraft = await postFlow(portal, sandra, ofChild, talk);
  const extended = await postForm(portal, `/galds/cilveks/${person}/pagarinat`, dina, {
    intent: 'do',
    acts: 'extend',
    extend_until: '2027-08-31',
    'ready-care': 'care.agreed',
  });
  expect(extended.status).toBe(303);
  const change = rowOf<{ id: number }>(portal, 'select id from plan_change').id;
  const suggestion = await postSuggestion(portal, aija, 'D05', 'Parunā par mūziku.');
  const ofMoney = await postFlow(
    portal,
    await openSession(portal, 'D03'),
    { flow: 'money' },
    {
      'no-kura': String(planServiceOf(portal, 'D03', 'APM')),
      'uz-kuru': String(planServiceOf(portal, 'D03', 'ATB')),
      cik: '1',
      palidziba: 'alone',
      izlemt: 'send',
    },
  );
  const made = {
    sent,
    draft,
    help,
    visit: second ?? 0,
    refused,
    complaint,
    ownSent,
    ownDraft,
    childSent,
    childDraft,
    change,
    ofMoney,
    suggestion,
  };
  stage = { ...made, sessions, cases: casesOf(portal, made) };
});

function casesOf(
  portal: Portal,
  {
    sent,
    draft,
    help,
    visit,
    refused,
    complaint,
    ownSent,
    ownDraft,
    childSent,
    childDraft,
    change,
    ofMoney,
    suggestion,
  }: Made,
): readonly Case[] {
  const maris = personId(portal, 'D05');
  const emils = personId(portal, 'D11');
  const andris = personId(portal, 'D03');
  const aunt = personId(portal, 'P09');
  const dina = personId(portal, 'P01');
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
    ['/iziet', '/iziet', [303, 200, 200, 200, 200, 200, 200, 200]],
    ['/ka-man-erti', '/ka-man-erti', OPEN],
    ['/ka-man-erti/[setting]', '/ka-man-erti/burti', OPEN],
    ['/ka-man-erti/[setting]', '/ka-man-erti/nekas', NOWHERE],
    ['/vardnica', '/vardnica', OPEN],
    ['/par-portalu', '/par-portalu', OPEN],
    ['/pieklustamiba', '/pieklustamiba', OPEN],
    ['/privatums', '/privatums', OPEN],
    ['/', '/', [303, 200, 303, 303, 303, 303, 303, 303]],
    ['/mans-plans', '/mans-plans', PARTICIPANT],
    ['/kas-ir-mainijies', '/kas-ir-mainijies', PARTICIPANT],
    ['/kas-ir-mainijies/[change]', `/kas-ir-mainijies/${change}`, PARTICIPANT],
    ['/kas-ir-mainijies/[change]/agrak', `/kas-ir-mainijies/${change}/agrak`, PARTICIPANT],
    ['/mana-nauda', '/mana-nauda', PARTICIPANT],
    ['/mana-nauda/precizi', '/mana-nauda/precizi', PARTICIPANT],
    ['/mana-nedela', '/mana-nedela', PARTICIPANT],
    ['/mana-nedela/[week]', '/mana-nedela/2026-11-16', PARTICIPANT],
    ['/mana-diena/[day]', '/mana-diena/2026-11-25', PARTICIPANT],
    ['/tiksanas/[visit]', `/tiksanas/${visit}`, PARTICIPANT],
    ['/es-gribu-mainit', '/es-gribu-mainit', PARTICIPANT],
    ['/es-gribu-mainit/[group]', '/es-gribu-mainit/tiksanas', PARTICIPANT],
    ['/es-gribu-mainit/[group]', '/es-gribu-mainit/nekas', [303, 404, 403, 403, 403, 403, 403, 403]],
    ['/lugums/[request]', `/lugums/${sent}`, OWN_REQUEST],
    ['/lugums/[request]', `/lugums/${complaint}`, OWN_REQUEST],
    ['/lugums/[request]', `/lugums/${draft}`, SENT_ON],
    ['/lugums/[request]/nepiekritu', `/lugums/${refused}/nepiekritu`, OWN_REQUEST],
    ['/lugums/[request]/nepiekritu', `/lugums/${sent}/nepiekritu`, SENT_ON],
    ['/lugums/[request]/[step]', `/lugums/${draft}/kas`, OWN_REQUEST],
    ['/lugums/[request]/[step]', `/lugums/${draft}/vardi`, OWN_REQUEST],
    ['/lugums/[request]/[step]', `/lugums/${draft}/parbaude`, OWN_REQUEST],
    // Before the decision it is asked whether it is clear.
    ['/lugums/[request]/[step]', `/lugums/${draft}/izlemt`, SENT_ON],
    // Nobody who helps has a part in it.
    ['/lugums/[request]/otrs-paligs', `/lugums/${draft}/otrs-paligs`, [303, 303, 403, 403, 403, 403, 403, 403]],
    ['/lugums/[request]/sapratu', `/lugums/${draft}/sapratu`, PARTICIPANT],
    ['/lugums/[request]/otradi', `/lugums/${draft}/otradi`, [303, 303, 403, 403, 403, 403, 403, 403]],
    ['/lugums/[request]/ka-palidzeja', `/lugums/${draft}/ka-palidzeja`, PARTICIPANT],
    ['/lugums/[request]/parunasim', `/lugums/${draft}/parunasim`, PARTICIPANT],
    ['/lugums/[request]/lemums', `/lugums/${sent}/lemums`, PARTICIPANT],
    ['/lugums/[request]/lemums', `/lugums/${draft}/lemums`, [303, 404, 403, 403, 403, 403, 403, 403]],
    ['/lugums/[request]/[step]', `/lugums/${sent}/izlemt`, SENT_ON],
    ['/lugums/[request]/[step]', `/lugums/${sent}/atpakal`, OWN_REQUEST],
    // What the aunt asks for herself the participant may read once it is sent, and another family never.
    ['/lugums/[request]', `/lugums/${ownSent}`, [303, 200, 200, 404, 404, 403, 403, 403]],
    ['/lugums/[request]', `/lugums/${ownDraft}`, [303, 404, 303, 404, 404, 403, 403, 403]],
    ['/lugums/[request]/nepiekritu', `/lugums/${ownSent}/nepiekritu`, [303, 303, 303, 404, 404, 403, 403, 403]],
    ['/lugums/[request]/[step]', `/lugums/${ownSent}/atpakal`, [303, 303, 200, 404, 404, 403, 403, 403]],
    ['/lugums/[request]/[step]', `/lugums/${ownDraft}/pakalpojums`, [303, 404, 200, 404, 404, 403, 403, 403]],
    ['/lugums/[request]/[step]', `/lugums/${ownDraft}/vardi`, [303, 404, 200, 404, 404, 403, 403, 403]],
    ['/lugums/[request]/[step]', `/lugums/${ownDraft}/izlemt`, [303, 404, 200, 404, 404, 403, 403, 403]],
    // What a mother asks in her child's name is open to her and to the child alone.
    ['/gimene/berns/[person]', `/gimene/berns/${emils}`, PARENT],
    ['/gimene/berns/[person]', `/gimene/berns/${maris}`, [303, 403, 403, 403, 403, 403, 403, 403]],
    ['/lugums/[request]', `/lugums/${childSent}`, PARENTS_REQUEST],
    ['/lugums/[request]/[step]', `/lugums/${childSent}/atpakal`, PARENTS_REQUEST],
    ['/lugums/[request]/[step]', `/lugums/${childDraft}/par-ko`, PARENTS_REQUEST],
    ['/lugums/[request]/[step]', `/lugums/${childDraft}/izlemt`, [303, 404, 404, 303, 404, 403, 403, 403]],
    ['/lugums/[request]/berna-domas', `/lugums/${childDraft}/berna-domas`, [303, 403, 404, 200, 404, 403, 403, 403]],
    ['/lugums/[request]/berna-domas', `/lugums/${ownDraft}/berna-domas`, [303, 403, 404, 404, 404, 403, 403, 403]],
    ['/man-vajag-palidzibu', '/man-vajag-palidzibu', PARTICIPANT],
    ['/kas-skatijas', '/kas-skatijas', PARTICIPANT],
    ['/kas-skatijas', '/kas-skatijas?lidz=nekas', [303, 404, 403, 403, 403, 403, 403, 403]],
    ['/mani-dati', '/mani-dati', PARTICIPANT],
    ['/mani-dati/dzest', '/mani-dati/dzest', PARTICIPANT],
    ['/mani-dati/fails', '/mani-dati/fails', PARTICIPANT],
    ['/mani-dati/lapa', '/mani-dati/lapa', PARTICIPANT],
    ['/paradi-karti', '/paradi-karti', PARTICIPANT],
    // Nobody's device was handed over.
    ['/tagad-es', '/tagad-es', [303, 303, 303, 303, 303, 303, 303, 303]],
    ['/mani-cilveki', '/mani-cilveki', PARTICIPANT],
    ['/mani-cilveki/[person]', `/mani-cilveki/${aunt}`, PARTICIPANT],
    ['/mani-cilveki/[person]', `/mani-cilveki/${emils}`, [303, 404, 403, 403, 403, 403, 403, 403]],
    ['/mani-cilveki/[person]/[topic]', `/mani-cilveki/${aunt}/nauda`, PARTICIPANT],
    ['/mani-cilveki/[person]/[topic]', `/mani-cilveki/${aunt}/nauda?lidz=always`, PARTICIPANT],
    // What the worker sees is not the person's to give.
    ['/mani-cilveki/[person]/[topic]', `/mani-cilveki/${dina}/nauda`, [303, 404, 403, 403, 403, 403, 403, 403]],
    ['/mani-cilveki/[person]/[topic]/ko-redz', `/mani-cilveki/${aunt}/nauda/ko-redz`, PARTICIPANT],
    ['/ieteikums/[suggestion]', `/ieteikums/${suggestion}`, PARTICIPANT],
    ['/cilveki/[person]/ieteikt', `/cilveki/${maris}/ieteikt`, [303, 403, 200, 403, 403, 200, 403, 403]],
    ['/cilveki/[person]/ieteikt', `/cilveki/${emils}/ieteikt`, [303, 403, 403, 200, 403, 403, 403, 403]],
    ['/palidzu', '/palidzu', HELPER],
    ['/palidzu/lugums/[help]', `/palidzu/lugums/${help}`, HELPER],
    ['/palidzu/lugums/[help]/dot', `/palidzu/lugums/${help}/dot`, HELPER],
    ['/gimene', '/gimene', FAMILY],
    // Gunārs has the money of Andris in his area, and nothing of Māris.
    ['/gimene/lugums/[request]', `/gimene/lugums/${ofMoney}`, [303, 403, 404, 404, 200, 403, 403, 403]],
    ['/gimene/lugums/[request]', `/gimene/lugums/${sent}`, [303, 403, 404, 404, 404, 403, 403, 403]],
    // Māris allowed his aunt the visits, and nobody anything else; the worker sees all four.
    ['/cilveki/[person]/[topic]', `/cilveki/${maris}/plans`, [303, 403, 403, 403, 403, 403, 200, 403]],
    ['/cilveki/[person]/[topic]', `/cilveki/${maris}/nauda`, [303, 403, 403, 403, 403, 403, 200, 403]],
    ['/cilveki/[person]/[topic]', `/cilveki/${maris}/nedela`, [303, 403, 200, 403, 403, 403, 200, 403]],
    ['/cilveki/[person]/[topic]', `/cilveki/${maris}/lugumi`, [303, 403, 403, 403, 403, 403, 200, 403]],
    ['/cilveki/[person]/[topic]/atlauja', `/cilveki/${maris}/nauda/atlauja`, [303, 403, 200, 403, 403, 200, 403, 403]],
    // The aunt sees the week: there is nothing to ask.
    ['/cilveki/[person]/[topic]/atlauja', `/cilveki/${maris}/nedela/atlauja`, [303, 403, 303, 403, 403, 200, 403, 403]],
    // The parents of a child see all; the worker of another person nothing.
    ['/cilveki/[person]/[topic]', `/cilveki/${emils}/plans`, [303, 403, 403, 200, 403, 403, 403, 403]],
    ['/cilveki/[person]/[topic]', `/cilveki/${emils}/nauda`, [303, 403, 403, 200, 403, 403, 403, 403]],
    // A guardian for finances sees the money, which makes no right to the plan or the week.
    ['/cilveki/[person]/[topic]', `/cilveki/${andris}/nauda`, [303, 403, 403, 403, 200, 403, 200, 403]],
    ['/cilveki/[person]/[topic]', `/cilveki/${andris}/plans`, [303, 403, 403, 403, 403, 403, 200, 403]],
    ['/cilveki/[person]/[topic]', `/cilveki/${andris}/nedela`, [303, 403, 403, 403, 403, 403, 200, 403]],
    ['/galds', '/galds', DESK],
    // Only the head has these two; for others the address shows their own list.
    ['/galds', '/galds?skats=sudzibas', DESK],
    ['/galds', '/galds?skats=dienests', DESK],
    // The head answers what is private, and leaves all else to the worker whose it is.
    ['/galds/lugums/[request]', `/galds/lugums/${sent}`, WORKER],
    ['/galds/lugums/[request]', `/galds/lugums/${refused}`, WORKER],
    ['/galds/lugums/[request]', `/galds/lugums/${ownSent}`, WORKER],
    ['/galds/lugums/[request]', `/galds/lugums/${complaint}`, [303, 403, 403, 403, 403, 403, 404, 200]],
    ['/galds/lugums/[request]', `/galds/lugums/${draft}`, [303, 403, 403, 403, 403, 403, 404, 403]],
    ['/galds/cilveks/[person]', `/galds/cilveks/${maris}`, WORKER],
    ['/galds/cilveks/[person]/neatkariba', `/galds/cilveks/${maris}/neatkariba`, WORKER],
    ['/galds/cilveks/[person]', `/galds/cilveks/${emils}`, [303, 403, 403, 403, 403, 403, 403, 403]],
    ...Object.values(acts).map(
      ({ slug }) => ['/galds/cilveks/[person]/[act]', `/galds/cilveks/${maris}/${slug}`, WORKER] as const,
    ),
    ['/galds/cilveks/[person]/cilveki', `/galds/cilveks/${maris}/cilveki`, WORKER],
    ['/galds/cilveks/[person]/cilveki', `/galds/cilveks/${emils}/cilveki`, [303, 403, 403, 403, 403, 403, 403, 403]],
    ['/galds/cilveks/[person]/cilveki/jauns', `/galds/cilveks/${maris}/cilveki/jauns`, WORKER],
    ['/galds/cilveks/[person]/cilveki/jauns', `/galds/cilveks/${maris}/cilveki/jauns?ka=guardian`, WORKER],
    [
      '/galds/cilveks/[person]/cilveki/[link]',
      `/galds/cilveks/${maris}/cilveki/${linkOf(portal, maris, aunt)}`,
      WORKER,
    ],
    ['/galds/cilveks/[person]/[act]', `/galds/cilveks/${emils}/pagarinat`, [303, 403, 403, 403, 403, 403, 403, 403]],
    ['/galds/diena/[day]', '/galds/diena/2026-11-23', DESK],
    ['/galds/visiem', '/galds/visiem', DESK],
  ];
  return rows.map(([route, path, expected]) => ({ route, path, expected }));
}

const linkOf = (portal: Portal, participant: number, person: number): number =>
  rowOf<{ id: number }>(
    portal,
    'select id from circle_link where participant_id = ? and person_id = ?',
    participant,
    person,
  ).id;

/** Everything the portal keeps of people, as one number; whoever merely looked does not change it. */
const stateOf = (portal: Portal): string =>
  digestOf(portal, ['access_log', 'login_session', 'credential', 'sign_in_limit']);

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

/** The addresses that hold the number of a person, or of something that is theirs. */
const numbered = () =>
  stage.cases.filter(({ route, path }) => routes[route] !== 'everyone' && /\/\d+(?:\/|$)/.test(path));

test('what is one participant’s is nowhere for another', async ({ portal }) => {
  const janis = await openSession(portal, 'D01');
  expect(numbered().length).toBeGreaterThan(20);
  for (const { path } of numbered()) {
    expect([403, 404], path).toContain((await getPage(portal, path, janis)).status);
  }
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
    '/galds',
  ]);
});

/** Every field that any form of the portal has, filled in as it would have to be to do something. */
function allFields(portal: Portal): Fields {
  const [visit] = comingVisits(portal, 'D05');
  const held = rowOf<{ id: number }>(
    portal,
    `select visit.id from visit join plan_service on plan_service.id = plan_service_id join plan on plan.id = plan_id
     join person on person.id = participant_id
     where person.number = 'D05' and visit.status = 'happened' order by held_on desc limit 1`,
  ).id;
  const service = rowOf<{ id: number }>(portal, "select id from service where code = 'MUZ'").id;
  return {
    way: 'answer',
    choice: 'send',
    words: 'Nē',
    word: 'agree',
    note: 'Nē',
    text: 'Nē',
    explanation: 'Nē',
    called: '1',
    visit: '1',
    helper: '1',
    flow: 'talk',
    formKey: 'of nobody',
    person: String(personId(portal, 'D05')),
    answer: 'no',
    when: 'nothing',
    calledOn: '2026-11-23',
    acts: Object.keys(acts),
    cancel_visits: String(visit),
    mark_visits: `${held}:happened`,
    mark_status: 'cancelled',
    move_visit: String(visit),
    move_day: '2026-12-04',
    move_time: '20:00',
    extend_until: '2027-09-30',
    away_from: '2026-11-24',
    away_until: '2026-12-24',
    goals_dream: 'Kāds cits sapnis.',
    correct_what: 'plan',
    correct_by: '100',
    correct_reason: 'Nē',
    'ready-care': 'care.agreed',
    [`mark-${held}`]: 'cancelled',
    [`reason-${held}`]: 'Nē',
    all: 'happened',
    service: String(service),
    from: '2026-11-23',
    until: '2026-12-23',
    what: 'pause',
    seen: '',
  };
}

/** Every page that is not for everyone, with each who has nothing to do there, and how they are turned away. */
function closedTo(): readonly Readonly<{ path: string; who: Who; status: number }>[] {
  return stage.cases
    .filter(({ route }) => routes[route] !== 'everyone')
    .flatMap(({ path, expected }) => everyone.map((who, index) => ({ path, who, status: expected[index] ?? 0 })))
    .filter(({ who, status }) => who === 'nobody' || status >= 400);
}

test('nobody posts to a page that is not theirs', async ({ portal }) => {
  test.setTimeout(180_000);
  const before = stateOf(portal);
  const fields = allFields(portal);
  // What the desk's buttons say, and for a person's own decisions what they choose.
  const pressed: readonly Fields[] = [
    { intent: 'open' },
    { intent: 'send', form: 'answer' },
    { intent: 'send', form: 'call', choice: 'disagree' },
    { intent: 'do', choice: 'withdraw' },
  ];
  for (const { path, who, status } of closedTo()) {
    for (const button of pressed) {
      const refused = await postForm(portal, path, stage.sessions[who], { ...fields, ...button });
      expect(refused.status, `${path} ${who}`).toBe(status);
    }
  }
  // The head and another worker have desks of their own, and nobody of this one's people on them.
  const inga = await openSession(portal, 'P30');
  for (const session of [stage.sessions.P31, inga]) {
    for (const path of ['/galds', '/galds/diena/2026-11-23', '/galds/visiem']) {
      for (const button of pressed) await postForm(portal, path, session, { ...fields, ...button });
    }
  }
  expect(stateOf(portal)).toBe(before);
});

test('numbers of other people lead nowhere', async ({ portal }) => {
  const before = stateOf(portal);
  const { sessions, sent, draft, help, refused, complaint, ownSent, ownDraft, change, suggestion } = stage;
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
    [`/galds/lugums/${complaint}`, inga, 404],
    [`/galds/lugums/${ownSent}`, inga, 403],
    [`/galds/cilveks/${maris}`, inga, 403],
    [`/galds/cilveks/${maris}/pagarinat`, inga, 403],
    [`/galds/cilveks/${maris}/nekas`, sessions.P01, 404],
    ['/galds/cilveks/999999', sessions.P01, 403],
    [`/galds/cilveks/${personId(portal, 'P03')}`, sessions.P01, 403],
    ['/galds/cilveks/x', sessions.P01, 404],
    ['/galds/lugums/999999', sessions.P31, 404],
    ['/galds/diena/vakar', sessions.P01, 404],
    [`/lugums/${ownSent}`, rita, 404],
    [`/lugums/${ownDraft}/izlemt`, rita, 404],
    [`/lugums/${ownSent}`, janis, 404],
    [`/lugums/${refused}/nepiekritu`, janis, 404],
    [`/kas-ir-mainijies/${change}`, janis, 404],
    [`/kas-ir-mainijies/${change}/agrak`, janis, 404],
    [`/ieteikums/${suggestion}`, janis, 404],
    ['/ieteikums/999999', sessions.D05, 404],
    [`/cilveki/${maris}/ieteikt`, rita, 403],
    [`/cilveki/${first}/ieteikt`, sessions.P09, 403],
    [`/cilveki/${personId(portal, 'P03')}/ieteikt`, sessions.P09, 403],
    ['/kas-ir-mainijies/999999', sessions.D05, 404],
    ['/kas-ir-mainijies/x/agrak', sessions.D05, 404],
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
  for (const form of [{ intent: 'open' }, NO]) {
    expect((await postForm(portal, `/galds/lugums/${sent}`, inga, form)).status).toBe(403);
    expect((await postForm(portal, `/galds/lugums/${complaint}`, inga, form)).status).toBe(404);
    expect((await postForm(portal, `/galds/lugums/${complaint}`, sessions.P01, form)).status).toBe(404);
    expect((await postForm(portal, `/galds/lugums/${sent}`, sessions.P31, form)).status).toBe(403);
  }
  const extending = { intent: 'do', acts: 'extend', extend_until: '2027-09-30', text: 'Nē' };
  for (const session of [inga, sessions.P31]) {
    expect((await postForm(portal, `/galds/cilveks/${maris}/pagarinat`, session, extending)).status).toBe(403);
  }
  const disagree = { way: 'answer', choice: 'disagree' };
  expect((await postForm(portal, `/lugums/${refused}/nepiekritu`, janis, disagree)).status).toBe(404);
  expect((await postForm(portal, `/kas-ir-mainijies/${change}`, janis, {})).status).toBe(404);
  const want = { way: 'answer', choice: 'want' };
  expect((await postForm(portal, `/ieteikums/${suggestion}`, janis, want)).status).toBe(404);
  // Nobody takes back what another suggested.
  const takeBack = { takeBack: String(suggestion) };
  expect((await postForm(portal, `/cilveki/${maris}/ieteikt`, sessions.P03, takeBack)).status).toBe(303);
  expect((await postForm(portal, `/cilveki/${first}/ieteikt`, rita, takeBack)).status).toBe(303);
  // Nobody asks in the name of another family.
  for (const session of [rita, sessions.P11, sessions.P08]) {
    const begin = { person: String(maris), formKey: crypto.randomUUID() };
    expect((await postForm(portal, '/gimene', session, begin)).status).toBe(403);
    expect((await postForm(portal, `/lugums/${ownDraft}/izlemt`, session, send)).status).toBe(404);
    expect((await postForm(portal, `/lugums/${ownDraft}/vardi`, session, { way: 'answer', words: 'Nē' })).status).toBe(
      404,
    );
  }
  // The participant reads what the family asks for, and decides nothing of it.
  await postForm(portal, `/lugums/${ownSent}/atpakal`, sessions.D05, { way: 'answer', choice: 'withdraw' });
  await postForm(portal, `/lugums/${ownSent}/nepiekritu`, sessions.D05, disagree);
  expect((await postForm(portal, `/palidzu/lugums/${help}`, anna, { explanation: 'Jā' })).status).toBe(404);
  // Somebody else's call is not crossed out, and somebody else's visit is no visit to ask about.
  await postForm(portal, '/palidzu', anna, { called: String(help) });
  expect(stateOf(portal)).toBe(before);
});

test('another visit than one’s own is not taken into a request', async ({ portal }) => {
  const [foreign] = comingVisits(portal, 'D01');
  const begun = await postForm(portal, '/es-gribu-mainit', stage.sessions.D05, {
    formKey: crypto.randomUUID(),
    flow: 'visit',
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
  test.setTimeout(120_000);
  const before = stateOf(portal);
  const steps = new Set(Object.values(flows).flatMap(({ questions }) => questions.map(({ slug }) => slug)));
  for (const [who, status] of [
    ['P03', 403],
    ['P01', 403],
    ['P31', 403],
    ['P09', 404],
  ] as const) {
    for (const step of [...steps, 'vardi', 'parbaude', 'izlemt', 'atpakal', 'nepiekritu']) {
      for (const choice of ['send', 'keep', 'withdraw', 'cannot_come', 'disagree']) {
        const form = { way: 'answer', choice, words: 'Nē' };
        const refused = await postForm(portal, `/lugums/${stage.draft}/${step}`, stage.sessions[who], form);
        expect(refused.status, `${who} ${step}`).toBe(status);
      }
    }
  }
  expect(stateOf(portal)).toBe(before);
});

test('of a complaint to the head the others see nothing anywhere', async ({ portal }) => {
  const maris = personId(portal, 'D05');
  const { sessions, complaint } = stage;
  for (const [who, path] of [
    ['P01', '/galds'],
    ['P01', '/galds?skats=sudzibas'],
    ['P01', '/galds?skats=dienests'],
    ['P01', `/galds/cilveks/${maris}`],
    ['P01', `/cilveki/${maris}/lugumi`],
    ['P03', '/palidzu'],
    ['P09', '/gimene'],
    ['P31', '/galds?skats=mani'],
  ] as const) {
    const page = await (await getPage(portal, path, sessions[who])).text();
    expect(page, `${who} ${path}`).not.toContain(`/lugums/${complaint}`);
    expect(page, `${who} ${path}`).not.toContain('Kaut kas nav labi');
  }
  expect(await (await getPage(portal, '/galds?skats=sudzibas', sessions.P31)).text()).toContain(
    `/galds/lugums/${complaint}`,
  );
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
  const [open, closed] = family.split('Palūgt, lai ļauj redzēt vairāk');
  expect(open).toContain(`/cilveki/${id}/plans`);
  expect(open).not.toContain(`/cilveki/${id}/nauda`);
  expect(closed).toContain(`/cilveki/${id}/nauda`);

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

function comingOn(portal: Portal, number: string, day: string): boolean {
  const found = rowsOf(
    portal,
    `select visit.id from visit join plan_service on plan_service.id = plan_service_id join plan on plan.id = plan_id
     join person on person.id = participant_id where person.number = ? and held_on = ?`,
    number,
    day,
  );
  return found.length > 0;
}

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

  // The desk's own pages are looks too: at each topic that is opened, and at the visits of everybody on a day's list.
  const known = looked().length;
  for (const topic of ['lugumi', 'nedela', 'plans', 'nauda', 'izmainas']) {
    await getPage(portal, `/galds/cilveks/${id}?skats=${topic}`, dina);
  }
  await getPage(portal, '/galds/diena/2026-11-24', dina);
  expect(looked().slice(known)).toEqual([
    'P01 requests',
    'P01 visits',
    'P01 plan',
    'P01 money',
    'P01 plan',
    ...(comingOn(portal, 'D01', '2026-11-24') ? ['P01 visits'] : []),
  ]);
  const acted = looked().length;
  await getPage(portal, `/galds/cilveks/${id}/pagarinat`, dina);
  expect(looked().slice(acted).toSorted()).toEqual(['P01 money', 'P01 plan', 'P01 visits']);
  const heads = () =>
    rowsOf(
      portal,
      "select id from access_log where topic = 'requests' and participant_id = ? and viewer_id = ?",
      personId(portal, 'D05'),
      personId(portal, 'P31'),
    ).length;
  const headsBefore = heads();
  await getPage(portal, `/galds/lugums/${stage.complaint}`, stage.sessions.P31);
  expect(heads()).toBeGreaterThan(headsBefore);

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
     values (?, 'P95', 'social_worker', 'Oskars', 'Svešais', 'male', 'oskars.p95@example.org')`,
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
  expect((await postForm(portal, `/galds/lugums/${stage.sent}`, session, NO)).status).toBe(403);
  for (const path of [`/galds/cilveks/${maris}`, `/galds/cilveks/${maris}/pagarinat`]) {
    expect((await getPage(portal, path, session)).status, path).toBe(403);
    const extending = { intent: 'do', acts: 'extend', extend_until: '2027-09-30', text: 'Nē' };
    if (path.endsWith('pagarinat')) expect((await postForm(portal, path, session, extending)).status).toBe(403);
  }
  // Nor does it help to lead that other service.
  writeRows(portal, 'update person set is_head = 1 where id = ?', worker);
  for (const { path } of numbered()) {
    expect([403, 404], path).toContain((await getPage(portal, path, session)).status);
  }
  expect((await getPage(portal, `/galds/lugums/${stage.complaint}`, session)).status).toBe(404);
  expect((await postForm(portal, `/galds/lugums/${stage.complaint}`, session, NO)).status).toBe(404);
  for (const view of ['mani', 'kavejas', 'sudzibas', 'dienests']) {
    const desk = await (await getPage(portal, `/galds?skats=${view}`, session)).text();
    expect(desk, view).not.toContain('Māris');
  }
  for (const path of ['/galds/diena/2026-11-24', '/galds/visiem']) {
    expect(await (await getPage(portal, path, session)).text(), path).not.toContain('Māris');
  }
});

/** Every address that takes a form, with a form that it would take. */
function formsOf(portal: Portal): readonly (readonly [string, Who, Fields])[] {
  const { sent, draft, help, refused, complaint, ownDraft, ownSent, change, suggestion } = stage;
  const person = String(personId(portal, 'D05'));
  const visit = String(comingVisits(portal, 'D05')[2]);
  const { email, password } = portal.signIn('P01');
  return [
    ['/k', 'nobody', { secret: cardSecret(portal, 'D05') }],
    ['/ienakt/kods', 'nobody', { code: portal.signIn('D05').code ?? '' }],
    ['/ienakt/parole', 'nobody', { email: email ?? '', password: password ?? '' }],
    ['/iziet', 'D05', {}],
    ['/ka-man-erti/burti', 'D05', { izvele: '4' }],
    ['/ka-man-erti/burti', 'nobody', { izvele: '4' }],
    ['/es-gribu-mainit', 'D05', { formKey: 'from elsewhere', flow: 'visit', visit }],
    ['/es-gribu-mainit', 'D05', { formKey: 'from elsewhere', flow: 'talk' }],
    [`/lugums/${draft}/vardi`, 'D05', { way: 'answer', words: 'Es gribu gulēt.' }],
    [`/lugums/${refused}/nepiekritu`, 'D05', { way: 'answer', choice: 'disagree' }],
    [`/kas-ir-mainijies/${change}`, 'D05', {}],
    ['/gimene', 'P09', { formKey: 'from elsewhere', person }],
    [`/lugums/${ownDraft}/izlemt`, 'P09', { way: 'answer', choice: 'send' }],
    [`/lugums/${ownSent}/atpakal`, 'P09', { way: 'answer', choice: 'withdraw' }],
    [`/lugums/${draft}/kas`, 'D05', { way: 'answer', choice: 'another_time' }],
    [`/lugums/${draft}/palidziba`, 'D05', { way: 'answer', choice: 'alone' }],
    [`/lugums/${draft}/izlemt`, 'D05', { way: 'answer', choice: 'send' }],
    [`/lugums/${draft}/atpakal`, 'D05', { way: 'answer', choice: 'withdraw' }],
    [`/lugums/${sent}/atpakal`, 'D05', { way: 'answer', choice: 'withdraw' }],
    [`/ieteikums/${suggestion}`, 'D05', { way: 'answer', choice: 'want' }],
    [`/cilveki/${person}/ieteikt`, 'P09', { formKey: 'from elsewhere', flow: 'talk', words: 'Parunā.' }],
    [`/cilveki/${person}/ieteikt`, 'P09', { takeBack: String(suggestion) }],
    ['/man-vajag-palidzibu', 'D05', { helper: String(personId(portal, 'P03')) }],
    ['/palidzu', 'P03', { called: '1' }],
    [`/palidzu/lugums/${help}`, 'P03', { explanation: 'Tas ir labi.' }],
    ['/galds', 'P01', { called: '1' }],
    [`/galds/lugums/${sent}`, 'P01', { intent: 'open' }],
    [`/galds/lugums/${sent}`, 'P01', NO],
    [`/galds/lugums/${complaint}`, 'P31', NO],
    [
      `/galds/cilveks/${person}/pagarinat`,
      'P01',
      { intent: 'do', acts: 'extend', extend_until: '2027-09-30', text: 'Nē' },
    ],
    ['/galds/diena/2026-11-24', 'P01', { [`mark-${visit}`]: 'cancelled', [`reason-${visit}`]: 'Nē' }],
    ['/galds/visiem', 'P01', { ...allFields(portal), intent: 'do' }],
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

const asText = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat().join(',')]));

test('looking changes nothing: no GET does what a form does', async ({ portal }) => {
  const before = stateOf(portal);
  const sessions = rowsOf(portal, 'select id from login_session').length;
  for (const [path, who, fields] of formsOf(portal)) {
    const answer = await getPage(portal, `${path}?${new URLSearchParams(asText(fields))}`, stage.sessions[who]);
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
    ['P03', `/cilveki/${personId(portal, 'D01')}/nauda`, '/palidzu'],
    ['P09', `/cilveki/${personId(portal, 'D01')}/nauda`, '/gimene'],
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

for (const who of ['D05', 'P01', 'P03', 'P09', 'P11', 'P08', 'P31'] as const) {
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
      // The file of one's data is no page.
      if (seen.has(path) || count >= 2 || path === '/mani-dati/fails') continue;
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
