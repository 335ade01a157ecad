import type { Text } from '../../core/text/text.ts';
import { type Effect, simulate } from '../changes/index.ts';
import type { RequestKind } from '../requests/index.ts';
import type { Act, ActContext, ActField, ActId, ActInput, FieldError, ReadAct } from './acts/act.ts';
import { add_service, correct, extend, goals, money, provider, stop, units } from './acts/plan-acts.ts';
import { away, cancel, mark, move, place, series, visit } from './acts/visit-acts.ts';

export {
  type Act,
  type ActContext,
  type ActField,
  type ActId,
  type ActInput,
  actIds,
  type ErrorReason,
  type FieldError,
  type ReadAct,
} from './acts/act.ts';
export { gatherActContext } from './acts/gather-context.ts';
export { prefill } from './acts/prefill.ts';
export { problemWords } from './acts/problem-words.ts';

/** A correction cannot even be looked at without a reason; this one is never written. */
export const SOME_REASON = '?';

/** Every act of the desk. */
export const acts: Readonly<Record<ActId, Act>> = {
  move,
  cancel,
  away,
  visit,
  series,
  mark,
  place,
  provider,
  units,
  money,
  add_service,
  stop,
  goals,
  extend,
  correct,
};

/** The act of an address, or null. */
export function actOfSlug(slug: string | undefined): Act | null {
  return Object.values(acts).find((act) => act.slug === slug) ?? null;
}

const ofKind: Readonly<Record<RequestKind, readonly ActId[]>> = {
  another_time: ['move'],
  cannot_come: ['cancel'],
  away: ['away'],
  more_often: ['cancel', 'series'],
  less_often: ['cancel', 'series'],
  stop_service: ['stop'],
  another_person: ['provider'],
  // The series finds the service that comes in before it.
  something_new: ['add_service', 'series'],
  move_money: ['money'],
  another_way: ['place'],
  my_plan: ['goals'],
  something_wrong: ['mark', 'provider'],
  talk: [],
  my_people: [],
  my_data: [],
  for_family: ['add_service', 'series'],
};

/** Which acts can answer a request of this kind, in the order in which they are done; none where a talk is all. */
export function actsForKind(kind: RequestKind): readonly ActId[] {
  return ofKind[kind];
}

/**
 * An act's fields in a form with these acts. Visits can be planned for the service that comes in with the same form: its
 * effect is the first, so its number is −1.
 */
export function fieldsOf(id: ActId, together: readonly ActId[], t: Text, context: ActContext): readonly ActField[] {
  const fields = acts[id].fields(t, context);
  if (together[0] !== 'add_service' || id === 'add_service') return fields;
  const added = { value: '-1', label: t('care:option.newService') };
  return fields.map((field) =>
    field.name === `${id}_service` ? { ...field, options: [...(field.options ?? []), added] } : field,
  );
}

/** What is wrong in a form with these acts, each with the label of its field, for the list on top of the page. */
export function errorWords(
  errors: readonly FieldError[],
  ids: readonly ActId[],
  t: Text,
  context: ActContext,
): readonly Readonly<{ fieldId: string; text: string }>[] {
  const fields = ids.flatMap((id) => fieldsOf(id, ids, t, context));
  return labelledErrors(errors, Object.fromEntries(fields.map(({ name, label }) => [name, label])), t);
}

/** What is wrong in a form, each with the label of its field; one without a label speaks for itself. */
export function labelledErrors(
  errors: readonly FieldError[],
  labels: Readonly<Record<string, string>>,
  t: Text,
): readonly Readonly<{ fieldId: string; text: string }>[] {
  return errors.map(({ field, reason }) => {
    const text = t(`care:error.${reason}`);
    const label = labels[field];
    return { fieldId: field, text: label === undefined ? text : t('care:fieldError', { field: label, error: text }) };
  });
}

/** The field that says which of the acts of one form are to be done. */
export const CHOSEN_ACTS = 'acts';

/** What a post brought. */
export function postedInput(form: FormData): ActInput {
  const texts = (name: string) =>
    form.getAll(name).flatMap((value) => (typeof value === 'string' ? [value.replaceAll('\r\n', '\n')] : []));
  const values = Object.fromEntries([...form.keys()].map((name) => [name, texts(name).at(-1) ?? '']));
  return { values, many: texts, isPosted: true };
}

/** Values as `prefill` makes them; those of `checks` stand with a space between them. */
export function givenInput(values: Readonly<Record<string, string>>): ActInput {
  const many = (name: string) => (values[name] ?? '').split(' ').filter((value) => value !== '');
  return { values, many, isPosted: false };
}

/**
 * Reads those acts of one form that are chosen in the field `acts`, one after another: each finds the plan as those before it
 * leave it.
 *
 * @returns the effects of all (none chosen: no effects), or what is wrong with any of them
 */
export function readActs(ids: readonly ActId[], input: ActInput, context: ActContext): ReadAct {
  const chosen = ids.filter((id) => input.many(CHOSEN_ACTS).includes(id));
  const effects: Effect[] = [];
  const errors: FieldError[] = [];
  for (const id of chosen) {
    const read = acts[id].read(input.values, input.many, { ...context, state: stateAfter(context, effects) });
    if ('errors' in read) errors.push(...read.errors);
    else effects.push(...read.effects);
  }
  return errors.length > 0 ? { errors } : { effects };
}

/** From the start each time: a row that is not written yet is known by the place of its effect among all. */
function stateAfter({ state, now }: ActContext, effects: readonly Effect[]) {
  return effects.length === 0 ? state : simulate(state, effects, { reason: SOME_REASON, now }).after;
}
