import { type PictureName, pictureOfService } from '../../core/pictures/pictures.ts';
import { type PlanState, planState } from './rules.ts';
import type { Goal, Plan, PlanService } from './store.ts';

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
  }>[];
}>;

export function viewPlan(
  plan: Plan,
  goals: readonly Goal[],
  services: readonly PlanService[],
  today: Temporal.PlainDate,
): PlanView {
  return {
    dream: plan.dream,
    state: planState(plan, today),
    fromOn: plan.fromOn,
    toOn: plan.toOn,
    goals: goals.map(({ text, steps }) => ({
      text,
      steps: steps.map((step) => ({ text: step.text, isDone: step.doneOn !== null })),
    })),
    services: services.map((service) => ({
      picture: pictureOfService(service.code),
      name: service.easyName,
      explanation: sentences(service.explanation),
      isForFamily: service.audience === 'family',
      providerName: `${service.providerFirstName} ${service.providerLastName}`,
      organisation: service.providerOrganisation,
    })),
  };
}

/** One sentence a line: easy-read texts never run two together. */
export function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence !== '');
}
