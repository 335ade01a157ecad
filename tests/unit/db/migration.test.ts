import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, migrateDatabase } from '../../../db/client.ts';
import { projectRoot } from '../../support/database.ts';
import { migrationsUpTo, oldPilot } from './old-pilot.ts';

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
      'circle_event_no_delete',
      'circle_event_no_update',
      'decision_dispute_no_delete',
      'decision_dispute_no_update',
      'guardian_word_no_delete',
      'guardian_word_no_update',
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

describe('the portal of every request becomes the portal of the circle', () => {
  /** What a request could be that the first portal did not know, with the rest of its columns. */
  const later = [
    ['talk', 'agreed', 0, 'talk', 'partly', null],
    ['wrong', 'reopened', 1, 'something_wrong', 'no', at],
    ['relative', 'draft', 0, null, null, null],
  ] as const;

  let tables: ReadonlyMap<string, readonly string[]>;
  let before: ReturnType<typeof contentsOf>;

  beforeEach(() => {
    db = oldPilot('0002_look');
    addRequests();
    db.$client.pragma('foreign_keys = OFF');
    migrate(db, { migrationsFolder: migrationsUpTo('0004_service_end') });
    db.$client.pragma('foreign_keys = ON');
    const [participant, worker] = ['D05', 'P01'].map((number) => idOf('person', number));
    later.forEach(([flow, status, isPrivate, kind, answer, disagreedAt], index) => {
      const isSent = status !== 'draft';
      db.$client
        .prepare(
          `insert into request (participant_id, form_key, flow, status, is_private, kind, answers, own_words, as_asked,
            asked_language, asked_look, started_at, started_by, sent_at, promised_on, answer, answer_text, answered_at,
            answered_by, disagreed_at)
          values (?, ?, ?, ?, ?, ?, '{"a":"b"}', 'Lūdzu.', '[]', 'lv', '{}', ?, ?, ?, ?, ?, 'Tā.', ?, ?, ?)`,
        )
        .run(
          ...[participant ?? 0, `later ${index}`, flow, status, isPrivate, kind, at, participant ?? 0],
          ...[isSent ? at : null, isSent ? '2026-11-30' : null, answer, answer && at, answer && (worker ?? 0)],
          disagreedAt,
        );
    });
    db.$client.exec(`
      insert into credential (person_id, kind, secret_hash, created_at) values (${worker}, 'password', 'x', '${at}');
      insert into login_session (id, person_id, credential_id, expires_at)
        select 'session', person_id, id, 1800000000 from credential where secret_hash = 'x';
      insert into plan_change (plan_id, number, made_at, made_by, since_on, lines, request_id)
        select id, 1, '${at}', ${worker}, '2026-11-23', '[]', 1 from plan where number = 'PL-D05';
      update consent set revoked_at = '${at}' where topic = 'money';
      update circle_link set to_on = '2027-10-01' where kind = 'guardian';`);
    tables = tablesOfNow();
    before = contentsOf(tables);
    migrateDatabase(db, projectRoot);
  });

  it('and keeps every row of everything, column by column', () => {
    for (const table of ['request', 'request_event', 'help_request', 'circle_link', 'guardian_area', 'consent']) {
      expect([table, before[table]?.length]).not.toEqual([table, 0]);
    }
    expect(before.request).toHaveLength(statuses.length + later.length);
    expect(contentsOf(tables)).toEqual(before);
  });

  it('and knows nothing yet of what is new: no paper of a court, no card shown, no opinion', () => {
    expect(all('select distinct court_paper, court_paper_on, typeof(court_paper) type from circle_link')).toEqual([
      { court_paper: null, court_paper_on: null, type: 'null' },
    ]);
    expect(all('select distinct opened_at from login_session')).toEqual([{ opened_at: '' }]);
    expect(all('select distinct opinion from help_request')).toEqual([{ opinion: null }]);
    for (const table of [
      'consent_ask',
      'circle_invitation',
      'circle_event',
      'guardian_word',
      'suggestion',
      'help_option',
    ]) {
      expect([table, value(`select count(*) from ${table}`)]).toEqual([table, 0]);
    }
  });

  it('and still guards what is only ever added to, old and new', () => {
    for (const table of ['ledger_entry', 'request_event', 'supported_decision', 'access_log', 'plan_change']) {
      expect(value(`select count(*) from ${table}`)).toBeGreaterThan(0);
      expect(() => run(`delete from ${table}`)).toThrow(`${table} is append-only`);
      expect(() => run(`update ${table} set id = id + 1000`)).toThrow(`${table} is append-only`);
    }
    run(`insert into circle_event (participant_id, person_id, kind, link_kind, at)
      select participant_id, person_id, 'linked', kind, '${at}' from circle_link`);
    run(
      `insert into guardian_word (request_id, guardian_id, word, at) values (1, ${idOf('person', 'P08')}, 'agree', '${at}')`,
    );
    for (const table of ['circle_event', 'guardian_word']) {
      expect(() => run(`delete from ${table}`)).toThrow(`${table} is append-only`);
      expect(() => run(`update ${table} set at = ''`)).toThrow(`${table} is append-only`);
    }
  });

  it('and points nowhere but to what is there', () => {
    expect(db.$client.pragma('foreign_key_check')).toEqual([]);
    expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(names(`select "table" from pragma_foreign_key_list('guardian_area')`)).toEqual(['circle_link']);
    expect(names(`select name from sqlite_master where name like '\\_\\_new%' escape '\\'`)).toEqual([]);
    expect(names(`select name from sqlite_master where sql like '%\\_\\_new%' escape '\\'`)).toEqual([]);
    expect(() => run('delete from circle_link where id in (select link_id from guardian_area)')).toThrow(/FOREIGN KEY/);
    expect(() => run('delete from request where id = 1')).toThrow(/FOREIGN KEY/);
  });

  it('and goes on where it was: new numbers, one link of a kind, one open request for a visit', () => {
    const links = Number(value('select max(id) from circle_link'));
    const again = (kind: string) =>
      run(`insert into circle_link (participant_id, person_id, kind, from_on)
        select participant_id, person_id, '${kind}', '2026-11-23' from circle_link where id = 1`);
    expect(() => again(String(value('select kind from circle_link where id = 1')))).toThrow(/UNIQUE/);
    again('guardian');
    expect(value('select max(id) from circle_link')).toBe(links + 1);
    const begun = (flow: string) =>
      run(`insert into request (participant_id, form_key, flow, status, started_at, started_by)
        select participant_id, '${flow}', '${flow}', 'draft', '${at}', participant_id from request where id = 1`);
    begun('people');
    begun('data');
    expect(value('select max(id) from request')).toBe(statuses.length + later.length + 2);
    expect(() =>
      run(`insert into request (participant_id, form_key, flow, status, kind, visit_id, as_asked, started_at, started_by, sent_at, promised_on)
        select participant_id, 'twice', flow, status, kind, visit_id, as_asked, started_at, started_by, sent_at, promised_on
        from request where status = 'sent' and visit_id is not null`),
    ).toThrow(/UNIQUE constraint failed: request.visit_id/);
  });
});
