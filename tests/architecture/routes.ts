/** The pattern Astro gives a page's file, or null when the file makes no route. */
export function routePatternOf(path: string): string | null {
  const page = /^src\/pages\/(.+)\.(?:astro|ts|js|mjs|md|html)$/.exec(path)?.[1];
  // Astro makes no route of what begins with an underscore.
  if (page === undefined || page.split('/').some((part) => part.startsWith('_'))) return null;
  return `/${page.replace(/(?:^|\/)index$/, '')}`;
}

/** Compares the pages there are with the table that says who may open them. */
export function missingOn(
  patterns: readonly string[],
  routes: readonly string[],
): Readonly<{ withoutRoute: readonly string[]; withoutPage: readonly string[] }> {
  return {
    withoutRoute: patterns.filter((pattern) => !routes.includes(pattern)),
    withoutPage: routes.filter((route) => !patterns.includes(route)),
  };
}
