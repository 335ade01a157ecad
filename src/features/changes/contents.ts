import { z } from 'zod';
import { balanceOfService, type PlanState } from './rules.ts';

/** A version of a plan as it is kept once another has replaced it. Money in cents, days `YYYY-MM-DD`. */
export const contentsSchema = z.object({
  fromOn: z.string(),
  toOn: z.string(),
  dream: z.string(),
  allocatedCents: z.number().int(),
  goals: z.array(
    z.object({
      text: z.string(),
      steps: z.array(z.object({ text: z.string(), doneOn: z.string().nullable() })),
    }),
  ),
  services: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      unit: z.enum(['hour', 'time', 'day', 'ride']),
      units: z.number().int(),
      priceCents: z.number().int(),
      audience: z.enum(['participant', 'family']),
      providerName: z.string(),
    }),
  ),
});

export type PlanContents = z.infer<typeof contentsSchema>;

/** What of a state is the plan itself, without its visits. */
export function contentsOf(state: PlanState): PlanContents {
  const { fromOn, toOn, dream, goals } = state;
  return {
    fromOn,
    toOn,
    dream,
    allocatedCents: state.balance.allocatedCents,
    goals: goals.map(({ text, steps }) => ({ text, steps: steps.map((step) => ({ ...step })) })),
    services: state.services.map(({ id, code, name, unit, priceCents, audience, providerName }) => ({
      code,
      name,
      unit,
      units: balanceOfService(state, id).assignedUnits,
      priceCents,
      audience,
      providerName,
    })),
  };
}
