import { type Answers, type Flow, findQuestion, prune, resumeSlug, UNKNOWN } from '../../core/flow/flow.ts';
import { type Rhythm, rhythms, visitsInWeek } from '../changes/index.ts';
import type { RequestFlow, RequestKind } from './rules.ts';
import { answersWish, wishes } from './wishes.ts';

/** A service of the plan, as far as questions need it. */
export type ServiceFact = Readonly<{
  /** Of the service in the plan. */
  id: number;
  priceCents: number;
  leftUnits: number;
  /** Visits that stand in the four whole weeks to come. */
  visitsInFourWeeks: number;
}>;

/** What the questions need to know about the person's plan, week and people; days `YYYY-MM-DD`, times `HH:MM`. */
export type RequestFacts = Readonly<{
  today: string;
  /** The plan's last day; null without a plan. */
  planToOn: string | null;
  /** The visits that can still be changed, the next first. */
  visits: readonly Readonly<{ id: number; heldOn: string; planToOn: string }>[];
  /** The visits of the last weeks, the newest first. */
  recentVisitIds: readonly number[];
  /** The person's own services in the plan. */
  services: readonly ServiceFact[];
  /** The services that are not in the plan. */
  catalogue: readonly Readonly<{ id: number; code: string; audience: 'participant' | 'family' }>[];
  /** Services for relatives: in the plan or not. */
  familyServiceIds: readonly number[];
  goalCount: number;
  /** The steps that are still ahead: `goal.step`, both from 0. */
  openSteps: readonly string[];
  /** Support persons who can help to decide. */
  supportPersonIds: readonly number[];
  /** Everybody of the circle. */
  circleIds: readonly number[];
  /** Whether somebody leads the service, to whom one can go past the named worker. */
  hasHead: boolean;
  /** The next working days: today only until its morning is over. */
  workingDays: readonly string[];
}>;

export type QuestionId =
  | 'visit'
  | 'what'
  | 'day'
  | 'part'
  | 'help'
  | 'away_from'
  | 'away_until'
  | 'away_why'
  | 'service'
  | 'rhythm'
  | 'weekday'
  | 'stop_from'
  | 'stop_why'
  | 'person_why'
  | 'person_reader'
  | 'wish'
  | 'new_service'
  | 'new_rhythm'
  | 'from_service'
  | 'to_service'
  | 'units'
  | 'way'
  | 'which'
  | 'goal_what'
  | 'goal'
  | 'step'
  | 'theme'
  | 'wrong_what'
  | 'about'
  | 'reader'
  | 'talk_about'
  | 'talk_day'
  | 'people_what'
  | 'people_kind'
  | 'people_who'
  | 'data_what'
  | 'data_about'
  | 'family_service';

export type RequestQuestion = Flow<RequestFacts, QuestionId>['questions'][number];
export type RequestFlowData = Flow<RequestFacts, QuestionId>;

/** Part of day a person can wish for. */
export const partsOfDay = ['morning', 'day', 'evening'] as const;
/** Monday to Friday, as ISO 8601 counts. */
export const weekdays = ['1', '2', '3', '4', '5'] as const;

const DAYS_OFFERED = 12;
const AWAY_BEGINS_WITHIN_DAYS = 10;
const AWAY_LASTS_AT_MOST_DAYS = 28;
const SATURDAY = 6;
const UNITS_OFFERED = [1, 2, 4, 8] as const;

/** The most rhythms that one screen holds. */
const RHYTHMS_OFFERED = 5;
/** How often something new can come. */
const newRhythms = ['twice_week', 'weekly', 'second_week', 'monthly'] as const satisfies readonly Rhythm[];

/** How many visits of each rhythm four weeks have. */
export const visitsInFourWeeks: Readonly<Record<Rhythm, number>> = {
  workdays: 20,
  three_week: 12,
  twice_week: 8,
  weekly: 4,
  second_week: 2,
  monthly: 1,
};

const always = (...values: readonly string[]) => ({ values: () => values });
const unknownToo = { canBeUnknown: true } as const;
const known = { canBeUnknown: false } as const;

/** As long as nobody has said "I cannot come", the wished time counts as a step, so that the steps never become more. */
const isAnotherTime = (answers: Answers) => answers.what !== 'cannot_come';

const part: RequestQuestion = { id: 'part', slug: 'laiks', ...always(...partsOfDay), ...unknownToo };

const help: RequestQuestion = {
  id: 'help',
  slug: 'palidziba',
  isAsked: (_answers, facts) => facts.supportPersonIds.length > 0,
  values: (_answers, facts) => [
    'alone',
    ...facts.supportPersonIds.flatMap((id) => [`beside:${id}`, `look_first:${id}`]),
  ],
  ...known,
};

const serviceIds = (services: readonly ServiceFact[]) => services.map(({ id }) => String(id));
const withVisits = ({ services }: RequestFacts) => services.filter((service) => service.visitsInFourWeeks > 0);

/** A service that has visits or could have some. */
const service: RequestQuestion = {
  id: 'service',
  slug: 'pakalpojums',
  values: (_answers, { services }) =>
    serviceIds(services.filter((candidate) => candidate.leftUnits > 0 || candidate.visitsInFourWeeks > 0)),
  ...known,
};
const anyService: RequestQuestion = { ...service, values: (_answers, { services }) => serviceIds(services) };
const visitedService: RequestQuestion = { ...service, values: (_answers, facts) => serviceIds(withVisits(facts)) };

/** "Es gribu citu laiku" and "Es nevaru atnākt": one flow, since people often know only after "which visit" what they want. */
const visit: RequestFlowData = {
  id: 'visit',
  questions: [
    { id: 'visit', slug: 'tiksanas', values: (_answers, { visits }) => visits.map(({ id }) => String(id)), ...known },
    { id: 'what', slug: 'kas', ...always('another_time', 'cannot_come'), ...known },
    { id: 'day', slug: 'diena', isAsked: isAnotherTime, values: offeredDays, ...unknownToo },
    { ...part, isAsked: isAnotherTime },
    help,
  ],
};

const away: RequestFlowData = {
  id: 'away',
  questions: [
    {
      id: 'away_from',
      slug: 'no',
      values: (_answers, { today, planToOn }) => daysFrom(today, AWAY_BEGINS_WITHIN_DAYS, planToOn),
      ...known,
    },
    {
      id: 'away_until',
      slug: 'lidz',
      values: ({ away_from }, { planToOn }) =>
        away_from === undefined ? [] : daysFrom(away_from, AWAY_LASTS_AT_MOST_DAYS, planToOn),
      ...unknownToo,
    },
    { id: 'away_why', slug: 'kapec', ...always('ill', 'trip', 'rest', 'other'), ...unknownToo },
    help,
  ],
};

/**
 * The rhythms that are another one than now, the most often first: of more than one screen holds those that are nearest.
 *
 * @param count visits in four weeks
 */
function otherRhythms(count: number): readonly Rhythm[] {
  const distance = (rhythm: Rhythm) => Math.abs(visitsInFourWeeks[rhythm] - count);
  const nearest = rhythms.toSorted((a, b) => distance(a) - distance(b));
  // One visit called off, or one more than usual, is no other rhythm.
  const now = count === 0 ? undefined : nearest.find((rhythm) => distance(rhythm) <= 1);
  const offered = nearest.filter((rhythm) => rhythm !== now).slice(0, RHYTHMS_OFFERED);
  return rhythms.filter((rhythm) => offered.includes(rhythm));
}

const often: RequestFlowData = {
  id: 'often',
  questions: [
    service,
    {
      id: 'rhythm',
      slug: 'cik-biezi',
      values: (answers, { services }) =>
        otherRhythms(services.find(({ id }) => String(id) === answers.service)?.visitsInFourWeeks ?? 0),
      ...known,
    },
    {
      id: 'weekday',
      slug: 'diena',
      // Where a week has several visits, one day of the week says nothing.
      isAsked: ({ rhythm: name }) => {
        const rhythm = rhythms.find((candidate) => candidate === name);
        return rhythm === undefined || visitsInWeek(rhythm, 0) === 1;
      },
      ...always(...weekdays),
      ...unknownToo,
    },
    help,
  ],
};

const stop: RequestFlowData = {
  id: 'stop',
  questions: [
    anyService,
    { id: 'stop_from', slug: 'kad', ...always('now', 'after_next', 'month_end'), ...unknownToo },
    { id: 'stop_why', slug: 'kapec', ...always('dislike', 'no_need', 'tired', 'other'), ...unknownToo },
    help,
  ],
};

const saysWhy = ({ person_why }: Answers) => person_why !== 'not_said' && person_why !== UNKNOWN;
/** Why somebody wants another person is for the worker alone, until the person says that others may read it. */
const isReasonForWorker = (answers: Answers) => saysWhy(answers) && answers.person_reader !== 'both';

const person: RequestFlowData = {
  id: 'person',
  questions: [
    anyService,
    {
      id: 'person_why',
      slug: 'kapec',
      ...always('no_understanding', 'unkind', 'want_new', 'other', 'not_said'),
      ...unknownToo,
    },
    { id: 'person_reader', slug: 'kas-lasa', isAsked: saysWhy, ...always('worker', 'both'), ...known },
    {
      ...help,
      // Who looks first reads the reason.
      values: (answers, facts) =>
        help
          .values(answers, facts)
          .filter((value) => !isReasonForWorker(answers) || helpOf({ help: value }).mode !== 'look_first'),
    },
  ],
};

const newRhythm: RequestQuestion = { id: 'new_rhythm', slug: 'cik-biezi', ...always(...newRhythms), ...unknownToo };

const fresh: RequestFlowData = {
  id: 'new',
  questions: [
    {
      id: 'wish',
      slug: 'ko-es-gribu',
      values: (_answers, { catalogue }) =>
        wishes.filter((wish) => catalogue.some((candidate) => answersWish(wish, candidate))),
      ...known,
    },
    {
      id: 'new_service',
      slug: 'pakalpojums',
      values: (answers, { catalogue }) => {
        const wish = wishes.find((name) => name === answers.wish);
        return catalogue
          .filter((candidate) => wish !== undefined && answersWish(wish, candidate))
          .map(({ id }) => String(id));
      },
      ...unknownToo,
    },
    newRhythm,
    part,
    help,
  ],
};

/** The most units of a service that this much money pays. */
const affordable = (cents: number, { priceCents }: ServiceFact) => Math.floor(cents / priceCents);

/** The services of which what is left of this one pays at least one unit. */
const receiving = (from: ServiceFact, services: readonly ServiceFact[]) =>
  services.filter((to) => to.id !== from.id && affordable(from.leftUnits * from.priceCents, to) > 0);

const giving = ({ from_service }: Answers, { services }: RequestFacts) =>
  services.find(({ id }) => String(id) === from_service);

const money: RequestFlowData = {
  id: 'money',
  questions: [
    {
      id: 'from_service',
      slug: 'no-kura',
      values: (_answers, { services }) => serviceIds(services.filter((from) => receiving(from, services).length > 0)),
      ...known,
    },
    {
      id: 'to_service',
      slug: 'uz-kuru',
      values: (answers, facts) => {
        const from = giving(answers, facts);
        return from === undefined ? [] : serviceIds(receiving(from, facts.services));
      },
      ...known,
    },
    {
      id: 'units',
      slug: 'cik',
      values: (answers, facts) => {
        const from = giving(answers, facts);
        const to = facts.services.find(({ id }) => String(id) === answers.to_service);
        if (from === undefined || to === undefined) return [];
        const most = affordable(from.leftUnits * from.priceCents, to);
        return UNITS_OFFERED.filter((units) => units <= most).map(String);
      },
      ...unknownToo,
    },
    help,
  ],
};

const way: RequestFlowData = {
  id: 'way',
  questions: [
    visitedService,
    { id: 'way', slug: 'ka', ...always('home', 'remote', 'there'), ...known },
    { id: 'which', slug: 'kuras', ...always('next', 'all'), ...unknownToo },
    help,
  ],
};

const goal: RequestFlowData = {
  id: 'goal',
  questions: [
    {
      id: 'goal_what',
      slug: 'kas',
      values: (_answers, { goalCount, openSteps }) => [
        'dream',
        ...(goalCount > 0 ? ['goal'] : []),
        'new_goal',
        ...(openSteps.length > 0 ? ['step_done'] : []),
      ],
      ...known,
    },
    {
      id: 'goal',
      slug: 'merkis',
      // Counts as asked until it is known, so that the steps never become more.
      isAsked: ({ goal_what }, { goalCount }) => goal_what === 'goal' || (goal_what === undefined && goalCount > 0),
      values: (_answers, { goalCount }) => Array.from({ length: goalCount }, (_, index) => String(index)),
      ...known,
    },
    {
      id: 'step',
      slug: 'solis',
      isAsked: ({ goal_what }) => goal_what === 'step_done',
      values: (_answers, { openSteps }) => openSteps,
      ...known,
    },
    {
      id: 'theme',
      slug: 'par-ko',
      isAsked: ({ goal_what }) => goal_what !== 'step_done',
      ...always(...wishes),
      ...unknownToo,
    },
    help,
  ],
};

const goesToHead = ({ reader }: Answers) => reader === 'head';

const wrong: RequestFlowData = {
  id: 'wrong',
  questions: [
    {
      id: 'wrong_what',
      slug: 'kas',
      ...always('did_not_happen', 'did_not_like', 'afraid', 'looked', 'other'),
      ...unknownToo,
    },
    {
      id: 'about',
      slug: 'par-ko',
      // Who is afraid is not asked for a date, and to look is no visit.
      isAsked: ({ wrong_what }) => wrong_what !== 'afraid' && wrong_what !== 'looked',
      values: (_answers, { recentVisitIds }) => [...recentVisitIds.map(String), 'other'],
      ...unknownToo,
    },
    // Without a head there is nothing to choose: the worker reads it.
    {
      id: 'reader',
      slug: 'kas-lasa',
      isAsked: (_answers, { hasHead }) => hasHead,
      ...always('worker', 'head'),
      ...known,
    },
    // What goes to the head goes past the support person.
    { ...help, isAsked: (answers, facts) => !goesToHead(answers) && facts.supportPersonIds.length > 0 },
  ],
};

const talk: RequestFlowData = {
  id: 'talk',
  questions: [
    { id: 'talk_about', slug: 'par-ko', ...always('plan', 'money', 'visits', 'people', 'other'), ...unknownToo },
    { id: 'talk_day', slug: 'diena', values: (_answers, { workingDays }) => workingDays, ...unknownToo },
    part,
  ],
};

const isRemoval = ({ people_what }: Answers) => people_what === 'remove';

/** Who belongs to the circle: the desk makes the links, and the person asks for them. */
const people: RequestFlowData = {
  id: 'people',
  questions: [
    {
      id: 'people_what',
      slug: 'kas',
      values: (_answers, { circleIds }) => ['add', ...(circleIds.length > 0 ? ['remove'] : [])],
      ...known,
    },
    {
      id: 'people_kind',
      slug: 'kads',
      isAsked: ({ people_what }) => people_what !== 'remove',
      ...always('family', 'friend', 'support_person', 'other'),
      ...unknownToo,
    },
    {
      id: 'people_who',
      slug: 'kurs',
      isAsked: isRemoval,
      values: (_answers, { circleIds }) => circleIds.map(String),
      ...unknownToo,
    },
    // Whom the person does not want is for the worker alone.
    { ...help, isAsked: (answers, facts) => !isRemoval(answers) && facts.supportPersonIds.length > 0 },
  ],
};

/** What is kept about the person: to be corrected or erased (GDPR, articles 16 and 17). */
const data: RequestFlowData = {
  id: 'data',
  questions: [
    { id: 'data_what', slug: 'kas', ...always('correct', 'erase'), ...unknownToo },
    { id: 'data_about', slug: 'par-ko', ...always('me', 'plan', 'money', 'visits', 'people'), ...unknownToo },
    help,
  ],
};

const relative: RequestFlowData = {
  id: 'relative',
  questions: [
    {
      id: 'family_service',
      slug: 'pakalpojums',
      values: (_answers, { familyServiceIds }) => familyServiceIds.map(String),
      ...known,
    },
    newRhythm,
    part,
  ],
};

/** Every request a person can make, as questions: at most five each. */
export const flows: Readonly<Record<RequestFlow, RequestFlowData>> = {
  visit,
  away,
  often,
  stop,
  person,
  new: fresh,
  money,
  way,
  goal,
  wrong,
  talk,
  people,
  data,
  relative,
};

/** These need no plan: one can always talk, say that something is wrong, and have a say in one's people and data. */
const withoutPlan: readonly RequestFlow[] = ['wrong', 'talk', 'people', 'data'];

/** Whether the first question has anything to offer: a request that cannot be begun is not offered. */
export function canBegin(flow: RequestFlow, facts: RequestFacts): boolean {
  const [first] = flows[flow].questions;
  const hasGround = facts.planToOn !== null || withoutPlan.includes(flow);
  return hasGround && first !== undefined && first.values({}, facts).length > 0;
}

/**
 * The days that can be wished for instead: from tomorrow or the Monday of the visit's week, whichever is later, to the
 * plan's end. Weekends only when the visit itself is on one.
 */
export function offeredDays(answers: Answers, facts: RequestFacts): readonly string[] {
  const visit = facts.visits.find((candidate) => String(candidate.id) === answers.visit);
  if (visit === undefined) return [];
  const heldOn = Temporal.PlainDate.from(visit.heldOn);
  const tomorrow = Temporal.PlainDate.from(facts.today).add({ days: 1 });
  const monday = heldOn.subtract({ days: heldOn.dayOfWeek - 1 });
  const withWeekend = heldOn.dayOfWeek >= SATURDAY;
  const days: string[] = [];
  for (
    let day = Temporal.PlainDate.compare(tomorrow, monday) > 0 ? tomorrow : monday;
    days.length < DAYS_OFFERED && day.toString() <= visit.planToOn;
    day = day.add({ days: 1 })
  ) {
    if (withWeekend || day.dayOfWeek < SATURDAY) days.push(day.toString());
  }
  return days;
}

/** So many days from this one on, none after the plan's end. */
function daysFrom(first: string, count: number, planToOn: string | null): readonly string[] {
  const day = Temporal.PlainDate.from(first);
  return Array.from({ length: count }, (_, index) => day.add({ days: index }).toString()).filter(
    (on) => planToOn !== null && on <= planToOn,
  );
}

/** The question at this part of an address; null where the draft does not ask it, or not any more. */
export function questionAt(
  { flow, answers }: Readonly<{ flow: RequestFlow; answers: Answers }>,
  { facts }: Readonly<{ facts: RequestFacts }>,
  slug: string,
): RequestQuestion | null {
  return findQuestion(flows[flow], prune(flows[flow], answers, facts), facts, slug);
}

/** Where a draft goes on: the first question without an answer, or the check. */
export function resumeRequest(
  { flow, answers }: Readonly<{ flow: RequestFlow; answers: Answers }>,
  { facts }: Readonly<{ facts: RequestFacts }>,
): string {
  return resumeSlug(flows[flow], answers, facts);
}

export type Help =
  | Readonly<{ mode: 'alone'; helperId: null }>
  | Readonly<{ mode: 'beside' | 'look_first'; helperId: number }>;

/** How the person wants to decide; alone where there is nobody to ask. */
export function helpOf(answers: Answers): Help {
  const [mode, id] = (answers.help ?? 'alone').split(':');
  if ((mode === 'beside' || mode === 'look_first') && id !== undefined) return { mode, helperId: Number(id) };
  return { mode: 'alone', helperId: null };
}

const kindOfFlow: Readonly<Record<Exclude<RequestFlow, 'visit' | 'often'>, RequestKind>> = {
  away: 'away',
  stop: 'stop_service',
  person: 'another_person',
  new: 'something_new',
  money: 'move_money',
  way: 'another_way',
  goal: 'my_plan',
  wrong: 'something_wrong',
  talk: 'talk',
  people: 'my_people',
  data: 'my_data',
  relative: 'for_family',
};

/** What is asked for; null as long as the answers do not say it. */
export function kindOf(flow: RequestFlow, answers: Answers, facts: RequestFacts): RequestKind | null {
  if (flow === 'visit') {
    return answers.what === 'another_time' || answers.what === 'cannot_come' ? answers.what : null;
  }
  if (flow !== 'often') return kindOfFlow[flow];
  const rhythm = rhythms.find((name) => name === answers.rhythm);
  const service = facts.services.find(({ id }) => String(id) === answers.service);
  if (rhythm === undefined || service === undefined) return null;
  return visitsInFourWeeks[rhythm] > service.visitsInFourWeeks ? 'more_often' : 'less_often';
}

/** Whether it goes past the support person and the named worker to the head of the service. */
export function isPrivate(flow: RequestFlow, answers: Answers): boolean {
  return flow === 'wrong' && goesToHead(answers);
}

/**
 * Whether nobody but those who answer may read it besides the person: what goes to the head, a reason that is for the worker,
 * and whom the person does not want near.
 */
export function isForStaffOnly(flow: RequestFlow, answers: Answers): boolean {
  return (
    isPrivate(flow, answers) ||
    (flow === 'person' && isReasonForWorker(answers)) ||
    (flow === 'people' && isRemoval(answers))
  );
}

/** Whose services a request can touch: the family asks for its own, the participant for theirs. */
export function audienceOf(flow: RequestFlow): 'participant' | 'family' {
  return flow === 'relative' ? 'family' : 'participant';
}

/** The visit that is to be moved or called off, or null. */
export function visitOf(flow: RequestFlow, answers: Answers): number | null {
  return flow === 'visit' && answers.visit !== undefined ? Number(answers.visit) : null;
}
