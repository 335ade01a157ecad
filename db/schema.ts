/**
 * The database. Money is integer euro cents; days are `YYYY-MM-DD` and clock times `HH:MM` as people in Latvia read
 * them (a visit at 9:00 stays at 9:00 whatever the offset); instants are ISO 8601 in UTC.
 * The rules that always hold stand here as constraints, so that no code path can go round them.
 */
import { type SQL, sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

export const roles = [
  'participant',
  'family',
  'parent',
  'guardian',
  'support_person',
  'social_worker',
  'provider',
] as const;
export const genders = ['female', 'male'] as const;
export const credentialKinds = ['card', 'code', 'password', 'invite'] as const;
export const linkKinds = ['family', 'parent', 'guardian', 'support_person', 'social_worker'] as const;
export const guardianAreas = ['finances', 'health', 'daily_life', 'rights', 'care'] as const;
export const topics = ['plan', 'money', 'visits', 'requests'] as const;
export const units = ['hour', 'time', 'day', 'ride'] as const;
export const audiences = ['participant', 'family'] as const;
export const visitStatuses = ['planned', 'happened', 'cancelled', 'did_not_happen'] as const;
export const ledgerKinds = ['allocate', 'assign', 'release', 'book', 'use', 'cancel', 'correct', 'extend'] as const;
export const requestFlows = [
  'visit',
  'away',
  'often',
  'stop',
  'person',
  'new',
  'money',
  'way',
  'goal',
  'wrong',
  'talk',
  'people',
  'data',
  'relative',
] as const;
export const requestKinds = [
  'another_time',
  'cannot_come',
  'away',
  'more_often',
  'less_often',
  'stop_service',
  'another_person',
  'something_new',
  'move_money',
  'another_way',
  'my_plan',
  'something_wrong',
  'talk',
  'my_people',
  'my_data',
  'for_family',
] as const;
export const requestStatuses = [
  'draft',
  'sent',
  'read',
  'talking',
  'agreed',
  'carried_out',
  'refused',
  'reopened',
  'withdrawn',
] as const;
export const answers = ['yes', 'partly', 'no'] as const;
export const requestEventKinds = [
  'started',
  'asked_help',
  'explained',
  'sent',
  'read',
  'talking',
  'yes',
  'partly',
  'no',
  'carried_out',
  'disagreed',
  'withdrawn',
] as const;
export const helpStatuses = ['waiting', 'explained', 'closed'] as const;
export const helpModes = ['alone', 'beside', 'look_first'] as const;
/** How a helper is bound to whoever is paid for a service, besides what the register says of itself. */
export const tieKinds = ['works_for', 'paid_by', 'related'] as const;
export const guardianWords = ['agree', 'disagree', 'talk'] as const;
export const suggestionAnswers = ['want', 'do_not_want', 'talk'] as const;
export const circleEventKinds = [
  'linked',
  'ended',
  'guardianship',
  'invited',
  'accepted',
  'declined',
  'invitation_taken_back',
  'asked_to_see',
  'allowed',
  'not_allowed',
  'taken_back',
] as const;
export const textSizes = [1, 2, 3, 4] as const;
export const spacings = [1, 2, 3] as const;
export const colourings = ['device', 'light', 'dark', 'yellow', 'cream'] as const;
export const languages = ['lv', 'en', 'ru'] as const;

const oneOf = (column: AnySQLiteColumn, values: readonly (string | number)[]): SQL =>
  sql`${column} in (${sql.raw(values.map((value) => (typeof value === 'string' ? `'${value}'` : value)).join(', '))})`;
/** How SQLite keeps a boolean. */
const noOrYes = [0, 1];
const isDay = (column: AnySQLiteColumn): SQL => sql`${column} is null or date(${column}) is ${column}`;
const isTime = (column: AnySQLiteColumn): SQL => sql`${column} is null or strftime('%H:%M', ${column}) is ${column}`;
/** False, not unknown, for null: SQLite lets a CHECK pass that is unknown. */
const isFilled = (column: AnySQLiteColumn): SQL => sql`length(trim(coalesce(${column}, ''))) > 0`;

const restrict = { onDelete: 'restrict', onUpdate: 'restrict' } as const;
const id = () => integer('id').primaryKey({ autoIncrement: true });

export const municipality = sqliteTable(
  'municipality',
  {
    id: id(),
    code: text('code').notNull().unique(),
    name: text('name').notNull(),
    /** The invented demo municipality: a production start refuses a database that holds it. */
    isDemo: integer('is_demo', { mode: 'boolean' }).notNull().default(false),
  },
  (t) => [check('municipality_code_filled', isFilled(t.code)), check('municipality_name_filled', isFilled(t.name))],
);

export const person = sqliteTable(
  'person',
  {
    id: id(),
    municipalityId: integer('municipality_id')
      .notNull()
      .references(() => municipality.id, restrict),
    /** The number staff use for this person: `D05`, `P02`. */
    number: text('number').notNull(),
    role: text('role', { enum: roles }).notNull(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    /** How the person is addressed (the Latvian vocative): "Jāni". */
    vocative: text('vocative'),
    gender: text('gender', { enum: genders }).notNull(),
    bornOn: text('born_on'),
    phone: text('phone'),
    email: text('email'),
    organisation: text('organisation'),
    /** The social worker who leads the municipality's service: complaints about the others come here. */
    isHead: integer('is_head', { mode: 'boolean' }).notNull().default(false),
  },
  (t) => [
    uniqueIndex('person_number').on(t.municipalityId, t.number),
    uniqueIndex('person_email').on(t.email),
    check('person_role', oneOf(t.role, roles)),
    check('person_gender', oneOf(t.gender, genders)),
    check('person_born_on', isDay(t.bornOn)),
    check('person_email_lower', sql`${t.email} is null or ${t.email} = lower(${t.email})`),
    check(
      'person_participant_is_whole',
      sql`${t.role} <> 'participant' or (${t.vocative} is not null and ${t.bornOn} is not null)`,
    ),
  ],
);

export const credential = sqliteTable(
  'credential',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id, restrict),
    kind: text('kind', { enum: credentialKinds }).notNull(),
    /** HMAC of a card, code or invitation; argon2id of a password. Never the secret itself. */
    secretHash: text('secret_hash').notNull().unique(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at'),
    lastUsedAt: text('last_used_at'),
    /** A code or invitation that was used once, or anything that was taken back. */
    revokedAt: text('revoked_at'),
  },
  (t) => [
    check('credential_kind', oneOf(t.kind, credentialKinds)),
    check('credential_expires', sql`${t.kind} = 'password' or ${t.expiresAt} is not null`),
    uniqueIndex('credential_one_active').on(t.personId, t.kind).where(sql`${t.revokedAt} is null`),
  ],
);

export const loginSession = sqliteTable(
  'login_session',
  {
    /** SHA-256 of the id in the cookie. */
    id: text('id').primaryKey(),
    /** Lucia's name for the person. */
    userId: integer('person_id')
      .notNull()
      .references(() => person.id, restrict),
    credentialId: integer('credential_id')
      .notNull()
      .references(() => credential.id, restrict),
    /** Unix seconds, as Lucia keeps it. */
    expiresAt: integer('expires_at').notNull(),
    /** When the card was shown or the password typed; a session older than this column counts as long ago. */
    openedAt: text('opened_at').notNull().default(''),
    /** The person decides on a helper's device: nothing but this one request is open there. */
    handoverId: integer('handover_id').references((): AnySQLiteColumn => handover.id, restrict),
  },
  (t) => [index('login_session_person').on(t.userId), index('login_session_credential').on(t.credentialId)],
);

/** Counters of the sign-in limits; the shape is the rate limiter library's. */
export const signInLimit = sqliteTable('sign_in_limit', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: integer('expire'),
});

export const circleLink = sqliteTable(
  'circle_link',
  {
    id: id(),
    participantId: integer('participant_id')
      .notNull()
      .references(() => person.id, restrict),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id, restrict),
    kind: text('kind', { enum: linkKinds }).notNull(),
    fromOn: text('from_on').notNull(),
    /** The last day it holds; none means until it is ended. */
    toOn: text('to_on'),
    /** Of a guardian: the number and the day of the court's paper. */
    courtPaper: text('court_paper'),
    courtPaperOn: text('court_paper_on'),
  },
  (t) => [
    uniqueIndex('circle_link_once').on(t.participantId, t.personId, t.kind),
    index('circle_link_person').on(t.personId),
    check('circle_link_kind', oneOf(t.kind, linkKinds)),
    check('circle_link_from', isDay(t.fromOn)),
    check('circle_link_to', sql`${t.toOn} is null or (date(${t.toOn}) is ${t.toOn} and ${t.toOn} >= ${t.fromOn})`),
    check('circle_link_not_self', sql`${t.participantId} <> ${t.personId}`),
    check(
      'circle_link_court_paper',
      sql`${t.courtPaper} is null and ${t.courtPaperOn} is null or (${t.kind} = 'guardian' and ${isFilled(t.courtPaper)} and ${t.courtPaperOn} is not null and date(${t.courtPaperOn}) is ${t.courtPaperOn})`,
    ),
  ],
);

export const guardianArea = sqliteTable(
  'guardian_area',
  {
    linkId: integer('link_id')
      .notNull()
      .references(() => circleLink.id, restrict),
    area: text('area', { enum: guardianAreas }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.linkId, t.area] }), check('guardian_area_area', oneOf(t.area, guardianAreas))],
);

export const consent = sqliteTable(
  'consent',
  {
    id: id(),
    participantId: integer('participant_id')
      .notNull()
      .references(() => person.id, restrict),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id, restrict),
    topic: text('topic', { enum: topics }).notNull(),
    grantedAt: text('granted_at').notNull(),
    /** The last day it holds; none means until it is taken back. */
    untilOn: text('until_on'),
    revokedAt: text('revoked_at'),
  },
  (t) => [
    uniqueIndex('consent_one_active').on(t.participantId, t.personId, t.topic).where(sql`${t.revokedAt} is null`),
    check('consent_topic', oneOf(t.topic, topics)),
    check('consent_until', isDay(t.untilOn)),
    check('consent_not_self', sql`${t.participantId} <> ${t.personId}`),
  ],
);

/** Somebody of the circle asked to see a topic; the participant answers, or lets it be. */
export const consentAsk = sqliteTable(
  'consent_ask',
  {
    id: id(),
    participantId: integer('participant_id')
      .notNull()
      .references(() => person.id, restrict),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id, restrict),
    topic: text('topic', { enum: topics }).notNull(),
    askedAt: text('asked_at').notNull(),
    isAllowed: integer('is_allowed', { mode: 'boolean' }),
    answeredAt: text('answered_at'),
  },
  (t) => [
    uniqueIndex('consent_ask_one_open').on(t.participantId, t.personId, t.topic).where(sql`${t.answeredAt} is null`),
    check('consent_ask_topic', oneOf(t.topic, topics)),
    check('consent_ask_is_allowed', sql`${t.isAllowed} is null or ${oneOf(t.isAllowed, noOrYes)}`),
    check('consent_ask_answered', sql`(${t.isAllowed} is null) = (${t.answeredAt} is null)`),
    check('consent_ask_not_self', sql`${t.participantId} <> ${t.personId}`),
  ],
);

/** Somebody is invited to belong to the circle. They do from the day on which they accept it under their own sign-in. */
export const circleInvitation = sqliteTable(
  'circle_invitation',
  {
    id: id(),
    participantId: integer('participant_id')
      .notNull()
      .references(() => person.id, restrict),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id, restrict),
    kind: text('kind', { enum: linkKinds }).notNull(),
    invitedAt: text('invited_at').notNull(),
    invitedBy: integer('invited_by')
      .notNull()
      .references(() => person.id, restrict),
    expiresAt: text('expires_at').notNull(),
    acceptedAt: text('accepted_at'),
    declinedAt: text('declined_at'),
    revokedAt: text('revoked_at'),
  },
  (t) => [
    uniqueIndex('circle_invitation_one_open')
      .on(t.participantId, t.personId, t.kind)
      .where(sql`${t.acceptedAt} is null and ${t.declinedAt} is null and ${t.revokedAt} is null`),
    index('circle_invitation_person').on(t.personId),
    check('circle_invitation_kind', sql`${t.kind} in ('family', 'support_person')`),
    check(
      'circle_invitation_one_end',
      sql`(${t.acceptedAt} is not null) + (${t.declinedAt} is not null) + (${t.revokedAt} is not null) <= 1`,
    ),
    check('circle_invitation_not_self', sql`${t.participantId} <> ${t.personId}`),
  ],
);

/** Append-only: who changed what in a circle, and when. None as `byPersonId` means the import. */
export const circleEvent = sqliteTable(
  'circle_event',
  {
    id: id(),
    participantId: integer('participant_id')
      .notNull()
      .references(() => person.id, restrict),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id, restrict),
    kind: text('kind', { enum: circleEventKinds }).notNull(),
    linkKind: text('link_kind', { enum: linkKinds }),
    topic: text('topic', { enum: topics }),
    /** The last day of what was given. */
    untilOn: text('until_on'),
    at: text('at').notNull(),
    byPersonId: integer('by_person_id').references(() => person.id, restrict),
  },
  (t) => [
    index('circle_event_participant').on(t.participantId),
    check('circle_event_kind', oneOf(t.kind, circleEventKinds)),
    check('circle_event_link_kind', sql`${t.linkKind} is null or ${oneOf(t.linkKind, linkKinds)}`),
    check('circle_event_topic', sql`${t.topic} is null or ${oneOf(t.topic, topics)}`),
    check('circle_event_until', isDay(t.untilOn)),
  ],
);

export const service = sqliteTable(
  'service',
  {
    id: id(),
    municipalityId: integer('municipality_id')
      .notNull()
      .references(() => municipality.id, restrict),
    code: text('code').notNull(),
    /** The official name; screens of participants show the easy one. */
    name: text('name').notNull(),
    easyName: text('easy_name').notNull(),
    explanation: text('explanation').notNull(),
    unit: text('unit', { enum: units }).notNull(),
    priceCents: integer('price_cents').notNull(),
    audience: text('audience', { enum: audiences }).notNull(),
  },
  (t) => [
    uniqueIndex('service_code').on(t.municipalityId, t.code),
    check('service_unit', oneOf(t.unit, units)),
    check('service_audience', oneOf(t.audience, audiences)),
    check('service_price', sql`${t.priceCents} > 0`),
  ],
);

/** What it may cost stands in the ledger, not here. */
export const plan = sqliteTable(
  'plan',
  {
    id: id(),
    participantId: integer('participant_id')
      .notNull()
      .references(() => person.id, restrict),
    number: text('number').notNull(),
    version: integer('version').notNull(),
    fromOn: text('from_on').notNull(),
    /** The plan's last day. */
    toOn: text('to_on').notNull(),
    dream: text('dream').notNull(),
  },
  (t) => [
    uniqueIndex('plan_version').on(t.participantId, t.number, t.version),
    check(
      'plan_days',
      sql`date(${t.fromOn}) is ${t.fromOn} and date(${t.toOn}) is ${t.toOn} and ${t.toOn} >= ${t.fromOn}`,
    ),
    check('plan_version_counts', sql`${t.version} >= 1`),
  ],
);

export const goal = sqliteTable(
  'goal',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id, restrict),
    position: integer('position').notNull(),
    text: text('text').notNull(),
  },
  (t) => [uniqueIndex('goal_position').on(t.planId, t.position), check('goal_text_filled', isFilled(t.text))],
);

export const step = sqliteTable(
  'step',
  {
    id: id(),
    goalId: integer('goal_id')
      .notNull()
      .references(() => goal.id, restrict),
    position: integer('position').notNull(),
    text: text('text').notNull(),
    doneOn: text('done_on'),
  },
  (t) => [
    uniqueIndex('step_position').on(t.goalId, t.position),
    check('step_text_filled', isFilled(t.text)),
    check('step_done_on', isDay(t.doneOn)),
  ],
);

/** A service in one plan: who gives it and at what price. How many units stands in the ledger. */
export const planService = sqliteTable(
  'plan_service',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id, restrict),
    serviceId: integer('service_id')
      .notNull()
      .references(() => service.id, restrict),
    providerId: integer('provider_id')
      .notNull()
      .references(() => person.id, restrict),
    priceCents: integer('price_cents').notNull(),
    audience: text('audience', { enum: audiences }).notNull(),
    /** The first day without it, once it was stopped. */
    endedOn: text('ended_on'),
  },
  (t) => [
    uniqueIndex('plan_service_once').on(t.planId, t.serviceId),
    check('plan_service_price', sql`${t.priceCents} > 0`),
    check('plan_service_audience', oneOf(t.audience, audiences)),
  ],
);

export const visit = sqliteTable(
  'visit',
  {
    id: id(),
    planServiceId: integer('plan_service_id')
      .notNull()
      .references(() => planService.id, restrict),
    number: text('number').notNull(),
    /** Who runs it. */
    providerId: integer('provider_id')
      .notNull()
      .references(() => person.id, restrict),
    heldOn: text('held_on').notNull(),
    startTime: text('start_time').notNull(),
    endTime: text('end_time').notNull(),
    place: text('place').notNull(),
    address: text('address'),
    /** A remote visit's link; a visit without one is met in person. */
    videoUrl: text('video_url'),
    units: integer('units').notNull(),
    status: text('status', { enum: visitStatuses }).notNull(),
    reason: text('reason'),
    /** Where it stood before it was moved. */
    movedFromOn: text('moved_from_on'),
    movedFromStart: text('moved_from_start'),
    movedFromEnd: text('moved_from_end'),
  },
  (t) => [
    uniqueIndex('visit_number').on(t.planServiceId, t.number),
    index('visit_day').on(t.planServiceId, t.heldOn),
    index('visit_provider_day').on(t.providerId, t.heldOn),
    check('visit_held_on', isDay(t.heldOn)),
    check(
      'visit_times',
      sql`strftime('%H:%M', ${t.startTime}) is ${t.startTime} and strftime('%H:%M', ${t.endTime}) is ${t.endTime} and ${t.endTime} > ${t.startTime}`,
    ),
    check('visit_units', sql`${t.units} > 0`),
    check('visit_status', oneOf(t.status, visitStatuses)),
    check('visit_video', sql`${t.videoUrl} is null or ${t.videoUrl} like 'https://%'`),
    check(
      'visit_moved_whole',
      sql`(${t.movedFromOn} is null) = (${t.movedFromStart} is null) and (${t.movedFromOn} is null) = (${t.movedFromEnd} is null)`,
    ),
    check('visit_moved_day', isDay(t.movedFromOn)),
    check('visit_moved_start', isTime(t.movedFromStart)),
    check('visit_moved_end', isTime(t.movedFromEnd)),
  ],
);

/**
 * Append-only (triggers refuse update and delete). Each entry says by how much it changes what is allocated to the plan,
 * assigned to a service, booked by planned visits and used by visits that happened; every sum is derived from it:
 * `left = allocated − used − booked`. A trigger refuses an entry that would take `left` below zero.
 */
export const ledgerEntry = sqliteTable(
  'ledger_entry',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id, restrict),
    planServiceId: integer('plan_service_id').references(() => planService.id, restrict),
    visitId: integer('visit_id').references(() => visit.id, restrict),
    requestId: integer('request_id').references(() => request.id, restrict),
    kind: text('kind', { enum: ledgerKinds }).notNull(),
    allocatedCents: integer('allocated_cents').notNull().default(0),
    assignedCents: integer('assigned_cents').notNull().default(0),
    bookedCents: integer('booked_cents').notNull().default(0),
    usedCents: integer('used_cents').notNull().default(0),
    assignedUnits: integer('assigned_units').notNull().default(0),
    bookedUnits: integer('booked_units').notNull().default(0),
    usedUnits: integer('used_units').notNull().default(0),
    reason: text('reason'),
    enteredAt: text('entered_at').notNull(),
    /** Who entered it; none means the import. */
    enteredBy: integer('entered_by').references(() => person.id, restrict),
  },
  (t) => [
    index('ledger_entry_sums').on(
      t.planId,
      t.planServiceId,
      t.allocatedCents,
      t.assignedCents,
      t.bookedCents,
      t.usedCents,
      t.assignedUnits,
      t.bookedUnits,
      t.usedUnits,
    ),
    index('ledger_entry_visit').on(t.visitId),
    check('ledger_entry_kind', oneOf(t.kind, ledgerKinds)),
    check(
      'ledger_entry_service',
      sql`${t.planServiceId} is not null or (${t.assignedCents} = 0 and ${t.bookedCents} = 0 and ${t.usedCents} = 0)`,
    ),
    check(
      'ledger_entry_allocate',
      sql`${t.kind} not in ('allocate', 'extend') or (${t.allocatedCents} > 0 and ${t.planServiceId} is null)`,
    ),
    check('ledger_entry_allocated', sql`${t.allocatedCents} = 0 or ${t.kind} in ('allocate', 'extend', 'correct')`),
    check(
      'ledger_entry_assign',
      sql`${t.kind} <> 'assign' or (${t.assignedUnits} > 0 and ${t.bookedCents} = 0 and ${t.usedCents} = 0)`,
    ),
    check(
      'ledger_entry_release',
      sql`${t.kind} <> 'release' or (${t.assignedUnits} < 0 and ${t.assignedCents} < 0 and ${t.bookedCents} = 0 and ${t.usedCents} = 0)`,
    ),
    check(
      'ledger_entry_book',
      sql`${t.kind} <> 'book' or (${t.visitId} is not null and ${t.bookedCents} > 0 and ${t.usedCents} = 0 and ${t.assignedCents} = 0)`,
    ),
    check(
      'ledger_entry_use',
      sql`${t.kind} <> 'use' or (${t.visitId} is not null and ${t.usedCents} > 0 and ${t.bookedCents} = -${t.usedCents} and ${t.bookedUnits} = -${t.usedUnits} and ${t.assignedCents} = 0)`,
    ),
    check(
      'ledger_entry_cancel',
      sql`${t.kind} <> 'cancel' or (${t.visitId} is not null and ${t.bookedCents} < 0 and ${t.usedCents} = 0 and ${t.assignedCents} = 0)`,
    ),
    check('ledger_entry_correct', sql`${t.kind} <> 'correct' or ${isFilled(t.reason)}`),
  ],
);

export const request = sqliteTable(
  'request',
  {
    id: id(),
    participantId: integer('participant_id')
      .notNull()
      .references(() => person.id, restrict),
    /** Made with the form that starts the draft, so that two taps start one. */
    formKey: text('form_key').notNull().unique(),
    /** Which questions are asked. */
    flow: text('flow', { enum: requestFlows }).notNull(),
    status: text('status', { enum: requestStatuses }).notNull(),
    /** What is asked for; known once it is sent. */
    kind: text('kind', { enum: requestKinds }),
    /** The visit that is to be moved or called off. */
    visitId: integer('visit_id').references(() => visit.id, restrict),
    /** Only for the head of the service: it goes past the support person and the named worker. */
    isPrivate: integer('is_private', { mode: 'boolean' }).notNull().default(false),
    /** JSON: question id → answer, as far as the person has come. */
    answers: text('answers').notNull().default('{}'),
    /** What the person wants to say besides. */
    ownWords: text('own_words'),
    /** JSON: what the person said on the way to the decision: whether it is clear to them, and what helped. */
    decidingNotes: text('deciding_notes'),
    /** JSON: each question and answer in the words that were on the screen when it was sent. */
    asAsked: text('as_asked'),
    /** The language and the look (JSON) in which it was read and sent. */
    askedLanguage: text('asked_language', { enum: languages }),
    askedLook: text('asked_look'),
    startedAt: text('started_at').notNull(),
    /** The participant; for a service of the family, the member of the family whose own request it is. */
    startedBy: integer('started_by')
      .notNull()
      .references(() => person.id, restrict),
    sentAt: text('sent_at'),
    /** The last day by which an answer is promised. */
    promisedOn: text('promised_on'),
    answer: text('answer', { enum: answers }),
    /** The worker's words to the person. */
    answerText: text('answer_text'),
    answeredAt: text('answered_at'),
    answeredBy: integer('answered_by').references(() => person.id, restrict),
    carriedOutAt: text('carried_out_at'),
    /** The one time the person said "I do not agree". */
    disagreedAt: text('disagreed_at'),
    withdrawnAt: text('withdrawn_at'),
  },
  (t) => [
    index('request_participant').on(t.participantId, t.status),
    index('request_promised').on(t.promisedOn).where(sql`${t.status} in ('sent', 'read', 'talking', 'reopened')`),
    uniqueIndex('request_one_open_per_visit')
      .on(t.visitId)
      .where(sql`${t.status} in ('sent', 'read', 'talking', 'agreed', 'reopened')`),
    check('request_flow', oneOf(t.flow, requestFlows)),
    check('request_status', oneOf(t.status, requestStatuses)),
    check('request_kind', sql`${t.kind} is null or ${oneOf(t.kind, requestKinds)}`),
    check('request_is_private', oneOf(t.isPrivate, noOrYes)),
    check('request_private_kind', sql`${t.isPrivate} = 0 or ${t.flow} = 'wrong'`),
    check('request_answers_json', sql`json_valid(${t.answers})`),
    check(
      'request_sent_is_whole',
      sql`${t.status} in ('draft', 'withdrawn') or (${t.sentAt} is not null and ${t.promisedOn} is not null and ${t.kind} is not null and coalesce(json_valid(${t.asAsked}), 0))`,
    ),
    check(
      'request_about_a_visit',
      sql`${t.sentAt} is null or (${t.visitId} is not null) = (${t.kind} in ('another_time', 'cannot_come'))`,
    ),
    check(
      'request_answered_is_whole',
      sql`${t.status} not in ('agreed', 'carried_out', 'refused') or (${t.answer} is not null and ${t.answeredAt} is not null and ${t.answeredBy} is not null)`,
    ),
    check('request_agreed', sql`${t.status} not in ('agreed', 'carried_out') or ${t.answer} in ('yes', 'partly')`),
    check('request_refused', sql`${t.status} <> 'refused' or ${t.answer} = 'no'`),
    check('request_answer_has_reason', sql`coalesce(${t.answer}, 'yes') = 'yes' or ${isFilled(t.answerText)}`),
    check('request_carried_out_at', sql`${t.status} <> 'carried_out' or ${t.carriedOutAt} is not null`),
    check('request_disagreed_at', sql`${t.status} <> 'reopened' or ${t.disagreedAt} is not null`),
    check('request_withdrawn_at', sql`(${t.status} = 'withdrawn') = (${t.withdrawnAt} is not null)`),
    check('request_promised_on', isDay(t.promisedOn)),
    check('request_asked_look_json', sql`${t.askedLook} is null or json_valid(${t.askedLook})`),
  ],
);

/** Append-only: who did what with a request, and when. */
export const requestEvent = sqliteTable(
  'request_event',
  {
    id: id(),
    requestId: integer('request_id')
      .notNull()
      .references(() => request.id, restrict),
    kind: text('kind', { enum: requestEventKinds }).notNull(),
    at: text('at').notNull(),
    byPersonId: integer('by_person_id')
      .notNull()
      .references(() => person.id, restrict),
    /** The words that went with it: an explanation, an answer, what to talk about. */
    note: text('note'),
    /** How the participant was helped with it, and by whom. */
    helpMode: text('help_mode', { enum: helpModes }),
    helperId: integer('helper_id').references(() => person.id, restrict),
  },
  (t) => [
    index('request_event_request').on(t.requestId),
    check('request_event_kind', oneOf(t.kind, requestEventKinds)),
    check('request_event_help', sql`${t.helpMode} is null or ${oneOf(t.helpMode, helpModes)}`),
    check('request_event_helper', sql`${t.helperId} is null or coalesce(${t.helpMode}, 'alone') <> 'alone'`),
  ],
);

/** The participant asked somebody for help: with one request, or (no request) just to be called. */
export const helpRequest = sqliteTable(
  'help_request',
  {
    id: id(),
    participantId: integer('participant_id')
      .notNull()
      .references(() => person.id, restrict),
    helperId: integer('helper_id')
      .notNull()
      .references(() => person.id, restrict),
    requestId: integer('request_id').references(() => request.id, restrict),
    status: text('status', { enum: helpStatuses }).notNull(),
    askedAt: text('asked_at').notNull(),
    explanation: text('explanation'),
    /** What the helper thinks themself, apart from what they explain. */
    opinion: text('opinion'),
    explainedAt: text('explained_at'),
    closedAt: text('closed_at'),
  },
  (t) => [
    uniqueIndex('help_request_one_per_request').on(t.requestId, t.helperId).where(sql`${t.requestId} is not null`),
    uniqueIndex('help_request_one_call')
      .on(t.participantId, t.helperId)
      .where(sql`${t.requestId} is null and ${t.status} = 'waiting'`),
    index('help_request_helper').on(t.helperId, t.status),
    check('help_request_status', oneOf(t.status, helpStatuses)),
    check(
      'help_request_explained',
      sql`${t.status} <> 'explained' or (${isFilled(t.explanation)} and ${t.explainedAt} is not null)`,
    ),
    check('help_request_not_self', sql`${t.participantId} <> ${t.helperId}`),
  ],
);

/** One of the ways the helper explains: what it is, what is good and hard about it, what it costs. */
export const helpOption = sqliteTable(
  'help_option',
  {
    helpId: integer('help_id')
      .notNull()
      .references(() => helpRequest.id, restrict),
    /** 1 to 4; the first is always that nothing changes. */
    position: integer('position').notNull(),
    /** What it is; none for that nothing changes, which the portal says in its own words. */
    title: text('title'),
    good: text('good').notNull(),
    hard: text('hard').notNull(),
    cost: text('cost').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.helpId, t.position] }),
    check('help_option_position', sql`${t.position} between 1 and 4`),
    check('help_option_title', sql`(${t.position} = 1) = (${t.title} is null)`),
    check('help_option_filled', sql`${isFilled(t.good)} and ${isFilled(t.hard)} and ${isFilled(t.cost)}`),
  ],
);

/**
 * A helper is bound to somebody who is paid for a service: then help with a request about that service is not independent. Kept
 * when it ends, for what was decided while it held.
 */
export const helperTie = sqliteTable(
  'helper_tie',
  {
    id: id(),
    helperId: integer('helper_id')
      .notNull()
      .references(() => person.id, restrict),
    providerId: integer('provider_id')
      .notNull()
      .references(() => person.id, restrict),
    kind: text('kind', { enum: tieKinds }).notNull(),
    notedAt: text('noted_at').notNull(),
    /** The worker, or the helper themself. */
    notedBy: integer('noted_by')
      .notNull()
      .references(() => person.id, restrict),
    endedAt: text('ended_at'),
    endedBy: integer('ended_by').references(() => person.id, restrict),
  },
  (t) => [
    uniqueIndex('helper_tie_one_active').on(t.helperId, t.providerId).where(sql`${t.endedAt} is null`),
    check('helper_tie_kind', oneOf(t.kind, tieKinds)),
    check('helper_tie_ended', sql`(${t.endedAt} is null) = (${t.endedBy} is null)`),
    check('helper_tie_not_self', sql`${t.helperId} <> ${t.providerId}`),
  ],
);

/** A helper hands their device to the person, who decides on it under their own card. */
export const handover = sqliteTable(
  'handover',
  {
    id: id(),
    /** HMAC of the pass in the device's cookie. */
    passHash: text('pass_hash').notNull().unique(),
    helpId: integer('help_id')
      .notNull()
      .references(() => helpRequest.id, restrict),
    madeAt: text('made_at').notNull(),
    expiresAt: text('expires_at').notNull(),
  },
  (t) => [index('handover_help').on(t.helpId)],
);

/** Somebody near suggests a change; the participant wants it, does not, or wants to talk. It decides nothing. */
export const suggestion = sqliteTable(
  'suggestion',
  {
    id: id(),
    participantId: integer('participant_id')
      .notNull()
      .references(() => person.id, restrict),
    byPersonId: integer('by_person_id')
      .notNull()
      .references(() => person.id, restrict),
    /** Made with the form, so that two taps make one. */
    formKey: text('form_key').notNull().unique(),
    /** Which kind of change. */
    flow: text('flow', { enum: requestFlows }).notNull(),
    words: text('words').notNull(),
    madeAt: text('made_at').notNull(),
    answer: text('answer', { enum: suggestionAnswers }),
    answeredAt: text('answered_at'),
    /** The draft that the participant began because of it. */
    requestId: integer('request_id').references(() => request.id, restrict),
    withdrawnAt: text('withdrawn_at'),
  },
  (t) => [
    index('suggestion_participant').on(t.participantId),
    index('suggestion_by').on(t.byPersonId),
    check('suggestion_flow', oneOf(t.flow, requestFlows)),
    check('suggestion_words', isFilled(t.words)),
    check('suggestion_answer', sql`${t.answer} is null or ${oneOf(t.answer, suggestionAnswers)}`),
    check('suggestion_answered', sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    check('suggestion_request', sql`${t.requestId} is null or coalesce(${t.answer}, '') = 'want'`),
    check('suggestion_not_self', sql`${t.participantId} <> ${t.byPersonId}`),
  ],
);

/** Append-only: what a guardian says to a request inside their area; the last word counts. The person's own wish stays as it is. */
export const guardianWord = sqliteTable(
  'guardian_word',
  {
    id: id(),
    requestId: integer('request_id')
      .notNull()
      .references(() => request.id, restrict),
    guardianId: integer('guardian_id')
      .notNull()
      .references(() => person.id, restrict),
    word: text('word', { enum: guardianWords }).notNull(),
    /** For the person to read; always there but with a plain yes. */
    note: text('note'),
    at: text('at').notNull(),
  },
  (t) => [
    index('guardian_word_request').on(t.requestId),
    check('guardian_word_word', oneOf(t.word, guardianWords)),
    check('guardian_word_note', sql`${t.word} = 'agree' or ${isFilled(t.note)}`),
  ],
);

/** How a sent request was decided: who decided, who helped, what they had said. One for each sent request. */
export const supportedDecision = sqliteTable(
  'supported_decision',
  {
    id: id(),
    requestId: integer('request_id')
      .notNull()
      .unique()
      .references(() => request.id, restrict),
    decidedBy: integer('decided_by')
      .notNull()
      .references(() => person.id, restrict),
    helpMode: text('help_mode', { enum: helpModes }).notNull(),
    helperId: integer('helper_id').references(() => person.id, restrict),
    /** What the helper had explained by then. */
    explanation: text('explanation'),
    /** Where it was decided on a helper's device, under the person's own card. */
    handoverId: integer('handover_id').references(() => handover.id, restrict),
    /** JSON: how it was decided, in the words of then; none for those before it was kept. */
    record: text('record'),
    decidedAt: text('decided_at').notNull(),
  },
  (t) => [
    check('supported_decision_mode', oneOf(t.helpMode, helpModes)),
    check('supported_decision_helper', sql`(${t.helpMode} = 'alone') = (${t.helperId} is null)`),
  ],
);

/** Append-only: the participant says of a decision's record "it was not so". */
export const decisionDispute = sqliteTable(
  'decision_dispute',
  {
    id: id(),
    requestId: integer('request_id')
      .notNull()
      .references(() => supportedDecision.requestId, restrict),
    byPersonId: integer('by_person_id')
      .notNull()
      .references(() => person.id, restrict),
    /** What was otherwise, in the person's own words; none where they only say that it was. */
    words: text('words'),
    at: text('at').notNull(),
  },
  (t) => [index('decision_dispute_request').on(t.requestId)],
);

/**
 * One act that changed a plan or its visits, as the person reads it: what, why, since when. Append-only but for `seenAt`.
 * Where the plan itself became another one, `before` keeps the version that it replaced.
 */
export const planChange = sqliteTable(
  'plan_change',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id, restrict),
    /** 1, 2, 3 … within the plan: a form that was made before another act finds a higher number. */
    number: integer('number').notNull(),
    /** The request that asked for it, or none: the worker's own care. */
    requestId: integer('request_id').references(() => request.id, restrict),
    madeAt: text('made_at').notNull(),
    madeBy: integer('made_by')
      .notNull()
      .references(() => person.id, restrict),
    /** The worker's words, easy to read; none where the request's answer says it. */
    why: text('why'),
    /** The first day on which it holds. */
    sinceOn: text('since_on').notNull(),
    /** JSON: what changed, a line each. */
    lines: text('lines').notNull(),
    /** JSON: the plan as it was before; none where only visits changed. */
    before: text('before'),
    seenAt: text('seen_at'),
  },
  (t) => [
    uniqueIndex('plan_change_number').on(t.planId, t.number),
    index('plan_change_request').on(t.requestId),
    check('plan_change_counts', sql`${t.number} >= 1`),
    check('plan_change_lines_json', sql`json_valid(${t.lines})`),
    check('plan_change_before_json', sql`${t.before} is null or json_valid(${t.before})`),
    check('plan_change_since', isDay(t.sinceOn)),
  ],
);

/** Append-only: each time somebody else looked at a participant's data. */
export const accessLog = sqliteTable(
  'access_log',
  {
    id: id(),
    participantId: integer('participant_id')
      .notNull()
      .references(() => person.id, restrict),
    viewerId: integer('viewer_id')
      .notNull()
      .references(() => person.id, restrict),
    topic: text('topic', { enum: topics }).notNull(),
    viewedAt: text('viewed_at').notNull(),
  },
  (t) => [
    index('access_log_participant').on(t.participantId, t.viewedAt),
    check('access_log_topic', oneOf(t.topic, topics)),
  ],
);

/** How a person likes to read. Nothing until they choose. */
export const look = sqliteTable(
  'look',
  {
    personId: integer('person_id')
      .primaryKey()
      .references(() => person.id, restrict),
    textSize: integer('text_size').$type<(typeof textSizes)[number]>().notNull(),
    spacing: integer('spacing').$type<(typeof spacings)[number]>().notNull(),
    colours: text('colours', { enum: colourings }).notNull(),
    isSimple: integer('is_simple', { mode: 'boolean' }).notNull(),
    hasBigPictures: integer('has_big_pictures', { mode: 'boolean' }).notNull(),
    isCalm: integer('is_calm', { mode: 'boolean' }).notNull(),
    language: text('language', { enum: languages }).notNull(),
    changedAt: text('changed_at').notNull(),
  },
  (t) => [
    check('look_text_size', oneOf(t.textSize, textSizes)),
    check('look_spacing', oneOf(t.spacing, spacings)),
    check('look_colours', oneOf(t.colours, colourings)),
    check('look_is_simple', oneOf(t.isSimple, noOrYes)),
    check('look_has_big_pictures', oneOf(t.hasBigPictures, noOrYes)),
    check('look_is_calm', oneOf(t.isCalm, noOrYes)),
    check('look_language', oneOf(t.language, languages)),
  ],
);
