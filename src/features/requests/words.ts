import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { type Answers, askedQuestions, prune, UNKNOWN } from '../../core/flow/flow.ts';
import { wholeEuros, wholeEurosUp } from '../../core/money/euros.ts';
import { type PictureName, pictureOfService } from '../../core/pictures/pictures.ts';
import type { Text } from '../../core/text/text.ts';
import { calendarLeaf, capitalized, dateText, dayText, timeRangeText } from '../../core/time/words.ts';
import { balanceOfService, findService } from '../changes/index.ts';
import { pictureOfLink } from '../circle/index.ts';
import { sentences } from '../plan/index.ts';
import { findVisit } from '../visits/index.ts';
import { flows, type QuestionId } from './flows.ts';
import type { Surroundings } from './gather-facts.ts';
import { type AskingAbility, isForChild, type RequestFlow } from './rules.ts';
import { type AsAsked, findEvents, type Request } from './store.ts';
import type { RequestView } from './view.ts';

/** One choice as the screen shows it. */
export type ChoiceView = Readonly<{
  value: string;
  label: string;
  text?: string;
  picture?: PictureName;
  leaf?: Readonly<{ day: number; weekday: string; month: string }>;
}>;

const wishPictures = {
  meet_people: 'people',
  feel_well: 'service-psychologist',
  work: 'service-job-coach',
  learn: 'service-teacher',
  move: 'service-physio',
  music: 'service-music',
  help_at_home: 'service-home-care',
  help_for_family: 'family',
} as const;
const newRhythmPictures = {
  twice_week: 'more',
  weekly: 'week',
  second_week: 'another-time',
  monthly: 'calendar',
} as const;

/** Answers that are the same for everybody, each with its picture. */
const choicePictures = {
  what: { another_time: 'another-time', cannot_come: 'cannot-come' },
  part: { morning: 'morning', day: 'day', evening: 'evening' },
  away_why: { ill: 'ill', trip: 'service-respite-away', rest: 'service-respite-home', other: 'service-other' },
  rhythm: { workdays: 'more', three_week: 'more', ...newRhythmPictures },
  new_rhythm: newRhythmPictures,
  stop_from: { now: 'cancelled', after_next: 'planned', month_end: 'calendar' },
  stop_why: { dislike: 'sad', no_need: 'nothing', tired: 'tired', other: 'service-other' },
  person_why: { no_understanding: 'talk', unkind: 'sad', want_new: 'change', other: 'service-other', not_said: 'lock' },
  person_reader: { worker: 'social-worker', both: 'people' },
  wish: wishPictures,
  way: { home: 'home', remote: 'remote', there: 'place' },
  which: { next: 'planned', all: 'week' },
  goal_what: { dream: 'dream', goal: 'goal', new_goal: 'more', step_done: 'step-done' },
  theme: wishPictures,
  wrong_what: {
    did_not_happen: 'did-not-happen',
    did_not_like: 'sad',
    afraid: 'afraid',
    looked: 'eye',
    other: 'service-other',
  },
  people_what: { add: 'more', remove: 'less' },
  people_kind: { family: 'family', friend: 'together', support_person: 'support-person', other: 'person' },
  data_what: { correct: 'edit', erase: 'cancelled' },
  data_about: { me: 'person', plan: 'plan', money: 'money', visits: 'week', people: 'people' },
  talk_about: { plan: 'plan', money: 'money', visits: 'week', people: 'people', other: 'service-other' },
} as const satisfies Partial<Record<QuestionId, Readonly<Record<string, PictureName>>>>;

type Fixed = typeof choicePictures;
type ChoiceKey = { [Q in keyof Fixed]: `${Q}.${keyof Fixed[Q] & string}` }[keyof Fixed];

/** Those that need a word more. */
const explainedChoices = [
  'what.another_time',
  'what.cannot_come',
  'part.morning',
  'part.day',
  'part.evening',
  'person_reader.worker',
  'person_reader.both',
  'way.remote',
] as const satisfies readonly ChoiceKey[];

/** Every choice of a question in words and pictures. */
export function choicesOf(
  t: Text,
  flow: RequestFlow,
  question: QuestionId,
  answers: Answers,
  surroundings: Surroundings,
): readonly ChoiceView[] {
  const { facts } = surroundings;
  const values = flows[flow].questions.find(({ id }) => id === question)?.values(answers, facts) ?? [];
  return values.map((value) => viewChoice(t, question, value, answers, surroundings));
}

/** The question as it is put to the person. */
export function questionText(t: Text, question: QuestionId, { goal_what }: Answers): string {
  return question === 'theme'
    ? t('requests:question.theme', { context: goal_what === 'dream' ? 'dream' : 'goal' })
    : t(`requests:question.${question}`);
}

/** Each asked question with its answer in the words of the screen; kept with the request when it is sent. */
export function describeAnswers(t: Text, flow: RequestFlow, answers: Answers, surroundings: Surroundings): AsAsked {
  return summarize(t, flow, answers, surroundings).map(({ question, answer }) => ({ question, answer }));
}

/** The rows of the check page. */
export function summarize(
  t: Text,
  flow: RequestFlow,
  answers: Answers,
  surroundings: Surroundings,
): readonly Readonly<{ slug: string; question: string; answer: string; picture: PictureName }>[] {
  return askedQuestions(flows[flow], answers, surroundings.facts).map(({ id, slug }) => {
    const value = answers[id] ?? UNKNOWN;
    const choice = value === UNKNOWN ? null : viewChoice(t, id, value, answers, surroundings);
    return {
      slug,
      question: questionText(t, id, answers),
      answer: choice === null ? t('requests:unknown') : answerText(id, choice),
      picture: choice === null ? 'dont-know' : (choice.picture ?? 'calendar'),
    };
  });
}

/** Of a visit, when it is belongs to the answer. */
function answerText(question: QuestionId, { label, text }: ChoiceView): string {
  const isVisit = question === 'visit' || question === 'about';
  return isVisit && text !== undefined ? `${label}. ${text}` : label;
}

type Words = (t: Text, value: string, answers: Answers, surroundings: Surroundings) => Omit<ChoiceView, 'value'>;

const visitWords: Words = (t, value, _answers, { visits, facts }) => {
  const visit = visits.find(({ id }) => String(id) === value);
  if (visit === undefined) throw new Error('A visit that is not offered has no words.');
  return {
    label: visit.serviceName,
    text: t('requests:visitWhen', {
      day: dayText(t, visit.heldOn, Temporal.PlainDate.from(facts.today)),
      time: timeRangeText(t, visit.startTime, visit.endTime),
    }),
    picture: pictureOfService(visit.serviceCode),
  };
};

const dayWords: Words = (t, value) => ({ label: capitalized(dateText(t, value)), leaf: calendarLeaf(t, value) });

const serviceWords: Words = (_t, value, _answers, { state }) => {
  const service = state && findService(state, Number(value));
  if (service === null) throw new Error('A service that is not offered has no words.');
  return { label: service.name, text: service.providerName, picture: pictureOfService(service.code) };
};

/** A service with what is left of it: where money is moved, that is what one chooses by. */
const moneyWords: Words = (t, value, answers, surroundings) => {
  const { state } = surroundings;
  const service = state && findService(state, Number(value));
  if (state === null || service === null) throw new Error('A service that is not offered has no words.');
  const { leftUnits, leftCents } = balanceOfService(state, service.id);
  const text =
    leftUnits === 0
      ? t(`money:nothing.${service.unit}`)
      : t('requests:leftOf', {
          amount: t(`money:have.${service.unit}`, { count: leftUnits }),
          euros: wholeEuros(t, leftCents),
        });
  return { ...serviceWords(t, value, answers, surroundings), text };
};

const catalogueWords: Words = (_t, value, _answers, { catalogue }) => {
  const service = catalogue.find(({ id }) => String(id) === value);
  if (service === undefined) throw new Error('A service that is not offered has no words.');
  return {
    label: service.easyName,
    text: sentences(service.explanation).join('\n'),
    picture: pictureOfService(service.code),
  };
};

/** Questions whose answers come from the person's own plan, week and people. */
const ownWords: Partial<Readonly<Record<QuestionId, Words>>> = {
  visit: visitWords,
  about: (t, value, answers, surroundings) =>
    value === 'other'
      ? { label: t('requests:aboutOther'), picture: 'service-other' }
      : visitWords(t, value, answers, surroundings),
  day: dayWords,
  away_from: dayWords,
  away_until: dayWords,
  talk_day: dayWords,
  weekday: (t, value) => ({
    label: capitalized(t(`time:weekday.${Number(value) as 1 | 2 | 3 | 4 | 5}`)),
    picture: 'calendar',
  }),
  service: serviceWords,
  from_service: moneyWords,
  to_service: moneyWords,
  units: (t, value, { to_service }, { state }) => {
    const service = state && findService(state, Number(to_service));
    if (service === null) throw new Error('A service that is not offered has no words.');
    return {
      label: t(`money:number.${service.unit}`, { count: Number(value) }),
      text: t('requests:costs', { euros: wholeEurosUp(t, Number(value) * service.priceCents) }),
      picture: 'more',
    };
  },
  new_service: catalogueWords,
  family_service: catalogueWords,
  goal: (_t, value, _answers, { state }) => ({ label: state?.goals[Number(value)]?.text ?? '', picture: 'goal' }),
  step: (_t, value, _answers, { state }) => {
    const [goal, step] = value.split('.').map(Number);
    return { label: state?.goals[goal ?? -1]?.steps[step ?? -1]?.text ?? '', picture: 'step-todo' };
  },
  reader: (t, value, _answers, { head, workerGender }) => {
    if (value === 'worker' || head === null) {
      return {
        label: t('requests:reader.worker', { context: workerGender }),
        text: t('requests:reader.workerMeans', { context: workerGender }),
        picture: 'social-worker',
      };
    }
    const { gender: context, firstName, lastName, isOwnWorker } = head;
    return {
      label: t('requests:reader.head', { context, name: `${firstName} ${lastName}` }),
      // In a small service the head is often the worker as well: who is afraid of the one must know it.
      text: isOwnWorker
        ? t('requests:reader.headIsWorker', { context })
        : t('requests:reader.headMeans', { context: workerGender }),
      picture: 'lock',
    };
  },
  people_who: (t, value, _answers, { circle }) => {
    const member = circle.find(({ personId }) => String(personId) === value);
    if (member === undefined) throw new Error('A person who is not offered has no words.');
    return {
      label: `${member.firstName} ${member.lastName}`,
      text: t(`requests:member.${member.kind}`, { context: member.gender }),
      picture: pictureOfLink[member.kind],
    };
  },
  help: (t, value, _answers, { supportPersons, gender }) => {
    const [mode, id] = value.split(':') as ['alone' | 'beside' | 'look_first', string | undefined];
    const helper = supportPersons.find((person) => String(person.personId) === id);
    const pictures = { alone: 'alone', beside: 'together', look_first: 'look-first' } as const;
    return {
      label:
        mode === 'alone'
          ? t('requests:help.alone', { context: gender })
          : t(`requests:help.${mode}`, { name: helper?.firstName ?? '' }),
      text: t(`requests:helpMeans.${mode}`),
      picture: pictures[mode],
    };
  },
};

function viewChoice(
  t: Text,
  question: QuestionId,
  value: string,
  answers: Answers,
  surroundings: Surroundings,
): ChoiceView {
  const own = ownWords[question];
  if (own !== undefined) return { value, ...own(t, value, answers, surroundings) };
  const pictures: Readonly<Record<string, PictureName>> = choicePictures[question as keyof Fixed];
  const key = `${question}.${value}` as ChoiceKey;
  const explained = explainedChoices.find((candidate) => candidate === key);
  return {
    value,
    label:
      key === 'person_reader.worker'
        ? t(`requests:choice.${key}`, { context: surroundings.workerGender })
        : t(`requests:choice.${key}`),
    text: explained === undefined ? undefined : t(`requests:means.${explained}`),
    picture: pictures[value],
  };
}

/** Where a request stands, to whoever reads it: what a member of the family asks for themself is "I" to nobody else. */
export function statusText(
  t: Text,
  { status, familyId }: Pick<RequestView, 'status' | 'familyId'>,
  readerId: number | null,
): string {
  const isOfOther = familyId !== null && familyId !== readerId;
  return isOfOther && (status === 'sent' || status === 'reopened' || status === 'withdrawn')
    ? t(`requests:statusOfOther.${status}`)
    : t(`requests:status.${status}`);
}

type Titling = Grant<AskingAbility | 'requests.read' | 'request.answer' | 'complaint.answer'>;

/**
 * What a request is called in a list: "Es gribu citu laiku. Mūzikas nodarbība." Of what a member of the family asks for
 * themself, everybody else reads whose it is; of what a parent asks for a child, that it is in the child's name.
 */
export function requestTitle(app: Pick<App, 'db'>, t: Text, grant: Titling, request: Request): string {
  const title = ownTitle(app, t, grant, request);
  if (request.startedBy === request.participantId || request.startedBy === grant.actor.personId) return title;
  const [begun] = findEvents(app.db, grant, request.id);
  if (begun === undefined) return title;
  const name = begun.byFirstName;
  if (!isForChild(request)) return t('requests:whose', { title, name });
  return grant.isOwn
    ? t('requests:inMyName', { title, context: begun.byGender })
    : t('requests:inChildsName', { title, name });
}

/** Its own question and answer, once it is sent. */
function ownTitle(app: Pick<App, 'db'>, t: Text, grant: Titling, { flow, kind, answers }: Request): string {
  if (flow !== 'visit') return t(`requests:begin.${flow}`);
  const visit = answers.visit === undefined ? null : findVisit(app.db, grant, Number(answers.visit));
  if (visit === null) return t('requests:untitled');
  const what = kind ?? answers.what;
  if (what !== 'another_time' && what !== 'cannot_come') return visit.serviceName;
  return t('requests:about', { what: t(`requests:choice.what.${what}`), name: visit.serviceName });
}

/**
 * What a draft says so far, for the helper who was asked to look at it: only this draft's own answers, nothing else of the
 * person's week.
 */
export function describeDraft(t: Text, draft: Request, surroundings: Surroundings): AsAsked {
  const flow = flows[draft.flow];
  const known = prune(flow, draft.answers, surroundings.facts);
  return summarize(t, draft.flow, known, surroundings)
    .filter(({ slug }) => flow.questions.some((question) => question.slug === slug && question.id in known))
    .map(({ question, answer }) => ({ question, answer }));
}
