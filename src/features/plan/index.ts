export { planState } from './rules.ts';
export {
  type CatalogueService,
  findCatalogue,
  findGoals,
  findNextStart,
  findPlan,
  findPlanServices,
  findProviders,
  type Goal,
  insertPlanService,
  type Plan,
  type PlanService,
  type Provider,
  type Unit,
  updateProvider,
  writeEnd,
  writeGoals,
  writePlan,
} from './store.ts';
export { type OldPlan, type PlanView, sentences, viewOldPlan, viewPlan } from './view.ts';
