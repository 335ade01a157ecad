import type { IForbiddenRuleType } from 'dependency-cruiser';

/**
 * Which way the arrows go: pages → rooms → core → database. Paths are relative to the project; an `.astro` file counts
 * as a module like any other.
 */
type Rule = IForbiddenRuleType & Readonly<{ name: string; comment: string }>;

/** Rooms in the order in which they may know each other: each only those before it. */
const roomsInOrder = ['circle', 'plan', 'money', 'visits', 'changes', 'requests', 'desk', 'own-data'] as const;

/** Rooms that know no other, and that no other knows. */
const roomsAlone = ['sign-in', 'settings'] as const;

export const rooms: readonly string[] = [...roomsInOrder, ...roomsAlone];

/** The files that may speak to the database. */
const DATABASE_FILES = [
  '(^|/)store\\.ts$',
  '^src/features/money/ledger\\.ts$',
  // The library's adapter asks for the tables themselves.
  '^src/features/sign-in/lucia\\.ts$',
];

const DATABASE_PACKAGES = 'node_modules/(drizzle-orm|better-sqlite3|@lucia-auth)/';

/** An island, and the scripts of `.astro` files (a module of their own here: see dependencies.ts). */
export const BROWSER_CODE = /\.island\.tsx$|\.astro\.browser\.ts$|\.worker\.ts$/;

const onlyValues = { dependencyTypesNot: ['type-only' as const] };

const laterRooms = roomsInOrder.slice(0, -1).map((room, index): Rule => {
  const later = roomsInOrder.slice(index + 1).join('|');
  return {
    name: `${room}-knows-no-later-room`,
    comment: `The room ${room} stands before ${later}; what both need belongs into the earlier room or into core.`,
    from: { path: `^src/features/${room}/` },
    to: { path: `^src/features/(${later})/` },
  };
});

const alone = roomsAlone.flatMap((room): Rule[] => [
  {
    name: `${room}-knows-no-other-room`,
    comment: `The room ${room} stands alone.`,
    from: { path: `^src/features/${room}/` },
    to: { path: '^src/features/', pathNot: `^src/features/${room}/` },
  },
  {
    name: `no-other-room-knows-${room}`,
    comment: `The room ${room} stands alone.`,
    from: { path: '^src/features/', pathNot: `^src/features/${room}/` },
    to: { path: `^src/features/${room}/` },
  },
]);

export const rules: readonly Rule[] = [
  {
    name: 'no-cycles',
    comment: 'Two modules that need each other are one, or lack a third. Types alone may point back.',
    from: {},
    to: { circular: true, viaOnly: onlyValues },
  },
  {
    name: 'core-knows-no-room',
    comment: 'Every room stands on core; core stands on none.',
    from: { path: '^src/core/' },
    to: { path: '^src/(features|pages|layouts|ui|server|commands)/|^src/middleware' },
  },
  {
    name: 'ui-stands-alone',
    comment: 'Building blocks show what they are given: they know no room and no database.',
    from: { path: '^src/ui/' },
    to: { path: ['^src/(features|pages|layouts|server|commands)/', '^db/', DATABASE_PACKAGES] },
  },
  {
    name: 'rooms-know-no-pages',
    comment: 'Pages call rooms, not the other way round.',
    from: { path: '^src/(features|layouts)/' },
    to: { path: '^src/(pages|server|commands)/|^src/middleware' },
  },
  ...laterRooms,
  ...alone,
  {
    name: 'rooms-through-their-door',
    comment: 'Of another room only what it exports on purpose, in its index.ts, or one of its .astro pieces.',
    from: { path: '^src/features/([^/]+)/' },
    to: { path: '^src/features/', pathNot: ['^src/features/$1/', '/index\\.ts$', '\\.astro$'] },
  },
  {
    name: 'pages-through-the-door',
    comment: 'Pages take of a room only what it exports on purpose, or what it shows.',
    from: { path: '^src/(pages|layouts|server)/|^src/middleware', pathNot: BROWSER_CODE.source },
    to: { path: '^src/features/', pathNot: ['/index\\.ts$', '\\.astro$', '\\.island\\.tsx$'] },
  },
  {
    name: 'pages-know-no-database',
    comment: 'A page asks a room; no query and no table stands in what is shown.',
    from: { path: ['^src/(pages|layouts)/', '\\.astro$'] },
    to: { path: ['^db/', DATABASE_PACKAGES], ...onlyValues },
  },
  {
    name: 'pages-know-no-stores',
    comment: 'A page asks a room; the queries behind the answer are the room’s own matter.',
    from: { path: '^src/(pages|layouts)/' },
    to: { path: '(^|/)store\\.ts$' },
  },
  {
    name: 'the-browser-gets-no-server-code',
    comment: 'What runs in the browser reaches nothing that speaks to the database or the system, at any remove.',
    from: { path: BROWSER_CODE.source },
    to: {
      path: ['^db/', '(^|/)store\\.ts$', '^src/(server|commands)/', '^src/core/(app|env)\\.ts$', DATABASE_PACKAGES],
      reachable: true,
    },
  },
  {
    name: 'only-stores-touch-the-database',
    comment: 'Queries and tables stand in store.ts files; a use case gets what it needs from them.',
    from: { path: '^src/', pathNot: DATABASE_FILES },
    to: { path: ['^db/schema\\.ts$', DATABASE_PACKAGES], ...onlyValues },
  },
  {
    name: 'pure-rules-and-views',
    comment: 'What is decided and what is shown is computed from what is given: no database, no files, no settings.',
    from: { path: '^src/.*(^|/)(rules|view)\\.ts$' },
    to: {
      path: ['^db/(client|import/|demo/)', '(^|/)(store|ledger)\\.ts$', '^src/core/app\\.ts$', DATABASE_PACKAGES],
      ...onlyValues,
    },
  },
  {
    name: 'pure-rules-without-node',
    comment: 'What is decided and what is shown is computed from what is given: nothing of the system.',
    from: { path: '^src/.*(^|/)(rules|view)\\.ts$' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'rules-without-words',
    comment: 'A rule answers with a reason; how it is said stands in the view.',
    from: { path: '^src/.*(^|/)rules\\.ts$' },
    to: { path: ['^src/core/text/', '^locales/'], ...onlyValues },
  },
  {
    name: 'the-database-knows-no-portal',
    comment: 'Schema and client stand below everything.',
    from: { path: '^db/', pathNot: '^db/(import|demo)/' },
    to: { path: '^src/' },
  },
  {
    name: 'the-import-knows-only-money',
    comment:
      'The importer settles the money of visits by the same rules as the portal; it needs nothing else of the rooms.',
    from: { path: '^db/(import|demo)/' },
    to: { path: '^src/', pathNot: ['^src/core/', '^src/features/money/'] },
  },
  {
    name: 'nothing-needs-the-server',
    comment: 'The server and the commands stand on top.',
    from: { path: '^(src|db)/', pathNot: '^src/(server|commands)/' },
    to: { path: '^src/(server|commands)/' },
  },
  {
    name: 'found',
    comment: 'An import that leads nowhere.',
    from: {},
    to: { couldNotResolve: true, pathNot: '^astro:|\\?url$|^(\\.\\./)+package\\.json$' },
  },
];
