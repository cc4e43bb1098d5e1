import { provedForFile } from '#domain/access/taking-out.ts';
import * as filings from '#contract/filings.ts';
import { route, streamRoute } from '#server/platform/route.ts';
import type { Rights } from '#server/platform/visit-once.ts';
import { exportToFile } from './export-to-file.ts';
import { fileIt, undoFiling } from './file-it.ts';
import { listClientFilings, listToFile } from './list-to-file.ts';
import { putFilingRight } from './no-longer-true.ts';
import { readAttemptTexts, readReviewTexts } from './read-filing.ts';

const toRead: Rights = { needs: 'record:read', purpose: 'care-coordination' };
const toWrite: Rights = { needs: 'record:write', purpose: 'care-coordination' };

export const filingRoutes = [
  route(filings.listToFile, toRead, listToFile),
  streamRoute(filings.exportToFile, { ...toRead, provedWithin: provedForFile }, exportToFile),
  route(filings.listClientFilings, toRead, listClientFilings),
  route(filings.readReviewFiling, toRead, readReviewTexts),
  route(filings.readAttemptFiling, toRead, readAttemptTexts),
  route(filings.fileIt, toWrite, fileIt),
  route(filings.undoFiling, toWrite, undoFiling),
  route(filings.putFilingRight, toWrite, putFilingRight),
];
