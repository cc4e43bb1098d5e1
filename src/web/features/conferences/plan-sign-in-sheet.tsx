import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { printSignInSheet } from '#contract/conferences/plan.ts';
import { fileAddress } from '#web/api/call.ts';
import { Link } from '#web/ui/link.tsx';

/** For the table: everybody there reads it, so it names no client, family or organization. */
export const SignInSheet = ({ view: { conferenceId } }: { view: ConferenceView }) => (
  <Link look="secondary" href={fileAddress(printSignInSheet, { conferenceId })} target="_blank">
    Sign-in sheet (PDF)
  </Link>
);
