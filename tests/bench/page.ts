import { z } from 'zod';

const statementRun = z.object({
  sql: z.string(),
  method: z.enum(['all', 'get', 'run']),
  /** Whether rows came as arrays, as Drizzle asks for them, or as objects. */
  isRaw: z.boolean(),
  parameters: z.array(z.union([z.string(), z.number(), z.null()])),
});

/** One run of a statement, as the page's stores asked for it. */
export type StatementRun = Readonly<z.infer<typeof statementRun>>;

/** What a page asked of the database since the tape was rewound. */
export const tape = z.object({
  runs: z.array(statementRun),
  /** How often a statement was prepared, which costs more than running it. */
  prepared: z.number(),
});

/** Everything a raw server needs to give the same answer as a page of the portal. */
export type RecordedPage = Readonly<{
  path: string;
  runs: readonly StatementRun[];
  /** Statements that were prepared anew although the page had been shown before. */
  preparedAgain: number;
  headers: Readonly<Record<string, string>>;
  html: string;
}>;
