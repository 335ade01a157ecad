import { expect, type Page } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import type { RequestFlow } from '../../src/features/requests/index.ts';
import type { Portal } from './portal.ts';

type Value = string | number | null;

/** Rows as the portal's file holds them now; it is opened for this one question, and cannot be changed by it. */
export function rowsOf<Row>(portal: Portal, sql: string, ...values: readonly Value[]): readonly Row[] {
  const file = new Sqlite(portal.databaseFile, { readonly: true });
  try {
    return file.prepare<Value[], Row>(sql).all(...values);
  } finally {
    file.close();
  }
}

/** The one row that is there. @throws when there is another number of them */
export function rowOf<Row>(portal: Portal, sql: string, ...values: readonly Value[]): Row {
  const [row, ...more] = rowsOf<Row>(portal, sql, ...values);
  if (row === undefined || more.length > 0) throw new Error(`Not exactly one row: ${sql}`);
  return row;
}

/** Changes the portal's file behind its back, as time, an import or another program would. */
export function writeRows(portal: Portal, sql: string, ...values: readonly Value[]): number {
  const file = new Sqlite(portal.databaseFile, { timeout: 2000 });
  try {
    file.pragma('foreign_keys = ON');
    return Number(file.prepare(sql).run(...values).lastInsertRowid);
  } finally {
    file.close();
  }
}

/** Plans D05 this many more music lessons, like V0533, each when `at` says for its number. */
export function addLessons(
  portal: Portal,
  count: number,
  at: (index: number) => Readonly<{ day: Temporal.PlainDate; time: Temporal.PlainTime; minutes: number }>,
): void {
  const lesson = rowOf<{ plan_service_id: number; provider_id: number }>(
    portal,
    "select plan_service_id, provider_id from visit where number = 'V0533'",
  );
  for (let index = 0; index < count; index += 1) {
    const { day, time, minutes } = at(index);
    writeRows(
      portal,
      `insert into visit (plan_service_id, number, provider_id, held_on, start_time, end_time, place, units, status)
       values (?, ?, ?, ?, ?, ?, 'Mūzikas studija', 1, 'planned')`,
      lesson.plan_service_id,
      `X${index}`,
      lesson.provider_id,
      day.toString(),
      time.toString({ smallestUnit: 'minute' }),
      time.add({ minutes }).toString({ smallestUnit: 'minute' }),
    );
  }
}

export function personId(portal: Portal, number: string): number {
  return rowOf<{ id: number }>(portal, 'select id from person where number = ?', number).id;
}

/** The service of this code in the person's plan. */
export function planServiceOf(portal: Portal, number: string, code: string): number {
  return rowOf<{ id: number }>(
    portal,
    `select plan_service.id from plan_service join plan on plan.id = plan_id join person on person.id = participant_id
     join service on service.id = service_id where person.number = ? and service.code = ?`,
    number,
    code,
  ).id;
}

export type VisitRow = Readonly<{
  id: number;
  held_on: string;
  start_time: string;
  end_time: string;
  status: string;
  reason: string | null;
  moved_from_on: string | null;
  moved_from_start: string | null;
  moved_from_end: string | null;
}>;

/** A visit by its number in the pilot's file: `V0533`. */
export function visitOf(portal: Portal, number: string): VisitRow {
  return rowOf<VisitRow>(
    portal,
    `select id, held_on, start_time, end_time, status, reason, moved_from_on, moved_from_start, moved_from_end
     from visit where number = ?`,
    number,
  );
}

export type RequestRow = Readonly<{
  id: number;
  status: string;
  kind: string | null;
  visit_id: number | null;
  answer: string | null;
  answer_text: string | null;
  promised_on: string | null;
}>;

/** All that this person ever began, the oldest first. */
export function requestsOf(portal: Portal, number: string): readonly RequestRow[] {
  return rowsOf<RequestRow>(
    portal,
    `select request.id, status, kind, visit_id, answer, answer_text, promised_on
     from request join person on person.id = participant_id where person.number = ? order by request.id`,
    number,
  );
}

/** What happened with a request and who did it: "sent D05". */
export function eventsOf(portal: Portal, requestId: number): readonly string[] {
  return rowsOf<{ kind: string; number: string }>(
    portal,
    `select kind, person.number from request_event join person on person.id = by_person_id
     where request_id = ? order by request_event.id`,
    requestId,
  ).map(({ kind, number }) => `${kind} ${number}`);
}

/** The number in the address of a request's page. */
export function requestIdIn(page: Page): number {
  return Number(/\/lugums\/(\d+)/.exec(page.url())?.[1]);
}

/** From the page of one visit to the first question about it. */
export async function beginAbout(page: Page, visitId: number): Promise<number> {
  await page.goto(`/tiksanas/${visitId}`);
  await page.getByRole('button', { name: 'Es gribu citu laiku vai nevaru atnākt' }).click();
  await expect(page.getByRole('heading', { name: 'Ko es gribu?' })).toBeVisible();
  return requestIdIn(page);
}

/** From "Es gribu mainīt" by its door to the first question. @returns the request's number */
export async function beginBy(page: Page, door: string, what: string | null): Promise<number> {
  await page.goto('/es-gribu-mainit');
  if (what === null) await page.getByRole('button', { name: new RegExp(`^${door}`) }).click();
  else {
    await page.getByRole('link', { name: new RegExp(`^${door}`) }).click();
    await expect(page.getByRole('heading', { name: door, level: 1 })).toBeVisible();
    await page.getByRole('button', { name: what, exact: true }).click();
  }
  await expect(page.getByRole('button', { name: 'Tālāk' })).toBeVisible();
  return requestIdIn(page);
}

/** Chooses a picture by the beginning of its words and goes on. */
export async function answer(page: Page, words: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${words}`) }).check();
  await page.getByRole('button', { name: 'Tālāk' }).click();
}

/** The last question but one: what is asked for, decided alone. */
export async function askAlone(page: Page, what: 'Es gribu citu laiku' | 'Es nevaru atnākt'): Promise<void> {
  await answer(page, what);
  if (what === 'Es gribu citu laiku') {
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Tālāk' }).click();
    await answer(page, 'Pa dienu');
  }
  await answer(page, 'Es izlemju');
  await expect(page.getByRole('heading', { name: 'Mans lūgums', level: 1 })).toBeVisible();
}

/**
 * From the check to the decision: what is asked there is answered as by somebody to whom it is clear.
 *
 * @param wish what was asked for, as the decision says it
 */
export async function goToDecision(page: Page, wish: string): Promise<void> {
  await page.getByRole('link', { name: 'Tā ir pareizi' }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).not.toHaveText('Mans lūgums');
  if ((await heading.textContent())?.trim() === 'Ko es lūdzu?') {
    await answer(page, wish);
    await expect(heading).toHaveText('Kas notiek, ja es nesūtu lūgumu?');
    await answer(page, 'Viss paliek, kā ir');
    await expect(heading).not.toHaveText('Kas notiek, ja es nesūtu lūgumu?');
  }
  if ((await heading.textContent())?.trim() === 'Kas man palīdzēja saprast?') {
    await page.getByRole('checkbox', { name: 'Man paskaidroja' }).check();
    await page.getByRole('button', { name: 'Tālāk' }).click();
  }
  await expect(heading).toHaveText('Ko es izlemju?');
}

/** From the check to what has been sent. */
export async function confirm(page: Page, what: 'Es gribu citu laiku' | 'Es nevaru atnākt'): Promise<void> {
  await goToDecision(page, what);
  await page.getByRole('radio', { name: what }).check();
  await page.getByRole('button', { name: 'Tā es izlemju' }).click();
  await expect(page.getByRole('heading', { name: 'Es nosūtīju lūgumu.' })).toBeVisible();
}

/** What a form holds; a field with several answers has all of them. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** The form of a page as a browser would post it, for two at once and for forms from elsewhere. */
export function postForm(
  portal: Portal,
  path: string,
  session: string | null,
  fields: Fields,
  headers: Readonly<Record<string, string>> = { Origin: portal.origin },
): Promise<Response> {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return fetch(new URL(path, portal.origin), {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(session !== null && { Cookie: `session=${session}` }),
      ...headers,
    },
    body: new URLSearchParams(pairs),
  });
}

export function getPage(portal: Portal, path: string, session: string | null): Promise<Response> {
  return fetch(new URL(path, portal.origin), {
    redirect: 'manual',
    headers: session === null ? {} : { Cookie: `session=${session}` },
  });
}

/** A request about one visit, as `postFlow` makes it. @returns the request's number */
export function postRequest(
  portal: Portal,
  session: string,
  visitId: number,
  answers: Readonly<Record<string, string>>,
): Promise<number> {
  return postFlow(portal, session, { flow: 'visit', visit: String(visitId) }, answers);
}

/**
 * The steps of a request posted one after another, for tests that begin where it stands; own words stand as `vardi`, and what a
 * child says as `berna-domas`.
 *
 * @param begin what the door's form holds: the flow, as a parent also for which child, or for a service of the family whose it is
 * @returns the request's number
 */
export async function postFlow(
  portal: Portal,
  session: string,
  { child, ...begin }: Readonly<{ child?: string } & ({ flow: RequestFlow; visit?: string } | { person: string })>,
  answers: Readonly<Record<string, string>>,
): Promise<number> {
  const door = child !== undefined ? `/gimene/berns/${child}` : 'flow' in begin ? '/es-gribu-mainit' : '/gimene';
  const begun = await postForm(portal, door, session, { formKey: crypto.randomUUID(), ...begin });
  const requestId = Number(/\/lugums\/(\d+)$/.exec(begun.headers.get('location') ?? '')?.[1]);
  if (Number.isNaN(requestId)) throw new Error(`${JSON.stringify(begin)} begins nothing: ${begun.status}.`);
  for (const [step, choice] of Object.entries(answers)) {
    if (step === 'izlemt' && !('person' in begin)) await postUnderstanding(portal, session, requestId);
    if (step === 'vardi') {
      const written = await postForm(portal, `/lugums/${requestId}/vardi`, session, { way: 'answer', words: choice });
      if (written.status !== 303) throw new Error(`The words of request ${requestId}: ${written.status}`);
      continue;
    }
    const fields: Fields = step === 'berna-domas' ? { said: choice } : { choice };
    const answered = await postForm(portal, `/lugums/${requestId}/${step}`, session, { way: 'answer', ...fields });
    if (answered.status !== 303) throw new Error(`${step} of request ${requestId}: ${answered.status}`);
  }
  return requestId;
}

/** Somebody near suggests a change, of whatever kind. @returns the suggestion's number */
export async function postSuggestion(
  portal: Portal,
  session: string,
  participant: string,
  words: string,
  flow = 'talk',
): Promise<number> {
  const path = `/cilveki/${personId(portal, participant)}/ieteikt`;
  const made = await postForm(portal, path, session, { formKey: crypto.randomUUID(), flow, words });
  const id = Number(/\?ieteikums=(\d+)$/.exec(made.headers.get('location') ?? '')?.[1]);
  if (Number.isNaN(id)) throw new Error(`Nothing was suggested: ${made.status}.`);
  return id;
}

/** What stands between the check and the decision, answered as by somebody to whom it is clear; what is not asked is left out. */
export async function postUnderstanding(portal: Portal, session: string, requestId: number): Promise<void> {
  const said = { sapratu: { choice: 'wish' }, otradi: { choice: 'stay' }, 'ka-palidzeja': { ways: 'explained' } };
  for (const [step, fields] of Object.entries(said)) {
    const decision = await getPage(portal, `/lugums/${requestId}/izlemt`, session);
    if (decision.headers.get('location') !== `/lugums/${requestId}/${step}`) continue;
    const answered = await postForm(portal, `/lugums/${requestId}/${step}`, session, { way: 'answer', ...fields });
    if (answered.status !== 303) throw new Error(`${step} of request ${requestId}: ${answered.status}`);
  }
}

/**
 * The desk opens a request and sends its form, with everything that the form would hold.
 *
 * @throws when the desk takes it otherwise than a form that is as it should be
 */
export async function postAnswer(
  portal: Portal,
  session: string,
  requestId: number,
  fields: Fields,
  form: 'answer' | 'call' | 'do' = 'answer',
): Promise<void> {
  for (const posted of [{ intent: 'open' }, { intent: 'send', form, ...fields }]) {
    const answered = await postForm(portal, `/galds/lugums/${requestId}`, session, posted);
    if (answered.status !== 303) throw new Error(`The desk answers ${requestId}: ${answered.status}`);
  }
}

/** The next visits of a person that can still be changed. */
export function comingVisits(portal: Portal, number: string): readonly number[] {
  return rowsOf<{ id: number }>(
    portal,
    `select visit.id from visit
     join plan_service on plan_service.id = plan_service_id join plan on plan.id = plan_id
     join person on person.id = participant_id
     where person.number = ? and visit.status = 'planned' and held_on > '2026-11-23'
       and plan_service.audience = 'participant'
     order by held_on, start_time`,
    number,
  ).map(({ id }) => id);
}
