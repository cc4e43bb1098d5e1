import * as verifications from '#contract/plan-verifications.ts';
import * as contract from '#contract/service-plan.ts';
import { route } from '#server/platform/route.ts';
import { listClientVerifications, listToVerify } from './list-to-verify.ts';
import { readServicePlan } from './read-service-plan.ts';
import { recordPlanAnswer } from './record-plan-answer.ts';
import { takePlanAnswerBack } from './take-plan-answer-back.ts';
import { takeVerificationBack, verifyPlan } from './verify-plan.ts';

const purpose = 'care-coordination' as const;

export const servicePlanRoutes = [
  route(contract.readServicePlan, { needs: 'record:read', purpose }, readServicePlan),
  route(contract.recordPlanAnswer, { needs: 'record:write', purpose }, recordPlanAnswer),
  route(contract.takePlanAnswerBack, { needs: 'record:write', purpose }, takePlanAnswerBack),
  route(verifications.listToVerify, { needs: 'record:read', purpose }, listToVerify),
  route(
    verifications.listClientVerifications,
    { needs: 'record:read', purpose },
    listClientVerifications,
  ),
  route(verifications.verifyPlan, { needs: 'record:write', purpose }, verifyPlan),
  route(
    verifications.takeVerificationBack,
    { needs: 'record:write', purpose },
    takeVerificationBack,
  ),
];
