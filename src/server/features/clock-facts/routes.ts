import * as exemptions from '#contract/clock-facts/exemptions.ts';
import * as pauses from '#contract/clock-facts/pauses.ts';
import { readClockFacts as readContract } from '#contract/clock-facts/read-clock-facts.ts';
import { readWhy as whyContract } from '#contract/clock-facts/read-why.ts';
import * as reassessments from '#contract/clock-facts/reassessments.ts';
import * as snoozes from '#contract/clock-facts/snoozes.ts';
import { route } from '#server/platform/route.ts';
import type { Rights } from '#server/platform/visit-once.ts';
import { endExemption, grantExemption, reviewExemption, withdrawExemption } from './exemptions.ts';
import { beginPause, resumePause, reviewPause, withdrawPause } from './pauses.ts';
import { readClockFacts } from './read-clock-facts.ts';
import { readWhy } from './read-why.ts';
import { endSnooze, snoozeDuty } from './snoozes.ts';
import { correctReassessment, recordReassessment, withdrawReassessment } from './reassessments.ts';

const purpose = 'care-coordination' as const;
const toRead: Rights = { needs: 'record:read', purpose };
const toWrite: Rights = { needs: 'record:write', purpose };

export const clockFactRoutes = [
  route(readContract, toRead, readClockFacts),
  route(whyContract, toRead, readWhy),
  route(reassessments.recordReassessment, toWrite, recordReassessment),
  route(reassessments.correctReassessment, toWrite, correctReassessment),
  route(reassessments.withdrawReassessment, toWrite, withdrawReassessment),
  route(exemptions.grantExemption, toWrite, grantExemption),
  route(exemptions.endExemption, toWrite, endExemption),
  route(exemptions.reviewExemption, toWrite, reviewExemption),
  route(exemptions.withdrawExemption, toWrite, withdrawExemption),
  route(pauses.beginPause, toWrite, beginPause),
  route(pauses.resumePause, toWrite, resumePause),
  route(pauses.reviewPause, toWrite, reviewPause),
  route(pauses.withdrawPause, toWrite, withdrawPause),
  route(snoozes.snoozeDuty, toWrite, snoozeDuty),
  route(snoozes.endSnooze, toWrite, endSnooze),
];
