import { type Look, lookChoices } from '../../core/look.ts';
import type { PictureName } from '../../core/pictures/pictures.ts';
import type { Language, Text } from '../../core/text/text.ts';
import { codeOf, firstSettings, type LookValue, type Setting, type SettingName, settings } from './rules.ts';

export type SettingTile = Readonly<{ href: string; picture: PictureName; title: string }>;

export type SettingAnswer = Readonly<{
  code: string;
  label: string;
  /** What its words are in, where that is not the language of the page. */
  language: Language | undefined;
  /** The page as it would be with this answer. */
  look: Look;
  isNow: boolean;
}>;

export type SettingScreen = Readonly<{
  question: string;
  picture: PictureName;
  /** What a sample must show beside letters and a picture, for the answers to differ. */
  shows: 'colours' | 'amount' | 'motion' | undefined;
  answers: readonly SettingAnswer[];
  onward: Readonly<{ href: string; words: string; isLast: boolean }>;
}>;

const FIRST_SCREEN = '/ka-man-erti';

const shown: Readonly<Partial<Record<SettingName, SettingScreen['shows']>>> = {
  krasas: 'colours',
  ekrans: 'amount',
  miers: 'motion',
};

export function viewSettings(t: Text): readonly SettingTile[] {
  return firstSettings.map((setting) => ({
    href: `${FIRST_SCREEN}/${setting}`,
    picture: settings[setting].picture,
    title: t(`settings:${setting}.tile`),
  }));
}

/** One question with the page as it would look after each answer. */
export function viewSetting(t: Text, setting: SettingName, look: Look): SettingScreen {
  const { field, picture, next }: Setting = settings[setting];
  const values: readonly LookValue[] = lookChoices[field];
  const labels: Readonly<Record<string, string>> = t(`settings:${setting}.answer`, { returnObjects: true });
  return {
    question: t(`settings:${setting}.question`),
    picture,
    shows: shown[setting],
    answers: values.map((value) => {
      const code = codeOf(value);
      const answered: Look = { ...look, [field]: value };
      return {
        code,
        label: labels[code] ?? '',
        language: answered.language === look.language ? undefined : answered.language,
        look: answered,
        isNow: value === look[field],
      };
    }),
    onward:
      next === undefined
        ? { href: FIRST_SCREEN, words: t('settings:done'), isLast: true }
        : { href: `${FIRST_SCREEN}/${next}`, words: t('common:next'), isLast: false },
  };
}
