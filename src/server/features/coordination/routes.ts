import * as coordination from '#contract/coordination.ts';
import { provedForFile } from '#domain/access/taking-out.ts';
import { fileRoute, route } from '#server/platform/route.ts';
import type { Rights } from '#server/platform/visit-once.ts';
import { printContactFrequencyOf, readContactFrequencyOf } from './contact-frequency.ts';
import { readCoordinationByProgram } from './coordination-by-program.ts';

const toRead: Rights = { needs: 'record:read', purpose: 'care-coordination' };

export const coordinationRoutes = [
  route(coordination.readContactFrequency, toRead, readContactFrequencyOf),
  fileRoute(
    coordination.printContactFrequency,
    { ...toRead, provedWithin: provedForFile },
    printContactFrequencyOf,
  ),
  route(coordination.readCoordination, toRead, readCoordinationByProgram),
];
