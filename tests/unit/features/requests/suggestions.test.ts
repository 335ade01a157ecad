import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { suggestion } from '../../../../db/schema.ts';
import { AccessDenied, authorize, authorizeOwn } from '../../../../src/core/access/grant.ts';
import { NotFound } from '../../../../src/core/problem.ts';
import { dayOf, instantText } from '../../../../src/core/time/clock.ts';
import {
  answerNamed,
  answerSuggestion,
  canBeAnswered,
  canSuggest,
  doors,
  findOwnSuggestions,
  findSuggestion,
  findSuggestions,
  LONGEST_SUGGESTION,
  MOST_WAITING,
  readSuggestion,
  type SuggestionAnswer,
  stateOf,
  suggest,
  suggestedFlows,
  withdrawSuggestion,
} from '../../../../src/features/requests/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, endLinks, link } from '../../../support/people.ts';
import { tabletOf } from './a-request.ts';

describe('what can be suggested', () => {
  test('is all that has a door, but for a complaint', () => {
    const behindDoors = doors.flatMap(({ flows }) => flows).filter((flow) => flow !== 'wrong');
    expect([...suggestedFlows].sort()).toEqual(behindDoors.sort());
  });

  const words = 'Mūzika divas reizes nedēļā.';
  test.each([
    [
      { flow: 'often', words: ` ${words}\n` },
      { flow: 'often', words },
    ],
    [
      { flow: 'often', words: 'x'.repeat(LONGEST_SUGGESTION) },
      { flow: 'often', words: 'x'.repeat(300) },
    ],
    [{ words }, { problems: [{ field: 'flow', reason: 'missing' }] }],
    [{ flow: 'wrong', words }, { problems: [{ field: 'flow', reason: 'missing' }] }],
    [{ flow: 'people', words }, { problems: [{ field: 'flow', reason: 'missing' }] }],
    [{ flow: 'often', words: ' \n' }, { problems: [{ field: 'words', reason: 'missing' }] }],
    [{ flow: 'often', words: 'x'.repeat(LONGEST_SUGGESTION + 1) }, { problems: [{ field: 'words', reason: 'long' }] }],
    [
      {},
      {
        problems: [
          { field: 'flow', reason: 'missing' },
          { field: 'words', reason: 'missing' },
        ],
      },
    ],
  ])('%j is read', (typed, read) => {
    expect(readSuggestion(typed)).toEqual(read);
  });

  test.each([
    ['want', 'want'],
    ['do_not_want', 'do_not_want'],
    ['talk', 'talk'],
    ['send', null],
    [null, null],
  ])('the answer %j', (name, answer) => {
    expect(answerNamed(name)).toBe(answer);
  });
});

describe('somebody near suggests', () => {
  let app: { db: Database; clock: ReturnType<typeof movableClock> };
  let maris: ReturnType<typeof actorOf>;
  let aija: ReturnType<typeof actorOf>;
  let tablet: ReturnType<typeof tabletOf>;
  const said = { flow: 'talk', words: 'Parunā par mūziku.' } as const;
  const today = () => dayOf(app.clock.now());
  const suggests = (more: Partial<Parameters<typeof suggest>[2]> = {}, who = aija) =>
    suggest(app, authorize(app, who, 'suggest', maris.personId), {
      ...said,
      formKey: crypto.randomUUID(),
      ...more,
    });
  const made = (more?: Partial<Parameters<typeof suggest>[2]>, who = aija): number => {
    const id = suggests(more, who);
    if (id === null) throw new Error('Too many wait.');
    return id;
  };
  const takeBack = (id: number, who = aija) =>
    withdrawSuggestion(app.db, authorize(app, who, 'suggest', maris.personId), id, instantText(app.clock.now()));
  const answer = (id: number, said: SuggestionAnswer) =>
    answerSuggestion(app, tablet.write(), tablet.surroundings(), id, said);
  const one = (id: number) => {
    const found = findSuggestion(app.db, tablet.write(), id, today());
    if (found === null) throw new Error(`No suggestion ${id}.`);
    return found;
  };
  const openIds = () =>
    findSuggestions(app.db, tablet.write(), today())
      .filter(canBeAnswered)
      .map(({ id }) => id);
  const ownOf = (who: typeof aija) => findOwnSuggestions(app.db, authorizeOwn(who, 'family.read'), today());
  const requests = () => app.db.$client.prepare('select id, flow, status from request').all();

  beforeEach(() => {
    app = { db: pilotDatabase(), clock: movableClock() };
    maris = actorOf(app.db, 'D05');
    aija = actorOf(app.db, 'P09');
    tablet = tabletOf(app, maris);
  });

  test('two taps make one; another form makes another', () => {
    const id = made({ formKey: 'one' });
    expect(suggests({ formKey: 'one' })).toBe(id);
    expect(suggests({ formKey: 'two' })).not.toBe(id);
    expect(one(id)).toMatchObject({ ...said, byFirstName: 'Aija', answer: null, requestId: null, isNear: true });
    expect(stateOf(one(id))).toBe('waits');
  });

  test('a form that somebody else used makes one of their own', () => {
    const juris = actorOf(app.db, 'P03');
    const id = made({ formKey: 'one' });
    const other = made({ formKey: 'one' }, juris);
    expect(other).not.toBe(id);
    expect(one(other).byFirstName).toBe('Juris');
    // Without a key there are two of them.
    expect(made({ formKey: '' }, juris)).not.toBe(made({ formKey: '' }, juris));
  });

  test('three of one person wait at most; an answer or taking one back makes room', () => {
    const ids = Array.from({ length: MOST_WAITING }, () => made());
    const grant = authorize(app, aija, 'suggest', maris.personId);
    expect([suggests(), canSuggest(app, grant)]).toEqual([null, false]);
    // The second tap of the last one is no fourth, and others are not counted.
    expect(made({}, actorOf(app.db, 'P03'))).toBeGreaterThan(0);
    answer(ids[0] ?? 0, 'do_not_want');
    expect(canSuggest(app, grant)).toBe(true);
    made();
    takeBack(ids[1] ?? 0);
    made();
    expect(suggests()).toBeNull();
    expect(app.db.select().from(suggestion).all()).toHaveLength(6);
  });

  test('only somebody of the circle who is there for the person, not for work', () => {
    for (const number of ['P01', 'P31', 'P05', 'D01', 'D05']) {
      expect(() => suggests({}, actorOf(app.db, number))).toThrow(AccessDenied);
    }
  });

  test('each reads their own alone', () => {
    const juris = actorOf(app.db, 'P03');
    link(app.db, actorOf(app.db, 'D01'), aija, 'family');
    const id = made();
    const ofJuris = made({}, juris);
    const stranger = actorOf(app.db, 'D01');
    expect(ownOf(aija).map((own) => own.id)).toEqual([id]);
    expect(findOwnSuggestions(app.db, authorizeOwn(juris, 'helping.read'), today()).map((own) => own.id)).toEqual([
      ofJuris,
    ]);
    expect(ownOf(actorOf(app.db, 'P05'))).toEqual([]);
    const foreign = authorize(app, stranger, 'request.write', stranger.personId);
    expect(findSuggestions(app.db, foreign, today())).toEqual([]);
    expect(findSuggestion(app.db, foreign, id, today())).toBeNull();
    expect(() => answerSuggestion(app, foreign, tablet.surroundings(), id, 'talk')).toThrow(NotFound);
    // The newest comes first.
    expect(openIds()).toEqual([ofJuris, id]);
  });

  test('what is taken back waits no more; what is answered, and what is not theirs, stays', () => {
    const [first, second] = [made(), made()];
    takeBack(first, actorOf(app.db, 'P03'));
    const janis = actorOf(app.db, 'D01');
    link(app.db, janis, aija, 'family');
    const elsewhere = authorize(app, aija, 'suggest', janis.personId);
    withdrawSuggestion(app.db, elsewhere, first, instantText(app.clock.now()));
    expect(stateOf(one(first))).toBe('waits');
    takeBack(first);
    answer(second, 'talk');
    takeBack(second);
    expect([first, second].map((id) => stateOf(one(id)))).toEqual(['withdrawn', 'talk']);
    expect(openIds()).toEqual([]);
    expect(answer(first, 'want')).toEqual({ outcome: 'stands' });
    expect([stateOf(one(first)), requests()]).toEqual(['withdrawn', []]);
    expect(ownOf(aija).map(stateOf)).toEqual(['talk', 'withdrawn']);
  });

  test.each(['do_not_want', 'talk'] as const)('%s is kept, and the first answer counts', (said) => {
    const id = made();
    expect(answer(id, said)).toEqual({ outcome: 'stands' });
    for (const later of ['want', 'do_not_want', 'talk'] as const) {
      expect(answer(id, later)).toEqual({ outcome: 'stands' });
    }
    expect([one(id).answer, requests()]).toEqual([said, []]);
  });

  test('who wants it has a draft, which is not sent; a second tap finds the same', () => {
    const id = made();
    const begun = answer(id, 'want');
    expect(begun).toMatchObject({ outcome: 'begun' });
    const [draft] = requests();
    expect(draft).toMatchObject({ flow: 'talk', status: 'draft' });
    expect(answer(id, 'want')).toEqual(begun);
    expect(answer(id, 'do_not_want')).toEqual({ outcome: 'stands' });
    expect(requests()).toHaveLength(1);
    expect(one(id)).toMatchObject({ answer: 'want', requestId: (draft as { id: number }).id });
  });

  test('what cannot be asked for now keeps no answer, and can be talked about', () => {
    const id = made({ flow: 'money' });
    const { facts, ...others } = tablet.surroundings();
    const nothing = { ...others, facts: { ...facts, services: [] } };
    expect(answerSuggestion(app, tablet.write(), nothing, id, 'want')).toEqual({ outcome: 'cannot_begin' });
    expect([one(id).answer, requests()]).toEqual([null, []]);
    answer(id, 'talk');
    expect(one(id).answer).toBe('talk');
  });

  test('who has left the circle suggests nothing any more, and reads nothing', () => {
    const [open, answered] = [made(), made()];
    answer(answered, 'do_not_want');
    endLinks(app.db, maris, aija, '2026-11-22');
    expect([openIds(), ownOf(aija)]).toEqual([[], []]);
    expect(one(open)).toMatchObject({ isNear: false, answer: null });
    expect(answer(open, 'want')).toEqual({ outcome: 'stands' });
    expect([one(open).answer, one(answered).answer, requests()]).toEqual([null, 'do_not_want', []]);
    // A link for work is another matter.
    link(app.db, maris, aija, 'social_worker');
    expect(openIds()).toEqual([]);
  });

  test('the decision keeps what was suggested, apart from what a helper thinks', () => {
    const ids = [made(), made({ words: 'Zvani rīt.' }, actorOf(app.db, 'P03'))];
    const begun = ids.map((id) => answer(id, 'want'));
    // A person has one draft of a kind: it grew out of both.
    expect(begun[0]).toEqual(begun[1]);
    const requestId = begun[0]?.outcome === 'begun' ? begun[0].requestId : 0;
    tablet.fill(requestId, { talk_about: 'plan', talk_day: 'unknown', part: 'day' });
    tablet.confirm(requestId);
    expect(tablet.decision(requestId)?.record).toMatchObject({
      opinion: null,
      suggested: [
        { name: 'Aija', words: said.words },
        { name: 'Juris', words: 'Zvani rīt.' },
      ],
    });
    const alone = tablet.ask('goal', { goal_what: 'dream', theme: 'music', help: 'alone' });
    expect(tablet.decision(alone)?.record?.suggested).toEqual([]);
  });
});
