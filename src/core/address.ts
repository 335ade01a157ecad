import { NotFound } from './problem.ts';

/**
 * A row's number from an address.
 *
 * @throws NotFound when it is not one
 */
export function idFrom(part: string | undefined): number {
  if (part === undefined || !/^[1-9]\d{0,14}$/.test(part)) throw new NotFound();
  return Number(part);
}

/**
 * A day `YYYY-MM-DD` from an address.
 *
 * @throws NotFound when there is no such day
 */
export function dayFrom(part: string | undefined): Temporal.PlainDate {
  if (part === undefined || !/^20\d\d-\d\d-\d\d$/.test(part)) throw new NotFound();
  try {
    return Temporal.PlainDate.from(part);
  } catch {
    throw new NotFound();
  }
}

/** The number of a page of a longer list, from 1; anything else is the first. */
export function pageFrom(url: URL): number {
  const page = Number(url.searchParams.get('lapa') ?? '1');
  return Number.isInteger(page) && page >= 1 && page <= 1000 ? page : 1;
}
