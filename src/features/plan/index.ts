export { planState } from './rules.ts';
export { findGoals, findPlan, findPlanServices, type Plan, type PlanService, type Unit } from './store.ts';
export { type PlanView, sentences, viewPlan } from './view.ts';
