import { type PictureName, pictureOfService } from '../../core/pictures/pictures.ts';
import { type PartOfDay, partOfDay } from '../../core/time/words.ts';
import { canBeChanged, isLinkOpen, isOver, linkOpensAt, mondayOf, type VisitState, visitState } from './rules.ts';
import type { Visit } from './store.ts';

/** What one visit shows; days `YYYY-MM-DD`, times `HH:MM`. */
export type VisitView = Readonly<{
  id: number;
  picture: PictureName;
  name: string;
  explanation: string;
  heldOn: string;
  startTime: string;
  endTime: string;
  part: PartOfDay;
  state: VisitState;
  /** Its time is over. A visit that is called off ahead of time is not. */
  isOver: boolean;
  /** Over, or not going to be: shown grey. */
  isGrey: boolean;
  canBeChanged: boolean;
  isForFamily: boolean;
  provider: Readonly<{ name: string; phone: string | null; organisation: string | null }>;
  place: string;
  address: string | null;
  video: Readonly<{ isOpen: boolean; url: string; opensAt: string }> | null;
  reason: string | null;
  movedFrom: Readonly<{ on: string; start: string; end: string }> | null;
}>;

export function viewVisit(visit: Visit, now: Temporal.PlainDateTime): VisitView {
  const state = visitState(visit, now);
  const { movedFromOn, movedFromStart, movedFromEnd } = visit;
  return {
    id: visit.id,
    picture: pictureOfService(visit.serviceCode),
    name: visit.serviceName,
    explanation: visit.serviceExplanation,
    heldOn: visit.heldOn,
    startTime: visit.startTime,
    endTime: visit.endTime,
    part: partOfDay(Temporal.PlainTime.from(visit.startTime)),
    state,
    isOver: isOver(visit, now),
    isGrey: state !== 'upcoming' && state !== 'now',
    canBeChanged: canBeChanged(visit, now),
    isForFamily: visit.audience === 'family',
    provider: {
      name: `${visit.providerFirstName} ${visit.providerLastName}`,
      phone: visit.providerPhone,
      organisation: visit.providerOrganisation,
    },
    place: visit.place,
    address: visit.address,
    video:
      visit.videoUrl === null
        ? null
        : { isOpen: isLinkOpen(visit, now), url: visit.videoUrl, opensAt: linkOpensAt(visit) },
    reason: visit.reason,
    movedFrom:
      movedFromOn === null || movedFromStart === null || movedFromEnd === null
        ? null
        : { on: movedFromOn, start: movedFromStart, end: movedFromEnd },
  };
}

/** One day: what is still ahead (also what is called off) first, what is over lower. */
export type DayView = Readonly<{
  on: string;
  isToday: boolean;
  upcoming: readonly VisitView[];
  past: readonly VisitView[];
}>;

export function viewDay(day: Temporal.PlainDate, visits: readonly Visit[], now: Temporal.PlainDateTime): DayView {
  const on = day.toString();
  const views = visits.filter((visit) => visit.heldOn === on).map((visit) => viewVisit(visit, now));
  return {
    on,
    isToday: day.equals(now.toPlainDate()),
    upcoming: views.filter((visit) => !visit.isOver),
    past: views.filter((visit) => visit.isOver),
  };
}

export type WeekView = Readonly<{
  /** The Monday, `YYYY-MM-DD`. */
  from: string;
  to: string;
  isThisWeek: boolean;
  days: readonly DayView[];
  isEmpty: boolean;
}>;

/** The week of a day, Monday to Sunday; in this week, today comes first and the days before it last. */
export function viewWeek(day: Temporal.PlainDate, visits: readonly Visit[], now: Temporal.PlainDateTime): WeekView {
  const today = now.toPlainDate();
  const monday = mondayOf(day);
  const week = Array.from({ length: 7 }, (_, index) => monday.add({ days: index }));
  const ahead = week.filter((date) => Temporal.PlainDate.compare(date, today) >= 0);
  const behind = week.filter((date) => Temporal.PlainDate.compare(date, today) < 0);
  const days = [...ahead, ...behind].map((date) => viewDay(date, visits, now));
  return {
    from: monday.toString(),
    to: monday.add({ days: 6 }).toString(),
    isThisWeek: mondayOf(today).equals(monday),
    days,
    isEmpty: days.every((date) => date.upcoming.length + date.past.length === 0),
  };
}
