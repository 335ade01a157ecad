import type { Portal } from '../support/portal.ts';
import { openSession, runCommand } from '../support/sign-in.ts';
import { comingVisits, personId, postForm, postRequest, rowOf, writeRows } from '../support/story.ts';

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
      | 'helpOfSent',
      number
    >
  >;
  visit: Readonly<
    Record<'moved' | 'cancelled' | 'notHappened' | 'happened' | 'open' | 'remote' | 'withRequest', number>
  >;
  person: (number: string) => number;
}>;

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
  const desk = async (requestId: number, fields: Readonly<Record<string, string>>): Promise<void> => {
    const worker = await sessionOf('P01');
    for (const form of [{ intent: 'open' }, fields]) {
      const answered = await postForm(portal, `/galds/lugums/${requestId}`, worker, form);
      if (answered.status !== 303) throw new Error(`The desk answers ${requestId}: ${answered.status}`);
    }
  };
  const helpOf = (requestId: number) =>
    rowOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', requestId).id;

  addSomebodyNew(portal);

  const sent = await ask('D01', { ...ANOTHER_TIME, palidziba: 'alone', ...SEND });
  const yes = await ask('D02', { ...ANOTHER_TIME, palidziba: 'alone', ...SEND });
  await desk(yes, { intent: 'yes', day: '2026-11-28', time: '10:00', text: 'Jā. Tas ir labi.' });
  const no = await ask('D03', { kas: 'cannot_come', palidziba: 'alone', ...SEND });
  await desk(no, { intent: 'no', text: 'Citā dienā nav vietas.' });
  const looking = await ask('D04', { ...ANOTHER_TIME, palidziba: `look_first:${person('P04')}` });
  const explained = await ask('D05', { ...ANOTHER_TIME, palidziba: `look_first:${person('P03')}` });
  await postForm(portal, `/palidzu/lugums/${helpOf(explained)}`, await sessionOf('P03'), {
    explanation: 'Piektdien rīts ir brīvs.\nTrešdien nav mūzikas.',
  });
  const talking = await ask('D06', { kas: 'cannot_come', palidziba: `look_first:${person('P04')}`, ...SEND });
  await desk(talking, { intent: 'talk', text: 'Es zvanu rīt.' });
  const withdrawn = await ask('D07', { kas: 'cannot_come', palidziba: 'alone', ...SEND, atpakal: 'withdraw' });
  const fresh = await ask('D08', {});
  const late = await ask('D09', { kas: 'cannot_come', ...SEND });
  writeRows(portal, "update request set promised_on = '2026-11-20' where id = ?", late);
  await postForm(portal, '/man-vajag-palidzibu', await sessionOf('D02'), { helper: String(person('P02')) });
  await postForm(portal, '/man-vajag-palidzibu', await sessionOf('D02'), { helper: String(person('P01')) });

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
    },
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

/** D90: no plan, no circle, no card; signs in with a code. P90: a family member who is linked to nobody. */
function addSomebodyNew(portal: Portal): void {
  const { id } = rowOf<{ id: number }>(portal, 'select id from municipality');
  writeRows(
    portal,
    `insert into person (municipality_id, number, role, first_name, last_name, vocative, gender, born_on)
     values (?, 'D90', 'participant', 'Zenta', 'Jauna', 'Zenta', 'female', '1990-01-01')`,
    id,
  );
}

async function open(portal: Portal, number: string): Promise<string> {
  if (number !== 'D90') return openSession(portal, number);
  const code = /\b(\d{4} \d{4})\b/.exec(runCommand(portal, 'code', number))?.[1] ?? '';
  const answer = await postForm(portal, '/ienakt/kods', null, { code });
  const session = /^session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
  if (session === undefined) throw new Error(`${number} could not sign in: ${answer.status}.`);
  return session;
}
