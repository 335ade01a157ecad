/** The pages beside everybody's way: going back from one to another and back again would be a circle. */
const ASIDE: readonly string[] = ['/ka-man-erti', '/vardnica', '/par-portalu', '/pieklustamiba', '/privatums'];

/**
 * The page somebody came from, for the way back: a path with what belongs to it.
 *
 * @param origin the portal's own address
 * @returns null when they came from elsewhere, or from a page that lies aside itself
 */
export function wayBack(request: Request, origin: string): string | null {
  const from = URL.parse(request.headers.get('referer') ?? '');
  // A path that begins with two slashes would lead to another site.
  if (from === null || from.origin !== origin || from.pathname.startsWith('//')) return null;
  return ASIDE.includes(from.pathname) ? null : from.pathname + from.search;
}
