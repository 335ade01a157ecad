import type { PictureName } from '../../core/pictures/pictures.ts';
import { isOpen, isOverdue } from './rules.ts';
import type { Request, RequestEvent } from './store.ts';

/** The key of what is going on now, the same word everywhere. */
export type StatusKey = 'draft' | 'sent' | 'read' | 'talking' | 'yes' | 'no' | 'withdrawn';

export function statusKey({ status, answer }: Pick<Request, 'status' | 'answer'>): StatusKey {
  return status === 'answered' ? (answer ?? 'no') : status;
}

const pictureOfStatus: Readonly<Record<StatusKey, PictureName>> = {
  draft: 'edit',
  sent: 'sent',
  read: 'waiting',
  talking: 'talk',
  yes: 'yes',
  no: 'no',
  withdrawn: 'cancelled',
};

const toneOfStatus = {
  draft: 'waiting',
  sent: 'waiting',
  read: 'waiting',
  talking: 'info',
  yes: 'success',
  no: 'info',
  withdrawn: 'info',
} as const satisfies Record<StatusKey, 'info' | 'success' | 'waiting'>;

export type StoryEntry = Readonly<{
  key: Exclude<RequestEvent['kind'], 'answered'> | 'yes' | 'no' | 'waiting';
  picture: PictureName;
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
  yes: 'yes',
  no: 'no',
  withdrawn: 'cancelled',
  waiting: 'waiting',
};

/** The words that went with these are for the participant to read. */
const spoken: readonly StoryEntry['key'][] = ['explained', 'talking', 'yes', 'no'];

/** What happened to a request so far; the last entry of an open one says that the answer is waited for. */
export function viewStory(request: Request, events: readonly RequestEvent[]): readonly StoryEntry[] {
  const story: StoryEntry[] = events.map((event) => {
    const key = event.kind === 'answered' ? (request.answer ?? 'no') : event.kind;
    return {
      key,
      picture: pictureOfEntry[key],
      byFirstName: event.byFirstName,
      note: spoken.includes(key) ? event.note : null,
      at: event.at,
    };
  });
  if (isOpen(request.status)) {
    story.push({ key: 'waiting', picture: pictureOfEntry.waiting, byFirstName: '', note: null, at: null });
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
  canBeWithdrawn: boolean;
  promisedOn: string | null;
  answerText: string | null;
}>;

export function viewRequest(request: Request, today: Temporal.PlainDate): RequestView {
  const status = statusKey(request);
  return {
    id: request.id,
    status,
    tone: toneOfStatus[status],
    picture: pictureOfStatus[status],
    isOpen: isOpen(request.status),
    isOverdue: isOverdue(request, today),
    canBeWithdrawn: isOpen(request.status),
    promisedOn: request.promisedOn,
    answerText: request.answerText,
  };
}
