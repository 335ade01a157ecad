import { exactEuros, wholeEuros } from '../../core/money/euros.ts';
import { type PictureName, pictureOfService } from '../../core/pictures/pictures.ts';
import { latvian, type Text } from '../../core/text/text.ts';
import { dayOf } from '../../core/time/clock.ts';
import { capitalized, dateRangeText, dateText, nearDay, timeText, untilDateText } from '../../core/time/words.ts';
import type { Line } from './lines.ts';

/** One thing that changed, as the person reads it. */
export type LineWords = Readonly<{
  /** Of what happened: the new time, the visit that will not be; of what is new, itself. */
  picture: PictureName;
  /** Without a full stop, as a heading stands. */
  title: string;
  /** Which service it is about; its name stays as it is in the catalogue, in a line of its own. */
  service: Readonly<{ name: string; picture: PictureName }> | null;
  /** What people wrote: a goal, a dream, a place. */
  said: string | null;
  /** When, how much, who; one sentence a line. */
  text: string | null;
}>;

/** What a place is called in the plan: that is kept, and shown to everybody, in Latvian. */
export const placeNames = {
  home: latvian('changes:place.home'),
  remote: latvian('changes:place.remote'),
  there: latvian('changes:place.there'),
} as const;

type OfVisits = Extract<Line, { count: number }>;

const pictureOfLine = {
  visit_moved: 'moved',
  visits_planned: 'planned',
  visits_cancelled: 'cancelled',
  visits_stand_again: 'planned',
  visits_did_not_happen: 'did-not-happen',
  visits_remote: 'remote',
  visits_there: 'place',
  units_more: 'more',
  units_less: 'less',
  service_ended: 'cancelled',
  provider: 'person',
  plan_longer: 'calendar',
  money_more: 'money',
  money_less: 'money',
  dream: 'dream',
  goal_new: 'goal',
  goal_changed: 'goal',
  goal_gone: 'goal',
  step_new: 'step-todo',
  step_done: 'step-done',
  step_gone: 'step-todo',
} as const satisfies Record<Exclude<Line['kind'], 'service_added'>, PictureName>;

const pageOfLine: Readonly<Record<Line['kind'], 'week' | 'plan' | 'money'>> = {
  visit_moved: 'week',
  visits_planned: 'week',
  visits_cancelled: 'week',
  visits_stand_again: 'week',
  visits_did_not_happen: 'week',
  visits_remote: 'week',
  visits_there: 'week',
  service_added: 'plan',
  units_more: 'money',
  units_less: 'money',
  service_ended: 'plan',
  provider: 'plan',
  plan_longer: 'plan',
  money_more: 'money',
  money_less: 'money',
  dream: 'plan',
  goal_new: 'plan',
  goal_changed: 'plan',
  goal_gone: 'plan',
  step_new: 'plan',
  step_done: 'plan',
  step_gone: 'plan',
};

/** Tells one thing that changed in easy words. */
export function lineWords(t: Text, line: Line, today: Temporal.PlainDate): LineWords {
  return {
    picture: line.kind === 'service_added' ? pictureOfService(line.code) : pictureOfLine[line.kind],
    title: titleOf(t, line),
    service: 'code' in line ? { name: line.name, picture: pictureOfService(line.code) } : null,
    said: saidIn(line),
    text: textOf(t, line, today),
  };
}

/** Changes by the day in Latvia on which they were made, in the order they are given. */
export function groupByDay<C extends Readonly<{ madeAt: string }>>(
  changes: readonly C[],
): readonly Readonly<{ day: string; changes: readonly C[] }>[] {
  const days = Map.groupBy(changes, ({ madeAt }) => dayOf(Temporal.Instant.from(madeAt)).toString());
  return [...days].map(([day, group]) => ({ day, changes: group }));
}

/** The pages on which a person sees what these lines tell of. */
export function pagesOf(lines: readonly Line[]): readonly ('week' | 'plan' | 'money')[] {
  const pages = lines.map(({ kind }) => pageOfLine[kind]);
  return (['week', 'plan', 'money'] as const).filter((page) => pages.includes(page));
}

function titleOf(t: Text, line: Line): string {
  if ('count' in line) return t(`changes:line.${line.kind}.${line.count === 1 ? 'single' : 'several'}`);
  switch (line.kind) {
    case 'visit_moved':
      return t('changes:line.moved.title');
    case 'units_more':
    case 'units_less':
      return t(`changes:line.${line.kind}.${line.unit}`);
    case 'service_added':
    case 'provider':
      return t(`changes:line.${line.kind}.title`);
    default:
      return t(`changes:line.${line.kind}`);
  }
}

function saidIn(line: Line): string | null {
  if (line.kind === 'visits_there') return line.place;
  return 'text' in line ? line.text : null;
}

function textOf(t: Text, line: Line, today: Temporal.PlainDate): string | null {
  if ('count' in line) return visitsText(t, line, today);
  switch (line.kind) {
    case 'visit_moved':
      return lines(
        t('changes:line.moved.from', moment(t, line.from)),
        t('changes:line.moved.to', moment(t, line.to)),
        nearText(t, line.to.heldOn, today),
      );
    case 'service_added':
    case 'provider':
      return t(`changes:line.${line.kind}.text`, { name: line.providerName });
    case 'units_more':
    case 'units_less': {
      const amount = t(`money:number.${line.unit}`, { count: line.units });
      return t(line.kind === 'units_more' ? 'changes:line.more' : 'changes:line.less', { amount });
    }
    case 'plan_longer':
      return lines(
        t('plan:untilDay', { until: untilDateText(t, line.toOn) }),
        t('plan:untilYear', { year: Temporal.PlainDate.from(line.toOn).year }),
      );
    case 'money_more':
      return t('changes:line.more', { amount: changedEuros(t, line.cents) });
    case 'money_less':
      return t('changes:line.less', { amount: changedEuros(t, line.cents) });
    default:
      return null;
  }
}

/** Less than an euro would be "0 eiro" in whole ones. */
const changedEuros = (t: Text, cents: number): string => (cents < 100 ? exactEuros : wholeEuros)(t, cents);

/** The one visit by its day and time; of many, how many and between which days. */
function visitsText(t: Text, { count, first, last }: OfVisits, today: Temporal.PlainDate): string {
  if (count === 1) {
    return lines(capitalized(t('changes:line.when', moment(t, first))), nearText(t, first.heldOn, today));
  }
  return lines(t('changes:line.count', { count }), `${dateRangeText(t, first.heldOn, last.heldOn)}.`);
}

type Moment = Readonly<{ heldOn: string; startTime: string }>;

const moment = (t: Text, { heldOn, startTime }: Moment) => ({ date: dateText(t, heldOn), time: timeText(startTime) });

/** "Tas ir rīt." for what is near and still to come. */
function nearText(t: Text, day: string, today: Temporal.PlainDate): string | null {
  const near = nearDay(Temporal.PlainDate.from(day), today);
  if (near === null || near === 'yesterday') return null;
  return t('changes:line.is', { day: t(`time:${near}`).toLocaleLowerCase('lv') });
}

const lines = (...sentences: readonly (string | null)[]): string =>
  sentences.filter((sentence) => sentence !== null).join('\n');
