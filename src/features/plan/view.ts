import { type PictureName, pictureOfService } from '../../core/pictures/pictures.ts';
import { type PlanState, planState } from './rules.ts';
import type { Goal, Plan, PlanService, Unit } from './store.ts';

/** What the plan page shows. */
export type PlanView = Readonly<{
  dream: string;
  state: PlanState;
  fromOn: string;
  toOn: string;
  goals: readonly Readonly<{ text: string; steps: readonly Readonly<{ text: string; isDone: boolean }>[] }>[];
  services: readonly Readonly<{
    picture: PictureName;
    name: string;
    explanation: readonly string[];
    isForFamily: boolean;
    providerName: string;
    organisation: string | null;
    /** The first day without it, where that is known already. */
    endsOn: string | null;
    /** How much of it there was, where the version is an old one: how much there is now stands with the money. */
    amount: Readonly<{ unit: Unit; units: number }> | null;
  }>[];
}>;

export function viewPlan(
  plan: Plan,
  goals: readonly Goal[],
  services: readonly PlanService[],
  today: Temporal.PlainDate,
): PlanView {
  const day = today.toString();
  return {
    dream: plan.dream,
    state: planState(plan, today),
    fromOn: plan.fromOn,
    toOn: plan.toOn,
    goals: goals.map(({ text, steps }) => ({
      text,
      steps: steps.map((step) => ({ text: step.text, isDone: step.doneOn !== null })),
    })),
    // What has ended is told by the page of what has changed, and its money by the page of the money.
    services: services
      .filter(({ endedOn }) => endedOn === null || endedOn > day)
      .map((service) => ({
        picture: pictureOfService(service.code),
        name: service.easyName,
        explanation: sentences(service.explanation),
        isForFamily: service.audience === 'family',
        providerName: `${service.providerFirstName} ${service.providerLastName}`,
        organisation: service.providerOrganisation,
        endsOn: service.endedOn,
        amount: null,
      })),
  };
}

/** A version of a plan that another has replaced. */
export type OldPlan = Readonly<{
  fromOn: string;
  toOn: string;
  dream: string;
  goals: readonly Goal[];
  services: readonly Readonly<{
    code: string;
    name: string;
    unit: Unit;
    units: number;
    audience: 'participant' | 'family';
    providerName: string;
  }>[];
}>;

/** An old version as its page showed it. Whether it has ended is nothing to say of what no longer holds. */
export function viewOldPlan({ fromOn, toOn, dream, goals, services }: OldPlan): PlanView {
  return {
    dream,
    state: 'current',
    fromOn,
    toOn,
    goals: goals.map(({ text, steps }) => ({
      text,
      steps: steps.map((step) => ({ text: step.text, isDone: step.doneOn !== null })),
    })),
    services: services.map(({ code, name, unit, units, audience, providerName }) => ({
      picture: pictureOfService(code),
      name,
      explanation: [],
      isForFamily: audience === 'family',
      providerName,
      organisation: null,
      endsOn: null,
      amount: { unit, units },
    })),
  };
}

/** One sentence a line: easy-read texts never run two together. */
export function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence !== '');
}
