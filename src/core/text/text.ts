import i18next, { type TFunction } from 'i18next';
import { locales, type Namespace, namespaces } from '../../../locales/index.ts';

/** Looks up a text by its typed key: `t('plan:title')`. */
export type Text = TFunction<readonly Namespace[]>;

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
  const plainTexts = new Map<unknown, unknown>();
  return new Proxy(instance.getFixedT(language, [...namespaces]) as Text, {
    apply(lookUp, self, given: unknown[]) {
      if (given.length > 1) return Reflect.apply(lookUp, self, given);
      const [key] = given;
      const text = plainTexts.get(key) ?? Reflect.apply(lookUp, self, given);
      plainTexts.set(key, text);
      return text;
    },
  });
}

const texts: Readonly<Record<Language, Text>> = { lv: makeText('lv'), en: makeText('en'), ru: makeText('ru') };

/** The texts in one language; a page gets its own as `Astro.locals.t`. */
export const textIn = (language: Language): Text => texts[language];

/** For what is no page: the console, and what the portal itself writes into a person's data. */
export const latvian = textIn('lv');
