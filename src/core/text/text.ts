import i18next, { type TFunction } from 'i18next';
import { locales, type Namespace, namespaces } from '../../../locales/index.ts';

/** Looks up a text by its typed key: `t('plan:title')`. */
export type Text = TFunction<readonly Namespace[]>;

export const LANGUAGE = 'lv';

const instance = i18next.createInstance({
  lng: LANGUAGE,
  ns: [...namespaces],
  resources: locales,
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
  saveMissing: true,
  // A key that is built at run time escapes the type check: better a loud failure than an empty screen.
  missingKeyHandler: (_languages, namespace, key) => {
    throw new Error(`Missing text ${namespace}:${key}`);
  },
});
void instance.init();

/** A page asks for the same plain texts a hundred times; looking each up anew is a fifth of its cost. */
const plainTexts = new Map<unknown, unknown>();

export const t: Text = new Proxy(instance.getFixedT(LANGUAGE, [...namespaces]) as Text, {
  apply(lookUp, self, given: unknown[]) {
    if (given.length > 1) return Reflect.apply(lookUp, self, given);
    const [key] = given;
    const text = plainTexts.get(key) ?? Reflect.apply(lookUp, self, given);
    plainTexts.set(key, text);
    return text;
  },
});
