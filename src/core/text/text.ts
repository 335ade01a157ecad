import i18next from 'i18next';
import { locales, type Namespace, namespaces } from '../../../locales/index.ts';

/** What i18next puts behind a key: the plural of a count, or the context. */
type Form = 'zero' | 'one' | 'few' | 'many' | 'other' | 'female' | 'male' | 'dream' | 'goal';
type WithoutForm<Key extends string> = Key extends `${infer Start}_${Form}` ? Start : Key;
type KeysIn<Texts, Before extends string> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? `${Before}${Key | WithoutForm<Key>}`
    : KeysIn<Texts[Key], `${Before}${Key}.`>;
}[keyof Texts & string];

/** Every text there is. Our own type: the library's grows with each call and each room until the compiler gives up. */
export type TextKey = { [Room in Namespace]: KeysIn<(typeof locales)['lv'][Room], `${Room}:`> }[Namespace];

type At<Texts, Path extends string> = Path extends `${infer First}.${infer Rest}`
  ? First extends keyof Texts
    ? At<Texts[First], Rest>
    : never
  : Path extends keyof Texts
    ? Texts[Path]
    : never;
type GroupAt<Key extends string> = Key extends `${infer Room extends Namespace}:${infer Path}`
  ? At<(typeof locales)['lv'][Room], Path>
  : never;

/** Looks up a text by its typed key: `t('plan:title')`. */
export type Text = {
  (key: TextKey, values?: Readonly<Record<string, string | number>>): string;
  /** All texts below a key. */
  <Key extends string>(key: Key, values: Readonly<{ returnObjects: true }>): GroupAt<Key>;
};

export type Language = keyof typeof locales;
export const languages = Object.keys(locales) as readonly Language[];

const instance = i18next.createInstance({
  lng: 'lv',
  fallbackLng: false,
  ns: [...namespaces],
  resources: locales,
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
  saveMissing: true,
  // A key that is built at run time escapes the type check: better a loud failure than an empty screen.
  missingKeyHandler: (tried, namespace, key) => {
    throw new Error(`Missing text ${namespace}:${key} in ${tried.join(', ')}`);
  },
});
void instance.init();

function makeText(language: Language): Text {
  /** A page asks for the same plain texts a hundred times; looking each up anew is a fifth of its cost. */
  const plainTexts = new Map<string, string>();
  const lookUp = instance.getFixedT(language, [...namespaces]);
  const text = (key: string, values?: Record<string, unknown>): unknown => {
    if (values !== undefined) return lookUp(key, values);
    const found = plainTexts.get(key) ?? lookUp(key);
    plainTexts.set(key, found);
    return found;
  };
  return text as Text;
}

const texts: Readonly<Record<Language, Text>> = { lv: makeText('lv'), en: makeText('en'), ru: makeText('ru') };

/** The texts in one language; a page gets its own as `Astro.locals.t`. */
export const textIn = (language: Language): Text => texts[language];

/** For what is no page: the console, and what the portal itself writes into a person's data. */
export const latvian = textIn('lv');
