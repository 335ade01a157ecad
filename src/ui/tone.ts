import type { PictureName } from '../core/pictures/pictures.ts';

export type Tone = 'info' | 'success' | 'waiting' | 'error';

/** A tone is never told by its colour alone. */
export const pictureOfTone: Readonly<Record<Tone, PictureName>> = {
  info: 'info',
  success: 'good-news',
  waiting: 'waiting',
  error: 'error',
};
