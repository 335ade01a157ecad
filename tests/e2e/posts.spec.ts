import { globSync, readFileSync } from 'node:fs';
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { acts } from '../../src/features/desk/index.ts';
import { routePatternOf } from '../architecture/routes.ts';
import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { openSession, runCommand } from '../support/sign-in.ts';
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
  writeRows,
} from '../support/story.ts';

/**
 * Who can do anything at all over HTTP: every form of every route × everybody. Of a new route that takes forms add one line
 * to `rowsOf` for each thing that its forms do; a test names the routes that have none.
 */

/** Everybody round the participant D05, in the order of a line's answers. */
const everyone = [
  'nobody',
  // The participant.
  'D05',
  // Another participant.
  'D01',
  // Their aunt: family, allowed the week.
  'P09',
  // A parent; the participant is of age.
  'P11',
  // A guardian, whose area is the finances.
  'P08',
  // Their support person, who was asked to look at `draft` first.
  'P03',
  // Their worker.
  'P01',
  // Another worker of the same service.
  'P30',
  // The worker of another municipality, with a link and every consent that a mistake could have given.
  'X01',
  // The head of the service.
  'P31',
] as const;
type Who = (typeof everyone)[number];
type Headers = Readonly<Record<string, string>>;

/**
 * A form, and what becomes of it for each of `everyone`: a status with `!` means that it is done, a status alone that nothing
 * changes, and `in` that the way leads to the ways in.
 */
type Row = readonly [answers: string, route: string, path: string, fields: Fields];

/** What was begun and done before, by number. */
type Made = Readonly<{
  sent: number;
  /** Waits for the support person's look. */
  draft: number;
  /** Waits for nothing but the decision. */
  ready: number;
  /** About the service for which the support person is paid, who is beside. */
  bound: number;
  help: number;
  /** Answered with no. */
  refused: number;
  /** Sent past the worker and the support person to the head. */
  complaint: number;
  /** What the aunt asks for herself. */
  ownSent: number;
  ownReady: number;
  /** What a mother asks in the name of her child D11, with what the child thinks still to be asked. */
  childReady: number;
  /** A call for help that the support person, and one that the worker was asked for. */
  call: number;
  callOfWorker: number;
  /** Of the plan. */
  change: number;
  /** Lies in the area of the guardian. */
  ofMoney: number;
  /** The aunt's: one to be answered, one to be taken back. */
  suggestion: number;
  unanswered: number;
  /** The participant's visits to come. */
  coming: readonly number[];
  /** The number of the person who comes to the visit that `draft` is about. */
  providerOfDraft: string;
  /** The next visit of D01. */
  foreignVisit: number;
  /** The guardian is invited to be family too, and a stranger whom the worker can still take it back from. */
  invitation: number;
  otherInvitation: number;
}>;

let sessions: Readonly<Record<Who, string | null>>;
let made: Made;

test.beforeAll(async ({ portal }) => {
  const foreign = addForeignWorker(portal);
  const invitation = /#([A-Z0-9-]+)/.exec(runCommand(portal, 'invite', 'X01'))?.[1] ?? '';
  const entered = await postForm(portal, '/uzaicinajums', null, { invitation, password: 'četri gari vārdi kopā' });
  const enter = async (who: Who) => {
    if (who === 'nobody') return null;
    if (who === 'X01') return /^session=([^;]+)/.exec(entered.headers.get('set-cookie') ?? '')?.[1] ?? null;
    return openSession(portal, who);
  };
  const opened: (readonly [Who, string | null])[] = [];
  for (const who of everyone) opened.push([who, await enter(who)]);
  sessions = Object.fromEntries(opened) as Record<Who, string | null>;

  const maris = personId(portal, 'D05');
  addToCircle(portal, maris, personId(portal, 'P11'), 'parent');
  const guardianship = addToCircle(portal, maris, personId(portal, 'P08'), 'guardian');
  writeRows(portal, "insert into guardian_area (link_id, area) values (?, 'finances')", guardianship);
  addToCircle(portal, maris, foreign, 'social_worker');
  for (const topic of ['plan', 'money', 'visits', 'requests']) {
    writeRows(
      portal,
      "insert into consent (participant_id, person_id, topic, granted_at) values (?, ?, ?, '2026-11-01T00:00:00.000Z')",
      maris,
      foreign,
      topic,
    );
  }
  made = await makeWorld(portal, sessions);
});

/** @returns the person's number in the table */
function addForeignWorker(portal: Portal): number {
  const municipality = writeRows(
    portal,
    "insert into municipality (code, name, is_demo) values ('CITS', 'Cits novads', 1)",
  );
  return writeRows(
    portal,
    `insert into person (municipality_id, number, role, first_name, last_name, gender, email)
     values (?, 'X01', 'social_worker', 'Oskars', 'Svešais', 'male', 'oskars.x01@example.org')`,
    municipality,
  );
}

/** @returns the link's number */
function addToCircle(portal: Portal, participant: number, person: number, kind: string): number {
  return writeRows(
    portal,
    "insert into circle_link (participant_id, person_id, kind, from_on) values (?, ?, ?, '2026-08-01')",
    participant,
    person,
    kind,
  );
}

async function makeWorld(portal: Portal, { D05, P01, P09, P11 }: typeof sessions): Promise<Made> {
  const [maris, dina, aija, sandra] = [D05 ?? '', P01 ?? '', P09 ?? '', P11 ?? ''];
  const coming = comingVisits(portal, 'D05');
  const askAbout = (visit: number | undefined, answers: Readonly<Record<string, string>>) =>
    postRequest(portal, maris, visit ?? 0, { kas: 'cannot_come', ...answers });
  const alone = { palidziba: 'alone' };
  const sent = await askAbout(coming[0], { ...alone, izlemt: 'send' });
  const draft = await askAbout(coming[1], { palidziba: `look_first:${personId(portal, 'P03')}` });
  const ready = await askAbout(coming[2], alone);
  const refused = await askAbout(coming[3], { ...alone, izlemt: 'send' });
  await postAnswer(portal, dina, refused, { answer: 'no', text: 'Nav vietas.' });
  const bound = await postFlow(
    portal,
    maris,
    { flow: 'stop' },
    {
      pakalpojums: String(planServiceOf(portal, 'D05', 'ATB')),
      kad: 'month_end',
      kapec: 'tired',
      palidziba: `beside:${personId(portal, 'P03')}`,
    },
  );
  const complaint = await postFlow(
    portal,
    maris,
    { flow: 'wrong' },
    { kas: 'afraid', 'kas-lasa': 'head', izlemt: 'send' },
  );
  const ofMoney = await postFlow(
    portal,
    maris,
    { flow: 'money' },
    {
      'no-kura': String(planServiceOf(portal, 'D05', 'ATB')),
      'uz-kuru': String(planServiceOf(portal, 'D05', 'MUZ')),
      cik: '1',
      ...alone,
      izlemt: 'send',
    },
  );
  const person = String(personId(portal, 'D05'));
  const service = rowOf<{ id: number }>(portal, "select id from service where code = 'PSF'").id;
  const own = { pakalpojums: String(service), 'cik-biezi': 'monthly', laiks: 'day' };
  const ownSent = await postFlow(portal, aija, { person }, { ...own, izlemt: 'send' });
  const ownReady = await postFlow(portal, aija, { person }, own);
  const ofChild = { child: String(personId(portal, 'D11')), flow: 'talk' } as const;
  const talk = { 'par-ko': 'plan', diena: '2026-11-24', laiks: 'day' };
  const childReady = await postFlow(portal, sandra, ofChild, talk);
  for (const helper of ['P03', 'P01']) {
    await postForm(portal, '/man-vajag-palidzibu', maris, { helper: String(personId(portal, helper)) });
  }
  const suggestion = await postSuggestion(portal, aija, 'D05', 'Parunā par mūziku.');
  const unanswered = await postSuggestion(portal, aija, 'D05', 'Parunā par plānu.');
  const callTo = (helper: string) =>
    rowOf<{ id: number }>(
      portal,
      'select id from help_request where request_id is null and participant_id = ? and helper_id = ?',
      personId(portal, 'D05'),
      personId(portal, helper),
    ).id;
  const invite = async (number: string) => {
    const id = personId(portal, number);
    const fields = { person: String(id) };
    await postForm(portal, `/galds/cilveks/${person}/cilveki/jauns?ka=family`, dina, fields);
    return rowOf<{ id: number }>(portal, 'select id from circle_invitation where person_id = ?', id).id;
  };
  await postForm(portal, `/galds/cilveks/${person}/pagarinat`, dina, extending('2027-08-31'));
  // The worker looks at the money, which the person can say they do not like.
  await getPage(portal, `/cilveki/${person}/nauda`, dina);
  return {
    sent,
    draft,
    ready,
    bound,
    help: rowOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', draft).id,
    refused,
    complaint,
    ofMoney,
    ownSent,
    ownReady,
    childReady,
    call: callTo('P03'),
    callOfWorker: callTo('P01'),
    change: rowOf<{ id: number }>(portal, 'select id from plan_change').id,
    suggestion,
    unanswered,
    coming,
    providerOfDraft: rowOf<{ number: string }>(
      portal,
      'select number from person where id = (select provider_id from visit where id = ?)',
      coming[1] ?? 0,
    ).number,
    foreignVisit: comingVisits(portal, 'D01')[0] ?? 0,
    invitation: await invite('P08'),
    otherInvitation: await invite('P07'),
  };
}

const extending = (until: string): Fields => ({
  intent: 'do',
  acts: 'extend',
  extend_until: until,
  'ready-care': 'care.agreed',
});

function rowsOf(portal: Portal): readonly Row[] {
  const { sent, draft, ready, help, refused, complaint, ownSent, ownReady, call, callOfWorker, change } = made;
  const { bound, foreignVisit, ofMoney, childReady, invitation, otherInvitation, suggestion, unanswered } = made;
  const marked = rowOf<{ id: number; held_on: string }>(
    portal,
    'select id, held_on from visit where id = ?',
    made.coming[5] ?? 0,
  );
  const maris = String(personId(portal, 'D05'));
  const emils = personId(portal, 'D11');
  const aunt = personId(portal, 'P09');
  const linkOfAunt = rowOf<{ id: number }>(
    portal,
    'select id from circle_link where participant_id = ? and person_id = ?',
    Number(maris),
    aunt,
  ).id;
  const laima = String(personId(portal, 'P10'));
  const janis = String(personId(portal, 'D01'));
  const juris = String(personId(portal, 'P03'));
  const inga = String(personId(portal, 'P30'));
  const dina = String(personId(portal, 'P01'));
  const provider = (number: string) => String(personId(portal, number));
  const music = String(rowOf<{ id: number }>(portal, "select id from service where code = 'MUZ'").id);
  const open: Fields = { intent: 'open' };
  const no: Fields = { intent: 'send', form: 'answer', answer: 'no', text: 'Nav vietas.' };
  const send: Fields = { way: 'answer', choice: 'send' };
  const withdraw: Fields = { way: 'answer', choice: 'withdraw' };
  const yes: Fields = { intent: 'send', form: 'answer', answer: 'yes', when: 'nothing', text: 'Jā.' };
  const words: Fields = { way: 'answer', words: 'Es gribu gulēt.' };
  const disagree: Fields = { way: 'answer', choice: 'disagree' };
  const suggesting: Fields = { flow: 'talk', words: 'Parunā par naudu.' };
  const withForeignVisit: Fields = {
    cancel_visits: String(foreignVisit),
    mark_visits: `${foreignVisit}:cancelled`,
    move_visit: String(foreignVisit),
    move_day: '2026-12-04',
    move_time: '20:00',
  };
  // biome-ignore format: one line a form
  return [
    //nobody D05 D01  P09  P11  P08  P03  P01  P30  X01  P31
    ['422  422  422  422  422  422  422  422  422  422  422', '/k', '/k', { secret: 'A' }],
    ['422  422  422  422  422  422  422  422  422  422  422', '/ienakt/kods', '/ienakt/kods', { code: '1' }],
    ['422  422  422  422  422  422  422  422  422  422  422', '/ienakt/parole', '/ienakt/parole', { email: '', password: '' }],
    ['422  422  422  422  422  422  422  422  422  422  422', '/uzaicinajums', '/uzaicinajums', { invitation: 'A', password: 'B' }],
    ['303  303  303  303  303  303  303  303  303  303  303', '/ka-man-erti/[setting]', '/ka-man-erti/burti', { izvele: 'nekas' }],
    ['303  303! 303! 303! 303! 303! 303! 303! 303! 303! 303!', '/ka-man-erti/[setting]', '/ka-man-erti/burti', { izvele: '4' }],
    ['404  404  404  404  404  404  404  404  404  404  404', '/ka-man-erti/[setting]', '/ka-man-erti/nekas', { izvele: '4' }],

    ['in   403  403  403  403  403  303! 403  403  403  403', '/palidzu/lugums/[help]', `/palidzu/lugums/${help}`, { explanation: 'Tas ir labi.' }],
    ['in   403  403  403  403  403  303! 403  403  403  403', '/palidzu/lugums/[help]', `/palidzu/lugums/${help}`, { intent: 'tie', provider: provider(made.providerOfDraft), kind: 'related' }],
    ['in   403  403  403  403  403  303  403  403  403  403', '/palidzu/lugums/[help]', `/palidzu/lugums/${help}`, { intent: 'tie', provider: provider('P28'), kind: 'related' }],
    ['in   403  403  403  403  403  303! 403  403  403  403', '/palidzu', '/palidzu', { called: String(call) }],
    ['in   403  403  403  403  403  303  403  403  403  403', '/palidzu', '/palidzu', { called: String(callOfWorker) }],
    // A call holds nothing to decide. What a device that is handed over does, and to whom, hand-over.spec.ts tries.
    ['in   403  403  403  403  403  404  403  403  403  403', '/palidzu/lugums/[help]/dot', `/palidzu/lugums/${call}/dot`, {}],
    ['in   303! 303! 403  403  403  403  403  403  403  403', '/es-gribu-mainit', '/es-gribu-mainit', { flow: 'talk' }],
    ['in   303  303  403  403  403  403  403  403  403  403', '/es-gribu-mainit', '/es-gribu-mainit', { flow: 'nekas' }],
    ['in   303! 404  404  404  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${draft}/kas`, { way: 'answer', choice: 'another_time' }],
    ['in   303! 404  404  404  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${draft}/vardi`, words],
    ['in   303  404  404  404  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${draft}/nekas`, words],
    ['in   303! 404  404  404  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${draft}/atpakal`, withdraw],
    ['in   422  404  404  404  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${ready}/tiksanas`, { way: 'answer', choice: String(foreignVisit) }],
    ['in   303  404  404  404  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${ready}/izlemt`, send],
    ['in   303! 404  403  403  403  403  403  403  403  403', '/lugums/[request]/otrs-paligs', `/lugums/${bound}/otrs-paligs`, { way: 'answer', choice: 'call' }],
    ['in   303! 404  403  403  403  403  403  403  403  403', '/lugums/[request]/sapratu', `/lugums/${ready}/sapratu`, { way: 'answer', choice: 'wish' }],
    ['in   303! 404  403  403  403  403  403  403  403  403', '/lugums/[request]/otradi', `/lugums/${ready}/otradi`, { way: 'answer', choice: 'stay' }],
    ['in   303! 404  403  403  403  403  403  403  403  403', '/lugums/[request]/ka-palidzeja', `/lugums/${ready}/ka-palidzeja`, { way: 'answer', ways: 'time' }],
    ['in   303! 404  404  404  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${ready}/izlemt`, send],
    ['in   303! 404  403  403  403  403  403  403  403  403', '/lugums/[request]/lemums', `/lugums/${sent}/lemums`, { words: 'Es teicu citu dienu.' }],
    ['in   303! 404  403  403  403  403  403  403  403  403', '/mani-cilveki/[person]/[topic]', `/mani-cilveki/${aunt}/nauda?lidz=always`, { way: 'answer', choice: 'give' }],
    ['in   303! 404  403  403  403  403  403  403  403  403', '/mani-cilveki/[person]/[topic]', `/mani-cilveki/${aunt}/nauda`, { way: 'answer', choice: 'take_back' }],
    ['in   404  404  403  403  403  403  403  403  403  403', '/mani-cilveki/[person]/[topic]', `/mani-cilveki/${dina}/nauda?lidz=always`, { way: 'answer', choice: 'give' }],
    // The aunt sees the week. Whoever sees a topic by their work, or is nobody's, has nothing to ask.
    ['in   403  403  303! 303! 303! 303! 403  403  403  403', '/cilveki/[person]/[topic]/atlauja', `/cilveki/${maris}/plans/atlauja`, {}],
    ['in   403  403  303  303! 303! 303! 403  403  403  403', '/cilveki/[person]/[topic]/atlauja', `/cilveki/${maris}/nedela/atlauja`, {}],
    ['in   303  404  403  403  403  403  403  403  403  403', '/mani-cilveki/[person]/[topic]', `/mani-cilveki/${aunt}/plans`, { way: 'answer', choice: 'no' }],
    ['in   303  303  403  403  403  403  403  403  403  403', '/kas-skatijas', '/kas-skatijas', { look: '2026-11-23.1.plan' }],
    ['in   303  303  303  303  303  303  303  303  303  303', '/tagad-es', '/tagad-es', {}],
    ['in   303  404  404  404  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${sent}/vardi`, words],
    ['in   404  404  404  404  404  403  403  403  403  403', '/lugums/[request]/[step]', '/lugums/999999/izlemt', send],
    ['in   303! 404  404  404  404  403  403  403  403  403', '/lugums/[request]/nepiekritu', `/lugums/${refused}/nepiekritu`, disagree],
    ['in   303  404  404  404  404  403  403  403  403  403', '/lugums/[request]/nepiekritu', `/lugums/${sent}/nepiekritu`, disagree],
    ['in   303! 404  403  403  403  403  403  403  403  403', '/kas-ir-mainijies/[change]', `/kas-ir-mainijies/${change}`, {}],
    ['in   303  303  403  403  403  403  403  403  403  403', '/man-vajag-palidzibu', '/man-vajag-palidzibu', { helper: inga }],
    ['in   303! 303  403  403  403  403  403  403  403  403', '/kas-skatijas', '/kas-skatijas', { look: `2026-11-23.${dina}.money` }],
    ['in   303  303  403  403  403  403  403  403  403  403', '/kas-skatijas', '/kas-skatijas', { look: `2026-11-23.${inga}.money` }],

    ['in   303! 404  403  403  403  403  403  403  403  403', '/ieteikums/[suggestion]', `/ieteikums/${suggestion}`, { way: 'answer', choice: 'want' }],
    ['in   303  404  403  403  403  403  403  403  403  403', '/ieteikums/[suggestion]', `/ieteikums/${suggestion}`, { way: 'later' }],
    ['in   422  404  403  403  403  403  403  403  403  403', '/ieteikums/[suggestion]', `/ieteikums/${unanswered}`, { way: 'answer', choice: 'send' }],
    ['in   404  404  403  403  403  403  403  403  403  403', '/ieteikums/[suggestion]', '/ieteikums/999999', { way: 'answer', choice: 'want' }],
    // Of their own alone: whoever else is near changes nothing of it.
    ['in   403  403  303! 303  303  303  403  403  403  403', '/cilveki/[person]/ieteikt', `/cilveki/${maris}/ieteikt`, { takeBack: String(unanswered) }],
    ['in   403  403  303! 303! 303! 303! 403  403  403  403', '/cilveki/[person]/ieteikt', `/cilveki/${maris}/ieteikt`, suggesting],
    ['in   403  403  422  422  422  422  403  403  403  403', '/cilveki/[person]/ieteikt', `/cilveki/${maris}/ieteikt`, { flow: 'wrong', words: 'Parunā.' }],
    ['in   403  403  403  403  403  403  403  403  403  403', '/cilveki/[person]/ieteikt', `/cilveki/${janis}/ieteikt`, suggesting],
    //nobody D05 D01  P09  P11  P08  P03  P01  P30  X01  P31
    ['in   403  403  403  403  403  403  403  403  403  403', '/gimene', '/gimene', { person: janis }],
    // The aunt goes on with what she began.
    ['in   403  403  303  303! 303! 403  403  403  403  403', '/gimene', '/gimene', { person: maris }],
    ['in   404  404  303! 404  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${ownReady}/vardi`, words],
    ['in   404  404  303! 404  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${ownReady}/izlemt`, send],
    ['in   303  404  303! 404  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${ownSent}/atpakal`, withdraw],
    // Before the guardian's word the worker can promise nothing.
    ['in   403  403  403  403  403  403  422  403  403  403', '/galds/lugums/[request]', `/galds/lugums/${ofMoney}`, yes],
    ['in   403  403  404  404  422  403  403  403  403  403', '/gimene/lugums/[request]', `/gimene/lugums/${ofMoney}`, { word: 'disagree' }],
    ['in   403  403  404  404  303! 403  403  403  403  403', '/gimene/lugums/[request]', `/gimene/lugums/${ofMoney}`, { word: 'agree' }],
    ['in   403  403  404  404  404  403  403  403  403  403', '/gimene/lugums/[request]', `/gimene/lugums/${sent}`, { word: 'agree' }],
    ['in   403  403  404  404  404  403  403  403  403  403', '/gimene/lugums/[request]', `/gimene/lugums/${complaint}`, { word: 'agree' }],
    // The mother of a child asks in the child's name, and of somebody of age nobody does.
    ['in   403  403  403  303! 403  403  403  403  403  403', '/gimene/berns/[person]', `/gimene/berns/${emils}`, { flow: 'away' }],
    ['in   403  403  403  303  403  403  403  403  403  403', '/gimene/berns/[person]', `/gimene/berns/${emils}`, { flow: 'wrong' }],
    ['in   403  403  403  403  403  403  403  403  403  403', '/gimene/berns/[person]', `/gimene/berns/${maris}`, { flow: 'talk' }],
    ['in   404  404  404  303  404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${childReady}/izlemt`, send],
    ['in   403  403  404  422  404  403  403  403  403  403', '/lugums/[request]/berna-domas', `/lugums/${childReady}/berna-domas`, { way: 'answer', said: 'not_yet' }],
    ['in   403  403  404  303! 404  403  403  403  403  403', '/lugums/[request]/berna-domas', `/lugums/${childReady}/berna-domas`, { way: 'answer', said: 'does_not_want' }],
    ['in   404  404  404  303! 404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${childReady}/izlemt`, send],
    ['in   404  404  404  303! 404  403  403  403  403  403', '/lugums/[request]/[step]', `/lugums/${childReady}/atpakal`, withdraw],

    ['in   403  403  403  403  403  403  303  303  303  303', '/galds', '/galds', { called: String(call) }],
    ['in   403  403  403  403  403  403  303! 303  303  303', '/galds', '/galds', { called: String(callOfWorker) }],
    ['in   403  403  403  403  403  403  303! 403  403  403', '/galds/lugums/[request]', `/galds/lugums/${sent}`, open],
    ['in   403  403  403  403  403  403  303! 403  403  403', '/galds/lugums/[request]', `/galds/lugums/${sent}`, no],
    ['in   403  403  403  403  403  403  404  403  403  403', '/galds/lugums/[request]', `/galds/lugums/${draft}`, no],
    ['in   403  403  403  403  403  403  404  404  404  303!', '/galds/lugums/[request]', `/galds/lugums/${complaint}`, open],
    ['in   403  403  403  403  403  403  404  404  404  303!', '/galds/lugums/[request]', `/galds/lugums/${complaint}`, no],
    ['in   403  403  403  403  403  403  404  404  404  404', '/galds/lugums/[request]', '/galds/lugums/999999', no],
    ['in   403  403  403  403  403  403  303! 403  403  403', '/galds/cilveks/[person]/neatkariba', `/galds/cilveks/${maris}/neatkariba`, { helper: juris, provider: provider('P28'), kind: 'related' }],
    ['in   403  403  403  403  403  403  422  403  403  403', '/galds/cilveks/[person]/neatkariba', `/galds/cilveks/${maris}/neatkariba`, { helper: dina, provider: provider('P28'), kind: 'related' }],
    ['in   403  403  403  403  403  403  303! 403  403  403', '/galds/cilveks/[person]/neatkariba', `/galds/cilveks/${maris}/neatkariba`, { end: `${juris}:${provider('P28')}` }],
    ['in   403  403  403  403  403  403  404  403  403  403', '/galds/cilveks/[person]/neatkariba', `/galds/cilveks/${maris}/neatkariba`, { end: `${juris}:${provider('P28')}` }],
    ['in   403  403  403  403  403  403  303! 403  403  403', '/galds/cilveks/[person]/[act]', `/galds/cilveks/${maris}/pagarinat`, extending('2027-09-30')],
    ...Object.values(acts).map(
      // With somebody else's visits it is no act at all.
      ({ id, slug }): Row => ['in   403  403  403  403  403  403  422  403  403  403', '/galds/cilveks/[person]/[act]', `/galds/cilveks/${maris}/${slug}`, { intent: 'do', acts: id, text: 'Nē', ...withForeignVisit }],
    ),
    ['in   403  403  403  403  403  403  403  403  403  403', '/galds/cilveks/[person]/[act]', '/galds/cilveks/999999/pagarinat', extending('2027-09-30')],
    ['in   403  403  303  303  303! 403  403  403  403  403', '/gimene', '/gimene', { intent: 'accept', invitation: String(invitation) }],
    ['in   403  403  403  403  403  303  403  403  403  403', '/palidzu', '/palidzu', { intent: 'accept', invitation: String(otherInvitation) }],
    ['in   403  403  403  403  403  403  303! 403  403  403', '/galds/cilveks/[person]/cilveki', `/galds/cilveks/${maris}/cilveki`, { intent: 'take_back', invitation: String(otherInvitation) }],
    ['in   403  403  403  403  403  403  303  403  403  403', '/galds/cilveks/[person]/cilveki', `/galds/cilveks/${maris}/cilveki`, { intent: 'link', invitation: '999999' }],
    ['in   403  403  403  403  403  403  303! 403  403  403', '/galds/cilveks/[person]/cilveki/jauns', `/galds/cilveks/${maris}/cilveki/jauns?ka=guardian`, { person: laima, areas: 'health', paper: 'C-1', paperOn: '2026-11-01' }],
    ['in   403  403  403  403  403  403  303! 403  403  403', '/galds/cilveks/[person]/cilveki/jauns', `/galds/cilveks/${maris}/cilveki/jauns?ka=support_person`, { email: 'zane@example.org', firstName: 'Zane', lastName: 'Ozola', gender: 'female' }],
    ['in   403  403  403  403  403  403  404  403  403  403', '/galds/cilveks/[person]/cilveki/jauns', `/galds/cilveks/${maris}/cilveki/jauns?ka=family`, { person: janis }],
    ['in   403  403  403  403  403  403  422  403  403  403', '/galds/cilveks/[person]/cilveki/[link]', `/galds/cilveks/${maris}/cilveki/${linkOfAunt}`, { intent: 'end', lastDay: '2026-11-21' }],
    ['in   403  403  403  403  403  403  303! 403  403  403', '/galds/cilveks/[person]/cilveki/[link]', `/galds/cilveks/${maris}/cilveki/${linkOfAunt}`, { intent: 'end', lastDay: '2026-11-23' }],
    ['in   403  403  403  403  403  403  303! 403  403  403', '/galds/cilveks/[person]/cilveki/[link]', `/galds/cilveks/${maris}/cilveki/${linkOfAunt}`, { intent: 'now' }],
    ['in   403  403  403  403  403  403  303! 303  303  303', '/galds/diena/[day]', `/galds/diena/${marked.held_on}`, { [`mark-${marked.id}`]: 'cancelled', [`reason-${marked.id}`]: 'Nē' }],
    ['in   403  403  403  403  403  403  409  409  409  409', '/galds/visiem', '/galds/visiem', { intent: 'do', service: music, from: '2026-11-23', until: '2026-12-23', what: 'pause', text: 'Nē', seen: '' }],
    ['in   303! 303  403  403  403  403  403  403  403  403', '/man-vajag-palidzibu', '/man-vajag-palidzibu', { helper: juris }],
    ['in   303! 303! 303! 303! 303! 303! 303! 303! 303! 303!', '/iziet', '/iziet', {}],
  ];
}

const IS_DONE = '!';

/** What is expected of one person in a line. */
function answersOf([answersOfAll, , path]: Row): readonly Readonly<{ who: Who; answer: string }>[] {
  const answers = answersOfAll.split(/\s+/);
  if (answers.length !== everyone.length) throw new Error(`${path} says of ${answers.length} people what they can do.`);
  return everyone.map((who, index) => ({ who, answer: answers[index] ?? '' }));
}

/** Looking is kept, and wrong tries are counted; of everything else not one row may change. */
const stateOf = (portal: Portal) => digestOf(portal, ['access_log', 'sign_in_limit']);

test('every page that takes forms has its lines', ({ portal }) => {
  const root = join(import.meta.dirname, '../..');
  const taking = globSync('src/pages/**/*.astro', { cwd: root })
    .filter((path) =>
      /request\.method\b|readForm\(|readFields\(|\.formData\(|(?:understanding|independence)Step\(/.test(
        readFileSync(join(root, path), 'utf8'),
      ),
    )
    .map((path) => routePatternOf(path));
  expect(new Set(rowsOf(portal).map(([, route]) => route))).toEqual(new Set(taking));
});

/** As written: `fetch` would tidy the path up. @returns the status */
function sendRaw(
  portal: Portal,
  path: string,
  who: Who,
  { method = 'POST', fields = {}, headers = {} }: Readonly<{ method?: string; fields?: Fields; headers?: Headers }>,
): Promise<number> {
  const { hostname, port } = new URL(portal.origin);
  const session = sessions[who];
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  const body = new URLSearchParams(pairs).toString();
  const sent = {
    Origin: portal.origin,
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': String(Buffer.byteLength(body)),
    ...(session !== null && { Cookie: `session=${session}` }),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname, port, path, method, headers: sent }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

/** Other ways to write the address of one page, some of which Astro takes for it. */
const spellingsOf = (path: string): readonly string[] => {
  const [, first = '', ...rest] = path.split('/');
  const end = rest.length === 0 ? '' : `/${rest.join('/')}`;
  const coded = `%${first.charCodeAt(0).toString(16)}${first.slice(1)}`;
  return [
    `/${path}`,
    `//${path}`,
    `${path}/`,
    `${path}//`,
    `/${first}/${end}`,
    `/${coded}${end}`,
    `/%2f${first}${end}`,
    `/${first}%2f${rest.join('%2f')}`,
    `/${first.toUpperCase()}${end}`,
    `/.${path}`,
    `/ienakt/..${path}`,
    `/ienakt/%2e%2e${path}`,
    `/k/%2e%2e%2f${first}${end}`,
    `${path}.`,
    `${path}..`,
    `${path}%2e`,
    `${path};x=1`,
    `/${first};x=1${end}`,
    `${path}.css`,
    `${path}.html`,
    `${path}/index`,
    `${path}%00`,
    `${path}%20`,
    `${path}?/ienakt`,
    `${path}#/ienakt`,
    `\\${first}${end}`,
    `/_astro/..${path}`,
    `/_astro/%2e%2e${path}`,
  ];
};

test('a form sent to an address that is spelled otherwise does nothing', async ({ portal }) => {
  test.setTimeout(120_000);
  const before = stateOf(portal);
  const elsewhere: Headers = {
    'X-Original-URL': '/ienakt',
    'X-Rewrite-URL': '/ienakt',
    'X-Forwarded-Prefix': '/ienakt',
  };
  const closed = new Map(rowsOf(portal).map((row) => [row[1], row]));
  for (const row of closed.values()) {
    const who = answersOf(row).find(({ answer }) => answer === '403')?.who;
    if (who === undefined) continue;
    const [, , path, fields] = row;
    for (const spelling of spellingsOf(path)) {
      expect(await sendRaw(portal, spelling, who, { fields }), `${who} ${spelling}`).not.toBeLessThan(300);
    }
    expect(await sendRaw(portal, path, who, { fields, headers: elsewhere }), `${who} ${path}`).toBe(403);
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const headers = { 'X-HTTP-Method-Override': 'POST' };
      expect(await sendRaw(portal, path, who, { method, fields, headers }), `${method} ${path}`).not.toBeLessThan(300);
    }
  }
  expect(stateOf(portal)).toBe(before);
});

test('numbers of other people in a form lead nowhere', async ({ portal }) => {
  const { sent, ownSent, foreignVisit } = made;
  const janis = String(personId(portal, 'D01'));
  const maris = String(personId(portal, 'D05'));
  const rows: readonly (readonly [Who, string, Fields, number])[] = [
    // One's own page, with what belongs to somebody else in the form.
    ['D05', '/man-vajag-palidzibu', { helper: String(personId(portal, 'P05')) }, 303],
    ['D05', '/man-vajag-palidzibu', { helper: maris }, 303],
    ['P09', '/gimene', { person: janis }, 403],
    ['P09', '/gimene', { person: '999999' }, 403],
    ['P09', '/gimene', { person: `${maris} or 1=1` }, 404],
    // Of several answers the last counts, for the decision as for what is done.
    ['P09', '/gimene', { person: [maris, janis] }, 403],
    ['P09', '/gimene', { person: [janis, maris] }, 303],
    ['P01', '/galds', { called: String(made.call) }, 303],
    [
      'P30',
      '/galds/diena/2026-11-24',
      { [`mark-${made.coming[5]}`]: 'cancelled', [`reason-${made.coming[5]}`]: 'Nē' },
      303,
    ],
    [
      'P01',
      `/galds/lugums/${sent}`,
      {
        intent: 'send',
        form: 'answer',
        answer: 'yes',
        text: 'Jā',
        person: janis,
        participantId: janis,
        request: String(ownSent),
      },
      422,
    ],
    [
      'D01',
      `/lugums/${sent}/atpakal`,
      { way: 'answer', choice: 'withdraw', person: maris, request: String(sent) },
      404,
    ],
    ['D01', '/es-gribu-mainit', { flow: 'relative', person: maris }, 303],
    ['D05', `/tiksanas/${foreignVisit}`, { choice: 'send' }, 404],
  ];
  const before = stateOf(portal);
  for (const [who, path, fields, status] of rows) {
    const answer = await postForm(portal, path, sessions[who], fields);
    expect(answer.status, `${who} ${path} ${JSON.stringify(fields)}`).toBe(status);
    expect(stateOf(portal), `${who} ${path} ${JSON.stringify(fields)}`).toBe(before);
  }
});

/** One connection that stays open, as a browser keeps it. */
function connectionOf(portal: Portal, session: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(portal.origin);
  const sockets = new Set<unknown>();
  const get = (path: string, headers: Headers = {}): Promise<{ status: number; headers: IncomingHttpHeaders }> =>
    new Promise((resolve, reject) => {
      const sent = { Cookie: `session=${session}`, ...headers };
      const asked = httpRequest({ agent, hostname, port, path, headers: sent }, (answer) => {
        sockets.add(answer.socket);
        answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
      });
      asked.once('error', reject);
      asked.end();
    });
  return { get, count: () => sockets.size, close: () => agent.destroy() };
}

/** What ends somebody's sight, what brings it back, who it ends for, and what they looked at. */
function endings(
  portal: Portal,
): readonly (readonly [name: string, who: string, path: string, end: string, back: string])[] {
  const [ilze, andris, emils, maris] = ['D02', 'D03', 'D11', 'D05'].map((number) => personId(portal, number));
  const [vija, gunars, dina] = ['P07', 'P08', 'P01'].map((number) => personId(portal, number));
  const consent = `participant_id = ${ilze} and person_id = ${vija} and topic = 'plan'`;
  const plan = `/cilveki/${ilze}/plans`;
  const bornOn = rowOf<{ born_on: string }>(portal, 'select born_on from person where id = ?', emils ?? 0).born_on;
  const link = (participant = 0, person = 0) => {
    const where = `participant_id = ${participant} and person_id = ${person}`;
    return rowOf<{ id: number; to_on: string | null }>(portal, `select id, to_on from circle_link where ${where}`);
  };
  const endOf = ({ id, to_on }: ReturnType<typeof link>) =>
    [
      `update circle_link set to_on = '2026-11-22' where id = ${id}`,
      `update circle_link set to_on = ${to_on === null ? 'null' : `'${to_on}'`} where id = ${id}`,
    ] as const;
  return [
    [
      'a permission that is taken back',
      'P07',
      plan,
      `update consent set revoked_at = '2026-11-23T06:30:00.000Z' where ${consent}`,
      `update consent set revoked_at = null where ${consent}`,
    ],
    [
      'a permission whose last day was yesterday',
      'P07',
      plan,
      `update consent set until_on = '2026-11-22' where ${consent}`,
      `update consent set until_on = null where ${consent}`,
    ],
    ['a place in the circle that ended', 'P07', plan, ...endOf(link(ilze, vija))],
    ['a guardianship that ended', 'P08', `/cilveki/${andris}/nauda`, ...endOf(link(andris, gunars))],
    [
      'a guardianship for something else',
      'P08',
      `/cilveki/${andris}/nauda`,
      `update guardian_area set area = 'health' where link_id = ${link(andris, gunars).id}`,
      `update guardian_area set area = 'finances' where link_id = ${link(andris, gunars).id}`,
    ],
    [
      'a childhood that ended',
      'P11',
      `/cilveki/${emils}/plans`,
      `update person set born_on = '2008-11-23' where id = ${emils}`,
      `update person set born_on = '${bornOn}' where id = ${emils}`,
    ],
    ['a worker who has other people now', 'P01', `/galds/cilveks/${maris}`, ...endOf(link(maris, dina))],
    [
      'a worker who has gone to another municipality',
      'P01',
      `/cilveki/${maris}/plans`,
      `update person set municipality_id = (select id from municipality where code = 'CITS') where id = ${dina}`,
      `update person set municipality_id = (select municipality_id from person where id = ${maris}) where id = ${dina}`,
    ],
  ];
}

test('what ends counts on the very next request of an open connection, whatever the browser still has', async ({
  portal,
}) => {
  for (const [name, who, path, end, back] of endings(portal)) {
    const connection = connectionOf(portal, await openSession(portal, who));
    const first = await connection.get(path);
    expect([name, first.status]).toEqual([name, 200]);
    const known = {
      'If-None-Match': String(first.headers.etag ?? '*'),
      'If-Modified-Since': String(first.headers.date),
    };
    const looks = () => rowOf<{ count: number }>(portal, 'select count(*) count from access_log').count;
    writeRows(portal, end);
    const before = looks();
    const tries: readonly Headers[] = [{}, known, { 'If-None-Match': '*' }, { Range: 'bytes=0-' }];
    for (const headers of tries) {
      expect([name, (await connection.get(path, headers)).status]).toEqual([name, 403]);
    }
    // A refused look is no look.
    expect(looks()).toBe(before);
    expect([name, connection.count()]).toEqual([name, 1]);
    writeRows(portal, back);
    expect([name, (await connection.get(path, known)).status]).toEqual([name, 200]);
    connection.close();
  }
});

test('a form does something for whom the table says, and nothing for anybody else', async ({ portal }) => {
  test.setTimeout(300_000);
  const found: string[] = [];
  const expected: string[] = [];
  const post = async ([, , path, fields]: Row, who: Who): Promise<string> => {
    const answer = await postForm(portal, path, sessions[who], fields);
    return answer.headers.get('location') === '/ienakt' && who === 'nobody' ? 'in' : String(answer.status);
  };
  const rows = rowsOf(portal);
  const untouched = stateOf(portal);
  for (const row of rows) {
    for (const { who, answer } of answersOf(row).filter((cell) => !cell.answer.endsWith(IS_DONE))) {
      found.push(`${row[2]} ${JSON.stringify(row[3])} ${who} ${await post(row, who)}`);
      expected.push(`${row[2]} ${JSON.stringify(row[3])} ${who} ${answer}`);
    }
    expect(stateOf(portal), `${row[2]} ${JSON.stringify(row[3])}`).toBe(untouched);
  }
  // What is done comes last: it changes what the others would find.
  for (const row of rows) {
    for (const { who, answer } of answersOf(row).filter((cell) => cell.answer.endsWith(IS_DONE))) {
      const before = stateOf(portal);
      const status = await post(row, who);
      found.push(`${row[2]} ${JSON.stringify(row[3])} ${who} ${status}${stateOf(portal) === before ? '' : IS_DONE}`);
      expected.push(`${row[2]} ${JSON.stringify(row[3])} ${who} ${answer}`);
    }
  }
  expect(found).toEqual(expected);
});
