import type { GuardianArea } from '../../../core/access/policy.ts';
import type { PictureName } from '../../../core/pictures/pictures.ts';
import type { Language, Text } from '../../../core/text/text.ts';
import type { Word } from './rules.ts';

/** What each word is shown by. */
export const pictureOfWord = {
  agree: 'yes',
  disagree: 'no',
  talk: 'talk',
} as const satisfies Record<Word, PictureName>;

/** "par naudu un par ikdienu" */
export function areasText(t: Text, language: Language, areas: readonly GuardianArea[]): string {
  return new Intl.ListFormat(language).format(areas.map((area) => t(`circle:area.${area}`)));
}
