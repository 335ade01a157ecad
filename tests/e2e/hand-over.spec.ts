import type { Page } from '@playwright/test';
import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, cardSecret, openSession } from '../support/sign-in.ts';
import {
  comingVisits,
  eventsOf,
  goToDecision,
  personId,
  postForm,
  postRequest,
  rowOf,
  rowsOf,
  writeRows,
} from '../support/story.ts';

/** Juris was asked to look first at a request of Māris about his nth visit. @returns the numbers of the request and of the help */
async function askJuris(portal: Portal, nth: number): Promise<Readonly<{ requestId: number; helpId: number }>> {
  const maris = await openSession(portal, 'D05');
  const look = `look_first:${personId(portal, 'P03')}`;
  const visit = comingVisits(portal, 'D05')[nth] ?? 0;
  const requestId = await postRequest(portal, maris, visit, { kas: 'cannot_come', palidziba: look });
  const { id } = rowOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', requestId);
  return { requestId, helpId: id };
}

/** Juris hands his own tablet over. */
async function handOver(page: Page, helpId: number): Promise<void> {
  await page.goto(`/palidzu/lugums/${helpId}/dot`);
  await page.getByRole('button', { name: 'Es dodu planšeti' }).click();
  await expect(page.getByRole('heading', { name: 'Tagad lemju es', level: 1 })).toBeVisible();
}

async function showCard(page: Page, portal: Portal, number: string): Promise<void> {
  await page.goto(`/k#${cardSecret(portal, number)}`);
  await page.getByRole('button', { name: 'Ienākt' }).click();
}

test('on a helper’s tablet the person decides under their own card, and it goes back with nothing left open', async ({
  page,
  context,
  portal,
}) => {
  const { requestId, helpId } = await askJuris(portal, 0);
  await becomes(context, portal, 'P03');
  await handOver(page, helpId);

  // Nobody is signed in: what the helper could see is closed before the tablet changes hands.
  await expect(page.getByRole('button', { name: 'Beigt' })).toHaveCount(0);
  await page.goto('/palidzu');
  await expect(page).toHaveURL(/\/ienakt$/);
  expect(rowsOf(portal, 'select id from login_session where person_id = ?', personId(portal, 'P03'))).toEqual([]);

  await showCard(page, portal, 'D05');
  await expect(page).toHaveURL(new RegExp(`/lugums/${requestId}/`));
  await expect(page.getByRole('heading', { name: 'Mans lūgums', level: 1 })).toBeVisible();
  await goToDecision(page, 'Es nevaru atnākt');
  await expect(page.getByText('Juris', { exact: false }).and(page.getByRole('link'))).toHaveCount(0);
  await page.getByRole('radio', { name: 'Es nevaru atnākt' }).check();
  await page.getByRole('button', { name: 'Tā es izlemju' }).click();
  await expect(page.getByRole('heading', { name: 'Es nosūtīju lūgumu.' })).toBeVisible();
  expect(eventsOf(portal, requestId)).toEqual(['started D05', 'asked_help D05', 'sent D05']);
  const decision = rowOf<{ decided_by: number; help_id: number }>(
    portal,
    `select decided_by, help_id from supported_decision join handover on handover.id = handover_id where request_id = ?`,
    requestId,
  );
  expect(decision).toEqual({ decided_by: personId(portal, 'D05'), help_id: helpId });

  await page.getByRole('link', { name: 'Sākums' }).click();
  await expect(page.getByRole('heading', { name: 'Es beidzu', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Es atdodu planšeti: Juris' }).click();
  await expect(page).toHaveURL(/\/ienakt\/parole$/);
  const left = (await context.cookies()).map(({ name }) => name).filter((name) => name !== 'return');
  expect(left).toEqual([]);

  // The helper goes on under their own sign-in, where they were.
  const { email, password } = portal.signIn('P03');
  await page.getByLabel('E-pasts').fill(email ?? '');
  await page.getByLabel('Parole', { exact: true }).fill(password ?? '');
  await page.getByRole('button', { name: 'Ienākt' }).click();
  await expect(page).toHaveURL(new RegExp(`/palidzu/lugums/${helpId}$`));
});

test('nothing but the one request is open on a helper’s tablet', async ({ page, context, portal }) => {
  const { requestId, helpId } = await askJuris(portal, 1);
  const other = await postRequest(portal, await openSession(portal, 'D05'), comingVisits(portal, 'D05')[2] ?? 0, {
    kas: 'cannot_come',
    palidziba: 'alone',
  });
  await becomes(context, portal, 'P03');
  await handOver(page, helpId);
  await showCard(page, portal, 'D05');
  await expect(page).toHaveURL(new RegExp(`/lugums/${requestId}/`));
  const elsewhere = ['/', '/mans-plans', '/mana-nauda', '/mana-nedela', '/es-gribu-mainit', `/lugums/${other}`];
  for (const path of [...elsewhere, `/lugums/${other}/parbaude`, '/kas-ir-mainijies', '/paradi-karti', '/palidzu']) {
    await page.goto(path);
    await expect(page, path).toHaveURL(/\/tagad-es$/);
  }
  const [session] = (await context.cookies()).filter(({ name }) => name === 'session');
  const posted = await postForm(portal, `/lugums/${other}/izlemt`, session?.value ?? '', {
    way: 'answer',
    choice: 'send',
  });
  expect([posted.status, posted.headers.get('location')]).toEqual([303, '/tagad-es']);
  expect(rowOf(portal, 'select status from request where id = ?', other)).toEqual({ status: 'draft' });

  await page.goto('/tagad-es');
  await page.getByRole('link', { name: 'Atpakaļ pie mana lūguma' }).click();
  await expect(page).toHaveURL(new RegExp(`/lugums/${requestId}/`));
  // Saying "later" ends on the page that gives the tablet back.
  await page.getByRole('link', { name: 'Vēlāk' }).click();
  await expect(page.getByRole('heading', { name: 'Es beidzu', level: 1 })).toBeVisible();
  // Their own tablet at home is not touched by any of it.
  expect(rowsOf(portal, 'select id from login_session where handover_id is not null')).toHaveLength(1);
  await page.getByRole('button', { name: 'Es atdodu planšeti: Juris' }).click();
  expect(rowsOf(portal, 'select id from login_session where handover_id is not null')).toHaveLength(0);
});

test('another person’s card opens only what is their own', async ({ page, context, portal }) => {
  const { helpId } = await askJuris(portal, 3);
  await becomes(context, portal, 'P03');
  await handOver(page, helpId);
  await showCard(page, portal, 'D04');
  await expect(page.getByRole('heading', { name: 'Labdien, Līga!' })).toBeVisible();
  expect(rowsOf(portal, 'select id from login_session where handover_id is not null')).toEqual([]);
});

test('the pass of a tablet is over after two hours, and says nothing by itself', async ({ page, context, portal }) => {
  const { requestId, helpId } = await askJuris(portal, 4);
  await becomes(context, portal, 'P03');
  await handOver(page, helpId);
  writeRows(portal, "update handover set expires_at = '2026-11-23T06:00:00.000Z'");
  await page.goto('/tagad-es');
  await expect(page).toHaveURL(/\/ienakt$/);
  await showCard(page, portal, 'D05');
  await expect(page.getByRole('heading', { name: 'Labdien, Māri!' })).toBeVisible();
  await page.goto(`/lugums/${requestId}`);
  await expect(page.getByRole('heading', { name: 'Mans lūgums', level: 1 })).toBeVisible();
});

test('a helper takes the tablet back without a decision', async ({ page, context, portal }) => {
  const { requestId, helpId } = await askJuris(portal, 5);
  await becomes(context, portal, 'P03');
  await handOver(page, helpId);
  await page.getByRole('button', { name: 'Atdot planšeti palīgam' }).click();
  await expect(page).toHaveURL(/\/ienakt\/parole$/);
  await page.goto('/tagad-es');
  await expect(page).toHaveURL(/\/ienakt$/);
  expect(rowOf(portal, 'select status from request where id = ?', requestId)).toEqual({ status: 'draft' });
});

test('nobody hands over what they were not asked about', async ({ portal }) => {
  const { helpId } = await askJuris(portal, 6);
  const statuses: number[] = [];
  for (const who of ['P02', 'D05', 'P09', 'P01'] as const) {
    const answer = await postForm(portal, `/palidzu/lugums/${helpId}/dot`, await openSession(portal, who), {});
    statuses.push(answer.status);
  }
  expect(statuses).toEqual([404, 403, 403, 403]);
});
