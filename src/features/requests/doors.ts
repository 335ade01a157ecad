import type { PictureName } from '../../core/pictures/pictures.ts';
import type { RequestFlow, RequestKind } from './rules.ts';
import type { ChildSaid } from './understanding.ts';

/** A door of "Es gribu mainīt": behind it a few kinds of requests, or one, which begins at once. */
type Door = Readonly<{
  name: 'visits' | 'service' | 'new' | 'wrong' | 'talk';
  /** The door's part of the address. */
  slug: string;
  picture: PictureName;
  flows: readonly RequestFlow[];
}>;

/** What a participant can ask for; five doors are the most that one screen may hold. */
export const doors: readonly Door[] = [
  { name: 'visits', slug: 'tiksanas', picture: 'calendar', flows: ['visit', 'away', 'way'] },
  { name: 'service', slug: 'pakalpojums', picture: 'service-other', flows: ['often', 'stop', 'person', 'money'] },
  { name: 'new', slug: 'jauns', picture: 'more', flows: ['new', 'goal'] },
  { name: 'wrong', slug: 'nav-labi', picture: 'sad', flows: ['wrong'] },
  { name: 'talk', slug: 'parunat', picture: 'talk', flows: ['talk'] },
];

/** These begin on a page of their own: of my people, and of my data. */
const elsewhere: readonly RequestFlow[] = ['people', 'data'];

/** The kind of request that a form names; null for what no page of the participant begins, as a service of the family. */
export function flowNamed(name: string): RequestFlow | null {
  return [...doors.flatMap(({ flows }) => flows), ...elsewhere].find((flow) => flow === name) ?? null;
}

/** What each kind of request is shown by. */
export const pictureOfFlow: Readonly<Record<RequestFlow, PictureName>> = {
  visit: 'another-time',
  away: 'cannot-come',
  way: 'place',
  often: 'week',
  stop: 'cancelled',
  person: 'person',
  money: 'money',
  new: 'more',
  goal: 'goal',
  wrong: 'sad',
  talk: 'talk',
  people: 'people',
  data: 'privacy',
  relative: 'family',
};

/** What a child says of what is asked for in their name: faces and a hand to point at. */
export const pictureOfSaid: Readonly<Record<ChildSaid, PictureName>> = {
  wants: 'happy',
  does_not_want: 'sad',
  does_not_know: 'dont-know',
  not_yet: 'waiting',
};

/** What each wish is shown by: no two that can be mistaken for each other have the same picture. */
export const pictureOfKind: Readonly<Record<RequestKind, PictureName>> = {
  another_time: 'another-time',
  cannot_come: 'cannot-come',
  away: 'cannot-come',
  more_often: 'more',
  less_often: 'less',
  stop_service: 'cancelled',
  another_person: 'person',
  something_new: 'more',
  move_money: 'money',
  another_way: 'place',
  my_plan: 'goal',
  something_wrong: 'sad',
  talk: 'talk',
  my_people: 'people',
  my_data: 'privacy',
  for_family: 'family',
};
