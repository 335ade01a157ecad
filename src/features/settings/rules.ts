import { type Look, lookChoices, plainLook } from '../../core/look.ts';
import type { PictureName } from '../../core/pictures/pictures.ts';

export type LookField = keyof Look;
export type LookValue = Look[LookField];

export type Setting = Readonly<{
  field: LookField;
  picture: PictureName;
  /** The question after this one, where one matter has two. */
  next?: string;
}>;

/** The questions, each by the address of its screen. */
export const settings = {
  burti: { field: 'textSize', picture: 'letters', next: 'atstarpes' },
  atstarpes: { field: 'spacing', picture: 'letters' },
  krasas: { field: 'colours', picture: 'colours' },
  atteli: { field: 'hasBigPictures', picture: 'bigger-pictures' },
  ekrans: { field: 'isSimple', picture: 'screen', next: 'miers' },
  miers: { field: 'isCalm', picture: 'calm' },
  valoda: { field: 'language', picture: 'language' },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

/** The doors of the first screen; the other questions follow one of these. */
export const firstSettings = [
  'burti',
  'krasas',
  'atteli',
  'ekrans',
  'valoda',
] as const satisfies readonly SettingName[];

export function isSettingName(name: string | undefined): name is SettingName {
  return name !== undefined && Object.hasOwn(settings, name);
}

/** A value as forms and cookies carry it: `2`, `dark`, `1` for yes, `ru`. */
export const codeOf = (value: LookValue): string => (typeof value === 'boolean' ? (value ? '1' : '0') : String(value));

/** The look with this one answer changed, or null when the code is none of its answers. */
export function withChoice(look: Look, field: LookField, code: string): Look | null {
  const values: readonly LookValue[] = lookChoices[field];
  const value = values.find((candidate) => codeOf(candidate) === code);
  return value === undefined ? null : { ...look, [field]: value };
}

const fields = Object.keys(lookChoices) as readonly LookField[];

/** `2-1-dark-1-0-0-ru` */
export function lookText(look: Look): string {
  return fields.map((field) => codeOf(look[field])).join('-');
}

/** Null for anything that `lookText` would not have written. */
export function parseLook(text: string): Look | null {
  const codes = text.split('-');
  if (codes.length !== fields.length) return null;
  return fields.reduce<Look | null>(
    (look, field, index) => look && withChoice(look, field, codes[index] ?? ''),
    plainLook,
  );
}
