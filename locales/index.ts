import { en } from './en/index.ts';
import { lv } from './lv/index.ts';
import { ru } from './ru/index.ts';

export const locales = { lv, en, ru };
export type Namespace = keyof typeof lv;
export const namespaces = Object.keys(lv) as readonly Namespace[];
