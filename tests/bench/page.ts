/** What can be bound to a statement. */
export type Parameter = string | number | bigint | null;

/** One run of a statement, as the page's stores asked for it. */
export type StatementRun = Readonly<{
  sql: string;
  method: 'all' | 'get' | 'run';
  /** Whether rows came as arrays, as Drizzle asks for them, or as objects. */
  isRaw: boolean;
  parameters: readonly Parameter[];
}>;

/** Everything a raw server needs to give the same answer as a page of the portal. */
export type RecordedPage = Readonly<{
  path: string;
  runs: readonly StatementRun[];
  /** Statements that were prepared anew although the page had been shown before: each costs more than running it. */
  preparedAgain: number;
  headers: Readonly<Record<string, string>>;
  html: string;
}>;
