/** What may be known about an error in the log: never its message, which can quote what a person typed. */
export type ErrorKind = Readonly<{ kind: string; code?: string; cause?: ErrorKind; at?: readonly string[] }>;

const FRAMES_KEPT = 8;
const FRAME = /^\s+at .*?([\w[\].@-]+\/[\w[\].@-]+:\d+:\d+)\)?$/;

/** Names an error by its class, its code and the places in the program it came through. */
export function errorKind(error: unknown): ErrorKind {
  if (!(error instanceof Error)) return typeof error === 'string' ? kindInText(error) : { kind: typeof error };
  const code = 'code' in error && typeof error.code === 'string' && /^\w+$/.test(error.code) ? error.code : undefined;
  return {
    kind: /^\w+$/.test(error.name) ? error.name : 'Error',
    ...(code === undefined ? {} : { code }),
    ...(error.cause === undefined ? {} : { cause: errorKind(error.cause) }),
    at: framesIn(error.stack ?? ''),
  };
}

/** Astro writes an error's stack as text after the address that was asked for. */
function kindInText(text: string): ErrorKind {
  return { kind: /\b[A-Z]\w*Error\b/.exec(text)?.[0] ?? 'text', at: framesIn(text) };
}

function framesIn(stack: string): readonly string[] {
  return stack
    .split('\n')
    .flatMap((line) => FRAME.exec(line)?.[1] ?? [])
    .slice(0, FRAMES_KEPT);
}
