import * as record from '#contract/record.ts';
import { fileRoute, route } from '#server/platform/route.ts';
import type { Rights } from '#server/platform/visit-once.ts';
import { printRecord } from './print-record.ts';
import { readRecordYear } from './read-record-year.ts';
import { readRecord } from './read-record.ts';

const toRead: Rights = { needs: 'record:read', purpose: 'care-coordination' };

export const recordRoutes = [
  route(record.readRecord, toRead, readRecord),
  route(record.readRecordYear, toRead, readRecordYear),
  fileRoute(record.printRecord, toRead, printRecord),
];
