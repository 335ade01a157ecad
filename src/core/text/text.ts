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

export const t: Text = instance.getFixedT(LANGUAGE, [...namespaces]) as Text;
