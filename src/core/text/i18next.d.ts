import type { locales } from '../../../locales/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: (typeof locales)['lv'];
    returnNull: false;
  }
}
