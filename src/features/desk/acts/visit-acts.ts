import { z } from 'zod';
import type { Text } from '../../../core/text/text.ts';
import {
  balanceOfService,
  type Effect,
  endAfter,
  findService,
  findVisit,
  type PlanState,
  seriesDays,
  type VisitState,
} from '../../changes/index.ts';
import { mondayOf } from '../../visits/index.ts';
import type { Act, ActContext, ActField, ActInput, ReadAct } from './act.ts';
import { markValue, serviceOptions, visitOptions, visitWords, weekdayOptions, withNone } from './options.ts';
import {
  begins,
  chosenId,
  count,
  day,
  filledLine,
  line,
  link,
  minutes,
  missingUnits,
  nowText,
  orNothing,
  readFields,
  time,
  todayText,
  upcomingVisits,
  wrong,
} from './reading.ts';

/** What was is marked this far back; what was never marked stays on the list however old it is. */
const MARKED_BACK_DAYS = 28;
/** More visits in one series than a year and a half of weeks is a slip. */
const MOST_VISITS = 120;

const cancelled = (visits: readonly VisitState[]): readonly Effect[] =>
  visits.map(({ id }) => ({ kind: 'mark_visit', visitId: id, status: 'cancelled', was: 'planned' }));

/** The visits of a list that the plan still has. */
const chosenVisits = (state: PlanState, ids: readonly string[]): readonly VisitState[] =>
  ids.flatMap((id) => findVisit(state, Number(id)) ?? []);

export const move: Act = {
  id: 'move',
  slug: 'parcelt',
  picture: 'moved',
  fields: (t, context) => [
    {
      name: 'move_visit',
      type: 'select',
      label: t('care:field.visit'),
      options: withNone(t, visitOptions(t, context.state, upcomingVisits(context))),
    },
    { name: 'move_day', type: 'date', label: t('care:field.newDay') },
    { name: 'move_time', type: 'time', label: t('care:field.newTime'), hint: t('care:hint.keepsLength') },
  ],
  read: (values, _many, { state }) => {
    const read = readFields('move', { visit: chosenId, day, time }, values);
    if ('errors' in read) return read;
    const { visit, day: heldOn, time: startTime } = read.data;
    if (findVisit(state, visit) === null) return wrong('move_visit', 'no_choice');
    return { effects: [{ kind: 'move_visit', visitId: visit, heldOn, startTime }] };
  },
};

export const cancel: Act = {
  id: 'cancel',
  slug: 'atcelt',
  picture: 'cancelled',
  fields: (t, context) => [
    {
      name: 'cancel_visits',
      type: 'checks',
      label: t('care:field.visits'),
      options: visitOptions(t, context.state, upcomingVisits(context)),
    },
  ],
  read: (_values, many, { state }) => {
    const visits = chosenVisits(state, many('cancel_visits'));
    return visits.length === 0 ? wrong('cancel_visits', 'no_choice') : { effects: cancelled(visits) };
  },
};

export const away: Act = {
  id: 'away',
  slug: 'prombutne',
  picture: 'cannot-come',
  fields: (t) => [
    { name: 'away_from', type: 'date', label: t('care:field.fromDay') },
    { name: 'away_until', type: 'date', label: t('care:field.lastDay'), hint: t('care:hint.away') },
  ],
  read: (values, _many, context) => {
    const read = readFields('away', { from: day, until: day }, values);
    if ('errors' in read) return read;
    const { from, until } = read.data;
    if (until < from) return wrong('away_until', 'order');
    const visits = upcomingVisits(context).filter(
      ({ heldOn, planServiceId }) =>
        heldOn >= from &&
        heldOn <= until &&
        // The family's own visits go on.
        findService(context.state, planServiceId)?.audience === 'participant',
    );
    return orNothing(cancelled(visits), 'away_from');
  },
};

/** Where and how long a visit is: the fields that one visit and a series have in common. */
const visitShape = {
  service: chosenId,
  time,
  length: minutes,
  units: count,
  place: line,
  address: line,
  link,
};

function visitFields(
  t: Text,
  context: ActContext,
  id: 'visit' | 'series',
  when: readonly ActField[],
): readonly ActField[] {
  return [
    {
      name: `${id}_service`,
      type: 'select',
      label: t('care:field.service'),
      options: withNone(t, serviceOptions(t, context)),
    },
    ...when,
    { name: `${id}_time`, type: 'time', label: t('care:field.start') },
    { name: `${id}_length`, type: 'number', label: t('care:field.length'), initial: '60' },
    { name: `${id}_units`, type: 'number', label: t('care:field.unitsEach'), initial: '1' },
    { name: `${id}_place`, type: 'text', label: t('care:field.place'), hint: t('care:hint.place') },
    { name: `${id}_address`, type: 'text', label: t('care:field.address') },
    { name: `${id}_link`, type: 'text', label: t('care:field.link'), hint: t('care:hint.link') },
    {
      name: `${id}_missing`,
      type: 'checks',
      label: t('care:field.missing'),
      options: [{ value: 'add', label: t('care:option.addMissing') }],
    },
  ];
}

type VisitData = z.infer<z.ZodObject<typeof visitShape>>;

/** One visit on each of these days, with the units that the service lacks when they are to be added. */
function plannedOn(
  id: 'visit' | 'series',
  days: readonly string[],
  data: VisitData,
  many: ActInput['many'],
  { state, places }: ActContext,
): ReadAct {
  const service = findService(state, data.service);
  if (service === null) return wrong(`${id}_service`, 'no_choice');
  const endTime = endAfter(data.time, data.length);
  if (endTime === null) return wrong(`${id}_length`, 'too_late');
  const { place: given, address, link: videoUrl, units, time: startTime } = data;
  if (given === '' && videoUrl === null) return wrong(`${id}_place`, 'no_text');
  const place = given === '' ? places.remote : given;
  const where = { place, address: address === '' ? null : address, videoUrl };
  const visits = days.map(
    (heldOn): Effect => ({
      kind: 'plan_visit',
      planServiceId: service.id,
      heldOn,
      startTime,
      endTime,
      units,
      ...where,
    }),
  );
  const isAdding = many(`${id}_missing`).includes('add');
  const { leftUnits } = balanceOfService(state, service.id);
  return { effects: [...(isAdding ? missingUnits(service, units * visits.length, leftUnits) : []), ...visits] };
}

export const visit: Act = {
  id: 'visit',
  slug: 'jauna-tiksanas',
  picture: 'planned',
  fields: (t, context) =>
    visitFields(t, context, 'visit', [{ name: 'visit_day', type: 'date', label: t('care:field.day') }]),
  read: (values, many, context) => {
    const read = readFields('visit', { ...visitShape, day }, values);
    return 'errors' in read ? read : plannedOn('visit', [read.data.day], read.data, many, context);
  },
};

/** How many weeks lie between two visits of a series. A month is four weeks: the day of the week stays. */
const everyWeeks = { weekly: 1, second_week: 2, monthly: 4 } as const;
const rhythm = z.enum(['weekly', 'second_week', 'monthly'], 'no_choice');

/** On whichever of the weekdays it begins, the weeks are counted from that one: all of its days come in the same weeks. */
function daysOf(
  weekdays: readonly number[],
  { everyWeeks, from, until }: Readonly<{ everyWeeks: number; from: string; until: string }>,
): readonly string[] {
  const since = (fromOn: string) =>
    weekdays.flatMap((weekday) => seriesDays({ weekday, everyWeeks, fromOn, toOn: until })).toSorted();
  const [first] = since(from);
  if (first === undefined) return [];
  return since(mondayOf(Temporal.PlainDate.from(first)).toString()).filter((heldOn) => heldOn >= from);
}

export const series: Act = {
  id: 'series',
  slug: 'regularas-tiksanas',
  picture: 'week',
  fields: (t, context) =>
    visitFields(t, context, 'series', [
      { name: 'series_weekdays', type: 'checks', label: t('care:field.weekdays'), options: weekdayOptions(t) },
      {
        name: 'series_rhythm',
        type: 'select',
        label: t('care:field.rhythm'),
        options: rhythm.options.map((value) => ({ value, label: t(`care:rhythm.${value}`) })),
      },
      { name: 'series_from', type: 'date', label: t('care:field.fromDay') },
      { name: 'series_until', type: 'date', label: t('care:field.lastDay'), initial: context.state.toOn },
    ]),
  read: (values, many, context) => {
    const read = readFields('series', { ...visitShape, rhythm, from: day, until: day }, values);
    const weekdays = many('series_weekdays').filter((weekday) => /^[1-7]$/.test(weekday));
    const noWeekday = { field: 'series_weekdays', reason: 'no_choice' } as const;
    if ('errors' in read) return { errors: [...read.errors, ...(weekdays.length === 0 ? [noWeekday] : [])] };
    if (weekdays.length === 0) return { errors: [noWeekday] };
    const { from, until, rhythm: name } = read.data;
    if (from < todayText(context)) return wrong('series_from', 'past');
    if (until < from) return wrong('series_until', 'order');
    if (until > context.state.toOn) return wrong('series_until', 'outside_plan');
    const days = daysOf(weekdays.map(Number), { everyWeeks: everyWeeks[name], from, until });
    if (days.length === 0) return wrong('series_until', 'nothing_there');
    if (days.length > MOST_VISITS) return wrong('series_until', 'too_much');
    return plannedOn('series', days, read.data, many, context);
  },
};

const marks = z.enum(['happened', 'did_not_happen', 'cancelled', 'planned'], 'no_choice');

/** What can be marked: all that is over and was never marked, all of the last weeks, and what is off though it is still to come. */
function markable(context: ActContext): readonly VisitState[] {
  const since = context.now.toPlainDate().subtract({ days: MARKED_BACK_DAYS }).toString();
  const hasBegun = (one: VisitState) => begins(one) <= nowText(context);
  return context.state.visits
    .filter((one) => (hasBegun(one) ? one.status === 'planned' || one.heldOn >= since : one.status !== 'planned'))
    .toSorted((a, b) => begins(b).localeCompare(begins(a)));
}

export const mark: Act = {
  id: 'mark',
  slug: 'atzimet',
  picture: 'happened',
  fields: (t, context) => [
    {
      name: 'mark_visits',
      type: 'checks',
      label: t('care:field.visits'),
      options: markable(context).map((one) => ({
        value: markValue(one),
        label: t('care:markOption', {
          visit: visitWords(t, context.state, one),
          status: t(`care:status.${one.status}`),
        }),
      })),
    },
    {
      name: 'mark_status',
      type: 'select',
      label: t('care:field.status'),
      hint: t('care:hint.status'),
      options: withNone(
        t,
        marks.options.map((value) => ({ value, label: t(`care:status.${value}`) })),
      ),
    },
  ],
  read: (values, many, { state }) => {
    const read = readFields('mark', { status: marks }, values);
    const given = many('mark_visits');
    const visits = chosenVisits(
      state,
      given.map((value) => value.split(':')[0] ?? ''),
    );
    const noVisit = { field: 'mark_visits', reason: 'no_choice' } as const;
    if ('errors' in read) return { errors: [...(visits.length === 0 ? [noVisit] : []), ...read.errors] };
    if (visits.length === 0) return { errors: [noVisit] };
    const { status } = read.data;
    const isAsSeen = (one: VisitState) => given.includes(markValue(one));
    const others = visits.filter((one) => one.status !== status);
    if (!others.every(isAsSeen)) return wrong('mark_visits', 'meanwhile');
    // What has come to be so since the form was made is as it was wished.
    if (others.length === 0 && visits.every(isAsSeen)) return wrong('mark_status', 'same');
    return { effects: others.map(({ id, status: was }) => ({ kind: 'mark_visit', visitId: id, status, was })) };
  },
};

const ways = z.enum(['there', 'home', 'remote'], 'no_choice');

export const place: Act = {
  id: 'place',
  slug: 'vieta',
  picture: 'place',
  fields: (t, context) => [
    {
      name: 'place_service',
      type: 'select',
      label: t('care:field.service'),
      options: withNone(t, serviceOptions(t, context)),
    },
    {
      name: 'place_which',
      type: 'select',
      label: t('care:field.which'),
      options: [
        { value: 'next', label: t('care:option.next') },
        { value: 'all', label: t('care:option.all') },
      ],
    },
    {
      name: 'place_way',
      type: 'select',
      label: t('care:field.way'),
      options: withNone(t, [
        { value: 'there', label: t('care:option.there') },
        { value: 'home', label: t('care:option.home') },
        { value: 'remote', label: t('care:option.remote') },
      ]),
    },
    { name: 'place_link', type: 'text', label: t('care:field.link'), hint: t('care:hint.linkIfRemote') },
    { name: 'place_place', type: 'text', label: t('care:field.place'), hint: t('care:hint.placeName') },
    { name: 'place_address', type: 'text', label: t('care:field.address') },
  ],
  read: (values, _many, context) => {
    const which = z.enum(['next', 'all'], 'no_choice');
    const shape = { service: chosenId, which, way: ways, link, place: line, address: line };
    const read = readFields('place', shape, values);
    if ('errors' in read) return read;
    const { service, way, link: videoUrl, place: name, address } = read.data;
    if (findService(context.state, service) === null) return wrong('place_service', 'no_choice');
    if (way === 'remote' && videoUrl === null) return wrong('place_link', 'no_link');
    if (way === 'there' && !filledLine.safeParse(name).success) return wrong('place_place', 'no_text');
    const visits = upcomingVisits(context).filter(({ planServiceId }) => planServiceId === service);
    const where = {
      place: name === '' ? context.places[way] : name,
      address: way === 'remote' || address === '' ? null : address,
      videoUrl: way === 'remote' ? videoUrl : null,
    };
    const isOther = (one: VisitState) =>
      one.place !== where.place || one.address !== where.address || one.videoUrl !== where.videoUrl;
    const effects = (read.data.which === 'next' ? visits.slice(0, 1) : visits)
      .filter(isOther)
      .map(({ id }): Effect => ({ kind: 'place_visit', visitId: id, ...where }));
    return orNothing(effects, 'place_service');
  },
};
