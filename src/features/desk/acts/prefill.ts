import { type Effect, findService, lengthOf, type PlanState } from '../../changes/index.ts';
import { type ProposalFacts, proposedEffects, type Request, usualPlace } from '../../requests/index.ts';
import type { ActId } from './act.ts';
import { markValue } from './options.ts';

type Values = Readonly<Record<string, string>>;

/**
 * A request's wish as first values of the acts' fields, with the acts it needs chosen in the field `acts`: the same proposal
 * that the person saw. What the wish does not say stays empty.
 */
export function prefill(
  request: Pick<Request, 'flow' | 'answers' | 'visitId'>,
  state: PlanState,
  facts: ProposalFacts,
): Record<string, string> {
  const effects = proposedEffects(request.flow, request.answers, state, facts) ?? [];
  const values = {
    ...fromAnswers(request, state),
    ...doneSteps(request, state),
    ...backThere(request, state, facts),
    ...fromEffects(request, effects, state),
  };
  return { ...values, acts: chosenFor(request, values).join(' ') };
}

/** What stands in the answers even where they say too little for a proposal. */
function fromAnswers(
  { flow, answers, visitId }: Pick<Request, 'flow' | 'answers' | 'visitId'>,
  { services, visits }: PlanState,
): Values {
  const known = (value: string | undefined) => (value === undefined || !/^-?\d+$/.test(value) ? '' : value);
  const day = (value: string | undefined) => (value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) ? value : '');
  const service = known(answers.service);
  switch (flow) {
    case 'visit':
      return answers.what === 'cannot_come'
        ? { cancel_visits: visitId === null ? '' : String(visitId) }
        : { move_visit: visitId === null ? '' : String(visitId), move_day: day(answers.day) };
    case 'away':
      return { away_from: day(answers.away_from), away_until: day(answers.away_until) };
    case 'often':
      return { series_service: service, series_weekdays: known(answers.weekday) };
    case 'stop':
      return { stop_service: service };
    case 'person':
      return { provider_service: service };
    case 'new':
      return { add_service_service: known(answers.new_service) };
    case 'relative': {
      const inPlan = services.find(({ serviceId }) => String(serviceId) === answers.family_service);
      return inPlan === undefined
        ? { add_service_service: known(answers.family_service) }
        : { series_service: String(inPlan.id) };
    }
    case 'money':
      return {
        money_from: known(answers.from_service),
        money_to: known(answers.to_service),
        money_units: known(answers.units),
      };
    case 'way':
      return {
        place_service: service,
        place_way: answers.way ?? '',
        place_which: answers.which === 'all' ? 'all' : 'next',
      };
    case 'wrong': {
      const about = visits.find(({ id }) => String(id) === answers.about);
      const mark_visits = about === undefined ? '' : markValue(about);
      return answers.wrong_what === 'did_not_happen' ? { mark_visits, mark_status: 'did_not_happen' } : { mark_visits };
    }
    case 'goal':
    case 'talk':
    case 'people':
    case 'data':
      return {};
  }
}

/** "A step is done": it is ticked beside those that were done before. */
function doneSteps({ flow, answers }: Pick<Request, 'flow' | 'answers'>, { goals }: PlanState): Values {
  const [, goal = '', step = ''] = /^(\d+)\.(\d+)$/.exec(answers.step ?? '') ?? [];
  const steps = goals[Number(goal)]?.steps;
  if (flow !== 'goal' || goal === '' || steps === undefined) return {};
  const done = steps.flatMap(({ doneOn }, at) => (doneOn === null && at !== Number(step) ? [] : [String(at)]));
  return { [`goals_done_${goal}`]: done.join(' ') };
}

/** Back "there" is where the service has been before. */
function backThere(
  { flow, answers }: Pick<Request, 'flow' | 'answers'>,
  state: PlanState,
  { places }: ProposalFacts,
): Values {
  if (flow !== 'way' || answers.way !== 'there') return {};
  const usual = usualPlace(state, Number(answers.service), places);
  return usual === null ? {} : { place_place: usual.place, place_address: usual.address ?? '' };
}

function fromEffects({ flow }: Pick<Request, 'flow'>, effects: readonly Effect[], state: PlanState): Values {
  const moved = effects.find((effect) => effect.kind === 'move_visit');
  const added = effects.find((effect) => effect.kind === 'add_service');
  const off = effects.flatMap((effect) =>
    effect.kind === 'mark_visit' && effect.status === 'cancelled' ? [effect.visitId] : [],
  );
  const visits = state.visits.filter(({ id }) => off.includes(id));
  const firstOff = visits.map(({ heldOn }) => heldOn).toSorted()[0];
  return {
    ...(moved !== undefined && { move_day: moved.heldOn, move_time: moved.startTime }),
    ...(flow === 'often' && { cancel_visits: off.join(' ') }),
    ...(flow === 'stop' && firstOff !== undefined && { stop_from: firstOff }),
    ...(added !== undefined && { add_service_units: String(added.units) }),
    ...seriesValues(effects, state),
  };
}

const DAYS_IN_WEEK = 7;

/** Visits one after another as one series: its days of the week, its usual distance, its first and last day. */
function seriesValues(effects: readonly Effect[], state: PlanState): Values {
  const visits = effects.filter((effect) => effect.kind === 'plan_visit');
  const [first] = visits;
  const last = visits.at(-1);
  if (first === undefined || last === undefined) return {};
  const weekdays = visits.map(({ heldOn }) => Temporal.PlainDate.from(heldOn).dayOfWeek);
  const usual = mostFrequent(weekdays);
  const ofUsual = visits.filter((_, index) => weekdays[index] === usual);
  const gaps = ofUsual.slice(1).map((visit, index) => {
    const before = Temporal.PlainDate.from(ofUsual[index]?.heldOn ?? visit.heldOn);
    return before.until(visit.heldOn, { largestUnit: 'day' }).days / DAYS_IN_WEEK;
  });
  const everyWeeks = gaps.length === 0 ? 1 : mostFrequent(gaps);
  // Two in most weeks are two days of the week; one that stands elsewhere once is left to the worker.
  const days = [...new Set(weekdays)].filter(
    (weekday) => weekdays.filter((other) => other === weekday).length * 2 > ofUsual.length,
  );
  const service = findService(state, first.planServiceId);
  return {
    // What comes in with the form has no number yet; the first act of the form puts it in.
    series_service: service === null ? '-1' : String(service.id),
    series_weekdays: days.toSorted().join(' '),
    series_rhythm: everyWeeks >= 4 ? 'monthly' : everyWeeks >= 2 ? 'second_week' : 'weekly',
    series_time: first.startTime,
    series_length: String(lengthOf(first)),
    series_units: String(first.units),
    series_place: first.place,
    series_address: first.address ?? '',
    series_link: first.videoUrl ?? '',
    series_from: first.heldOn,
    series_until: last.heldOn,
    series_missing: effects.some(({ kind }) => kind === 'assign_units') ? 'add' : '',
  };
}

function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 1;
}

/** The acts that the wish needs. Which of them are really done is the worker's choice. */
function chosenFor({ flow, answers }: Pick<Request, 'flow' | 'answers'>, values: Values): readonly ActId[] {
  const isSeries = values.series_from !== undefined;
  switch (flow) {
    case 'visit':
      return [answers.what === 'cannot_come' ? 'cancel' : 'move'];
    case 'often':
      return [
        ...((values.cancel_visits ?? '') === '' ? [] : ['cancel' as const]),
        ...(isSeries ? ['series' as const] : []),
      ];
    case 'new':
    case 'relative':
      return values.add_service_service === undefined
        ? ['series']
        : ['add_service', ...(isSeries ? ['series' as const] : [])];
    case 'wrong':
      return values.mark_status === undefined ? [] : ['mark'];
    case 'person':
      return ['provider'];
    case 'goal':
      return ['goals'];
    case 'way':
      return ['place'];
    case 'away':
    case 'stop':
    case 'money':
      return [flow];
    case 'talk':
    case 'people':
    case 'data':
      return [];
  }
}
