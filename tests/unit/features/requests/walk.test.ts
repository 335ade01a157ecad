import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { person, requestFlows } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import { type Answers, accept, askedQuestions, prune, resumeSlug } from '../../../../src/core/flow/flow.ts';
import { languages, type Text, latvian as t, textIn } from '../../../../src/core/text/text.ts';
import { type Clock, standingClock } from '../../../../src/core/time/clock.ts';
import {
  type Effect,
  type Outcome,
  type PlanState,
  type Problem,
  simulate,
  viewNowThen,
} from '../../../../src/features/changes/index.ts';
import {
  canBegin,
  flows,
  helpOf,
  isForStaffOnly,
  isPrivate,
  kindOf,
  type RequestFacts,
  visitOf,
} from '../../../../src/features/requests/flows.ts';
import {
  gatherFacts,
  type ProposalFacts,
  proposalFacts,
  proposedEffects,
  type RequestFlow,
  type RequestKind,
  type Surroundings,
} from '../../../../src/features/requests/index.ts';
import { choicesOf, describeAnswers, questionText } from '../../../../src/features/requests/words.ts';
import { referenceClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf } from '../../../support/people.ts';
import { alone, monday } from './some-facts.ts';
import { type AnyQuestion, valuesOf, walk } from './walk.ts';

/** What each flow can ask for. */
const kindsOf: Readonly<Record<RequestFlow, readonly RequestKind[]>> = {
  visit: ['another_time', 'cannot_come'],
  away: ['away'],
  often: ['more_often', 'less_often'],
  stop: ['stop_service'],
  person: ['another_person'],
  new: ['something_new'],
  money: ['move_money'],
  way: ['another_way'],
  goal: ['my_plan'],
  wrong: ['something_wrong'],
  talk: ['talk'],
  people: ['my_people'],
  data: ['my_data'],
  relative: ['for_family'],
};

/** What holds of every whole set of answers. */
function holdWhole(flow: RequestFlow, answers: Answers, facts: RequestFacts): void {
  const kind = kindOf(flow, answers, facts);
  assert.ok(kind !== null && kindsOf[flow].includes(kind));
  assert.equal(isPrivate(flow, answers), flow === 'wrong' && answers.reader === 'head');
  assert.equal(visitOf(flow, answers), flow === 'visit' ? Number(answers.visit) : null);
  const { helperId } = helpOf(answers);
  assert.ok(helperId === null || facts.supportPersonIds.includes(helperId));
  assert.ok(helperId === null || !isPrivate(flow, answers));
  // Who looks first reads it all.
  assert.ok(helpOf(answers).mode !== 'look_first' || !isForStaffOnly(flow, answers));
}

describe('every way through each flow, on a small plan', () => {
  // Worked out by hand. Help: alone, or three helpers in two ways = 7; without helpers it is not asked.
  test.each<[RequestFlow, number, number]>([
    // Two visits with 12 days, one with 2 (30 November and 1 December), each with "I do not know"; 4 parts of day.
    ['visit', (2 * 13 * 4 + 3 * 4) * 7 + 3 * 7, 2 * 13 * 4 + 3 * 4 + 3],
    // 10 days to begin, 28 to end and "I do not know", 5 reasons.
    ['away', 10 * 29 * 5 * 7, 10 * 29 * 5],
    // One service comes weekly: 3 ways are more, in each with several days a week, and 2 are less, with 6 days. One does not come:
    // every working day is furthest from that; 2 ways have several days, 3 have 6.
    ['often', (3 + 2 * 6 + 2 + 3 * 6) * 7, 3 + 2 * 6 + 2 + 3 * 6],
    ['stop', 2 * 4 * 5 * 7, 2 * 4 * 5],
    // 3 reasons and "other" have a reader: the worker, and nobody looks first (4), or others too (7). "Not said" and "I do not know" have none.
    ['person', 2 * (4 * (4 + 7) + 2 * 7), 2 * (4 * 2 + 2)],
    // FIZ: move; MUZ: music; PSF: for the family. Each with "I do not know"; 5 rhythms; 4 parts of day.
    ['new', 3 * 2 * 5 * 4 * 7, 3 * 2 * 5 * 4],
    // 125 euros pay 4 of the second (1, 2 or 4); 90 euros pay 7 of the first (1, 2 or 4); each with "I do not know".
    ['money', 2 * 4 * 7, 2 * 4],
    // Only one service has visits.
    ['way', 3 * 3 * 7, 3 * 3],
    // Dream and new goal: 9 themes; a goal: 2 goals and 9 themes; one step.
    ['goal', (9 + 9 + 2 * 9 + 1) * 7, 9 + 9 + 2 * 9 + 1],
    // Of 5 things that are wrong and "I do not know" 4 are asked when (4); afraid is not, nor that somebody looked. The worker with
    // help, or the head without.
    ['wrong', (4 * 4 + 2) * (7 + 1), (4 * 4 + 2) * 2],
    ['talk', 6 * 3 * 4, 6 * 3 * 4],
    // To add: 4 kinds of people and "I do not know", with help; to remove: 4 people and "I do not know", for the worker alone.
    ['people', 5 * 7 + 5, 5 + 5],
    ['data', 3 * 6 * 7, 3 * 6],
    ['relative', 5 * 4, 5 * 4],
  ])('%s: %i with helpers, %i without', (flow, withHelpers, withoutHelpers) => {
    for (const [facts, expected] of [
      [monday, withHelpers],
      [alone, withoutHelpers],
    ] as const) {
      const ways = walk(flows[flow], facts, { whole: (answers) => holdWhole(flow, answers, facts) });
      expect(ways).toBe(expected);
    }
  });

  test('where nobody leads the service, nobody is asked who reads it, and nothing is private', () => {
    const facts = { ...monday, hasHead: false };
    const ways = walk(flows.wrong, facts, {
      whole: (answers) => {
        holdWhole('wrong', answers, facts);
        assert.ok(!isPrivate('wrong', answers));
      },
    });
    expect(ways).toBe((4 * 4 + 2) * 7);
  });

  test('an earlier answer, changed in any whole set, leaves only what is asked and offered, and the rest as it was', () => {
    const wholes = requestFlows.flatMap((flow) => {
      const found: Answers[] = [];
      walk(flows[flow], monday, { whole: (answers) => found.push(answers) });
      return [{ flow, found }];
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...wholes),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        ({ flow, found }, which, position, choice) => {
          const whole = found[which % found.length] ?? {};
          const asked = askedQuestions(flows[flow], whole, monday);
          const question = asked[position % asked.length];
          if (question === undefined) throw new Error('Something is asked.');
          const values = valuesOf(question, whole, monday);
          const value = values[choice % values.length] ?? null;
          const accepted = accept(flows[flow], whole, question, value, monday);
          if (!accepted.isAccepted) throw new Error(accepted.refusal);
          const { answers } = accepted;
          assert.equal(answers[question.id], value);
          expect(prune(flows[flow], answers, monday)).toEqual(answers);
          const still = askedQuestions(flows[flow], answers, monday);
          for (const { id } of still) if (id !== question.id && id in answers) expect(answers[id]).toBe(whole[id]);
          expect(Object.keys(answers).every((id) => still.some((other) => other.id === id))).toBe(true);
          for (const { id } of asked.slice(0, asked.indexOf(question))) expect(answers[id]).toBe(whole[id]);
          // What is missing now is asked for; with all there it is the check.
          const open = still.find(({ id }) => answers[id] === undefined);
          expect(resumeSlug(flows[flow], answers, monday)).toBe(open?.slug ?? 'parbaude');
        },
      ),
      { numRuns: 1500 },
    );
  });
});

/** Everything a screen shows of one question: the same question with the same choices is looked at once. */
function choiceKey({ id }: AnyQuestion, values: readonly string[], answers: Answers): string {
  // Only the number of units is put into words that rest on an earlier answer: the service they are for.
  return JSON.stringify([id, values, id === 'units' ? answers.to_service : null]);
}

type Screen = Readonly<{ flow: RequestFlow; question: AnyQuestion; answers: Answers }>;

/** Every question of every flow with every set of choices that it can have on this plan. */
function everyScreen({ seen }: Seen): readonly Screen[] {
  const screens = new Map<string, Screen>();
  for (const flow of openTo(seen)) {
    walk(flows[flow], seen.facts, {
      question: (question, answers) => {
        const key = flow + choiceKey(question, question.values(answers, seen.facts), answers);
        if (!screens.has(key)) screens.set(key, { flow, question, answers });
      },
    });
  }
  return [...screens.values()];
}

function holdWords(text: Text, { flow, question, answers }: Screen, seen: Surroundings): void {
  assert.notEqual(questionText(text, question.id, answers).trim(), '');
  const choices = choicesOf(text, flow, question.id, answers, seen);
  assert.deepEqual(
    choices.map(({ value }) => value),
    question.values(answers, seen.facts),
  );
  for (const { value, label, text: more, picture, leaf } of choices) {
    const where = `${flow}/${question.id}: ${value}`;
    assert.notEqual(label.trim(), '', where);
    assert.ok(!`${label}${more ?? ''}`.includes('{{'), where);
    // A picture or, for a day, a leaf of the calendar.
    assert.notEqual(picture === undefined, leaf === undefined, where);
  }
  // Two choices that say the same and show the same cannot be told apart.
  const looks = choices.map(({ value: _value, ...look }) => JSON.stringify(look));
  assert.equal(new Set(looks).size, looks.length, `${flow}/${question.id}: ${looks.join()}`);
}

/** The sums of a plan hold together and none is below zero. */
function holdMoney({ balance }: PlanState): void {
  const { allocatedCents, assignedCents, usedCents, bookedCents, leftCents, services } = balance;
  assert.equal(allocatedCents - usedCents - bookedCents, leftCents);
  let [assigned, used, booked] = [0, 0, 0];
  for (const sums of services.values()) {
    assert.equal(sums.assignedCents - sums.usedCents - sums.bookedCents, sums.leftCents);
    assert.equal(sums.assignedUnits - sums.usedUnits - sums.bookedUnits, sums.leftUnits);
    for (const sum of Object.values(sums)) assert.ok(sum >= 0);
    assigned += sums.assignedCents;
    used += sums.usedCents;
    booked += sums.bookedCents;
  }
  assert.deepEqual([assigned, used, booked], [assignedCents, usedCents, bookedCents]);
  assert.ok(allocatedCents >= assignedCents);
  assert.ok(leftCents >= 0);
}

/** What may be in the way of a first proposal: other visits, money, the end of the day. Anything else it should have known. */
const mayBeInTheWay: readonly Problem['reason'][] = ['busy', 'no_money', 'no_units', 'too_late', 'provider_busy'];

function holdProposal(state: PlanState, effects: readonly Effect[], now: Temporal.PlainDateTime): Outcome {
  const outcome = simulate(state, effects, { reason: 'Es tā gribu.', now });
  // Where the money for a new service is short, its visits have nothing to belong to.
  const isWithoutMoney = outcome.problems[0]?.reason === 'no_money' && effects[0]?.kind === 'add_service';
  const surprising = outcome.problems.filter(
    ({ reason }) => !mayBeInTheWay.includes(reason) && !(isWithoutMoney && reason === 'gone'),
  );
  assert.deepEqual(surprising, [], JSON.stringify(effects.slice(0, 2)));
  holdMoney(outcome.after);
  const view = viewNowThen(state, outcome, { now });
  assert.equal(view.total.afterCents, outcome.after.balance.leftCents);
  assert.equal(view.isSame, view.week === null && view.services.length === 0 && view.free === null);
  for (const { before, after } of view.services) {
    for (const sum of [...Object.values(before ?? {}), ...Object.values(after)]) assert.ok(sum >= 0);
  }
  if (view.shortage !== null) {
    const { missingCents, reach, instead } = view.shortage;
    assert.ok(missingCents > 0);
    for (const { units, cents } of instead) {
      assert.ok(units > 0);
      assert.equal(cents >= missingCents, reach === 'each');
    }
    const together = instead.reduce((sum, { cents }) => sum + cents, 0);
    assert.equal(together >= missingCents, reach === 'each' || reach === 'together');
  }
  return outcome;
}

/** Who helps to decide and why something is wished for is no part of what it would mean. */
const withoutMeaning: readonly string[] = ['help', 'away_why', 'stop_why'];
/** Of so many ways one is worked out anew, to see that those answers really mean nothing. */
const LOOKED_AT_AGAIN = 50;

/** How many ways there are, and how many different changes they propose. */
type Count = Readonly<{ ways: number; proposals: number }>;

/** Walks one flow on a person's real plan with every check there is. Each different meaning is worked out once. */
function walkFor(flow: RequestFlow, seen: Surroundings, around: ProposalFacts): Count {
  const { facts, state } = seen;
  const proposals = new Map<string, string | null>();
  const held = new Set<string>();
  let count = 0;
  const propose = (answers: Answers) => (state === null ? null : proposedEffects(flow, answers, state, around));
  const ways = walk(flows[flow], facts, {
    whole: (answers, ids) => {
      holdWhole(flow, answers, facts);
      const asAsked = describeAnswers(t, flow, answers, seen);
      assert.equal(asAsked.length, ids.length);
      for (const { question, answer } of asAsked) assert.ok(question.trim() !== '' && answer.trim() !== '');
      const meaning = Object.entries(answers).filter(([id]) => !withoutMeaning.includes(id));
      const key = JSON.stringify(meaning);
      count += 1;
      const known = proposals.get(key);
      if (known !== undefined && count % LOOKED_AT_AGAIN !== 0) return;
      const effects = propose(answers);
      const text = effects === null ? null : JSON.stringify(effects);
      if (known !== undefined) assert.equal(text, known);
      proposals.set(key, text);
      if (state === null || effects === null || text === null || held.has(text)) return;
      held.add(text);
      holdProposal(state, effects, around.now);
    },
  });
  return { ways, proposals: held.size };
}

let db: Database;
beforeAll(() => {
  db = pilotDatabase();
});

type Seen = Readonly<{ seen: Surroundings; around: ProposalFacts }>;

/** What somebody can ask of a participant's plan, at a time. */
function seenBy(actor: Actor, participantId: number, clock: Clock): Seen {
  const app = { db, clock };
  const ability = actor.personId === participantId ? 'request.write' : 'own.request';
  const circle = authorize(app, actor, 'circle.read', participantId);
  const seen = gatherFacts(app, authorize(app, actor, ability, participantId), circle);
  return { seen, around: proposalFacts(app, seen) };
}

function openTo({ facts }: Surroundings): readonly RequestFlow[] {
  return requestFlows.filter((flow) => canBegin(flow, facts));
}

/** Ways of each flow that can be begun; of flows that mean something for the plan at least one proposal was looked at. */
function countAll(of: Seen): Partial<Record<RequestFlow, number>> {
  const counts = openTo(of.seen).map((flow) => [flow, walkFor(flow, of.seen, of.around)] as const);
  for (const [flow, { proposals }] of counts) {
    const meansNothing = ['person', 'goal', 'talk', 'people', 'data'].includes(flow);
    expect([flow, proposals > 0]).toEqual([flow, !meansNothing && of.seen.facts.planToOn !== null]);
  }
  return Object.fromEntries(counts.map(([flow, { ways }]) => [flow, ways]));
}

const MINUTE = 60_000;

// "Often": who comes twice a week has 2 more rhythms with several days a week and 3 with one (2 + 3 × 6 = 20), everybody else here 3
// and 2 (3 + 2 × 6 = 15). "Person", with one helper: 4 services, 4 reasons with a reader (2 or 3 ways to decide) and 2 without (3).
describe('every way through each flow, on the pilot’s own plans, with its words and what it would mean', () => {
  test.each<[string, Record<RequestFlow, number>]>([
    [
      'D01',
      {
        visit: 3657,
        away: 4350,
        often: 3 * (15 + 20 + 15 + 15),
        stop: 240,
        person: 104,
        new: 1920,
        money: 180,
        way: 108,
        goal: 117,
        wrong: 168,
        talk: 216,
        people: 20,
        data: 54,
        relative: 100,
      },
    ],
    [
      'D03',
      {
        visit: 2097,
        away: 3675,
        often: 3 * (15 + 15 + 15 + 15),
        stop: 240,
        person: 104,
        new: 2100,
        money: 57,
        way: 108,
        goal: 84,
        wrong: 168,
        talk: 216,
        people: 19,
        data: 54,
        relative: 100,
      },
    ],
    [
      'D05',
      {
        visit: 3816,
        away: 4350,
        often: 3 * (15 + 15 + 15 + 15),
        stop: 240,
        person: 104,
        new: 1980,
        money: 180,
        way: 108,
        goal: 117,
        wrong: 168,
        talk: 216,
        people: 19,
        data: 54,
        relative: 100,
      },
    ],
    [
      'D10',
      {
        visit: 1272,
        away: 1450,
        often: 20 + 15 + 15,
        stop: 60,
        person: 30,
        new: 700,
        money: 30,
        way: 27,
        goal: 28,
        wrong: 84,
        talk: 216,
        people: 7,
        data: 18,
        relative: 100,
      },
    ],
    [
      'D11',
      {
        visit: 848,
        away: 1450,
        often: 15 + 15 + 15,
        stop: 60,
        person: 30,
        new: 660,
        money: 30,
        way: 27,
        goal: 28,
        wrong: 76,
        talk: 216,
        people: 9,
        data: 18,
        relative: 100,
      },
    ],
  ])(
    '%s',
    (number, expected) => {
      const actor = actorOf(db, number);
      expect(countAll(seenBy(actor, actor.personId, referenceClock))).toEqual(expected);
    },
    2 * MINUTE,
  );

  test('after the plan’s end one can still say what is wrong, talk, and have a say in one’s people and data', () => {
    const andris = actorOf(db, 'D03');
    const after = seenBy(andris, andris.personId, standingClock('2027-01-11T08:00:00Z'));
    expect(countAll(after)).toEqual({
      wrong: (4 * 2 + 2) * (3 + 1),
      talk: 216,
      people: 5 * 3 + 4,
      data: 3 * 6 * 3,
    });
  });

  test('so one can without any plan', () => {
    const { id: personId } = db
      .insert(person)
      .values({
        municipalityId: actorOf(db, 'D01').municipalityId,
        number: 'D99',
        role: 'participant',
        firstName: 'Zane',
        lastName: 'Jauna',
        vocative: 'Zane',
        gender: 'female',
        bornOn: '1990-01-01',
      })
      .returning()
      .get();
    expect(countAll(seenBy(actorOf(db, 'D99'), personId, referenceClock))).toEqual({
      wrong: (4 * 2 + 2) * 2,
      talk: 216,
      // Nobody can be taken away where nobody is.
      people: 5,
      data: 3 * 6,
    });
  });

  test.each([
    ['the sister of D05', 'P09', 'D05'],
    ['the mother of D11', 'P11', 'D11'],
    ['the guardian of D03', 'P08', 'D03'],
  ])('%s asks for services of the family', (_name, relative, number) => {
    const of = seenBy(actorOf(db, relative), actorOf(db, number).personId, referenceClock);
    expect(walkFor('relative', of.seen, of.around)).toMatchObject({ ways: 100 });
  });
});

describe.each(languages)('each choice of each question has its words and its picture, in %s', (language) => {
  test.each([['D01'], ['D03'], ['D05'], ['D10'], ['D11']])('%s', (number) => {
    const actor = actorOf(db, number);
    const of = seenBy(actor, actor.personId, referenceClock);
    const screens = everyScreen(of);
    expect(new Set(screens.map(({ flow }) => flow))).toEqual(new Set(requestFlows));
    for (const screen of screens) holdWords(textIn(language), screen, of.seen);
  });
});
