import { z } from 'zod';
import type { Effect, ServiceState } from '../../changes/index.ts';
import { type ActContext, type ErrorReason, errorReason, type FieldError } from './act.ts';

const LONGEST_LINE = 120;
/** A visit longer than a day at a day centre is a slip of the keyboard. */
const LONGEST_MINUTES = 720;
const MOST_UNITS = 999;

const says = (reason: ErrorReason) => reason;

/** `YYYY-MM-DD` */
export const day = z.iso.date(says('no_day'));
/** `HH:MM` */
export const time = z.iso.time({ precision: -1, error: says('no_time') });

const whole = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, says('no_number'))
    .transform(Number)
    .refine((number) => number > 0 && number <= most, says('no_number'));

export const count = whole(MOST_UNITS);
export const minutes = whole(LONGEST_MINUTES);

/** An id out of a list; below zero is what comes into the plan with the same form. */
export const chosenId = z
  .string()
  .regex(/^-?\d{1,15}$/, says('no_choice'))
  .transform(Number);

export const line = z.string().trim().max(LONGEST_LINE, says('too_long'));
export const filledLine = line.min(1, says('no_text'));

/** A video link, or nothing. */
export const link = z
  .string()
  .trim()
  .max(500, says('too_long'))
  .refine((text) => text === '' || isVideoLink(text), says('no_link'))
  .transform((text) => (text === '' ? null : text));

/** The database keeps `https` alone. */
export function isVideoLink(text: string): boolean {
  return text.startsWith('https://') && URL.canParse(text) && new URL(text).hostname.includes('.');
}

/**
 * A sum as people write it: "12,50", "12.5", "1 250", "−3,10".
 *
 * @returns whole cents, or null when it is no sum
 */
export function parseCents(text: string): number | null {
  const [, sign, euros = '', cents = ''] =
    /^([+\-−])?(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s\u00a0€]/g, '')) ?? [];
  if (euros === '') return null;
  const sum = Number(euros) * 100 + Number(cents.padEnd(2, '0'));
  return sign === undefined || sign === '+' ? sum : -sum;
}

/** A whole number with or without its sign; null when it is none. */
export function parseSigned(text: string): Readonly<{ number: number; hasSign: boolean }> | null {
  const [, sign, digits = ''] = /^([+\-−])?(\d{1,4})$/.exec(text.replace(/\s/g, '')) ?? [];
  if (digits === '') return null;
  return { number: sign === '-' || sign === '−' ? -Number(digits) : Number(digits), hasSign: sign !== undefined };
}

/** A sum above zero, in cents. */
export const sum = z.string().transform((text, context) => {
  const cents = parseCents(text);
  if (cents !== null && cents > 0) return cents;
  context.addIssue(says('no_money'));
  return z.NEVER;
});

type Fields<S extends z.ZodRawShape> = z.infer<z.ZodObject<S>>;

/** Reads an act's fields; names in the form are those of the shape with the act's id before them. */
export function readFields<S extends z.ZodRawShape>(
  id: string,
  shape: S,
  values: Readonly<Record<string, string>>,
): Readonly<{ data: Fields<S> }> | Readonly<{ errors: readonly FieldError[] }> {
  const given = Object.fromEntries(Object.keys(shape).map((key) => [key, values[`${id}_${key}`] ?? '']));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return { data: parsed.data };
  // The first thing that is wrong with a field is enough.
  const found = new Map<string, ErrorReason>();
  for (const { path, message } of parsed.error.issues) {
    const field = `${id}_${path.join('_')}`;
    if (!found.has(field)) found.set(field, errorReason.parse(message));
  }
  return { errors: [...found].map(([field, reason]) => ({ field, reason })) };
}

export const wrong = (field: string, reason: ErrorReason): Readonly<{ errors: readonly FieldError[] }> => ({
  errors: [{ field, reason }],
});

/** Effects, or the error when there is nothing to do. */
export const orNothing = (
  effects: readonly Effect[],
  field: string,
): Readonly<{ effects: readonly Effect[] }> | Readonly<{ errors: readonly FieldError[] }> =>
  effects.length === 0 ? wrong(field, 'nothing_there') : { effects };

/** `YYYY-MM-DDTHH:MM` as texts sort. */
export const begins = ({ heldOn, startTime }: Readonly<{ heldOn: string; startTime: string }>) =>
  `${heldOn}T${startTime}`;

export const nowText = ({ now }: Pick<ActContext, 'now'>) => now.toString({ smallestUnit: 'minute' });
export const todayText = ({ now }: Pick<ActContext, 'now'>) => now.toPlainDate().toString();

/** Planned visits that have not begun, in order. */
export function upcomingVisits(context: ActContext) {
  return context.state.visits
    .filter((visit) => visit.status === 'planned' && begins(visit) > nowText(context))
    .toSorted((a, b) => begins(a).localeCompare(begins(b)));
}

/** The units a service lacks for what is to be planned, as an effect; none when it has enough. */
export function missingUnits(service: ServiceState, needed: number, left: number): readonly Effect[] {
  return needed > left ? [{ kind: 'assign_units', planServiceId: service.id, units: needed - left }] : [];
}
