import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, migrateDatabase } from '../../../db/client.ts';
import { projectRoot } from '../../support/database.ts';
import { oldPilot } from './old-pilot.ts';

const at = '2026-11-23T06:30:00.000Z';
let db: Database;

const all = (query: string) => db.$client.prepare(query).all();
const value = (query: string) => db.$client.prepare(query).pluck().get();
const run = (statement: string) => db.$client.prepare(statement).run();
const idOf = (table: string, number: string) => Number(value(`select id from ${table} where number = '${number}'`));

/** What a request of the first portal could be, and what it is now. */
const statuses = [
  ['draft', null, 'draft'],
  ['sent', null, 'sent'],
  ['read', null, 'read'],
  ['talking', null, 'talking'],
  ['answered', 'yes', 'carried_out'],
  ['answered', 'no', 'refused'],
  ['withdrawn', null, 'withdrawn'],
] as const;

/** One request in each status of then, with all that hangs on it. */
function addRequests(): void {
  const [participant, helper, worker] = ['D05', 'P03', 'P01'].map((number) => idOf('person', number));
  const insert = (table: string, row: Readonly<Record<string, string | number | null | undefined>>) => {
    const names = Object.keys(row);
    const marks = names.map(() => '?').join(', ');
    const values = Object.values(row).map((cell) => cell ?? null);
    db.$client.prepare(`insert into ${table} (${names.join(', ')}) values (${marks})`).run(...values);
  };
  statuses.forEach(([status, answer], index) => {
    const id = index + 1;
    const isSent = status !== 'draft';
    const sent = {
      kind: 'cannot_come',
      visit_id: idOf('visit', `V050${id}`),
      as_asked: '[{"question":"Ko es gribu?"}]',
      sent_at: at,
      promised_on: '2026-11-30',
    };
    const answered = {
      answer,
      answer_text: answer === 'no' ? 'Autobusa nav.' : null,
      answered_at: '2026-11-24T06:30:00.000Z',
      answered_by: worker,
    };
    insert('request', {
      id,
      participant_id: participant,
      form_key: `key ${id}`,
      status,
      answers: '{"wish":"cannot_come"}',
      started_at: at,
      started_by: participant,
      withdrawn_at: status === 'withdrawn' ? at : null,
      ...(isSent ? sent : {}),
      ...(answer === null ? {} : answered),
    });
    const kinds = isSent ? ['started', 'asked_help', 'explained', 'sent', status] : ['started'];
    for (const kind of new Set(kinds)) {
      insert('request_event', { request_id: id, kind, at, by_person_id: participant, note: `${kind} ${id}` });
    }
    const help = { explanation: 'Tā ir nodarbība.', explained_at: at };
    insert('help_request', {
      participant_id: participant,
      helper_id: helper,
      request_id: id,
      status: 'explained',
      asked_at: at,
      ...help,
    });
    if (!isSent) return;
    const decision = {
      decided_by: participant,
      help_mode: 'beside',
      helper_id: helper,
      explanation: 'Tā ir nodarbība.',
    };
    insert('supported_decision', { request_id: id, ...decision, decided_at: at });
  });
  // The visit of the request that was answered with yes gives its money back.
  db.$client.exec(`
    update visit set status = 'cancelled', reason = 'Es nevaru.' where id = ${idOf('visit', 'V0505')};
    insert into ledger_entry (plan_id, plan_service_id, visit_id, request_id, kind, booked_cents, booked_units, entered_at, entered_by)
      select plan_id, plan_service_id, visit_id, 5, 'cancel', -booked_cents, -booked_units, '${at}', ${worker}
      from ledger_entry where visit_id = ${idOf('visit', 'V0505')} and kind = 'book';
    insert into access_log (participant_id, viewer_id, topic, viewed_at) values (${participant}, ${helper}, 'plan', '${at}');`);
}

/** Every row of every table, with the columns of then: nothing can be lost unseen. */
function contentsOf(tables: ReadonlyMap<string, readonly string[]>) {
  return Object.fromEntries([...tables].map(([table, columns]) => [table, all(`select ${columns} from "${table}"`)]));
}

const names = (query: string) => db.$client.prepare(query).pluck().all().map(String);
const tablesOfNow = () =>
  new Map(
    names(`select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\'`)
      .filter((table) => table !== 'sqlite_sequence')
      .map((table) => [table, names(`select '"' || name || '"' from pragma_table_info('${table}')`)]),
  );

describe('the portal of two requests becomes the portal of every request', () => {
  let tables: ReadonlyMap<string, readonly string[]>;
  let before: ReturnType<typeof contentsOf>;

  beforeEach(() => {
    db = oldPilot('0002_look');
    addRequests();
    tables = tablesOfNow();
    before = contentsOf(tables);
    migrateDatabase(db, projectRoot);
  });

  it('and keeps every row of everything else', () => {
    const after = contentsOf(tables);
    expect(Object.keys(before).length).toBeGreaterThan(20);
    expect(before.ledger_entry?.length).toBeGreaterThan(1300);
    for (const table of tables.keys()) {
      if (table !== 'request' && table !== 'request_event')
        expect([table, after[table]]).toEqual([table, before[table]]);
      expect([table, after[table]?.length]).toEqual([table, before[table]?.length]);
    }
    expect(all('select * from plan_change')).toEqual([]);
    expect(value('select count(*) from person where is_head = 0')).toBe(before.person?.length);
  });

  it('and says of each request where it stands now', () => {
    const columns = '"status", "answer"';
    const kept = (rows: readonly unknown[] = []) =>
      rows.map((row) => ({ ...Object(row), status: undefined, answer: undefined }));
    expect(kept(contentsOf(tables).request)).toEqual(kept(before.request));
    expect(all(`select ${columns}, flow, is_private isPrivate from request order by id`)).toEqual(
      statuses.map(([_then, answer, status]) => ({ status, answer, flow: 'visit', isPrivate: 0 })),
    );
    expect(
      all('select id, carried_out_at at from request where carried_out_at is not null or disagreed_at is not null'),
    ).toEqual([{ id: 5, at: '2026-11-24T06:30:00.000Z' }]);
  });

  it('and names in each event what was answered', () => {
    const events = all('select id, request_id requestId, kind, at, by_person_id byPersonId, note from request_event');
    expect(events).toEqual(
      (before.request_event ?? []).map((row) => {
        const { id, request_id: requestId, kind, by_person_id: byPersonId, note } = Object(row);
        const answer = requestId === 5 ? 'yes' : 'no';
        return { id, requestId, kind: kind === 'answered' ? answer : kind, at, byPersonId, note };
      }),
    );
    expect(names(`select kind from request_event where note like 'answered%' order by request_id`)).toEqual([
      'yes',
      'no',
    ]);
    expect(all('select * from request_event where help_mode is not null or helper_id is not null')).toEqual([]);
  });

  it('and still guards what is only ever added to', () => {
    expect(names(`select name from sqlite_master where type = 'trigger' order by name`)).toEqual([
      'access_log_no_delete',
      'access_log_no_update',
      'ledger_entry_belongs',
      'ledger_entry_never_overspent',
      'ledger_entry_no_delete',
      'ledger_entry_no_update',
      'plan_change_no_delete',
      'plan_change_only_seen',
      'request_event_no_delete',
      'request_event_no_update',
      'supported_decision_no_delete',
      'supported_decision_no_update',
    ]);
    for (const table of ['ledger_entry', 'request_event', 'supported_decision', 'access_log']) {
      expect(() => run(`update ${table} set id = id`)).toThrow(`${table} is append-only`);
      expect(() => run(`delete from ${table}`)).toThrow(`${table} is append-only`);
    }
    const overspent = (columns: string, values: string) => () =>
      run(`insert into ledger_entry (plan_id, plan_service_id, visit_id, kind, entered_at, reason, ${columns})
        select plan_id, plan_service_id, visit_id, 'correct', '${at}', 'x', ${values} from ledger_entry where request_id = 5`);
    expect(overspent('used_cents', '99999999')).toThrow(/below zero/);
    expect(overspent('used_cents', '-99999999')).toThrow(/below zero/);
    const ofAnother = () =>
      run(`insert into ledger_entry (plan_id, plan_service_id, kind, entered_at, reason)
        select 1, plan_service_id, 'correct', '${at}', 'x' from ledger_entry where request_id = 5`);
    expect(ofAnother).toThrow(/not in the plan/);
  });

  it('and points nowhere but to what is there', () => {
    expect(db.$client.pragma('foreign_key_check')).toEqual([]);
    expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(() => run('delete from request where id = 5')).toThrow(/FOREIGN KEY/);
    expect(names(`select distinct "table" from pragma_foreign_key_list('request_event')`).toSorted()).toEqual([
      'person',
      'request',
    ]);
    expect(names(`select name from sqlite_master where name like '\\_\\_new%' escape '\\'`)).toEqual([]);
  });

  it('and goes on where it was: new numbers, one open request for a visit', () => {
    const again = (visit: string, key: string) =>
      run(`insert into request (participant_id, form_key, flow, status, kind, visit_id, as_asked, started_at, started_by, sent_at, promised_on)
        values (${idOf('person', 'D05')}, '${key}', 'visit', 'sent', 'cannot_come', ${idOf('visit', visit)}, '[]', '${at}',
          ${idOf('person', 'D05')}, '${at}', '2026-11-30')`);
    expect(() => again('V0502', 'new')).toThrow(/UNIQUE constraint failed: request.visit_id/);
    expect(() => again('V0511', 'key 2')).toThrow(/UNIQUE constraint failed: request.form_key/);
    again('V0506', 'new');
    expect(value('select max(id) from request')).toBe(statuses.length + 1);
    const entries = Number(value('select max(id) from ledger_entry'));
    run(`insert into ledger_entry (plan_id, kind, allocated_cents, entered_at) values (1, 'extend', 100, '${at}')`);
    expect(value('select max(id) from ledger_entry')).toBe(entries + 1);
  });
});
