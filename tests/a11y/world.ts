import type { RequestFlow } from '../../src/features/requests/index.ts';
import type { Portal } from '../support/portal.ts';
import { openSession, runCommand } from '../support/sign-in.ts';
import {
  comingVisits,
  type Fields,
  personId,
  planServiceOf,
  postAnswer,
  postFlow,
  postForm,
  postRequest,
  postSuggestion,
  postUnderstanding,
  rowOf,
  rowsOf,
  writeRows,
} from '../support/story.ts';

/** A portal in which a request stands at each place it can stand at, and somebody has nothing at all. */
export type World = Readonly<{
  portal: Portal;
  /** The session of a person by their number. */
  sessionOf: (number: string) => Promise<string>;
  id: Readonly<
    Record<
      | 'sent'
      | 'yes'
      | 'no'
      | 'talking'
      | 'withdrawn'
      | 'late'
      | 'fresh'
      | 'looking'
      | 'explained'
      | 'helpOfLooking'
      | 'helpOfExplained'
      | 'helpOfSent'
      | 'agreed'
      | 'partly'
      | 'reopened'
      | 'refusedTwice'
      | 'complaint'
      | 'ofFamily'
      | 'draftOfFamily'
      | 'bound'
      | 'helpOfBound'
      | 'wordAhead'
      | 'wordAwaited'
      | 'wordGiven'
      | 'wordAndAnswer'
      | 'wordOver'
      | 'ofChild'
      | 'againstChild'
      | 'draftOfChild'
      | 'change'
      | 'suggested'
      | 'wanted'
      | 'refused'
      | 'toTalk'
      | 'takenBack',
      number
    >
  >;
  /** One draft of each kind of request but the first, all its questions answered: D07's, but for the step, which is D09's. */
  draft: Readonly<Record<(typeof drafted)[number], number>>;
  visit: Readonly<
    Record<'moved' | 'cancelled' | 'notHappened' | 'happened' | 'open' | 'remote' | 'withRequest', number>
  >;
  person: (number: string) => number;
}>;

const drafted = [
  'away',
  'way',
  'often',
  'stop',
  'person',
  'money',
  'new',
  'goal',
  'step',
  'wrong',
  'talk',
  'people',
  'removal',
  'data',
] as const;

const ANOTHER_TIME = { kas: 'another_time', diena: '2026-11-27', laiks: 'day' } as const;
const SEND = { izlemt: 'send' } as const;

/** Everything is done over HTTP as people do it; only what time or an import brings is written into the database. */
export async function makeWorld(portal: Portal): Promise<World> {
  const sessions = new Map<string, Promise<string>>();
  const sessionOf = (number: string): Promise<string> => {
    const session = sessions.get(number) ?? open(portal, number);
    sessions.set(number, session);
    return session;
  };
  const person = (number: string) => personId(portal, number);
  const ask = async (number: string, answers: Readonly<Record<string, string>>, nth = 0): Promise<number> => {
    const visitId = comingVisits(portal, number)[nth];
    if (visitId === undefined) throw new Error(`${number} has no coming visit.`);
    return postRequest(portal, await sessionOf(number), visitId, answers);
  };
  const begin = async (number: string, flow: RequestFlow, answers: Readonly<Record<string, string>>) =>
    postFlow(portal, await sessionOf(number), { flow }, answers);
  const desk = async (requestId: number, fields: Fields, form: 'answer' | 'call' | 'do' = 'answer', who = 'P01') =>
    postAnswer(portal, await sessionOf(who), requestId, fields, form);
  const care = async (number: string, act: string, fields: Fields, who = 'P01'): Promise<void> => {
    const path = `/galds/cilveks/${person(number)}/${act}`;
    const form = { intent: 'do', 'ready-care': 'care.agreed', ...fields };
    const done = await postForm(portal, path, await sessionOf(who), form);
    if (done.status !== 303) throw new Error(`${path}: ${done.status}`);
  };
  const planService = (number: string, code: string): string => String(planServiceOf(portal, number, code));
  const service = (code: string): string =>
    String(rowOf<{ id: number }>(portal, 'select id from service where code = ?', code).id);
  const helpOf = (requestId: number) =>
    rowOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', requestId).id;

  /** Andris asks for what his guardian has in the area: not sent yet, without the word, with it, answered with it, and taken back. */
  const askGuardians = async () => {
    const more = (service: string) => ({
      'no-kura': planService('D03', 'APM'),
      'uz-kuru': planService('D03', service),
      cik: '1',
      palidziba: 'alone',
      ...SEND,
    });
    const word = async (requestId: number, fields: Fields) =>
      postForm(portal, `/gimene/lugums/${requestId}`, await sessionOf('P08'), fields);
    writeRows(
      portal,
      "update circle_link set court_paper = 'C-30', court_paper_on = '2026-07-15' where participant_id = ? and kind = 'guardian'",
      person('D03'),
    );
    const wordAndAnswer = await begin('D03', 'money', more('ATB'));
    await word(wordAndAnswer, { word: 'talk', note: 'Es gribu zināt, kāpēc.' });
    await word(wordAndAnswer, { word: 'agree', note: 'Tagad es saprotu.' });
    await desk(wordAndAnswer, { answer: 'yes', when: 'later', by: '2026-12-01', text: 'Jā, mēs to darīsim.' });
    const wordOver = await begin('D03', 'money', { ...more('ATB'), atpakal: 'withdraw' });
    const wordGiven = await begin('D03', 'money', { ...more('ATB'), vardi: 'Man vajag vairāk.' });
    await word(wordGiven, { word: 'disagree', note: 'Palīdzība mājās ir vajadzīga.' });
    const wordAwaited = await begin('D03', 'money', more('ATB'));
    const wordAhead = await begin('D03', 'new', {
      'ko-es-gribu': 'music',
      pakalpojums: 'unknown',
      'cik-biezi': 'unknown',
      laiks: 'day',
      palidziba: 'alone',
    });
    await postUnderstanding(portal, await sessionOf('D03'), wordAhead);
    return { wordAhead, wordAwaited, wordGiven, wordAndAnswer, wordOver };
  };

  addSomebodyNew(portal);

  // What is newest stands on a person's first page: so these come before what is looked at there.
  const TALK = { 'par-ko': 'plan', diena: '2026-11-24', laiks: 'day' } as const;
  const partly = await begin('D02', 'money', {
    'no-kura': planService('D02', 'DAC'),
    'uz-kuru': planService('D02', 'PSI'),
    cik: '2',
    palidziba: 'alone',
    ...SEND,
  });
  await desk(partly, {
    answer: 'partly',
    when: 'now',
    acts: 'money',
    money_from: planService('D02', 'DAC'),
    money_to: planService('D02', 'PSI'),
    money_units: '1',
    'ready-partly': ['partly.part', 'partly.talk'],
  });
  const reopened = await begin('D03', 'talk', { ...TALK, ...SEND });
  await desk(reopened, { answer: 'no', text: 'Par to jau runājām.' });
  const disagree = async (number: string, requestId: number) =>
    postForm(portal, `/lugums/${requestId}/nepiekritu`, await sessionOf(number), { way: 'answer', choice: 'disagree' });
  await disagree('D03', reopened);
  const refusedTwice = await begin('D06', 'talk', { ...TALK, vardi: 'Es gribu runāt ar priekšnieku.', ...SEND });
  await desk(refusedTwice, { answer: 'no', 'ready-no': 'no.noService' });
  await disagree('D06', refusedTwice);
  await desk(refusedTwice, { calledOn: '2026-11-23', text: 'Mēs runājām ilgi.' }, 'call');
  await desk(refusedTwice, { answer: 'no', text: 'Priekšnieks nevar.\nEs varu.' });
  const complaint = await begin('D05', 'wrong', { kas: 'afraid', 'kas-lasa': 'head', vardi: 'Man ir bail.', ...SEND });
  const words = await askGuardians();
  const family = await sessionOf('P05');
  const ofParticipant = { person: String(person('D01')) };
  const own = { pakalpojums: service('PSF'), 'cik-biezi': 'second_week', laiks: 'evening' };
  const ofFamily = await postFlow(portal, family, ofParticipant, { ...own, vardi: 'Mums ir grūti.', ...SEND });
  const draftOfFamily = await postFlow(portal, family, ofParticipant, own);
  // The desk ended a link the day before.
  writeRows(
    portal,
    `insert into circle_event (participant_id, person_id, kind, link_kind, until_on, at, by_person_id)
     values (?, ?, 'ended', 'family', '2026-11-22', '2026-11-22T08:00:00.000Z', ?)`,
    person('D10'),
    person('P06'),
    person('P30'),
  );
  // The helper is paid for what the person wants to end.
  const bound = await begin('D08', 'stop', {
    pakalpojums: planService('D08', 'ATB'),
    kad: 'month_end',
    kapec: 'tired',
    palidziba: `look_first:${person('P02')}`,
  });
  // What a mother asks in her child's name: the child wants it, the child does not, and one that is not sent.
  const ofChild = { child: String(person('D11')), flow: 'talk' } as const;
  const talkOfChild = { ...TALK, vardi: 'Emīls jautā par velosipēdu.' };
  const mother = await sessionOf('P11');
  const sentOfChild = await postFlow(portal, mother, ofChild, { ...talkOfChild, 'berna-domas': 'wants', ...SEND });
  const againstChild = await postFlow(portal, mother, ofChild, {
    ...talkOfChild,
    'berna-domas': 'does_not_want',
    ...SEND,
  });
  const draftOfChild = await postFlow(portal, mother, ofChild, { ...talkOfChild, 'berna-domas': 'does_not_want' });
  const agreed = await begin('D11', 'talk', { ...TALK, ...SEND });
  await desk(agreed, { answer: 'yes', when: 'later', by: '2026-12-01', text: 'Jā, mēs parunāsim.' }, 'answer', 'P30');

  // An answer, beside what is late and what is not sent yet.
  const answeredToo = await begin('D09', 'talk', { ...TALK, ...SEND });
  await desk(answeredToo, { answer: 'no', text: 'Par to jau runājām.' });

  // D08 has more changes than one page holds, the newest with everything that one change can bring.
  const dreams = Array.from({ length: 12 }, (_, index) => `Es gribu ${index + 1} puķes.`);
  for (const dream of dreams) await care('D08', 'merki', { acts: 'goals', goals_dream: dream });
  await care('D08', 'pagarinat', { acts: 'extend', extend_until: '2027-08-31', extend_money: '100' });
  const changes = rowsOf<{ id: number }>(portal, 'select id from plan_change where before is not null order by id');
  const change = changes.at(-1)?.id ?? 0;
  // One that is new, beside a promise.
  await care('D11', 'pagarinat', { acts: 'extend', extend_until: '2027-08-31' }, 'P30');

  const draftOf = (flow: RequestFlow, answers: Readonly<Record<string, string>>) => begin('D07', flow, answers);
  const ofD07 = { pakalpojums: planService('D07', 'SDA') };
  const alone = { palidziba: 'alone' };
  const draft = {
    away: await draftOf('away', {
      no: '2026-11-25',
      lidz: '2026-11-27',
      kapec: 'ill',
      ...alone,
      vardi: 'Man sāp kakls.',
    }),
    way: await draftOf('way', { ...ofD07, ka: 'home', kuras: 'next', ...alone }),
    often: await draftOf('often', { ...ofD07, 'cik-biezi': 'weekly', diena: '2', ...alone }),
    stop: await draftOf('stop', { ...ofD07, kad: 'month_end', kapec: 'tired', ...alone }),
    person: await draftOf('person', { ...ofD07, kapec: 'unkind', 'kas-lasa': 'worker', ...alone }),
    money: await draftOf('money', {
      'no-kura': planService('D07', 'TRA'),
      'uz-kuru': planService('D07', 'FIZ'),
      cik: '1',
      ...alone,
    }),
    // All of the money is given out: this is too much.
    new: await draftOf('new', {
      'ko-es-gribu': 'music',
      pakalpojums: service('MUZ'),
      'cik-biezi': 'twice_week',
      laiks: 'day',
      ...alone,
    }),
    goal: await draftOf('goal', { kas: 'goal', merkis: '0', 'par-ko': 'music', ...alone }),
    // A person has one draft of a kind.
    step: await begin('D09', 'goal', { kas: 'step_done' }),
    wrong: await draftOf('wrong', { kas: 'did_not_like', 'par-ko': 'other', 'kas-lasa': 'head' }),
    talk: await draftOf('talk', TALK),
    people: await draftOf('people', {
      kas: 'add',
      kads: 'friend',
      ...alone,
      vardi: 'Es gribu, lai Pēteris redz plānu.',
    }),
    removal: await begin('D09', 'people', { kas: 'remove', kurs: 'unknown' }),
    data: await draftOf('data', { kas: 'correct', 'par-ko': 'visits', ...alone, vardi: 'Tur ir cita diena.' }),
  };

  const sent = await ask('D01', { ...ANOTHER_TIME, palidziba: 'alone', ...SEND });
  const yes = await ask('D02', { ...ANOTHER_TIME, palidziba: 'alone', ...SEND });
  await desk(yes, {
    answer: 'yes',
    when: 'now',
    acts: 'move',
    move_visit: String(comingVisits(portal, 'D02')[0]),
    move_day: '2026-11-28',
    move_time: '10:00',
    text: 'Jā. Tas ir labi.',
  });
  const no = await ask('D03', { kas: 'cannot_come', palidziba: 'alone', ...SEND });
  await desk(no, { answer: 'no', text: 'Citā dienā nav vietas.' });
  const looking = await ask('D04', { ...ANOTHER_TIME, palidziba: `look_first:${person('P04')}` });
  const explained = await ask('D05', { ...ANOTHER_TIME, palidziba: `look_first:${person('P03')}` });
  await postForm(portal, `/palidzu/lugums/${helpOf(explained)}`, await sessionOf('P03'), {
    explanation: 'Piektdien rīts ir brīvs.\nTrešdien nav mūzikas.',
    'good-1': 'Mūzika ir trešdien.',
    'hard-1': 'Rīts ir īss.',
    'cost-1': 'Neko.',
    'title-2': 'Cits laiks',
    'good-2': 'Rīts ir brīvs.',
    'hard-2': 'Trešdien nav mūzikas.',
    'cost-2': 'Brauciens ir garāks.',
    opinion: 'Man patīk rīti.',
  });
  await postUnderstanding(portal, await sessionOf('D05'), explained);
  const talking = await ask('D06', { kas: 'cannot_come', palidziba: `look_first:${person('P04')}`, ...SEND });
  await desk(talking, { answer: 'talk', text: 'Es zvanu rīt.' });
  const withdrawn = await ask('D07', { kas: 'cannot_come', palidziba: 'alone', ...SEND, atpakal: 'withdraw' });
  const fresh = await ask('D08', {});
  const late = await ask('D09', { kas: 'cannot_come', ...SEND });
  writeRows(portal, "update request set promised_on = '2026-11-20' where id = ?", late);
  await postForm(portal, '/man-vajag-palidzibu', await sessionOf('D02'), { helper: String(person('P02')) });
  await postForm(portal, '/man-vajag-palidzibu', await sessionOf('D02'), { helper: String(person('P01')) });

  // Somebody near suggests: it waits, in as many words as there may be; it is answered each way; it is taken back.
  const suggest = async (who: string, number: string, words: string, flow?: string) =>
    postSuggestion(portal, await sessionOf(who), number, words, flow);
  const respond = async (number: string, suggestion: number, choice: string) =>
    postForm(portal, `/ieteikums/${suggestion}`, await sessionOf(number), { way: 'answer', choice });
  const toTalk = await suggest('P05', 'D01', 'Mūzika var būt arī piektdien.', 'often');
  const takenBack = await suggest('P05', 'D01', 'Vai tev der cita diena?', 'visit');
  const wanted = await suggest('P11', 'D11', 'Parunā par plānu.');
  const refused = await suggest('P11', 'D11', 'Beidz iet uz dejām.', 'stop');
  const longest = 'Aprunājies ar Dinu par mūziku un dejām. '.repeat(8).slice(0, 300).trim();
  const suggested = await suggest('P05', 'D01', longest);
  await respond('D01', toTalk, 'talk');
  await respond('D11', wanted, 'want');
  await respond('D11', refused, 'do_not_want');
  await postForm(portal, `/cilveki/${person('D01')}/ieteikt`, await sessionOf('P05'), { takeBack: String(takenBack) });
  // Somebody waits for one helper's look and call, and has waited some days.
  await postForm(portal, '/man-vajag-palidzibu', await sessionOf('D04'), { helper: String(person('P04')) });
  writeRows(portal, "update help_request set asked_at = '2026-11-20T08:00:00.000Z' where id = ?", helpOf(looking));
  for (const words of ['Pirmais.', 'Otrais.', 'Trešais.']) await suggest('P03', 'D05', words);
  await suggest('P08', 'D03', 'Sadali naudu citādi.', 'money');
  await suggest('P02', 'D02', 'Nāc uz mūziku biežāk.', 'often');

  // Whose place in the only circle has ended.
  writeRows(portal, "update circle_link set to_on = '2026-11-22' where person_id = ?", person('P10'));

  // Their card was shown longer ago.
  await sessionOf('D10');
  writeRows(
    portal,
    "update login_session set opened_at = '2026-11-23T05:00:00.000Z' where person_id = ?",
    person('D10'),
  );
  // What a sister asked to see waits; what a mother asked for was refused.
  const askToSee = async (who: string, number: string, topic: string) =>
    postForm(portal, `/cilveki/${person(number)}/${topic}/atlauja`, await sessionOf(who), {});
  await askToSee('P07', 'D02', 'lugumi');
  await askToSee('P05', 'D01', 'nauda');
  const refusal = { way: 'answer', choice: 'no' };
  await postForm(portal, `/mani-cilveki/${person('P05')}/nauda`, await sessionOf('D01'), refusal);

  // Family and support persons are invited, one of them by an address that nobody has.
  const inviteTo = async (number: string, kind: string, fields: Fields) =>
    postForm(portal, `/galds/cilveks/${person(number)}/cilveki/jauns?ka=${kind}`, await sessionOf('P01'), fields);
  await inviteTo('D01', 'family', { person: String(person('P07')) });
  await inviteTo('D01', 'support_person', { person: String(person('P03')) });
  await inviteTo('D01', 'family', {
    email: 'zane@example.org',
    firstName: 'Zane',
    lastName: 'Ozola',
    gender: 'female',
  });

  // Somebody looked, today as often as one line holds, and long ago.
  for (const viewedAt of [
    '2026-09-01T07:00:00.000Z',
    '2026-11-20T07:00:00.000Z',
    ...Array.from({ length: 40 }, (_, minute) => `2026-11-22T07:${minute + 10}:00.000Z`),
  ]) {
    writeRows(
      portal,
      "insert into access_log (participant_id, viewer_id, topic, viewed_at) values (?, ?, 'money', ?)",
      person('D08'),
      person('P01'),
      viewedAt,
    );
  }

  // A support person sees nothing of a plan without being allowed to.
  for (const topic of ['plan', 'money', 'visits', 'requests']) {
    writeRows(
      portal,
      'insert into consent (participant_id, person_id, topic, granted_at) values (?, ?, ?, ?)',
      person('D01'),
      person('P02'),
      topic,
      '2026-11-01T00:00:00.000Z',
    );
  }

  const visitWhere = (number: string, condition: string): number =>
    rowOf<{ id: number }>(
      portal,
      `select visit.id from visit join plan_service on plan_service.id = plan_service_id join plan on plan.id = plan_id
       join person on person.id = participant_id where person.number = ? and ${condition} order by held_on desc limit 1`,
      number,
    ).id;
  const [open1] = comingVisits(portal, 'D08');
  const remote = visitWhere('D10', "visit.status = 'planned' and held_on <= '2026-11-27'");
  writeRows(
    portal,
    "update visit set video_url = 'https://video.example.org/a', held_on = '2026-11-23', start_time = '08:40', end_time = '09:40' where id = ?",
    remote,
  );

  return {
    portal,
    sessionOf,
    person,
    id: {
      sent,
      yes,
      no,
      talking,
      withdrawn,
      late,
      fresh,
      looking,
      explained,
      helpOfLooking: helpOf(looking),
      helpOfExplained: helpOf(explained),
      helpOfSent: helpOf(talking),
      agreed,
      partly,
      reopened,
      refusedTwice,
      complaint,
      ofFamily,
      draftOfFamily,
      bound,
      helpOfBound: helpOf(bound),
      ofChild: sentOfChild,
      againstChild,
      draftOfChild,
      change,
      ...words,
      suggested,
      wanted,
      refused,
      toTalk,
      takenBack,
    },
    draft,
    visit: {
      moved: visitWhere('D02', 'moved_from_on is not null'),
      cancelled: visitWhere('D02', "visit.status = 'cancelled'"),
      notHappened: visitWhere('D02', "visit.status = 'did_not_happen'"),
      happened: visitWhere('D02', "visit.status = 'happened'"),
      open: open1 ?? 0,
      remote,
      withRequest: visitWhere('D01', `visit.id = (select visit_id from request where id = ${sent})`),
    },
  };
}

/** Without a card: they sign in with a code. */
const newcomers: readonly string[] = ['D90', 'D91'];

/**
 * D90: no plan, no circle. P90: a family member who is linked to nobody. D91: is 18 in three weeks, with a father and a worker;
 * and a guardian's last day comes soon.
 */
function addSomebodyNew(portal: Portal): void {
  const { id } = rowOf<{ id: number }>(portal, 'select id from municipality');
  writeRows(
    portal,
    `insert into person (municipality_id, number, role, first_name, last_name, vocative, gender, born_on)
     values (?, 'D90', 'participant', 'Zenta', 'Jauna', 'Zenta', 'female', '1990-01-01')`,
    id,
  );
  const almostOfAge = writeRows(
    portal,
    `insert into person (municipality_id, number, role, first_name, last_name, vocative, gender, born_on)
     values (?, 'D91', 'participant', 'Elza', 'Rozīte', 'Elza', 'female', '2008-12-12')`,
    id,
  );
  for (const [number, kind] of [
    ['P12', 'parent'],
    ['P30', 'social_worker'],
  ] as const) {
    writeRows(
      portal,
      "insert into circle_link (participant_id, person_id, kind, from_on) values (?, ?, ?, '2026-08-01')",
      almostOfAge,
      personId(portal, number),
      kind,
    );
  }
  writeRows(portal, "update circle_link set to_on = '2026-12-31' where person_id = ?", personId(portal, 'P08'));
}

async function open(portal: Portal, number: string): Promise<string> {
  if (!newcomers.includes(number)) return openSession(portal, number);
  const code = /\b(\d{4} \d{4})\b/.exec(runCommand(portal, 'code', number))?.[1] ?? '';
  const answer = await postForm(portal, '/ienakt/kods', null, { code });
  const session = /^session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
  if (session === undefined) throw new Error(`${number} could not sign in: ${answer.status}.`);
  return session;
}
