import { z } from 'zod';
import type { PictureName } from '../../../core/pictures/pictures.ts';
import type { Text } from '../../../core/text/text.ts';
import type { Effect, PlanState } from '../../changes/index.ts';
import type { CatalogueService, Provider } from '../../plan/index.ts';

/** Everything that can be done to a plan at the desk, in the order of the person's page. */
export const actIds = [
  'move',
  'cancel',
  'away',
  'visit',
  'series',
  'mark',
  'place',
  'provider',
  'units',
  'money',
  'add_service',
  'stop',
  'goals',
  'extend',
  'correct',
] as const;
export type ActId = (typeof actIds)[number];

/** What a form is made from, and what it is read against. */
export type ActContext = Readonly<{
  state: PlanState;
  now: Temporal.PlainDateTime;
  catalogue: readonly CatalogueService[];
  providers: readonly Provider[];
  /** What a place is called when nobody gives it another name; Latvian, since it is kept with the visit. */
  places: Readonly<{ home: string; remote: string; there: string }>;
}>;

/** One field of an act's form. Its name begins with the act's id: several acts can stand in one form. */
export type ActField = Readonly<{
  name: string;
  type: 'date' | 'time' | 'number' | 'text' | 'textarea' | 'select' | 'checks';
  label: string;
  /** Whether the person will read what is written here. */
  isForPerson?: boolean;
  hint?: string;
  options?: readonly Readonly<{ value: string; label: string }>[];
  /** What stands there before anybody has typed; for `checks` the values, with a space between them. */
  initial?: string;
}>;

const reasons = [
  'no_choice',
  'no_day',
  'no_time',
  'no_number',
  'no_money',
  'no_text',
  'no_link',
  'no_why',
  'no_reason',
  'too_long',
  'too_much',
  'too_late',
  'past',
  'order',
  'outside_plan',
  'nothing_there',
  'same',
  'meanwhile',
  'not_enough',
] as const;
export const errorReason = z.enum(reasons);
/** Why a field is not right; in words: `care:error.<reason>`. */
export type ErrorReason = z.infer<typeof errorReason>;

export type FieldError = Readonly<{ field: string; reason: ErrorReason }>;

export type ReadAct = Readonly<{ effects: readonly Effect[] }> | Readonly<{ errors: readonly FieldError[] }>;

/** A form's texts by field, and for fields with several answers all of them. */
export type ActInput = Readonly<{
  values: Readonly<Record<string, string>>;
  many: (name: string) => readonly string[];
  /** Whether somebody sent it: a box that is missing was not ticked then, and is not as it was at first. */
  isPosted: boolean;
}>;

/** One act: its form, and what the filled form means. Pure: nothing is read or written but what is handed in. */
export type Act = Readonly<{
  id: ActId;
  /** Its part of the address. */
  slug: string;
  picture: PictureName;
  fields(t: Text, context: ActContext): readonly ActField[];
  read(values: Readonly<Record<string, string>>, many: ActInput['many'], context: ActContext): ReadAct;
}>;
