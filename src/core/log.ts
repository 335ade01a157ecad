import { type Logger, pino } from 'pino';
import { errorKind } from './error-kind.ts';

/**
 * Structured log lines on standard output. A line may name a route pattern, a status, a duration, a request id and the
 * kind of an error; never a person, an address, a form's content or a URL that was asked for.
 */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorKind } });
}
