import { latvian } from '../../src/core/text/text.ts';
import type { Queries } from '../client.ts';
import { municipality } from '../schema.ts';

/** It cannot be said whose people the files hold; the message says what to add. */
export class MunicipalityUnclear extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MunicipalityUnclear';
  }
}

/**
 * The municipality with this code, made when it is new and has a name; without a code the only one there is.
 *
 * @throws MunicipalityUnclear
 */
export function findMunicipality(tx: Queries, { code, name }: Readonly<{ code?: string; name?: string }>): number {
  const all = tx.select({ id: municipality.id, code: municipality.code }).from(municipality).all();
  if (code === undefined) {
    const [only, ...others] = all;
    if (only === undefined) throw new MunicipalityUnclear(latvian('import:command.noMunicipality'));
    if (others.length > 0) {
      const codes = all.map((each) => each.code).join(' | ');
      throw new MunicipalityUnclear(latvian('import:command.whichMunicipality', { codes }));
    }
    return only.id;
  }
  const known = all.find((each) => each.code === code);
  if (known !== undefined) return known.id;
  if (name === undefined) throw new MunicipalityUnclear(latvian('import:command.unknownMunicipality', { code }));
  return tx.insert(municipality).values({ code, name }).returning({ id: municipality.id }).get().id;
}
