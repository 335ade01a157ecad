import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { count, eq, getTableName, sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, migrateDatabase, openDatabase, transact } from '../../../db/client.ts';
import * as schema from '../../../db/schema.ts';
import { emptyDatabase, pilotDatabase, projectRoot, temporaryFile } from '../../support/database.ts';

const at = '2026-11-23T06:30:00.000Z';
let db: Database;

beforeEach(() => {
  db = pilotDatabase();
});

const run = (statement: string) => db.$client.prepare(statement).run();
const value = (query: string) => db.$client.prepare(query).pluck().get();

/** A request that was sent and decided, with a view by somebody else beside it. */
function sendRequest(): void {
  const [participant, viewer, visitId] = [
    value(`select id from person where number = 'D05'`),
    value(`select id from person where number = 'P03'`),
    value(`select id from visit where number = 'V0503'`),
  ].map(Number);
  if (participant === undefined || viewer === undefined) throw new Error('The pilot has no D05 or P03');
  db.insert(schema.request)
    .values({
      participantId: participant,
      formKey: 'k',
      flow: 'visit',
      status: 'sent',
      kind: 'cannot_come',
      visitId,
      asAsked: '[]',
      startedAt: at,
      startedBy: participant,
      sentAt: at,
      promisedOn: '2026-11-30',
    })
    .run();
  db.insert(schema.requestEvent).values({ requestId: 1, kind: 'sent', at, byPersonId: participant }).run();
  db.insert(schema.supportedDecision)
    .values({ requestId: 1, decidedBy: participant, helpMode: 'alone', decidedAt: at })
    .run();
  db.insert(schema.accessLog)
    .values({ participantId: participant, viewerId: viewer, topic: 'plan', viewedAt: at })
    .run();
}

describe('what is only ever added to', () => {
  it.each(['ledger_entry', 'request_event', 'supported_decision', 'access_log'])(
    '%s is never changed or deleted',
    (table) => {
      sendRequest();
      expect(value(`select count(*) from ${table}`)).toBeGreaterThan(0);
      expect(() => run(`update ${table} set id = id`)).toThrow(`${table} is append-only`);
      expect(() => run(`delete from ${table}`)).toThrow(`${table} is append-only`);
      expect(() => run(`insert or replace into ${table} select * from ${table}`)).toThrow(`${table} is append-only`);
    },
  );
});

describe('the record of a circle', () => {
  beforeEach(() => {
    sendRequest();
    run(`insert into circle_event (participant_id, person_id, kind, topic, at, by_person_id)
      select participant_id, person_id, 'allowed', topic, '${at}', participant_id from consent limit 1`);
    run(`insert into guardian_word (request_id, guardian_id, word, at)
      select 1, id, 'agree', '${at}' from person where number = 'P08'`);
  });

  it.each(['circle_event', 'guardian_word'])('%s is never changed or deleted', (table) => {
    expect(value(`select count(*) from ${table}`)).toBe(1);
    expect(() => run(`update ${table} set at = '2026-11-24T06:30:00.000Z'`)).toThrow(`${table} is append-only`);
    expect(() => run(`delete from ${table}`)).toThrow(`${table} is append-only`);
    expect(() => run(`insert or replace into ${table} select * from ${table}`)).toThrow(`${table} is append-only`);
    expect(value(`select at from ${table}`)).toBe(at);
  });

  it.each([
    ['an event of an unknown kind', `'gift', null, null, null`, 'circle_event_kind'],
    ['a link of an unknown kind', `'linked', 'neighbour', null, null`, 'circle_event_link_kind'],
    ['an unknown topic', `'allowed', null, 'diary', null`, 'circle_event_topic'],
    ['a day that does not exist', `'allowed', null, 'plan', '2027-02-30'`, 'circle_event_until'],
  ])('refuses %s', (_name, values, check) => {
    expect(() =>
      run(`insert into circle_event (participant_id, person_id, at, kind, link_kind, topic, until_on)
        select participant_id, person_id, at, ${values} from circle_event`),
    ).toThrow(check);
  });

  it.each([
    ['an unknown word', `'perhaps', 'Nē'`, 'guardian_word_word'],
    ['that a guardian does not agree, without a reason', `'disagree', ' '`, 'guardian_word_note'],
    ['that a guardian wants to talk, without about what', `'talk', null`, 'guardian_word_note'],
  ])('refuses %s', (_name, values, check) => {
    expect(() =>
      run(`insert into guardian_word (request_id, guardian_id, at, word, note)
        select request_id, guardian_id, at, ${values} from guardian_word`),
    ).toThrow(check);
  });
});

/** The columns of one new row, as they stand in SQL; each case says what of them is otherwise. */
type Columns = Readonly<Record<string, string>>;
const insert = (table: string, columns: Columns) =>
  run(`insert into ${table} (${Object.keys(columns).join(', ')}) values (${Object.values(columns).join(', ')})`);
const personOf = (number: string) => `(select id from person where number = '${number}')`;
const between = { participant_id: personOf('D05'), person_id: personOf('P09') };

describe('who asked to see', () => {
  const ask: Columns = { ...between, topic: `'plan'`, asked_at: `'${at}'` };
  const answered: Columns = { is_allowed: '0', answered_at: `'${at}'` };

  it('asks for a topic once, and again after an answer', () => {
    insert('consent_ask', ask);
    expect(() => insert('consent_ask', ask)).toThrow(/UNIQUE/);
    insert('consent_ask', { ...ask, topic: `'money'` });
    insert('consent_ask', { ...ask, person_id: personOf('P03') });
    run(`update consent_ask set is_allowed = 0, answered_at = '${at}' where topic = 'plan'`);
    insert('consent_ask', ask);
    expect(value('select count(*) from consent_ask')).toBe(4);
  });

  it.each<[string, Columns, string]>([
    ['an unknown topic', { topic: `'diary'` }, 'consent_ask_topic'],
    ['an answer that is neither yes nor no', { ...answered, is_allowed: '2' }, 'consent_ask_is_allowed'],
    ['an answer without its time', { is_allowed: '1' }, 'consent_ask_answered'],
    ['a time without its answer', { answered_at: `'${at}'` }, 'consent_ask_answered'],
    ['somebody who asks themself', { person_id: personOf('D05') }, 'consent_ask_not_self'],
  ])('refuses %s', (_name, columns, check) => {
    expect(() => insert('consent_ask', { ...ask, ...columns })).toThrow(check);
  });
});

describe('who is invited', () => {
  const invitation: Columns = {
    ...between,
    kind: `'family'`,
    invited_at: `'${at}'`,
    invited_by: personOf('P01'),
    expires_at: `'2026-12-23T06:30:00.000Z'`,
  };

  it('is invited once, and again when that was answered or taken back', () => {
    for (const end of ['accepted_at', 'declined_at', 'revoked_at']) {
      insert('circle_invitation', invitation);
      expect(() => insert('circle_invitation', invitation)).toThrow(/UNIQUE/);
      run(
        `update circle_invitation set ${end} = '${at}' where accepted_at is null and declined_at is null and revoked_at is null`,
      );
    }
    insert('circle_invitation', invitation);
    insert('circle_invitation', { ...invitation, kind: `'support_person'` });
    insert('circle_invitation', { ...invitation, participant_id: personOf('D01') });
    expect(value('select count(*) from circle_invitation')).toBe(6);
  });

  it.each<[string, Columns, string]>([
    ['a guardian, whom only a court makes one', { kind: `'guardian'` }, 'circle_invitation_kind'],
    ['a parent', { kind: `'parent'` }, 'circle_invitation_kind'],
    ['a worker', { kind: `'social_worker'` }, 'circle_invitation_kind'],
    [
      'an invitation that was both accepted and declined',
      { accepted_at: `'${at}'`, declined_at: `'${at}'` },
      'circle_invitation_one_end',
    ],
    [
      'an invitation that was both accepted and taken back',
      { accepted_at: `'${at}'`, revoked_at: `'${at}'` },
      'circle_invitation_one_end',
    ],
    [
      'an invitation that was both declined and taken back',
      { declined_at: `'${at}'`, revoked_at: `'${at}'` },
      'circle_invitation_one_end',
    ],
    ['an invitation to oneself', { person_id: personOf('D05') }, 'circle_invitation_not_self'],
  ])('refuses %s', (_name, columns, check) => {
    expect(() => insert('circle_invitation', { ...invitation, ...columns })).toThrow(check);
  });
});

describe('the paper of a court', () => {
  const guardianship: Columns = { ...between, kind: `'guardian'`, from_on: `'2026-11-23'` };
  const paper: Columns = { court_paper: `'C30-1234-26'`, court_paper_on: `'2026-11-02'` };

  it('stands with the guardian, or nowhere', () => {
    insert('circle_link', { ...guardianship, ...paper });
    insert('circle_link', { ...guardianship, participant_id: personOf('D01') });
    expect(value('select count(*) from circle_link where court_paper is not null')).toBe(1);
  });

  it.each<[string, Columns]>([
    ['of somebody who is no guardian', { ...paper, kind: `'support_person'` }],
    ['without its day', { ...paper, court_paper_on: 'null' }],
    ['without its number', { ...paper, court_paper: 'null' }],
    ['with an empty number', { ...paper, court_paper: `' '` }],
    ['of a day that does not exist', { ...paper, court_paper_on: `'2026-02-30'` }],
  ])('is refused %s', (_name, columns) => {
    expect(() => insert('circle_link', { ...guardianship, ...columns })).toThrow('circle_link_court_paper');
  });
});

describe('what somebody near suggests', () => {
  const suggestion: Columns = {
    participant_id: personOf('D05'),
    by_person_id: personOf('P09'),
    form_key: `'k1'`,
    flow: `'talk'`,
    words: `'Varbūt baseins?'`,
    made_at: `'${at}'`,
  };
  const answered: Columns = { answer: `'want'`, answered_at: `'${at}'` };

  it('is made once by one form', () => {
    insert('suggestion', suggestion);
    expect(() => insert('suggestion', suggestion)).toThrow(/UNIQUE constraint failed: suggestion.form_key/);
    insert('suggestion', { ...suggestion, form_key: `'k2'` });
  });

  it('can lead to a request where it is wanted, and only there', () => {
    sendRequest();
    insert('suggestion', { ...suggestion, ...answered, request_id: '1' });
    const led: Columns = { ...suggestion, form_key: `'k2'`, request_id: '1' };
    expect(() => insert('suggestion', led)).toThrow('suggestion_request');
    for (const answer of [`'do_not_want'`, `'talk'`]) {
      expect(() => insert('suggestion', { ...led, ...answered, answer })).toThrow('suggestion_request');
    }
  });

  it.each<[string, Columns, string]>([
    ['of an unknown kind', { flow: `'gift'` }, 'suggestion_flow'],
    ['without words', { words: `' '` }, 'suggestion_words'],
    ['with an unknown answer', { ...answered, answer: `'perhaps'` }, 'suggestion_answer'],
    ['with an answer without its time', { answer: `'want'` }, 'suggestion_answered'],
    ['with a time without its answer', { answered_at: `'${at}'` }, 'suggestion_answered'],
    ['to oneself', { by_person_id: personOf('D05') }, 'suggestion_not_self'],
  ])('is refused %s', (_name, columns, check) => {
    expect(() => insert('suggestion', { ...suggestion, ...columns })).toThrow(check);
  });
});

describe('the ways that a helper explains', () => {
  const way: Columns = { help_id: '1', position: '1', good: `'Tas pats.'`, hard: `'Nekas.'`, cost: `'Nekas.'` };
  const other: Columns = { ...way, position: '2', title: `'Baseins'` };

  beforeEach(() => {
    insert('help_request', {
      participant_id: personOf('D05'),
      helper_id: personOf('P03'),
      status: `'waiting'`,
      asked_at: `'${at}'`,
    });
  });

  it('are four at most, the first of which is that nothing changes', () => {
    insert('help_option', way);
    for (const position of ['2', '3', '4']) insert('help_option', { ...other, position });
    expect(() => insert('help_option', other)).toThrow(/UNIQUE/);
  });

  it.each<[string, Columns, string]>([
    ['a fifth', { ...other, position: '5' }, 'help_option_position'],
    ['one before the first', { ...other, position: '0' }, 'help_option_position'],
    ['a first with a name of its own', { title: `'Baseins'` }, 'help_option_title'],
    ['another without a name', { position: '2' }, 'help_option_title'],
    ['one without what is good', { good: `' '` }, 'help_option_filled'],
    ['one without what is hard', { hard: `''` }, 'help_option_filled'],
    ['one without what it costs', { cost: `' '` }, 'help_option_filled'],
    ['one of no call for help', { help_id: '999999' }, 'FOREIGN KEY'],
  ])('refuse %s', (_name, columns, check) => {
    expect(() => insert('help_option', { ...way, ...columns })).toThrow(check);
  });
});

describe('the record of a change', () => {
  beforeEach(() => {
    run(`insert into plan_change (plan_id, number, made_at, made_by, since_on, lines)
      select id, 1, '${at}', participant_id, '2026-11-23', '[]' from plan where number = 'PL-D05'`);
  });

  it('can be seen once, and is else never changed or deleted', () => {
    expect(() => run(`update plan_change set lines = '[1]', seen_at = '${at}'`)).toThrow('plan_change is append-only');
    run(`update plan_change set seen_at = '${at}'`);
    expect(() => run('update plan_change set seen_at = null')).toThrow('plan_change is append-only');
    expect(() => run('delete from plan_change')).toThrow('plan_change is append-only');
    expect(() => run('insert or replace into plan_change select * from plan_change')).toThrow('append-only');
    expect(value('select seen_at from plan_change')).toBe(at);
  });

  it.each([
    ['a number twice', '1', `'[]'`, 'null'],
    ['lines that are no JSON', '2', `'a line'`, 'null'],
    ['a version that is no JSON', '2', `'[]'`, `'a plan'`],
  ])('refuses %s', (_name, number, lines, before) => {
    expect(() =>
      run(`insert into plan_change (plan_id, number, made_at, made_by, since_on, lines, before)
        select plan_id, ${number}, made_at, made_by, since_on, ${lines}, ${before} from plan_change`),
    ).toThrow(/constraint failed/);
  });
});

describe('money', () => {
  const entry = (columns: Readonly<Record<string, string | number | null>>) => {
    const [planId, planServiceId, visitId] = ['plan_id', 'plan_service_id', 'visit.id'].map((column) =>
      Number(
        value(
          `select ${column} from visit join plan_service on plan_service.id = plan_service_id where visit.number = 'V0503'`,
        ),
      ),
    );
    const row = {
      plan_id: planId,
      plan_service_id: planServiceId,
      visit_id: visitId,
      reason: 'x',
      entered_at: at,
      ...columns,
    };
    const names = Object.keys(row);
    return () =>
      db.$client
        .prepare(`insert into ledger_entry (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`)
        .run(...Object.values(row));
  };

  it('accepts an entry that is right', () => {
    entry({ kind: 'use', booked_cents: -2500, booked_units: -2, used_cents: 2500, used_units: 2 })();
    expect(value(`select kind from ledger_entry order by id desc limit 1`)).toBe('use');
  });

  it.each<[string, Readonly<Record<string, string | number | null>>, RegExp]>([
    ['more than the plan has', { kind: 'book', booked_cents: 999_999, booked_units: 1 }, /left below zero/],
    ['more cents than the service has', { kind: 'book', booked_cents: 99_000, booked_units: 1 }, /service below zero/],
    ['more units than the service has', { kind: 'book', booked_cents: 1, booked_units: 200 }, /service below zero/],
    [
      'services over the budget',
      { kind: 'assign', visit_id: null, assigned_cents: 57_761, assigned_units: 1 },
      /left below zero/,
    ],
    [
      'a budget under its services',
      { kind: 'correct', plan_service_id: null, visit_id: null, allocated_cents: -57_761 },
      /left below zero/,
    ],
    ['a service under its visits', { kind: 'correct', visit_id: null, assigned_cents: -100_000 }, /service below zero/],
    ['less than nothing used', { kind: 'correct', used_cents: -99_999 }, /service below zero/],
    ['less than nothing booked', { kind: 'cancel', booked_cents: -99_999, booked_units: -1 }, /service below zero/],
    ['a service of another plan', { kind: 'assign', plan_id: 1, visit_id: null, assigned_units: 1 }, /not in the plan/],
    [
      'a visit of another service',
      { kind: 'book', visit_id: 1, booked_cents: 1, booked_units: 1 },
      /not of the service/,
    ],
    ['a visit without its service', { kind: 'correct', plan_service_id: null }, /not of the service/],
    [
      'units that are released and not fewer',
      { kind: 'release', visit_id: null, assigned_cents: -1250, assigned_units: 1 },
      /ledger_entry_release/,
    ],
    ['an unknown kind', { kind: 'gift' }, /ledger_entry_kind/],
    ['a use of what was not booked', { kind: 'use', used_cents: 1, booked_cents: 0 }, /ledger_entry_use/],
    ['a correction without a reason', { kind: 'correct', reason: ' ', used_cents: -1 }, /ledger_entry_correct/],
    ['a correction with no reason at all', { kind: 'correct', reason: null, used_cents: -1 }, /ledger_entry_correct/],
    [
      'a budget of nothing',
      { kind: 'allocate', plan_service_id: null, visit_id: null, allocated_cents: 0 },
      /ledger_entry_allocate/,
    ],
    ['a budget by booking', { kind: 'book', booked_cents: 1, allocated_cents: 5 }, /ledger_entry_allocated/],
    ['a negative booking', { kind: 'book', booked_cents: -1 }, /ledger_entry_book/],
    ['a booking of no visit', { kind: 'book', visit_id: null, booked_cents: 1 }, /ledger_entry_book/],
  ])('refuses %s', (_name, columns, refusal) => {
    const before = value('select count(*) from ledger_entry');
    expect(entry(columns)).toThrow(refusal);
    expect(value('select count(*) from ledger_entry')).toBe(before);
  });
});

describe('what stands in the tables', () => {
  it.each([
    ['a day that does not exist', `update visit set held_on = '2027-02-30'`],
    ['a time that does not exist', `update visit set end_time = '24:30'`],
    ['a visit that ends before it starts', `update visit set end_time = start_time`],
    ['a video link that is not https', `update visit set video_url = 'http://video.example.org'`],
    ['half a move', `update visit set moved_from_on = '2026-11-24'`],
    ['a plan that ends before it starts', `update plan set to_on = '2020-01-01'`],
    ['a link to oneself', `update circle_link set person_id = participant_id`],
    ['an address with capitals', `update person set email = upper(email) where email is not null`],
    ['an address twice', `update person set email = 'a@example.org'`],
    ['a participant who cannot be addressed', `update person set vocative = null where role = 'participant'`],
    ['an unknown role', `update person set role = 'boss'`],
    [
      'a consent twice',
      `insert into consent (participant_id, person_id, topic, granted_at) select participant_id, person_id, topic, granted_at from consent`,
    ],
    [
      'a request without its words',
      `insert into request (participant_id, form_key, flow, status, started_at, started_by, sent_at, promised_on, kind, visit_id) select participant_id, 'f', 'visit', 'sent', '${at}', participant_id, '${at}', '2026-11-30', 'cannot_come', visit.id from visit, plan limit 1`,
    ],
    [
      'a private request that is no complaint',
      `insert into request (participant_id, form_key, flow, status, is_private, started_at, started_by) select participant_id, 'f', 'talk', 'draft', 1, '${at}', participant_id from plan limit 1`,
    ],
  ])('refuses %s', (_name, statement) => {
    expect(() => run(statement)).toThrow(/constraint failed/);
  });

  it.each(['municipality', 'person', 'service', 'plan', 'goal', 'plan_service', 'visit', 'circle_link'])(
    'refuses to delete a %s that others point to',
    (table) => {
      const pointed = table === 'circle_link' ? 'where id in (select link_id from guardian_area)' : '';
      expect(value(`select count(*) from ${table} ${pointed}`)).toBeGreaterThan(0);
      expect(() => run(`delete from ${table} ${pointed}`)).toThrow(/FOREIGN KEY/);
    },
  );

  it('points nowhere with any foreign key that would delete or change more than it says', () => {
    const tables = db.$client.prepare(`select name from sqlite_master where type = 'table'`).pluck().all();
    const keys = tables.flatMap((table) => db.$client.pragma(`foreign_key_list(${table})`));
    expect(keys.length).toBeGreaterThan(20);
    for (const key of keys) expect(key).toMatchObject({ on_delete: 'RESTRICT', on_update: 'RESTRICT' });
    expect(db.$client.pragma('foreign_key_check')).toEqual([]);
  });
});

describe('the connection', () => {
  it('writes through to the disk, before and after the first write', () => {
    const file = temporaryFile('fresh.sqlite');
    const fresh = openDatabase(file);
    expect(fresh.$client.pragma('synchronous', { simple: true })).toBe(2);
    migrateDatabase(fresh, projectRoot);
    fresh.insert(schema.municipality).values({ code: 'M', name: 'Novads' }).run();
    expect(fresh.$client.pragma('synchronous', { simple: true })).toBe(2);
    expect(fresh.$client.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(fresh.$client.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(Number(fresh.$client.pragma('busy_timeout', { simple: true }))).toBeLessThanOrEqual(250);
    fresh.$client.close();
  });

  it('takes the write lock at once, so that two writers wait for each other instead of failing late', () => {
    const file = temporaryFile('shared.sqlite');
    const first = openDatabase(file);
    migrateDatabase(first, projectRoot);
    const second = openDatabase(file);
    transact(first, () => {
      expect(() => transact(second, () => undefined)).toThrow(/locked|busy/i);
    });
    expect(transact(second, () => 'written')).toBe('written');
    first.$client.close();
    second.$client.close();
  });

  it('takes everything back when the work throws', () => {
    const work = () =>
      transact(db, (tx) => {
        tx.update(schema.plan).set({ dream: 'Cits' }).run();
        throw new Error('no');
      });
    expect(work).toThrow('no');
    expect(value(`select count(*) from plan where dream = 'Cits'`)).toBe(0);
  });
});

describe('the migrations', () => {
  /** Every table's rows, so that nothing can be lost unseen. */
  const contents = (of: Database) => {
    const names = of.$client
      .prepare(
        `select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\' order by name`,
      )
      .pluck()
      .all();
    return names.map((name) => [name, of.$client.prepare(`select * from "${name}"`).all()]);
  };

  it('change nothing in a database that is at the newest schema', () => {
    const before = contents(db);
    migrateDatabase(db, projectRoot);
    expect(contents(db)).toEqual(before);
  });

  it('keep all rows and all guards of a populated database when the next one comes', () => {
    const folder = temporaryFile('migrations');
    cpSync(join(projectRoot, 'db/migrations'), folder, { recursive: true });
    const journalFile = join(folder, 'meta/_journal.json');
    const journal: { entries: { idx: number; when: number; tag: string; version: string; breakpoints: boolean }[] } =
      JSON.parse(readFileSync(journalFile, 'utf8'));
    const last = journal.entries.at(-1);
    if (last === undefined) throw new Error('No migrations');
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_next' });
    writeFileSync(journalFile, JSON.stringify(journal));
    writeFileSync(join(folder, '9999_next.sql'), 'ALTER TABLE service ADD COLUMN note text;');
    const before = value('select count(*) from ledger_entry');
    migrate(db, { migrationsFolder: folder });
    expect(value('select count(note) from service')).toBe(0);
    expect(value('select count(*) from ledger_entry')).toBe(before);
    expect(() => run('delete from ledger_entry')).toThrow(/append-only/);
    expect(db.$client.pragma('foreign_key_check')).toEqual([]);
  });

  it('make the tables that the code knows, column by column', () => {
    const empty = emptyDatabase();
    const tables: readonly SQLiteTable[] = [
      schema.municipality,
      schema.person,
      schema.credential,
      schema.loginSession,
      schema.signInLimit,
      schema.circleLink,
      schema.guardianArea,
      schema.consent,
      schema.service,
      schema.plan,
      schema.goal,
      schema.step,
      schema.planService,
      schema.visit,
      schema.ledgerEntry,
      schema.request,
      schema.requestEvent,
      schema.helpRequest,
      schema.supportedDecision,
      schema.handover,
      schema.decisionDispute,
      schema.accessLog,
      schema.planChange,
      schema.look,
      schema.consentAsk,
      schema.circleInvitation,
      schema.circleEvent,
      schema.guardianWord,
      schema.suggestion,
      schema.helpOption,
      schema.helperTie,
    ];
    const known = empty.$client
      .prepare("select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\'")
      .pluck()
      .all()
      .filter((name) => name !== 'sqlite_sequence');
    expect(new Set(tables.map((table) => getTableName(table)))).toEqual(new Set(known));
    for (const table of tables) expect(empty.select().from(table).all()).toEqual([]);
  });
});

describe('the pilot database of the tests', () => {
  it('is one’s own: what one test writes no other sees', () => {
    const other = pilotDatabase();
    db.update(schema.plan).set({ dream: 'Cits' }).where(eq(schema.plan.number, 'PL-D05')).run();
    const [found] = other.select({ count: count() }).from(schema.plan).where(sql`dream = 'Cits'`).all();
    expect(found).toEqual({ count: 0 });
  });
});
