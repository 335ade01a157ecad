import { type Language, languages } from './text/text.ts';

export const textSizes = [1, 2, 3, 4] as const;
export const spacings = [1, 2, 3] as const;
/** `device` follows what the person asked of the device itself. */
export const colourings = ['device', 'light', 'dark', 'yellow', 'cream'] as const;

export type Colouring = (typeof colourings)[number];

/** How a person likes to read: the same on every page and every device of theirs. */
export type Look = Readonly<{
  textSize: (typeof textSizes)[number];
  spacing: (typeof spacings)[number];
  colours: Colouring;
  /** One main thing a screen; the rest is one tap away. */
  isSimple: boolean;
  hasBigPictures: boolean;
  /** Nothing moves. */
  isCalm: boolean;
  language: Language;
}>;

/** Until somebody chooses. */
export const plainLook: Look = {
  textSize: 1,
  spacing: 1,
  colours: 'device',
  isSimple: false,
  hasBigPictures: false,
  isCalm: false,
  language: 'lv',
};

const noOrYes = [false, true] as const;

/** All that can be chosen, in the order in which it is asked. */
export const lookChoices = {
  textSize: textSizes,
  spacing: spacings,
  colours: colourings,
  hasBigPictures: noOrYes,
  isSimple: noOrYes,
  isCalm: noOrYes,
  language: languages,
} as const satisfies { [Field in keyof Look]: readonly Look[Field][] };

/** The classes that carry a look, of the page or of a sample in it; what they mean stands in `tokens.css` and `base.css`. */
export function lookClasses(look: Look): (string | false)[] {
  return [
    'look',
    `text-${look.textSize}`,
    `spacing-${look.spacing}`,
    `colours-${look.colours}`,
    look.hasBigPictures && 'has-big-pictures',
    look.isSimple && 'is-simple',
    look.isCalm && 'is-calm',
  ];
}

/** The ground of each theme, `--paper` in `tokens.css`, for what the browser itself paints round the page. */
export const papers: Readonly<Record<Exclude<Colouring, 'device'>, string>> = {
  light: '#fbf6ec',
  dark: '#17161b',
  yellow: '#000',
  cream: '#f3e8d0',
};
