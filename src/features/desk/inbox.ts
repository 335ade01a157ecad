import type { Actor } from '../../core/access/actor.ts';
import { authorize, authorizeOwn } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { dayOf } from '../../core/time/clock.ts';
import { findCircle } from '../circle/index.ts';
import {
  type DeskRequest,
  findDeskRequests,
  findOverdueRequests,
  findPrivateRequests,
  findWorkerName,
  isForChild,
  isOverdue,
  isUndone,
  type RequestKind,
  type RequestStatus,
  type StatusKey,
  statusKey,
} from '../requests/index.ts';
import { daysLate, type InboxView, inboxViews, viewsOf } from './rules.ts';

/** Each view's word in the address. */
export const inboxSlugs: Readonly<Record<InboxView, string>> = {
  mine: 'mani',
  overdue: 'kavejas',
  talk: 'runat',
  todo: 'izdarit',
  private: 'sudzibas',
  service: 'dienests',
};

/** Answered requests on one page. */
export const ANSWERED_ON_A_PAGE = 20;

export type InboxRow = Readonly<{
  id: number;
  name: string;
  kind: RequestKind;
  status: Exclude<RequestStatus, 'draft'>;
  /** What came of an answered one. */
  answer: StatusKey;
  promisedOn: string | null;
  daysLate: number;
  answeredAt: string | null;
  /** The member of the family who asks; null where the participant does. */
  askedBy: string | null;
  /** A parent asks in the name of their child. */
  isForChild: boolean;
  /** With whom it is; only where it is somebody else's to answer. */
  workerName: string | null;
}>;

export type Inbox = Readonly<{
  view: InboxView;
  /** Each view that is there, with how many requests wait in it, and whether one is late that no list of late ones holds. */
  views: readonly Readonly<{ view: InboxView; slug: string; count: number; isLate: boolean }>[];
  /** What waits in the chosen view, the oldest promise on top. */
  waiting: readonly InboxRow[];
  answered: readonly InboxRow[];
  page: number;
  pages: number;
}>;

/**
 * The worker's requests, and for the head of the service the private complaints and what is late with others. Of what others
 * answer there is no more to see than whose it is, what kind and how late.
 *
 * @throws AccessDenied for whoever has no desk
 */
export function readInbox(
  app: Pick<App, 'db' | 'clock'>,
  actor: Actor,
  { slug, page }: Readonly<{ slug: string | null; page: number }>,
): Inbox {
  const today = dayOf(app.clock.now());
  const { head, own, complaints } = findToAnswer(app, actor, today);
  const ownIds = new Set(own.map(({ id }) => id));
  const ofOthers = head === null ? [] : findOverdueRequests(app.db, head, today).filter(({ id }) => !ownIds.has(id));

  const waitingIn: Readonly<Record<InboxView, readonly DeskRequest[]>> = {
    mine: own.filter(({ status }) => isUndone(status)),
    overdue: own.filter((request) => viewsOf(request, today).includes('overdue')),
    talk: own.filter((request) => viewsOf(request, today).includes('talk')),
    todo: own.filter((request) => viewsOf(request, today).includes('todo')),
    private: complaints.filter(({ status }) => isUndone(status)),
    service: ofOthers,
  };
  const there = inboxViews.filter((view) => head !== null || (view !== 'private' && view !== 'service'));
  // Where nothing is one's own, what else waits must not wait behind a door.
  const view =
    there.find((candidate) => inboxSlugs[candidate] === slug) ??
    there.find((candidate) => waitingIn[candidate].length > 0) ??
    'mine';
  const rows = rowsFor(app, actor, today);
  const answered = answeredIn(view, own, complaints);
  const pages = Math.max(1, Math.ceil(answered.length / ANSWERED_ON_A_PAGE));
  const shown = Math.min(page, pages);
  return {
    view,
    views: there.map((candidate) => ({
      view: candidate,
      slug: inboxSlugs[candidate],
      count: waitingIn[candidate].length,
      isLate: candidate === 'private' && complaints.some((request) => isOverdue(request, today)),
    })),
    waiting: rows(waitingIn[view], view === 'service'),
    answered: rows(answered.slice((shown - 1) * ANSWERED_ON_A_PAGE, shown * ANSWERED_ON_A_PAGE), false),
    page: shown,
    pages,
  };
}

/** All that the actor answers, each list in its order; complaints are the head's. */
function findToAnswer(app: Pick<App, 'db'>, actor: Actor, today: Temporal.PlainDate) {
  const own = findDeskRequests(app.db, authorizeOwn(actor, 'desk.read'), today);
  const head = actor.isHead ? authorizeOwn(actor, 'head.read') : null;
  return { head, own, complaints: head === null ? [] : findPrivateRequests(app.db, head) };
}

/** Which request the desk would open after this one: the first that waits in the lists' order; null when none does. */
export function findNextWaiting(app: Pick<App, 'db' | 'clock'>, actor: Actor, answeredId: number): number | null {
  const { own, complaints } = findToAnswer(app, actor, dayOf(app.clock.now()));
  return [...own, ...complaints].find(({ id, status }) => id !== answeredId && isUndone(status))?.id ?? null;
}

function answeredIn(
  view: InboxView,
  own: readonly DeskRequest[],
  complaints: readonly DeskRequest[],
): readonly DeskRequest[] {
  const list = view === 'mine' ? own : view === 'private' ? complaints : [];
  return list.filter(({ status }) => !isUndone(status));
}

/** Makes rows of requests; whose circle is looked into is looked into once. */
function rowsFor(app: Pick<App, 'db' | 'clock'>, actor: Actor, today: Temporal.PlainDate) {
  const circleOf = (participantId: number) => authorize(app, actor, 'circle.read', participantId);
  const askerName = ({ participantId, startedBy }: DeskRequest) => {
    if (startedBy === participantId) return null;
    const member = findCircle(app.db, circleOf(participantId), today).find(({ personId }) => personId === startedBy);
    // Who has left the circle is not named any more.
    return member === undefined ? '' : `${member.firstName} ${member.lastName}`;
  };
  return (requests: readonly DeskRequest[], isOfOthers: boolean): readonly InboxRow[] =>
    requests.flatMap((request): readonly InboxRow[] => {
      const { id, firstName, lastName, kind, status, promisedOn, answeredAt } = request;
      if (kind === null || status === 'draft') return [];
      return [
        {
          id,
          name: `${firstName} ${lastName}`,
          kind,
          status,
          answer: statusKey(request),
          promisedOn,
          daysLate: daysLate(request, today),
          answeredAt,
          askedBy: askerName(request),
          isForChild: isForChild(request),
          workerName: isOfOthers ? findWorkerName(app, circleOf(request.participantId)) : null,
        },
      ];
    });
}
