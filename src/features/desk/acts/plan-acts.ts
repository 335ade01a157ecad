import { exactEuros } from '../../../core/money/euros.ts';
import type { Text } from '../../../core/text/text.ts';
import {
  balanceOfService,
  type Effect,
  findService,
  freeCents,
  movedUnits,
  type PlanState,
} from '../../changes/index.ts';
import type { Goal } from '../../plan/index.ts';
import type { Act, ActContext, ActField, ActInput, FieldError } from './act.ts';
import { providerOptions, serviceOptions, withNone } from './options.ts';
import {
  chosenId,
  count,
  day,
  filledLine,
  orNothing,
  parseCents,
  parseSigned,
  readFields,
  sum,
  todayText,
  upcomingVisits,
  wrong,
} from './reading.ts';

/** Goals and steps are sentences to read in one breath. */
const LONGEST_SENTENCE = 200;
const MOST_GOALS = 10;

const serviceField = (t: Text, context: ActContext, name: string, label: string): ActField => ({
  name,
  type: 'select',
  label,
  options: withNone(t, serviceOptions(t, context)),
});

export const units: Act = {
  id: 'units',
  slug: 'vienibas',
  picture: 'more',
  fields: (t, context) => [
    serviceField(t, context, 'units_service', t('care:field.service')),
    {
      name: 'units_units',
      type: 'text',
      label: t('care:field.units'),
      hint: t('care:hint.units', { free: exactEuros(t, freeCents(context.state)) }),
    },
  ],
  read: (values, _many, { state }) => {
    const read = readFields('units', { service: chosenId }, values);
    const given = parseSigned(values.units_units ?? '');
    const noNumber = { field: 'units_units', reason: 'no_number' } as const;
    if ('errors' in read) return { errors: [...read.errors, ...(given === null ? [noNumber] : [])] };
    if (given === null) return { errors: [noNumber] };
    const service = findService(state, read.data.service);
    if (service === null) return wrong('units_service', 'no_choice');
    const by = given.hasSign ? given.number : given.number - balanceOfService(state, service.id).assignedUnits;
    if (by === 0) return wrong('units_units', 'same');
    return { effects: [{ kind: 'assign_units', planServiceId: service.id, units: by }] };
  },
};

export const add_service: Act = {
  id: 'add_service',
  slug: 'jauns-pakalpojums',
  picture: 'service-other',
  fields: (t, context) => {
    const inPlan = new Set(context.state.services.map(({ serviceId }) => serviceId));
    return [
      {
        name: 'add_service_service',
        type: 'select',
        label: t('care:field.newService'),
        options: withNone(
          t,
          context.catalogue
            .filter(({ id }) => !inPlan.has(id))
            .map(({ id, easyName, priceCents }) => ({
              value: String(id),
              label: t('care:catalogueOption', { service: easyName, price: exactEuros(t, priceCents) }),
            })),
        ),
      },
      {
        name: 'add_service_provider',
        type: 'select',
        label: t('care:field.provider'),
        options: withNone(t, providerOptions(context)),
      },
      { name: 'add_service_price', type: 'text', label: t('care:field.price'), hint: t('care:hint.price') },
      {
        name: 'add_service_units',
        type: 'number',
        label: t('care:field.unitsOfNew'),
        hint: t('care:hint.free', { free: exactEuros(t, freeCents(context.state)) }),
      },
    ];
  },
  read: (values, _many, context) => {
    const { catalogue, providers } = context;
    const chosen = catalogue.find(({ id }) => String(id) === values.add_service_service);
    const usual = String(chosen?.priceCents ?? 0).padStart(3, '0');
    const isPriceGiven = (values.add_service_price ?? '').trim() !== '';
    const price = isPriceGiven ? values.add_service_price : `${usual.slice(0, -2)},${usual.slice(-2)}`;
    const shape = { service: chosenId, provider: chosenId, price: sum, units: count };
    const read = readFields('add_service', shape, { ...values, add_service_price: price ?? '' });
    // A price that nobody typed is wrong only because no service is chosen yet.
    const isMended = ({ field }: FieldError) => isPriceGiven || field !== 'add_service_price';
    if ('errors' in read) return { errors: read.errors.filter(isMended) };
    const provider = providers.find(({ personId }) => personId === read.data.provider);
    if (chosen === undefined) return wrong('add_service_service', 'no_choice');
    if (provider === undefined) return wrong('add_service_provider', 'no_choice');
    const { id, code, easyName: name, unit, audience } = chosen;
    const service = {
      // It gets its number from its place among the effects.
      id: 0,
      serviceId: id,
      code,
      name,
      unit,
      audience,
      priceCents: read.data.price,
      providerId: provider.personId,
      providerName: `${provider.firstName} ${provider.lastName}`,
    };
    return { effects: [{ kind: 'add_service', service, units: read.data.units }] };
  },
};

export const money: Act = {
  id: 'money',
  slug: 'parvietot-naudu',
  picture: 'money',
  fields: (t, context) => [
    serviceField(t, context, 'money_from', t('care:field.fromService')),
    serviceField(t, context, 'money_to', t('care:field.toService')),
    { name: 'money_units', type: 'number', label: t('care:field.unitsOfOther'), hint: t('care:hint.money') },
  ],
  read: (values, _many, { state }) => {
    const read = readFields('money', { from: chosenId, to: chosenId, units: count }, values);
    if ('errors' in read) return read;
    const { from, to, units: given } = read.data;
    if (findService(state, from) === null) return wrong('money_from', 'no_choice');
    if (findService(state, to) === null) return wrong('money_to', 'no_choice');
    if (from === to) return wrong('money_to', 'same');
    const moved = movedUnits(state, { fromId: from, toId: to, units: given });
    return moved === null ? wrong('money_units', 'not_enough') : { effects: moved.effects };
  },
};

export const stop: Act = {
  id: 'stop',
  slug: 'beigt-pakalpojumu',
  picture: 'cancelled',
  fields: (t, context) => [
    serviceField(t, context, 'stop_service', t('care:field.service')),
    {
      name: 'stop_from',
      type: 'date',
      label: t('care:field.stopFrom'),
      hint: t('care:hint.stop'),
      initial: todayText(context),
    },
  ],
  read: (values, _many, context) => {
    const read = readFields('stop', { service: chosenId, from: day }, values);
    if ('errors' in read) return read;
    const { service: id, from } = read.data;
    const service = findService(context.state, id);
    if (service === null) return wrong('stop_service', 'no_choice');
    if (from < todayText(context)) return wrong('stop_from', 'past');
    const gone = upcomingVisits(context).filter(({ planServiceId, heldOn }) => planServiceId === id && heldOn >= from);
    const freed = gone.reduce((total, one) => total + one.units, balanceOfService(context.state, id).leftUnits);
    const release: readonly Effect[] =
      freed > 0 ? [{ kind: 'assign_units', planServiceId: service.id, units: -freed }] : [];
    const off = gone.map(
      (one): Effect => ({
        kind: 'mark_visit',
        visitId: one.id,
        status: 'cancelled',
        was: 'planned',
      }),
    );
    return orNothing([...off, ...release], 'stop_service');
  },
};

export const provider: Act = {
  id: 'provider',
  slug: 'cits-sniedzejs',
  picture: 'person',
  fields: (t, context) => [
    {
      ...serviceField(t, context, 'provider_service', t('care:field.service')),
      options: withNone(
        t,
        context.state.services.map(({ id, name, providerName }) => ({
          value: String(id),
          label: t('care:providedOption', { service: name, provider: providerName }),
        })),
      ),
    },
    {
      name: 'provider_who',
      type: 'select',
      label: t('care:field.provider'),
      options: withNone(t, providerOptions(context)),
    },
    {
      name: 'provider_from',
      type: 'date',
      label: t('care:field.fromDay'),
      hint: t('care:hint.provider'),
      initial: todayText(context),
    },
  ],
  read: (values, _many, context) => {
    const read = readFields('provider', { service: chosenId, who: chosenId, from: day }, values);
    if ('errors' in read) return read;
    const service = findService(context.state, read.data.service);
    const who = context.providers.find(({ personId }) => personId === read.data.who);
    if (service === null) return wrong('provider_service', 'no_choice');
    if (who === undefined) return wrong('provider_who', 'no_choice');
    if (read.data.from < todayText(context)) return wrong('provider_from', 'past');
    if (service.providerId === who.personId) return wrong('provider_who', 'same');
    const providerName = `${who.firstName} ${who.lastName}`;
    return {
      effects: [
        {
          kind: 'change_provider',
          planServiceId: service.id,
          providerId: who.personId,
          providerName,
          fromOn: read.data.from,
        },
      ],
    };
  },
};

export const goals: Act = {
  id: 'goals',
  slug: 'merki',
  picture: 'goal',
  fields: (t, { state }) => [
    { name: 'goals_dream', type: 'textarea', label: t('care:field.dream'), isForPerson: true, initial: state.dream },
    ...state.goals.flatMap((goal, index) => goalFields(t, index, goal)),
    ...goalFields(t, state.goals.length, null),
  ],
  read: (values, many, context) => {
    const { state } = context;
    const errors: FieldError[] = [];
    const sentence = (field: string) => {
      const text = (values[field] ?? '').replace(/\s+/g, ' ').trim();
      if (text.length > LONGEST_SENTENCE) errors.push({ field, reason: 'too_long' });
      return text;
    };
    const dream = sentence('goals_dream');
    if (dream === '') errors.push({ field: 'goals_dream', reason: 'no_text' });
    const written = Array.from({ length: state.goals.length + 1 }, (_, index): readonly Goal[] => {
      const text = sentence(`goals_goal_${index}`);
      const field = `goals_steps_${index}`;
      const lines = (values[field] ?? '').split('\n').flatMap((one) => one.trim() || []);
      if (lines.some((one) => one.length > LONGEST_SENTENCE)) errors.push({ field, reason: 'too_long' });
      // Steps without their goal would be lost without a word.
      if (text === '' && lines.length > 0) errors.push({ field: `goals_goal_${index}`, reason: 'no_text' });
      const steps = stepsOf(state.goals[index], lines, many(`goals_done_${index}`), todayText(context));
      return text === '' ? [] : [{ text, steps }];
    }).flat();
    if (written.length > MOST_GOALS) errors.push({ field: `goals_goal_${state.goals.length}`, reason: 'too_much' });
    if (errors.length > 0) return { errors };
    if (dream === state.dream && JSON.stringify(written) === JSON.stringify(state.goals)) {
      return wrong('goals_dream', 'same');
    }
    return { effects: [{ kind: 'write_goals', dream, goals: written }] };
  },
};

function goalFields(t: Text, index: number, goal: Goal | null): readonly ActField[] {
  const number = index + 1;
  const done = (goal?.steps ?? []).flatMap(({ doneOn }, at) => (doneOn === null ? [] : [String(at)]));
  return [
    {
      name: `goals_goal_${index}`,
      type: 'text',
      label: goal === null ? t('care:field.newGoal') : t('care:field.goal', { number }),
      isForPerson: true,
      hint: goal === null ? undefined : t('care:hint.goal'),
      initial: goal?.text ?? '',
    },
    {
      name: `goals_steps_${index}`,
      type: 'textarea',
      label: goal === null ? t('care:field.newSteps') : t('care:field.steps', { number }),
      isForPerson: true,
      hint: t('care:hint.steps'),
      initial: (goal?.steps ?? []).map(({ text }) => text).join('\n'),
    },
    ...(goal === null || goal.steps.length === 0
      ? []
      : [
          {
            name: `goals_done_${index}`,
            type: 'checks' as const,
            label: t('care:field.stepsDone', { number }),
            options: goal.steps.map(({ text }, at) => ({ value: String(at), label: text })),
            initial: done.join(' '),
          },
        ]),
  ];
}

/**
 * The lines as steps. One that says what it said is the same step, wherever it stands; one that says something else is so only
 * where nothing but its words changed: no step came or went, and what stood there is nowhere else. It is done when it is ticked.
 */
function stepsOf(
  old: Goal | undefined,
  lines: readonly string[],
  ticked: ReturnType<ActInput['many']>,
  today: string,
): Goal['steps'] {
  const known = old?.steps ?? [];
  return lines.map((text, index) => {
    const there = known[index];
    const same = there?.text === text ? index : known.findIndex((step) => step.text === text);
    const isReworded = lines.length === known.length && there !== undefined && !lines.includes(there.text);
    const at = same === -1 && isReworded ? index : same;
    return { text, doneOn: ticked.includes(String(at)) ? (known[at]?.doneOn ?? today) : null };
  });
}

export const extend: Act = {
  id: 'extend',
  slug: 'pagarinat',
  picture: 'calendar',
  fields: (t, { state }) => [
    { name: 'extend_until', type: 'date', label: t('care:field.newLastDay'), initial: state.toOn },
    { name: 'extend_money', type: 'text', label: t('care:field.newMoney'), hint: t('care:hint.newMoney') },
  ],
  read: (values, _many, context) => {
    const given = values.extend_money ?? '';
    const cents = given.trim() === '' ? 0 : parseCents(given);
    const noMoney = { field: 'extend_money', reason: 'no_money' } as const;
    const isMoney = cents !== null && cents >= 0;
    const read = readFields('extend', { until: day }, values);
    if ('errors' in read) return { errors: [...read.errors, ...(isMoney ? [] : [noMoney])] };
    if (!isMoney) return { errors: [noMoney] };
    const { until } = read.data;
    if (until < context.state.toOn) return wrong('extend_until', 'order');
    if (until < todayText(context)) return wrong('extend_until', 'past');
    if (until === context.state.toOn && cents === 0) return wrong('extend_until', 'same');
    return { effects: [{ kind: 'extend_plan', toOn: until, cents }] };
  },
};

const PLAN = 'plan';

export const correct: Act = {
  id: 'correct',
  slug: 'labot-uzskaiti',
  picture: 'edit',
  fields: (t, context) => [
    {
      name: 'correct_what',
      type: 'select',
      label: t('care:field.what'),
      hint: t('care:hint.what', { act: t('care:act.mark') }),
      options: withNone(t, [
        { value: PLAN, label: t('care:option.plan', { free: exactEuros(t, freeCents(context.state)) }) },
        ...serviceOptions(t, context),
      ]),
    },
    { name: 'correct_by', type: 'text', label: t('care:field.by'), hint: t('care:hint.by') },
    {
      name: 'correct_reason',
      type: 'text',
      label: t('care:field.reason'),
      isForPerson: true,
      hint: t('care:hint.reason'),
    },
  ],
  read: (values, _many, { state }) => {
    const errors: FieldError[] = [];
    const what = values.correct_what ?? '';
    if (!filledLine.safeParse(values.correct_reason ?? '').success) {
      errors.push({ field: 'correct_reason', reason: 'no_reason' });
    }
    const effect = what === PLAN ? ofPlan(values.correct_by ?? '') : ofService(state, what, values.correct_by ?? '');
    if ('field' in effect) errors.push(effect);
    return errors.length > 0 || 'field' in effect ? { errors } : { effects: [effect] };
  },
};

function ofPlan(by: string): Effect | FieldError {
  const cents = parseCents(by);
  if (cents === null || cents === 0) return { field: 'correct_by', reason: 'no_money' };
  return { kind: 'correct_plan', cents };
}

function ofService(state: PlanState, what: string, by: string): Effect | FieldError {
  const service = findService(state, Number(what));
  if (what === '' || service === null) return { field: 'correct_what', reason: 'no_choice' };
  const given = parseSigned(by);
  if (given === null || given.number === 0) return { field: 'correct_by', reason: 'no_number' };
  return { kind: 'correct_service', planServiceId: service.id, units: given.number };
}
