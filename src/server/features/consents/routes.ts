import * as ahead from '#contract/consents-ahead.ts';
import * as ending from '#contract/consents-end.ts';
import * as papers from '#contract/consent-papers.ts';
import * as contract from '#contract/consents.ts';
import { fileRoute, route, uploadRoute, type Route } from '#server/platform/route.ts';
import * as telling from '#contract/may-tell.ts';
import * as stops from '#contract/what-stops.ts';
import * as notices from '#contract/revocation-notices.ts';
import { listConsents } from './list-consents.ts';
import { dismissRenewal, readEndingConsents } from './ending-consents.ts';
import { addRecipient, endConsent, withdrawConsent } from './end-consent.ts';
import { addScan, readPaper, uploadScan } from './keep-papers.ts';
import { noteCopyGiven } from './note-copy-given.ts';
import { previewEnd, previewStopTelling } from './preview-end.ts';
import { printConsent } from './print-consent.ts';
import { recordConsent } from './record-consent.ts';
import { readMayTell } from './read-may-tell.ts';
import { revokeConsent, stopTelling } from './revoke-consent.ts';
import { listRevocationNotices, recordNoticeGiven } from './tell-partners.ts';

const read = { needs: 'record:read', purpose: 'care-coordination' } as const;
const write = { needs: 'consent:write', purpose: 'care-coordination' } as const;

export const consentRoutes: Route[] = [
  route(ahead.listEndingConsents, read, readEndingConsents),
  route(ahead.dismissRenewal, write, dismissRenewal),
  route(contract.listConsents, read, listConsents),
  route(telling.readMayTell, read, readMayTell),
  route(contract.recordConsent, write, recordConsent),
  uploadRoute(papers.uploadScan, write, uploadScan),
  route(papers.addScan, write, addScan),
  route(papers.noteCopyGiven, write, noteCopyGiven),
  fileRoute(papers.readPaper, read, readPaper),
  fileRoute(papers.printConsent, write, printConsent),
  route(ending.addRecipient, write, addRecipient),
  route(ending.revokeConsent, write, revokeConsent),
  route(ending.stopTelling, write, stopTelling),
  route(stops.previewEnd, write, previewEnd),
  route(stops.previewStopTelling, write, previewStopTelling),
  route(ending.withdrawConsent, write, withdrawConsent),
  route(notices.listRevocationNotices, read, listRevocationNotices),
  route(notices.recordNoticeGiven, write, recordNoticeGiven),
  route(ending.endConsent, write, endConsent),
];
