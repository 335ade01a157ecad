/** First character of every card's secret; another way of making cards gets another letter. */
const VERSION = 'A';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** 32 bytes as base64url. */
const BODY_LENGTH = 43;
const SHAPE = new RegExp(`^${VERSION}[A-Za-z0-9_-]{${BODY_LENGTH + 1}}$`);

/** Multiplies by x in the field of 64 elements with x⁶ = x + 1, where the powers of x are all different. */
const timesX = (value: number): number => (value << 1) ^ (value & 0b100000 ? 0b1000011 : 0);

/**
 * Each character is weighed with another power of x, so that one changed character, or any two that changed places, give
 * another check character.
 */
function checkCharacter(text: string): string {
  let sum = 0;
  for (const character of text) sum = timesX(sum ^ ALPHABET.indexOf(character));
  return ALPHABET.charAt(sum);
}

/** Makes the text of a card out of 32 random bytes in base64url: version letter, bytes, check character. */
export function sealCardSecret(body: string): string {
  const text = VERSION + body;
  return text + checkCharacter(text);
}

/**
 * Whether this can be a card's secret at all. Tells a misread card from an unknown one without asking the database; runs
 * in the browser as well.
 */
export function isCardSecret(text: string): boolean {
  return SHAPE.test(text) && checkCharacter(text.slice(0, -1)) === text.at(-1);
}
