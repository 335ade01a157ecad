import type { PictureName } from '../../core/pictures/pictures.ts';
import { isOpen, isOverdue, isUndone, statusAfter } from './rules.ts';
import type { Request, RequestEvent } from './store.ts';

/** The key of what is going on now, the same word everywhere. */
export type StatusKey =
  | 'draft'
  | 'sent'
  | 'read'
  | 'talking'
  | 'reopened'
  | 'talked'
  | 'yes'
  | 'partly'
  | 'no'
  | 'withdrawn';

export function statusKey({
  status,
  answer,
  answeredAt,
  disagreedAt,
}: Pick<Request, 'status' | 'answer' | 'answeredAt' | 'disagreedAt'>): StatusKey {
  // The first talk after "I do not agree" is the call that was promised: there is no other to wait for, but after a new answer.
  if (status === 'talking' && disagreedAt !== null && (answeredAt ?? '') <= disagreedAt) return 'talked';
  if (status === 'agreed' || status === 'carried_out') return answer ?? 'yes';
  return status === 'refused' ? 'no' : status;
}

const pictureOfStatus: Readonly<Record<StatusKey, PictureName>> = {
  draft: 'edit',
  sent: 'sent',
  read: 'waiting',
  talking: 'talk',
  reopened: 'phone',
  talked: 'talk',
  yes: 'yes',
  partly: 'partly',
  no: 'no',
  withdrawn: 'cancelled',
};

const toneOfStatus = {
  draft: 'waiting',
  sent: 'waiting',
  read: 'waiting',
  talking: 'info',
  reopened: 'waiting',
  talked: 'info',
  yes: 'success',
  partly: 'info',
  no: 'info',
  withdrawn: 'info',
} as const satisfies Record<StatusKey, 'info' | 'success' | 'waiting'>;

export type StoryEntry = Readonly<{
  key: RequestEvent['kind'] | 'talked' | 'waiting';
  picture: PictureName;
  /** Null for what is still to come. */
  byPersonId: number | null;
  byFirstName: string;
  note: string | null;
  /** An instant, or null for what is still to come. */
  at: string | null;
}>;

const pictureOfEntry: Readonly<Record<StoryEntry['key'], PictureName>> = {
  started: 'edit',
  asked_help: 'look-first',
  explained: 'support-person',
  sent: 'sent',
  read: 'eye',
  talking: 'talk',
  talked: 'talk',
  yes: 'yes',
  partly: 'partly',
  no: 'no',
  carried_out: 'happened',
  disagreed: 'phone',
  withdrawn: 'cancelled',
  waiting: 'waiting',
};

/** The words that went with these are for the participant to read. */
const spoken: readonly StoryEntry['key'][] = ['explained', 'talking', 'talked', 'yes', 'partly', 'no', 'carried_out'];

/** What happened to a request so far; the last entry of an open one says that the answer is waited for. */
export function viewStory(request: Request, events: readonly RequestEvent[]): readonly StoryEntry[] {
  const story = events.map(({ kind, byPersonId, byFirstName, note, at }, index): StoryEntry => {
    const since = events.slice(0, index).findLast((before) => before.kind !== 'talking')?.kind;
    const key = kind === 'talking' && since === 'disagreed' ? 'talked' : kind;
    return { key, picture: pictureOfEntry[key], byPersonId, byFirstName, note: spoken.includes(key) ? note : null, at };
  });
  if (isUndone(request.status)) {
    story.push({
      key: 'waiting',
      picture: pictureOfEntry.waiting,
      byPersonId: null,
      byFirstName: '',
      note: null,
      at: null,
    });
  }
  return story;
}

export type RequestView = Readonly<{
  id: number;
  status: StatusKey;
  tone: (typeof toneOfStatus)[StatusKey];
  picture: PictureName;
  isOpen: boolean;
  isOverdue: boolean;
  /** Answered, and what was answered is done as well. */
  isCarriedOut: boolean;
  /** Answered with yes or partly, and not done yet. */
  isPromised: boolean;
  canBeWithdrawn: boolean;
  canDisagree: boolean;
  /** Answered a second time: what is left is to complain elsewhere. */
  canComplain: boolean;
  isPrivate: boolean;
  /** The member of the family who asks, for themself or in a child's name; null where the participant does. */
  familyId: number | null;
  promisedOn: string | null;
  answerText: string | null;
}>;

export function viewRequest(request: Request, today: Temporal.PlainDate): RequestView {
  const status = statusKey(request);
  const isAnswered = !isOpen(request.status) && request.status !== 'draft' && request.status !== 'withdrawn';
  return {
    id: request.id,
    status,
    tone: toneOfStatus[status],
    picture: pictureOfStatus[status],
    isOpen: isOpen(request.status),
    isOverdue: isOverdue(request, today),
    isCarriedOut: request.status === 'carried_out',
    isPromised: request.status === 'agreed',
    canBeWithdrawn: statusAfter(request, 'withdraw', 'asker') !== null,
    canDisagree: statusAfter(request, 'disagree', 'asker') !== null,
    canComplain: isAnswered && request.disagreedAt !== null,
    isPrivate: request.isPrivate,
    familyId: request.startedBy === request.participantId ? null : request.startedBy,
    promisedOn: request.promisedOn,
    answerText: request.answerText,
  };
}
