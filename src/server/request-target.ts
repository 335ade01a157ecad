/** Looked for in the decoded path: NUL and other control characters, and a backslash, which URL parsers read as `/`. */
const FORBIDDEN_IN_PATH = /[\p{Cc}\\]/u;

/**
 * The path of a request line's target, still encoded, or null when it is not a plain path of this portal: another
 * host (`//x`, `http://x`), broken percent-encoding, control characters or backslashes.
 */
export function pathnameOf(target: string | undefined): string | null {
  if (target === undefined || !target.startsWith('/') || target.startsWith('//')) return null;
  const pathname = target.split(/[?#]/, 1)[0] ?? '';
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  return decoded.startsWith('//') || FORBIDDEN_IN_PATH.test(decoded) ? null : pathname;
}
