import type { PrintedSheet, RecordedClient } from './printed-sheet.ts';

export type FormEntry = { text: string; author: string };

export type FormAttendee = { name: string; title: string; agency: string; present: string };

export type FormAction = { what: string; owner: string; due: string; followUp: string };

/** One client's review in one conference, every date and duration already in words. */
export type ConferenceForm = PrintedSheet & {
  kind: string;
  client: RecordedClient;
  agency: string;
  program: string;
  policy: string;
  heldOn: string;
  startedAt: string;
  endedAt: string;
  duration: string;
  mode: string;
  place?: string;
  interpreter?: string;
  reasons: readonly string[];
  attendees: readonly FormAttendee[];
  /** The emails of a conference by email, oldest first. */
  exchange?: readonly FormEntry[];
  strengths: readonly FormEntry[];
  barriers: readonly FormEntry[];
  needs: readonly FormEntry[];
  solutions: readonly FormEntry[];
  summary?: { text: string; confirmedBy: string; confirmedAt: string };
  actions: readonly FormAction[];
  noActionReason?: string;
  /** What was found in the plan since, under the program's word for it. */
  verified?: { label: string; text: string };
  nextDue?: string;
  recordedBy: string;
  /** Until a form is closed it is printed as a draft. */
  closedAt?: string;
  /** When, by whom and why it was declared void: it is printed as void on every page. */
  void?: string;
  /** Somebody outside gets it, and only what they may learn: an empty section is left out, not called empty. */
  isPart?: true;
};
