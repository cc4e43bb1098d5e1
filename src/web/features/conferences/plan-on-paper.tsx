import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { printAgenda, printSignInSheet } from '#contract/conferences/plan.ts';
import { fileAddress } from '#web/api/call.ts';
import { Link } from '#web/ui/link.tsx';
import { inOrder } from './plan-words.ts';

/** For the table: everybody there reads it, so it names no client, family or organization. */
export const SignInSheet = ({ view: { conferenceId } }: { view: ConferenceView }) => (
  <Link look="secondary" href={fileAddress(printSignInSheet, { conferenceId })} target="_blank">
    Sign-in sheet (PDF)
  </Link>
);

/** A page for each person who was invited, which names only the clients of whom they may hear. */
export function PrintedAgendas({ view: { attendees, conferenceId } }: { view: ConferenceView }) {
  const invited = inOrder(attendees).filter(({ invitedTo }) => invitedTo.length > 0);
  if (invited.length === 0) return null;
  return (
    <>
      <p className="soft">
        An agenda names only the clients of whom its reader may hear. One for somebody outside is
        written into the log of what was disclosed.
      </p>
      <ul>
        {invited.map(({ person, name }) => (
          <li key={`${person.kind} ${person.id}`}>
            <Link
              href={fileAddress(printAgenda, {
                conferenceId,
                kind: person.kind,
                personId: person.id,
              })}
              target="_blank"
            >
              Agenda for {name} (PDF)
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
