import type { PictureName } from '../../../core/pictures/pictures.ts';
import type { SuggestionState } from './rules.ts';

/** What each answer to a suggestion is shown by. */
export const pictureOfState: Readonly<Record<SuggestionState, PictureName>> = {
  waits: 'waiting',
  want: 'yes',
  do_not_want: 'no',
  talk: 'talk',
  withdrawn: 'cancelled',
};
