import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { type Answers, askedQuestions, prune, UNKNOWN } from '../../core/flow/flow.ts';
import { type PictureName, pictureOfService } from '../../core/pictures/pictures.ts';
import type { Text } from '../../core/text/text.ts';
import { dayOf } from '../../core/time/clock.ts';
import { calendarLeaf, capitalized, dateText, dayText, timeRangeText } from '../../core/time/words.ts';
import { findVisit } from '../visits/index.ts';
import type { Surroundings } from './gather-facts.ts';
import type { AsAsked, Request } from './store.ts';
import { type VisitChangeQuestion, visitChange, wishOf } from './visit-change.ts';

/** One choice as the screen shows it. */
export type ChoiceView = Readonly<{
  value: string;
  label: string;
  text?: string;
  picture?: PictureName;
  leaf?: Readonly<{ day: number; weekday: string; month: string }>;
}>;

const pictureOfValue: Readonly<Record<string, PictureName>> = {
  another_time: 'another-time',
  cannot_come: 'cannot-come',
  morning: 'morning',
  day: 'day',
  evening: 'evening',
  alone: 'alone',
  beside: 'together',
  look_first: 'look-first',
};

/** Every choice of a question in words and pictures. */
export function choicesOf(
  t: Text,
  question: VisitChangeQuestion,
  answers: Answers,
  surroundings: Surroundings,
): readonly ChoiceView[] {
  const { facts } = surroundings;
  const values = visitChange.questions.find(({ id }) => id === question)?.values(answers, facts) ?? [];
  return values.map((value) => viewChoice(t, question, value, surroundings));
}

/** The question as it is put to the person. */
export function questionText(t: Text, question: VisitChangeQuestion): string {
  return t(`requests:question.${question}`);
}

/** Each asked question with its answer in the words of the screen; kept with the request when it is sent. */
export function describeAnswers(t: Text, answers: Answers, surroundings: Surroundings): AsAsked {
  return summarize(t, answers, surroundings).map(({ question, answer }) => ({ question, answer }));
}

/** The rows of the check page. */
export function summarize(
  t: Text,
  answers: Answers,
  surroundings: Surroundings,
): readonly Readonly<{ slug: string; question: string; answer: string; picture: PictureName }>[] {
  return askedQuestions(visitChange, answers, surroundings.facts).map(({ id, slug }) => {
    const value = answers[id] ?? UNKNOWN;
    return {
      slug,
      question: questionText(t, id),
      answer: answerText(t, id, value, surroundings),
      picture: value === UNKNOWN ? 'dont-know' : (viewChoice(t, id, value, surroundings).picture ?? 'calendar'),
    };
  });
}

function answerText(t: Text, question: VisitChangeQuestion, value: string, surroundings: Surroundings): string {
  if (value === UNKNOWN) return t('requests:unknown');
  const { label, text } = viewChoice(t, question, value, surroundings);
  return question === 'visit' && text !== undefined ? `${label}. ${text}` : label;
}

function viewChoice(t: Text, question: VisitChangeQuestion, value: string, surroundings: Surroundings): ChoiceView {
  switch (question) {
    case 'visit': {
      const visit = surroundings.visits.find(({ id }) => String(id) === value);
      if (visit === undefined) throw new Error('A visit that is not offered has no words.');
      const today = Temporal.PlainDate.from(surroundings.facts.today);
      return {
        value,
        label: visit.serviceName,
        text: t('requests:visitWhen', {
          day: dayText(t, visit.heldOn, today),
          time: timeRangeText(t, visit.startTime, visit.endTime),
        }),
        picture: pictureOfService(visit.serviceCode),
      };
    }
    case 'what':
      return {
        value,
        label: t(`requests:what.${value as 'another_time' | 'cannot_come'}`),
        text: t(`requests:whatMeans.${value as 'another_time' | 'cannot_come'}`),
        picture: pictureOfValue[value],
      };
    case 'day':
      return { value, label: capitalized(dateText(t, value)), leaf: calendarLeaf(t, value) };
    case 'part':
      return {
        value,
        label: t(`requests:part.${value as 'morning' | 'day' | 'evening'}`),
        text: t(`requests:partMeans.${value as 'morning' | 'day' | 'evening'}`),
        picture: pictureOfValue[value],
      };
    case 'help': {
      const [mode, id] = value.split(':') as ['alone' | 'beside' | 'look_first', string | undefined];
      const helper = surroundings.supportPersons.find((person) => String(person.personId) === id);
      return {
        value,
        label:
          mode === 'alone'
            ? t('requests:help.alone', { context: surroundings.gender })
            : t(`requests:help.${mode}`, { name: helper?.firstName ?? '' }),
        text: t(`requests:helpMeans.${mode}`),
        picture: pictureOfValue[mode],
      };
    }
  }
}

/** What a request is called in a list: "Es gribu citu laiku. Mūzikas nodarbība." */
export function requestTitle(
  app: Pick<App, 'db'>,
  t: Text,
  grant: Grant<'requests.read' | 'request.write'>,
  { answers }: Request,
): string {
  const { kind, visitId } = wishOf(answers);
  const visit = answers.visit === undefined ? null : findVisit(app.db, grant, visitId);
  if (visit === null) return t('requests:untitled');
  if (answers.what === undefined) return visit.serviceName;
  return t('requests:about', { what: t(`requests:what.${kind}`), name: visit.serviceName });
}

/**
 * What a draft says so far, for the helper who was asked to look at it: only this draft's own answers, nothing else of the
 * person's week.
 */
export function describeDraft(
  app: Pick<App, 'db' | 'clock'>,
  t: Text,
  grant: Grant<'help.answer'>,
  draft: Request,
): AsAsked {
  const visit = draft.answers.visit === undefined ? null : findVisit(app.db, grant, Number(draft.answers.visit));
  if (visit === null) return [];
  const surroundings: Surroundings = {
    facts: { visits: [visit], today: dayOf(app.clock.now()).toString(), supportPersonIds: [] },
    visits: [visit],
    supportPersons: [],
    gender: grant.actor.gender,
  };
  const known = prune(visitChange, draft.answers, surroundings.facts);
  return summarize(t, known, surroundings)
    .filter(({ slug }) => visitChange.questions.some((question) => question.slug === slug && question.id in known))
    .map(({ question, answer }) => ({ question, answer }));
}
