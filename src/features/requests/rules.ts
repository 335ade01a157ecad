import type { requestStatuses } from '../../../db/schema.ts';

export type RequestStatus = (typeof requestStatuses)[number];

/** What can be done to a request, and by whom: the participant or the social worker. Nobody else changes its status. */
export type Transition = 'send' | 'withdraw' | 'read' | 'talk' | 'answer';

/** From each status, where each act leads; what is not here cannot be done. */
const transitions: Readonly<Record<RequestStatus, Partial<Readonly<Record<Transition, RequestStatus>>>>> = {
  draft: { send: 'sent', withdraw: 'withdrawn' },
  sent: { read: 'read', talk: 'talking', answer: 'answered', withdraw: 'withdrawn' },
  read: { talk: 'talking', answer: 'answered', withdraw: 'withdrawn' },
  talking: { talk: 'talking', answer: 'answered', withdraw: 'withdrawn' },
  answered: {},
  withdrawn: {},
};

/** The status after the act, or null when the act is not possible from here. */
export function statusAfter(status: RequestStatus, act: Transition): RequestStatus | null {
  return transitions[status][act] ?? null;
}

export const isOpen = (status: RequestStatus): boolean => statusAfter(status, 'answer') !== null;

/** How many working days an answer may take. */
export const ANSWER_WITHIN_WORKING_DAYS = 5;

const SATURDAY = 6;

/** The day by which a request sent on `day` is answered: Monday to Friday count. */
export function promiseDay(day: Temporal.PlainDate, workingDays = ANSWER_WITHIN_WORKING_DAYS): Temporal.PlainDate {
  let promised = day;
  for (let left = workingDays; left > 0; ) {
    promised = promised.add({ days: 1 });
    if (promised.dayOfWeek < SATURDAY) left -= 1;
  }
  return promised;
}

/** Past the promised day and still without an answer. */
export function isOverdue(
  { status, promisedOn }: Readonly<{ status: RequestStatus; promisedOn: string | null }>,
  today: Temporal.PlainDate,
): boolean {
  return isOpen(status) && promisedOn !== null && promisedOn < today.toString();
}
