import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { openSession } from '../support/sign-in.ts';
import {
  comingVisits,
  getPage,
  personId,
  planServiceOf,
  postFlow,
  postForm,
  postRequest,
  postUnderstanding,
  rowOf,
  writeRows,
} from '../support/story.ts';

/** The pages of a request as the server makes them, asked without a browser. */
async function wordsOf(portal: Portal, path: string, session: string): Promise<string> {
  const page = await getPage(portal, path, session);
  expect(page.status, path).toBe(200);
  const html = await page.text();
  return html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

const leadsTo = (answer: Response) => [answer.status, answer.headers.get('location')];

test('the browser’s "back" to a question that is not asked any more leads to where the request goes on', async ({
  portal,
}) => {
  const janis = await openSession(portal, 'D01');
  const visit = comingVisits(portal, 'D01')[0] ?? 0;
  const draft = await postRequest(portal, janis, visit, { kas: 'cannot_come' });
  expect(leadsTo(await getPage(portal, `/lugums/${draft}/diena`, janis))).toEqual([303, `/lugums/${draft}/palidziba`]);
  await postForm(portal, `/lugums/${draft}/palidziba`, janis, { way: 'answer', choice: 'alone' });
  expect(leadsTo(await getPage(portal, `/lugums/${draft}/diena`, janis))).toEqual([303, `/lugums/${draft}/parbaude`]);
});

test('what was possible and is not any more is said at the question that needs another answer', async ({ portal }) => {
  const maris = await openSession(portal, 'D05');
  const visit = comingVisits(portal, 'D05')[0] ?? 0;
  const draft = await postRequest(portal, maris, visit, { kas: 'cannot_come', palidziba: 'alone' });
  writeRows(portal, "update visit set status = 'cancelled' where id = ?", visit);
  const asked = `/lugums/${draft}/tiksanas?kas=mainijies`;
  const sent = await postForm(portal, `/lugums/${draft}/izlemt`, maris, { way: 'answer', choice: 'send' });
  expect(leadsTo(sent)).toEqual([303, asked]);
  expect(leadsTo(await getPage(portal, `/lugums/${draft}/parbaude`, maris))).toEqual([303, asked]);
  expect(await wordsOf(portal, asked, maris)).toContain(
    'Kaut kas ir mainījies. Es vēl nenosūtīju lūgumu. Šeit vajag jaunu atbildi.',
  );
  expect(await wordsOf(portal, `/lugums/${draft}/tiksanas`, maris)).not.toContain('Kaut kas ir mainījies.');
});

test('a reason for the worker alone is closed to the support person who was asked before', async ({ portal }) => {
  const [maris, juris] = [await openSession(portal, 'D05'), await openSession(portal, 'P03')];
  const draft = await postFlow(
    portal,
    maris,
    { flow: 'person' },
    {
      pakalpojums: String(planServiceOf(portal, 'D05', 'DAR')),
      kapec: 'unkind',
      'kas-lasa': 'both',
      palidziba: `look_first:${personId(portal, 'P03')}`,
      vardi: 'Viņš kliedz.',
    },
  );
  const { id } = rowOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', draft);
  expect(await wordsOf(portal, `/palidzu/lugums/${id}`, juris)).toContain('Cilvēks nav laipns');
  await postForm(portal, `/lugums/${draft}/kas-lasa`, maris, { way: 'answer', choice: 'worker' });
  expect((await getPage(portal, `/palidzu/lugums/${id}`, juris)).status).toBe(404);
  expect(await wordsOf(portal, `/lugums/${draft}/palidziba`, maris)).not.toContain('vispirms');
  await postForm(portal, `/lugums/${draft}/palidziba`, maris, {
    way: 'answer',
    choice: `beside:${personId(portal, 'P03')}`,
  });
  await postUnderstanding(portal, maris, draft);
  await postForm(portal, `/lugums/${draft}/izlemt`, maris, { way: 'answer', choice: 'send' });
  expect(rowOf(portal, 'select status from request where id = ?', draft)).toEqual({ status: 'sent' });
  expect((await getPage(portal, `/palidzu/lugums/${id}`, juris)).status).toBe(404);
});

test('the third support person is on the second page of the question', async ({ portal }) => {
  for (const number of ['P02', 'P04']) {
    writeRows(
      portal,
      "insert into circle_link (participant_id, person_id, kind, from_on) values (?, ?, 'support_person', '2026-11-01')",
      personId(portal, 'D07'),
      personId(portal, number),
    );
  }
  const raivis = await openSession(portal, 'D07');
  const visit = comingVisits(portal, 'D07')[0] ?? 0;
  const draft = await postRequest(portal, raivis, visit, { kas: 'cannot_come' });
  const names = async (path: string) =>
    [...(await wordsOf(portal, path, raivis)).matchAll(/(\p{Lu}\p{Ll}+) (?:ir man blakus|vispirms)/gu)].map(
      ([, name]) => name,
    );
  const [first, second] = [`/lugums/${draft}/palidziba`, `/lugums/${draft}/palidziba?lapa=2`];
  const found = [...(await names(first)), ...(await names(second))];
  expect(new Set(found)).toEqual(new Set(['Juris', 'Anna', 'Elīna']));
  expect(found).toHaveLength(6);
  const chosen = await postForm(portal, second, raivis, {
    way: 'answer',
    choice: `beside:${personId(portal, 'P04')}`,
  });
  expect(leadsTo(chosen)).toEqual([303, `/lugums/${draft}/parbaude`]);
});

test('where the money is short, the page says what it is enough for and what could be less together', async ({
  portal,
}) => {
  const andris = await openSession(portal, 'D03');
  const { id } = rowOf<{ id: number }>(portal, "select id from service where code = 'PSI'");
  const draft = await postFlow(
    portal,
    andris,
    { flow: 'new' },
    {
      'ko-es-gribu': 'feel_well',
      pakalpojums: String(id),
      'cik-biezi': 'twice_week',
      laiks: 'evening',
      palidziba: 'alone',
    },
  );
  expect(await wordsOf(portal, `/lugums/${draft}/parbaude`, andris)).toContain(
    'Naudas nepietiek. Trūkst 66 eiro. Naudas pietiek 1 reizei nedēļā. Kur var būt mazāk? Vajag visus kopā. ' +
      'Palīdzība mājās. Mazāk: 6 stundas Nodarbība grupā. Mazāk: 1 reize',
  );
});
