import { exactEuros } from '../../../core/money/euros.ts';
import type { Text } from '../../../core/text/text.ts';
import { capitalized, dateText, timeText } from '../../../core/time/words.ts';
import { balanceOfService, findService, type PlanState, type VisitState } from '../../changes/index.ts';
import type { ActContext, ActField } from './act.ts';

type Options = NonNullable<ActField['options']>;

/** Nothing is chosen beforehand: the first line of a list says so. */
export const withNone = (t: Text, options: Options): Options => [{ value: '', label: t('care:choose') }, ...options];

/** "Otrdiena, 24. novembris, 9:00. Vingrošana." */
export function visitWords(
  t: Text,
  state: PlanState,
  visit: Pick<VisitState, 'planServiceId' | 'heldOn' | 'startTime'>,
): string {
  return t('care:visitOption', {
    date: capitalized(dateText(t, visit.heldOn)),
    time: timeText(visit.startTime),
    service: findService(state, visit.planServiceId)?.name ?? '',
  });
}

export const visitOptions = (t: Text, state: PlanState, visits: readonly VisitState[]): Options =>
  visits.map((visit) => ({ value: String(visit.id), label: visitWords(t, state, visit) }));

/** A visit with what it is marked as when the form is made: somebody else may mark it before the form comes back. */
export const markValue = ({ id, status }: Pick<VisitState, 'id' | 'status'>): string => `${id}:${status}`;

/** The services of the plan, each with what is left of it. */
export function serviceOptions(t: Text, { state }: ActContext): Options {
  return state.services.map(({ id, name }) => {
    const { leftUnits: units, leftCents } = balanceOfService(state, id);
    return {
      value: String(id),
      label: t('care:serviceOption', { service: name, units, money: exactEuros(t, leftCents) }),
    };
  });
}

export function providerOptions({ providers }: ActContext): Options {
  return providers.map(({ personId, firstName, lastName, organisation }) => ({
    value: String(personId),
    label: `${firstName} ${lastName}${organisation === null ? '' : `, ${organisation}`}`,
  }));
}

export function weekdayOptions(t: Text): Options {
  return ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
    value: String(weekday),
    label: capitalized(t(`time:weekday.${weekday}`)),
  }));
}
