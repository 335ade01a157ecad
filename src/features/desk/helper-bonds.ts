import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { NotFound } from '../../core/problem.ts';
import { dayOf, instantText } from '../../core/time/clock.ts';
import { findCurrentState } from '../changes/index.ts';
import {
  type Bond,
  bondOf,
  type CircleMember,
  endTie,
  findCircle,
  findTies,
  insertTie,
  tieKinds,
} from '../circle/index.ts';
import { findProviders, type Provider } from '../plan/index.ts';

type Care = Readonly<{
  manage: Grant<'circle.manage'>;
  circle: Grant<'circle.read'>;
  plan: Grant<'plan.write'>;
}>;

export type HelperBond = Readonly<{
  helper: CircleMember;
  provider: Provider;
  bond: Bond;
  /** Noted by somebody, so that it can be ended; what the register itself says cannot. */
  isNoted: boolean;
}>;

/** The support persons of the circle, the municipality's providers, and what binds the ones to the others in this plan or by a note. */
export function findHelperBonds(app: Pick<App, 'db' | 'clock'>, { manage, circle, plan }: Care) {
  const helpers = findCircle(app.db, circle, dayOf(app.clock.now())).filter(({ kind }) => kind === 'support_person');
  const providers = findProviders(app.db, plan);
  const ties = findTies(app.db, manage);
  const inPlan = new Set(findCurrentState(app, plan)?.services.map(({ providerId }) => providerId));
  const bonds = helpers.flatMap((helper) =>
    providers.flatMap((provider): readonly HelperBond[] => {
      const isNoted = ties.some((tie) => tie.helperId === helper.personId && tie.providerId === provider.personId);
      const found = isNoted || inPlan.has(provider.personId) ? bondOf(helper, [provider], ties) : null;
      return found === null ? [] : [{ helper, provider, bond: found.bond, isNoted }];
    }),
  );
  return { helpers, providers, bonds };
}

/** What a form about a tie can lack. */
export type TieField = 'helper' | 'provider' | 'kind';

/**
 * Notes that a helper is bound to a provider. Noting it again changes nothing.
 *
 * @returns the fields without an answer; none when it is noted
 */
export function noteTie(
  app: Pick<App, 'db' | 'clock'>,
  care: Care,
  given: Readonly<Partial<Record<TieField, string>>>,
): readonly TieField[] {
  const { helpers, providers } = findHelperBonds(app, care);
  const helper = helpers.find(({ personId }) => String(personId) === given.helper);
  const provider = providers.find(({ personId }) => String(personId) === given.provider);
  const kind = tieKinds.find((one) => one === given.kind);
  if (helper === undefined || provider === undefined || kind === undefined || helper.personId === provider.personId) {
    return [
      ...(helper === undefined ? (['helper'] as const) : []),
      ...(provider === undefined || provider.personId === helper?.personId ? (['provider'] as const) : []),
      ...(kind === undefined ? (['kind'] as const) : []),
    ];
  }
  const at = instantText(app.clock.now());
  insertTie(app.db, care.manage, { helperId: helper.personId, providerId: provider.personId, kind, at });
  return [];
}

/**
 * Ends what was noted.
 *
 * @param named `helper:provider`
 * @throws NotFound for what is not noted of this circle
 */
export function unnoteTie(app: Pick<App, 'db' | 'clock'>, care: Care, named: string): void {
  const found = findHelperBonds(app, care).bonds.find((bond) => bond.isNoted && tieName(bond) === named);
  if (found === undefined) throw new NotFound();
  const { helper, provider } = found;
  const at = instantText(app.clock.now());
  endTie(app.db, care.manage, { helperId: helper.personId, providerId: provider.personId, at });
}

export const tieName = ({ helper, provider }: Pick<HelperBond, 'helper' | 'provider'>): string =>
  `${helper.personId}:${provider.personId}`;
