import * as contract from '#contract/service-plan.ts';
import { route } from '#server/platform/route.ts';
import { readServicePlan } from './read-service-plan.ts';
import { recordPlanAnswer } from './record-plan-answer.ts';
import { takePlanAnswerBack } from './take-plan-answer-back.ts';

const purpose = 'care-coordination' as const;

export const servicePlanRoutes = [
  route(contract.readServicePlan, { needs: 'record:read', purpose }, readServicePlan),
  route(contract.recordPlanAnswer, { needs: 'record:write', purpose }, recordPlanAnswer),
  route(contract.takePlanAnswerBack, { needs: 'record:write', purpose }, takePlanAnswerBack),
];
