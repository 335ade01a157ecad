import type { requestFlows, requestKinds, requestStatuses } from '../../../db/schema.ts';
import type { Topic } from '../../core/access/policy.ts';
import { addWorkingDays } from '../../core/time/working-days.ts';

export type RequestStatus = (typeof requestStatuses)[number];
export type RequestFlow = (typeof requestFlows)[number];
export type RequestKind = (typeof requestKinds)[number];

/** In whose name one asks: one's own, the family's for a service of its own, or as a parent the child's. */
export type AskingAbility = 'request.write' | 'own.request' | 'child.request';

/** Whose request it is, and who made it. */
type Origin = Readonly<{ participantId: number; startedBy: number; flow: RequestFlow }>;

/** Whether a parent made it in the name of their child. What else the family makes is a service of its own. */
export function isForChild({ participantId, startedBy, flow }: Origin): boolean {
  return startedBy !== participantId && flow !== 'relative';
}

/**
 * Whether somebody may act on a request as the one who asks: whoever made it; and once they are of age, the person in whose
 * name a parent made it.
 */
export function isTheirs(
  { personId, isOwn, isOfChild }: Readonly<{ personId: number; isOwn: boolean; isOfChild: boolean }>,
  request: Origin,
): boolean {
  return request.startedBy === personId || (isOwn && !isOfChild && isForChild(request));
}

/**
 * What others may speak of too: a parent for a child, whoever is near by a suggestion. What is wrong, one's people and one's data are
 * one's own to speak of.
 */
export const flowsOfOthers = [
  'visit',
  'away',
  'way',
  'often',
  'stop',
  'person',
  'money',
  'new',
  'goal',
  'talk',
] as const satisfies readonly RequestFlow[];

/** Whether such a request can be begun in that name. */
export function canBeAskedAs(ability: AskingAbility, flow: RequestFlow): boolean {
  switch (ability) {
    case 'request.write':
      return flow !== 'relative';
    case 'own.request':
      return flow === 'relative';
    case 'child.request':
      return flowsOfOthers.some((one) => one === flow);
  }
}

/** Everything that can be done with a request. */
export const acts = [
  'ask_help',
  'explain',
  'send',
  'withdraw',
  'read',
  'talk',
  'answer_yes',
  'answer_partly',
  'answer_no',
  'carry_out',
  'disagree',
] as const;
export type Act = (typeof acts)[number];

/** Who does it: whose request it is, the helper who was asked, or the worker (for what is private, the head). */
export type By = 'asker' | 'helper' | 'worker';

type Rule = Readonly<{
  from: readonly RequestStatus[];
  act: Act;
  by: By;
  to: RequestStatus;
  /** `once`: only the first "I do not agree" reopens. `before_carried_out`: what was done cannot be taken back. */
  only?: 'once' | 'before_carried_out';
}>;

const waiting = ['sent', 'read', 'talking'] as const;

/** The life of a request. What is not in this table cannot be done. */
export const life: readonly Rule[] = [
  { from: ['draft'], act: 'ask_help', by: 'asker', to: 'draft' },
  { from: ['draft'], act: 'explain', by: 'helper', to: 'draft' },
  { from: ['draft'], act: 'send', by: 'asker', to: 'sent' },
  { from: ['sent'], act: 'read', by: 'worker', to: 'read' },
  // A promise that cannot be kept is talked about before there is another answer: nobody reads a bare "no" after a "yes".
  { from: [...waiting, 'agreed'], act: 'talk', by: 'worker', to: 'talking' },
  { from: waiting, act: 'answer_yes', by: 'worker', to: 'agreed' },
  { from: waiting, act: 'answer_partly', by: 'worker', to: 'agreed' },
  { from: waiting, act: 'answer_no', by: 'worker', to: 'refused' },
  { from: ['agreed'], act: 'carry_out', by: 'worker', to: 'carried_out' },
  { from: ['agreed', 'carried_out', 'refused'], act: 'disagree', by: 'asker', to: 'reopened', only: 'once' },
  // Who does not agree is called first: a second answer comes only after a talk.
  { from: ['reopened'], act: 'talk', by: 'worker', to: 'talking' },
  {
    from: ['draft', ...waiting, 'agreed', 'reopened'],
    act: 'withdraw',
    by: 'asker',
    to: 'withdrawn',
    only: 'before_carried_out',
  },
];

/** Where a request stands, as far as its life goes. */
export type Standing = Readonly<{ status: RequestStatus; disagreedAt: string | null; carriedOutAt: string | null }>;

/** The status after the act, or null when it is not possible from here or not for this one to do. */
export function statusAfter(standing: Standing, act: Act, by: By): RequestStatus | null {
  const rule = life.find((row) => row.act === act && row.by === by && row.from.includes(standing.status));
  if (rule === undefined) return null;
  if (rule.only === 'once' && standing.disagreedAt !== null) return null;
  if (rule.only === 'before_carried_out' && standing.carriedOutAt !== null) return null;
  return rule.to;
}

/** These change a service of the plan for good: who gains or loses by it should not be the only one who helps to decide. */
export const changesServices: readonly RequestKind[] = [
  'more_often',
  'less_often',
  'stop_service',
  'another_person',
  'something_new',
  'move_money',
  'another_way',
];

/** Whether the person waits for the worker. */
export const isOpen = (status: RequestStatus): boolean =>
  status === 'sent' || status === 'read' || status === 'talking' || status === 'reopened';

/** Whether there is still something to be done at the desk. */
export const isUndone = (status: RequestStatus): boolean => isOpen(status) || status === 'agreed';

/** The day by which a request sent on `day` is answered. */
export function promiseDay(day: Temporal.PlainDate, workingDays: number): Temporal.PlainDate {
  return addWorkingDays(day, workingDays);
}

/** Past the promised day and still without an answer, or not yet done. */
export function isOverdue(
  { status, promisedOn }: Readonly<{ status: RequestStatus; promisedOn: string | null }>,
  today: Temporal.PlainDate,
): boolean {
  return isUndone(status) && promisedOn !== null && promisedOn < today.toString();
}

/** What one has to see to help with it; nothing where the request says it all. */
export const topicOfKind: Partial<Readonly<Record<RequestKind, Topic>>> = {
  move_money: 'money',
  something_new: 'money',
  another_time: 'visits',
  cannot_come: 'visits',
  away: 'visits',
  more_often: 'visits',
  less_often: 'visits',
  another_way: 'visits',
  stop_service: 'visits',
  my_plan: 'plan',
};
