import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import { latvian, textIn } from '../../../../src/core/text/text.ts';
import { type Effect, makeChange } from '../../../../src/features/changes/index.ts';
import { givenInput } from '../../../../src/features/desk/acts.ts';
import {
  deedsFor,
  type FormAround,
  formErrorWords,
  formFor,
  LONGEST_ANSWER,
  readAnswerForm,
  readCallForm,
  readCarryOutForm,
  readWords,
  readyChoices,
} from '../../../../src/features/desk/index.ts';
import {
  daysLate,
  isOnlyForFamily,
  lastPromiseDay,
  promiseAnew,
  viewsOf,
} from '../../../../src/features/desk/rules.ts';
import type { RequestKind, RequestStatus } from '../../../../src/features/requests/index.ts';
import { movableClock, referenceDay } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, link, visitOf } from '../../../support/people.ts';
import { aState, forFamily, physio } from '../changes/a-state.ts';
import { anotherTime, tabletOf } from '../requests/a-request.ts';
import { deskOf } from './a-desk.ts';

let app: { db: Database; clock: ReturnType<typeof movableClock> };
let db: Database;
let maris: Actor;
let tablet: ReturnType<typeof tabletOf>;
let desk: ReturnType<typeof deskOf>;
let id: number;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  maris = actorOf(db, 'D05');
  tablet = tabletOf(app, maris);
  desk = deskOf(app, actorOf(db, 'P01'), maris);
  id = tablet.send('V0503', anotherTime);
});

const around = (kind: RequestKind = 'another_time', status: RequestStatus = 'read'): FormAround => ({
  request: { kind, status, disagreedAt: null },
  context: desk.context(),
  today: referenceDay,
});
const fields = (typed: Readonly<Record<string, string>>) => desk.filled(id, { answer: 'yes', when: 'now', ...typed });
const read = (typed: Readonly<Record<string, string>>, at = around()) => readAnswerForm(fields(typed), at);

describe('the form of an answer', () => {
  test('yes, now: the wish stands filled in', () => {
    const visitId = visitOf(db, 'V0503').id;
    expect(read({ basis: '0', seen: '2' })).toEqual({
      form: {
        answer: 'yes',
        text: '',
        seen: 2,
        deed: {
          when: 'now',
          basis: 0,
          effects: [{ kind: 'move_visit', visitId, heldOn: '2026-11-26', startTime: '13:00' }],
        },
      },
    });
  });

  test('yes, later, by a day; and yes, without a change', () => {
    expect(read({ when: 'later', by: '2026-12-01', text: ' Labi. ' })).toEqual({
      form: { answer: 'yes', text: 'Labi.', seen: null, deed: { when: 'later', by: '2026-12-01' } },
    });
    expect(read({ when: 'nothing' })).toMatchObject({ form: { deed: { when: 'nothing' } } });
  });

  test('no and talk leave all that was typed for a yes aside', () => {
    const typed = { move_day: 'x', when: 'later', by: 'x', text: 'Zvanīšu.' };
    expect(read({ ...typed, answer: 'no' })).toEqual({ form: { answer: 'no', text: 'Zvanīšu.', seen: null } });
    expect(read({ ...typed, answer: 'talk' })).toEqual({ form: { answer: 'talk', text: 'Zvanīšu.', seen: null } });
  });

  test.each([
    ['nothing', { answer: '' }, 'answer', 'no_answer'],
    ['an answer that is none', { answer: 'maybe' }, 'answer', 'no_answer'],
    ['no time when', { when: '' }, 'when', 'no_when'],
    ['a time when that is none', { when: 'never' }, 'when', 'no_when'],
    ['no act', { acts: '' }, 'acts', 'no_acts'],
    ['later without a day', { when: 'later', by: '' }, 'by', 'by_day'],
    ['later on a day that does not exist', { when: 'later', by: '2027-02-29' }, 'by', 'by_day'],
    ['rule 6: no without a reason', { answer: 'no', text: '' }, 'text', 'no_reason'],
    ['rule 6: no with a reason of blanks', { answer: 'no', text: ' \n ' }, 'text', 'no_reason'],
    ['partly without words', { answer: 'partly', when: 'nothing' }, 'text', 'no_part'],
    ['talk without words', { answer: 'talk' }, 'text', 'no_words'],
    ['a text that is too long', { answer: 'no', text: 'x'.repeat(LONGEST_ANSWER + 1) }, 'text', 'too_long'],
    ['a yes that is too long', { when: 'nothing', text: 'x'.repeat(LONGEST_ANSWER + 1) }, 'text', 'too_long'],
  ])('%s', (_name, typed, field, reason) => {
    expect(read(typed)).toEqual({ errors: [{ field, reason }], actErrors: [] });
  });

  test('the fields of an act are wrong by themselves, and missing words are told with them', () => {
    expect(read({ answer: 'partly', move_day: '', move_time: '25:00' })).toEqual({
      errors: [{ field: 'text', reason: 'no_part' }],
      actErrors: [
        { field: 'move_day', reason: 'no_day' },
        { field: 'move_time', reason: 'no_time' },
      ],
    });
  });

  test('the longest text is taken', () => {
    expect(read({ answer: 'no', text: 'x'.repeat(LONGEST_ANSWER) })).toHaveProperty('form');
  });

  test('for a talk, and for a person without a plan, there is no "now"', () => {
    expect(deedsFor(around('talk'))).toEqual(['later', 'nothing']);
    expect(deedsFor({ ...around(), context: null })).toEqual(['later', 'nothing']);
    expect(deedsFor(around())).toEqual(['now', 'later', 'nothing']);
    expect(deedsFor(around('another_time', 'agreed'))).toEqual(['now', 'nothing']);
    expect(read({}, around('talk'))).toMatchObject({ errors: [{ field: 'when', reason: 'no_when' }] });
  });
});

describe('ready sentences', () => {
  test('come before the own words, each in a line, and only those of the chosen answer', () => {
    const typed = {
      answer: 'no',
      'ready-no': 'no.otherWay no.noMoney',
      'ready-yes': 'yes.agreed',
      text: 'Es piezvanīšu.',
    };
    expect(read(typed)).toMatchObject({
      form: { text: 'Naudas tam nepietiek.\nMēs kopā meklēsim ko citu.\nEs piezvanīšu.' },
    });
  });

  test.each(['partly', 'no', 'talk'] as const)('one of them is enough for %s', (answer) => {
    const [first] = readyChoices(latvian, answer, referenceDay);
    expect(read({ answer, when: 'nothing', [`ready-${answer}`]: first?.value ?? '' })).toMatchObject({
      form: { answer, text: first?.label },
    });
  });

  test('count into the longest text', () => {
    const typed = { answer: 'no', 'ready-no': 'no.noMoney', text: 'x'.repeat(LONGEST_ANSWER - 5) };
    expect(read(typed)).toMatchObject({ errors: [{ reason: 'too_long' }] });
  });

  test('what is no sentence says nothing', () => {
    expect(readWords(givenInput({ 'ready-no': 'no.other yes.agreed', text: '' }), 'no', referenceDay)).toBe('');
  });

  test('a day is kept as its date: it may be read on another', () => {
    const chosen = givenInput({ 'ready-talk': 'talk.today talk.tomorrow' });
    expect(readWords(chosen, 'talk', referenceDay)).toBe(
      'Es piezvanīšu pirmdien, 23.\u00a0novembrī.\nEs piezvanīšu otrdien, 24.\u00a0novembrī.',
    );
    expect(readWords(chosen, 'talk', Temporal.PlainDate.from('2026-11-30'))).toContain('otrdien, 1.\u00a0decembrī.');
  });

  test('are at most five of a kind, each with another picture', () => {
    for (const kind of ['yes', 'partly', 'no', 'talk', 'care'] as const) {
      const choices = readyChoices(textIn('lv'), kind, referenceDay);
      expect(choices.length).toBeGreaterThan(1);
      expect(choices.length).toBeLessThanOrEqual(5);
      expect(new Set(choices.map(({ picture }) => picture)).size).toBe(choices.length);
    }
  });
});

describe('the form of what was promised', () => {
  const agreed = () => around('another_time', 'agreed');

  test('now, with optional words', () => {
    expect(readCarryOutForm(fields({ text: ' Gatavs. ', seen: '3' }), agreed())).toMatchObject({
      form: { text: 'Gatavs.', seen: 3, deed: { when: 'now', effects: [{ kind: 'move_visit' }] } },
    });
    expect(readCarryOutForm(fields({ when: 'nothing' }), agreed())).toMatchObject({ form: { text: '' } });
  });

  test.each([
    ['later once more', { when: 'later', by: '2026-12-01' }, 'when', 'no_when'],
    ['nothing chosen', { when: '' }, 'when', 'no_when'],
    ['words that are too long', { when: 'nothing', text: 'x'.repeat(LONGEST_ANSWER + 1) }, 'text', 'too_long'],
  ])('%s', (_name, typed, field, reason) => {
    expect(readCarryOutForm(fields(typed), agreed())).toEqual({ errors: [{ field, reason }], actErrors: [] });
  });
});

describe('the call before a second answer', () => {
  const at: FormAround = {
    request: { kind: 'another_time', status: 'reopened', disagreedAt: '2026-11-20T22:30:00.000Z' },
    context: null,
    today: referenceDay,
  };
  const call = (calledOn: string, text: string) => readCallForm(givenInput({ calledOn, text, seen: '4' }), at);

  test('says when it was, then what was said', () => {
    expect(call('2026-11-22', 'Mēs meklēsim citu dienu.')).toEqual({
      form: { answer: 'talk', text: 'Mēs runājām 22.\u00a0novembrī.\nMēs meklēsim citu dienu.', seen: 4 },
    });
  });

  test.each([
    // In Riga it was 0:30 of the 21st when the person did not agree.
    ['before the person disagreed', '2026-11-20', false],
    ['on that very day', '2026-11-21', true],
    ['today', '2026-11-23', true],
    ['tomorrow', '2026-11-24', false],
    ['no day', '', false],
  ])('%s', (_name, day, isPossible) => {
    const result = call(day, 'Mēs runājām.');
    if (isPossible) expect(result).toHaveProperty('form');
    else expect(result).toEqual({ errors: [{ field: 'calledOn', reason: 'called_day' }], actErrors: [] });
  });

  test('without words it was no talk', () => {
    expect(call('2026-11-23', ' ')).toEqual({ errors: [{ field: 'text', reason: 'no_words' }], actErrors: [] });
  });
});

describe('a post of the answer page', () => {
  const post = (typed: Readonly<Record<string, string>>, by = desk) =>
    by.post(id, fields({ form: 'answer', seen: '2', basis: '0', intent: 'send', ...typed }));

  test('"show" does nothing and shows what would be done', () => {
    const shown = post({ intent: 'show', when: '', answer: '' });
    expect(shown).toMatchObject({ outcome: 'shown', effects: [{ kind: 'move_visit' }], problems: [] });
    expect(desk.request(id).status).toBe('sent');
    expect(post({ intent: 'show', answer: 'no' })).toEqual({ outcome: 'shown', effects: [], problems: [] });
    expect(post({ intent: 'show', move_day: '' })).toMatchObject({
      outcome: 'wrong',
      actErrors: [{ field: 'move_day' }],
    });
  });

  test('"send" answers; with problems nothing is answered and the effects stay to be looked at', () => {
    expect(post({ move_day: '2027-08-01' })).toMatchObject({
      outcome: 'not_possible',
      effects: [{ heldOn: '2027-08-01' }],
      problems: [{ reason: 'outside_plan' }],
    });
    expect(desk.request(id).status).toBe('sent');
    expect(post({})).toEqual({ outcome: 'saved', what: 'carried_out' });
    expect(desk.request(id).status).toBe('carried_out');
  });

  test('rule 5: the second of two workers is told that the first was quicker, and nothing is overwritten', () => {
    const inga = actorOf(db, 'P30');
    link(db, maris, inga, 'social_worker');
    const hers = deskOf(app, inga, maris);
    expect(post({ answer: 'no', text: 'Nevar.' })).toEqual({ outcome: 'saved', what: 'refused' });
    const after = desk.request(id);
    expect(post({}, hers)).toEqual({ outcome: 'too_late', of: 'request' });
    expect(post({ intent: 'show' }, hers)).toEqual({ outcome: 'too_late', of: 'request' });
    // Even a form with a mistake says first that somebody was quicker.
    expect(post({ answer: '' }, hers)).toEqual({ outcome: 'too_late', of: 'request' });
    expect(desk.request(id)).toEqual(after);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['yes', {}, 'carried_out'],
    ['yes, later', { when: 'later', by: '2026-12-01' }, 'agreed'],
    ['no', { answer: 'no', 'ready-no': 'no.noMoney', text: 'Nevar.' }, 'refused'],
    ['talk', { answer: 'talk', 'ready-talk': 'talk.tomorrow' }, 'talking'],
  ])('rule 5: %s, pressed twice, is one answer, and says that it is', (_name, typed, what) => {
    // The second comes with the form as it was made.
    const input = fields({ form: 'answer', seen: '2', basis: '0', intent: 'send', ...typed });
    expect(desk.post(id, input)).toEqual({ outcome: 'saved', what });
    const after = [desk.request(id), tablet.events(id)];
    for (const _tap of [2, 3]) expect(desk.post(id, input)).toEqual({ outcome: 'already', what });
    expect([desk.request(id), tablet.events(id)]).toEqual(after);
  });

  test('rule 5: so is the call, and doing what was promised', () => {
    post({ when: 'later', by: '2026-12-01' });
    const done = fields({ form: 'do', when: 'now', seen: '3', basis: '0', intent: 'send', text: 'Gatavs.' });
    expect(desk.post(id, done)).toEqual({ outcome: 'saved', what: 'carried_out' });
    expect(desk.post(id, done)).toEqual({ outcome: 'already', what: 'carried_out' });
    tablet.disagree(id);
    expect(desk.post(id, done)).toEqual({ outcome: 'too_late', of: 'request' });
    const call = fields({ form: 'call', seen: '5', intent: 'send', calledOn: '2026-11-23', text: 'Mēs runājām.' });
    expect(desk.post(id, call)).toEqual({ outcome: 'saved', what: 'talking' });
    expect(desk.post(id, call)).toEqual({ outcome: 'already', what: 'talking' });
  });

  test('rule 5: another answer of one’s own is not swallowed: it is told that it was not sent', () => {
    const given = { answer: 'talk', text: 'Es piezvanīšu.' };
    post(given);
    const own = { outcome: 'too_late', of: 'own' };
    expect(post({ ...given, text: 'Es atnākšu.' })).toEqual(own);
    expect(post({ answer: 'no', text: 'Es piezvanīšu.' })).toEqual(own);
    expect(post({ ...given, intent: 'show' })).toEqual(own);
    expect(desk.request(id).status).toBe('talking');
    tablet.withdraw(id);
    expect(post(given)).toEqual({ outcome: 'too_late', of: 'request' });
  });

  test('what is wrong in an act is told with the name of its field', () => {
    const at = around('something_new');
    const taken = readAnswerForm(
      fields({ acts: 'add_service', add_service_service: '', add_service_provider: '', add_service_units: '5' }),
      at,
    );
    expect('errors' in taken && formErrorWords(taken, at, latvian)).toEqual([
      { fieldId: 'add_service_service', text: 'Jaunais pakalpojums: Izvēlieties no saraksta.' },
      { fieldId: 'add_service_provider', text: 'Kas to sniegs: Izvēlieties no saraksta.' },
    ]);
    const empty = { errors: [{ field: 'answer', reason: 'no_answer' }], actErrors: [] } as const;
    expect(formErrorWords(empty, { ...at, context: null }, latvian)).toEqual([
      { fieldId: 'answer', text: latvian('desk:error.no_answer') },
    ]);
  });

  test('rule 5: a plan that another one has changed is told, even where the fields do not fit it any more', () => {
    const grant = authorize(app, actorOf(db, 'P01'), 'plan.write', maris.personId);
    const cancelled: Effect = { kind: 'mark_visit', visitId: visitOf(db, 'V0503').id, status: 'cancelled' };
    const change = { reason: 'Slims.', why: 'Palīgs ir slims.', requestId: null, basis: null, planning: grant };
    makeChange(app, db, grant, { ...change, effects: [cancelled] });
    expect(post({})).toEqual({ outcome: 'too_late', of: 'plan' });
    expect(desk.request(id).status).toBe('sent');
  });

  test('a form that was made for something else is out of date', () => {
    expect(post({ form: 'do' })).toEqual({ outcome: 'too_late', of: 'request' });
    expect(post({ form: '' })).toEqual({ outcome: 'too_late', of: 'request' });
  });

  test('agreed first, then done with the form for that', () => {
    expect(post({ when: 'later', by: '2026-12-01' })).toEqual({ outcome: 'saved', what: 'agreed' });
    expect(post({ form: 'do', seen: '3' })).toEqual({ outcome: 'saved', what: 'carried_out' });
  });

  test('agreed first, and then it cannot be done: it is talked about, with words', () => {
    post({ when: 'later', by: '2026-12-01' });
    const talk = { form: 'do', seen: '3', when: 'talk' };
    expect(post(talk)).toEqual({ outcome: 'wrong', errors: [{ field: 'text', reason: 'no_words' }], actErrors: [] });
    expect(post({ ...talk, intent: 'show' })).toEqual({ outcome: 'shown', effects: [], problems: [] });
    expect(desk.request(id).status).toBe('agreed');
    expect(post({ ...talk, 'ready-talk': 'talk.today' })).toEqual({ outcome: 'saved', what: 'talking' });
    expect(tablet.events(id).at(-1)).toMatchObject({
      kind: 'talking',
      note: 'Es piezvanīšu pirmdien, 23.\u00a0novembrī.',
    });
    expect(post({ answer: 'no', text: 'Nevar.', seen: '4' })).toEqual({ outcome: 'saved', what: 'refused' });
  });

  test.each(['yes', 'partly', 'no'])('what was promised is not answered with %s at once', (answer) => {
    post({ when: 'later', by: '2026-12-01' });
    const given = { form: 'do', seen: '3', answer, text: 'Nevar.' };
    for (const when of ['', answer]) {
      expect(post({ ...given, when })).toMatchObject({ outcome: 'wrong', errors: [{ field: 'when' }] });
    }
    expect(desk.request(id).status).toBe('agreed');
  });

  test('whoever does not agree is called first', () => {
    post({ answer: 'no', text: 'Nevar.' });
    tablet.disagree(id);
    expect(post({ seen: '4' })).toEqual({ outcome: 'too_late', of: 'request' });
    const call = { form: 'call', seen: '4', calledOn: '2026-11-23', text: 'Mēs atradām laiku.' };
    expect(post(call)).toEqual({ outcome: 'saved', what: 'talking' });
    expect(tablet.events(id).at(-1)?.note).toBe('Mēs runājām 23.\u00a0novembrī.\nMēs atradām laiku.');
    expect(post({ seen: '5' })).toEqual({ outcome: 'saved', what: 'carried_out' });
  });
});

describe('rules', () => {
  const at = (status: RequestStatus, promisedOn: string | null = '2026-11-30') => ({ status, promisedOn });

  test.each<[RequestStatus, readonly string[]]>([
    ['draft', []],
    ['sent', ['mine']],
    ['read', ['mine']],
    ['talking', ['mine', 'talk']],
    ['reopened', ['mine', 'talk']],
    ['agreed', ['mine', 'todo']],
    ['carried_out', []],
    ['refused', []],
    ['withdrawn', []],
  ])('%s stands in %j, and late besides', (status, views) => {
    expect(viewsOf(at(status), referenceDay)).toEqual(views);
    const late = viewsOf(at(status, '2026-11-22'), referenceDay);
    expect(late.filter((view) => view !== 'overdue')).toEqual(views);
    expect(late.includes('overdue')).toBe(views.length > 0);
  });

  test.each<[RequestStatus, ReturnType<typeof formFor>]>([
    ['draft', null],
    ['sent', 'answer'],
    ['read', 'answer'],
    ['talking', 'answer'],
    ['reopened', 'call'],
    ['agreed', 'do'],
    ['carried_out', null],
    ['refused', null],
    ['withdrawn', null],
  ])('%s asks for the form %s', (status, form) => {
    expect(formFor({ status })).toBe(form);
  });

  test.each([
    ['2026-11-22', 1],
    ['2026-10-23', 31],
    ['2026-11-23', 0],
    [null, 0],
  ])('promised for %s it is %i days late', (promisedOn, days) => {
    expect(daysLate(at('sent', promisedOn), referenceDay)).toBe(days);
    expect(daysLate(at('refused', promisedOn), referenceDay)).toBe(0);
  });

  test.each([
    ['2027-01-15', '2026-11-30'],
    ['2026-12-01', '2026-11-30'],
    ['2026-11-30', '2026-11-30'],
    ['2026-11-24', '2026-11-24'],
    ['2026-11-20', '2026-11-20'],
    [null, '2026-11-30'],
  ])('promised for %s and then talked about, the answer comes by %s', (promisedOn, expected) => {
    expect(promiseAnew(promisedOn, referenceDay, 5)).toBe(expected);
  });

  test('the last day of a promise is the plan’s, else a year ahead', () => {
    expect(lastPromiseDay('2027-07-31', referenceDay)).toBe('2027-07-31');
    expect(lastPromiseDay('2026-11-23', referenceDay)).toBe('2026-11-23');
    expect(lastPromiseDay('2026-11-22', referenceDay)).toBe('2027-11-23');
    expect(lastPromiseDay(null, referenceDay)).toBe('2027-11-23');
  });

  test('what is only for the family', () => {
    const state = aState({
      budgetCents: 1_000_000,
      services: [
        [physio, 10],
        [forFamily, 10],
      ],
    });
    const added = (audience: 'participant' | 'family'): Effect => ({
      kind: 'add_service',
      service: { ...forFamily, id: 0, serviceId: 999, audience },
      units: 1,
    });
    const units = (planServiceId: number): Effect => ({ kind: 'assign_units', planServiceId, units: 1 });
    expect(isOnlyForFamily([units(forFamily.id)], state)).toBe(true);
    expect(isOnlyForFamily([units(forFamily.id), units(physio.id)], state)).toBe(false);
    expect(isOnlyForFamily([added('family'), units(-1)], state)).toBe(true);
    expect(isOnlyForFamily([added('participant')], state)).toBe(false);
    expect(isOnlyForFamily([units(-1), added('family')], state)).toBe(false);
    expect(isOnlyForFamily([{ kind: 'mark_visit', visitId: 404, status: 'cancelled' }], state)).toBe(false);
  });
});
