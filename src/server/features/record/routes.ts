import { provedForFile } from '#domain/access/taking-out.ts';
import { readRecordInEmergency } from '#contract/emergency.ts';
import * as record from '#contract/record.ts';
import { fileRoute, route } from '#server/platform/route.ts';
import type { Rights } from '#server/platform/visit-once.ts';
import { printRecord } from './print-record.ts';
import { readRecordYear } from './read-record-year.ts';
import { readRecord } from './read-record.ts';

const toRead: Rights = { needs: 'record:read', purpose: 'care-coordination' };

const emergency: Rights = { needs: 'emergency:use', purpose: 'emergency' };

export const recordRoutes = [
  route(record.readRecord, toRead, readRecord),
  route(readRecordInEmergency, emergency, readRecord),
  route(record.readRecordYear, toRead, readRecordYear),
  fileRoute(record.printRecord, { ...toRead, provedWithin: provedForFile }, printRecord),
];
