import * as contract from '#contract/enrollments.ts';
import { route, type Route } from '#server/platform/route.ts';
import { assignEnrollment, endEnrollment, reopenEnrollment } from './change-enrollment.ts';
import { enrollClient } from './enroll-client.ts';
import { listEnrollmentChoices, listEnrollments } from './list-enrollments.ts';

const read = { needs: 'client:read', purpose: 'care-coordination' } as const;
const write = { needs: 'client:write', purpose: 'care-coordination' } as const;

export const enrollmentRoutes: Route[] = [
  route(contract.listEnrollments, read, listEnrollments),
  route(contract.listEnrollmentChoices, read, listEnrollmentChoices),
  route(contract.enrollClient, write, enrollClient),
  route(contract.assignEnrollment, write, assignEnrollment),
  route(contract.endEnrollment, write, endEnrollment),
  route(contract.reopenEnrollment, write, reopenEnrollment),
];
