import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { prune } from '../../core/flow/flow.ts';
import { type Bond, bondOf, type CircleMember, findTies } from '../circle/index.ts';
import { findProviders, type Provider } from '../plan/index.ts';
import { flows, helpOf, kindOf } from './flows.ts';
import type { Surroundings } from './gather-facts.ts';
import { type AskingAbility, changesServices } from './rules.ts';
import { findCallerSince, findHelpOfRequest, type Request } from './store.ts';

type Asking = Grant<AskingAbility | 'help.answer'>;

/** A helper of this decision is bound to somebody who is paid for what it is about. */
export type Independence = Readonly<{
  helper: CircleMember;
  bond: Bond;
  /** Whom the helper is bound to. */
  providerName: string;
  organisation: string | null;
  /** Those of the circle who could look at it and are bound to nobody there. */
  others: readonly CircleMember[];
  worker: CircleMember | null;
  /** The independent helper who was asked and has not looked yet. */
  waitsFor: CircleMember | null;
  /** The person can go on without this helper, who has not explained anything yet. */
  canDoWithout: boolean;
  /** The worker was asked to talk about it and has not called yet. */
  isTalkAsked: boolean;
  /** The independent ones who explained it. */
  alsoLooked: readonly CircleMember[];
  /** Who was asked to talk about it and called; null where nobody did. */
  calledBy: string | null;
  /** Somebody independent helped as well, or nobody need. */
  isSettled: boolean;
}>;

/** The people who are paid for the services that the answers speak of. */
export function findPaid(
  app: Pick<App, 'db'>,
  grant: Asking,
  { flow, answers: kept }: Pick<Request, 'flow' | 'answers'>,
  { facts, state }: Pick<Surroundings, 'facts' | 'state'>,
): readonly Provider[] {
  const answers = prune(flows[flow], kept, facts);
  const named = [answers.service, answers.from_service, answers.to_service];
  const visit = state?.visits.find(({ id }) => String(id) === answers.visit);
  const services = state?.services.filter(({ id }) => named.includes(String(id)) || id === visit?.planServiceId) ?? [];
  const ids = new Set([...services.map(({ providerId }) => providerId), visit?.providerId ?? null]);
  ids.delete(null);
  return ids.size === 0 ? [] : findProviders(app.db, grant).filter(({ personId }) => ids.has(personId));
}

/**
 * Whether somebody who helps with this decision has a part in what it is about: then the person is told, and where the request
 * changes a service for good, somebody independent helps as well before it is sent. Where there is nobody else, being told must do.
 *
 * @returns null where all who help are independent, or nobody helps
 */
export function findIndependence(
  app: Pick<App, 'db'>,
  grant: Asking,
  { id, flow, answers: kept, notes }: Pick<Request, 'id' | 'flow' | 'answers' | 'notes'>,
  surroundings: Surroundings,
): Independence | null {
  const { facts, supportPersons, circle } = surroundings;
  const answers = prune(flows[flow], kept, facts);
  const kind = kindOf(flow, answers, facts);
  if (kind === null) return null;
  const helps = findHelpOfRequest(app.db, grant, id);
  const explained = new Set(helps.flatMap(({ helperId, explanation }) => (explanation === null ? [] : [helperId])));
  const { helperId: chosenId, mode } = helpOf(answers);
  const isHelping = ({ personId }: CircleMember) =>
    personId === chosenId || personId === grant.actor.together?.helperId || explained.has(personId);
  const helping = supportPersons.filter(isHelping);
  if (helping.length === 0) return null;
  const paid = findPaid(app, grant, { flow, answers }, surroundings);
  const ties = findTies(app.db, grant);
  const [bound] = helping.flatMap((helper) => {
    const found = bondOf(helper, paid, ties);
    return found === null ? [] : [{ helper, ...found }];
  });
  if (bound === undefined) return null;
  const isFree = (helper: CircleMember) => bondOf(helper, paid, ties) === null;
  const others = supportPersons.filter(isFree);
  const worker = circle.find((member) => member.kind === 'social_worker') ?? null;
  const { talkAsked } = notes;
  const alsoLooked = others.filter(({ personId }) => explained.has(personId));
  const isBeside = mode === 'beside' && others.some(({ personId }) => personId === chosenId);
  const calledBy = talkAsked === null ? null : findCallerSince(app.db, grant, talkAsked);
  const isNobodyElse = others.length === 0 && worker === null;
  return {
    helper: bound.helper,
    bond: bound.bond,
    providerName: bound.provider.firstName,
    organisation: bound.provider.organisation,
    others: others.filter(({ personId }) => personId !== chosenId),
    worker,
    waitsFor: others.find(({ personId }) => personId === chosenId && !explained.has(personId)) ?? null,
    canDoWithout: bound.helper.personId === chosenId && !explained.has(chosenId),
    // Who was asked and is not the worker any more will not call: the one of today can be asked.
    isTalkAsked: talkAsked !== null && talkAsked.withId === worker?.personId,
    alsoLooked,
    calledBy,
    isSettled:
      alsoLooked.length > 0 || isBeside || calledBy !== null || isNobodyElse || !changesServices.includes(kind),
  };
}
