import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { printAgenda, printSignInSheet } from '#contract/conferences/agenda.ts';
import { pluralOf } from '#domain/plurals.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { inOrder, wordIn } from '#web/features/conferences/plan-words.ts';

/** For the table, a sheet for each client: everybody there reads it, so it names no client, family or organization. */
export const SignInSheet = ({ view: { conferenceId } }: { view: ConferenceView }) => (
  <FileLink look="secondary" file={printSignInSheet} input={{ conferenceId }}>
    Sign-in sheet (PDF)
  </FileLink>
);

/** Who comes for one tells of them: whoever hands the sheets round has to know that there are several. */
export function HowToHandRound({ view }: { view: ConferenceView }) {
  const word = wordIn(view);
  if (view.reviews.length < 2) return null;
  return (
    <p className="soft">
      There is a sign-in sheet for each {word}, with the time and the people of that part alone.
      Hand each round during its part only. An empty page between them keeps them apart on paper
      that is printed on both sides.
    </p>
  );
}

/** A page for each person who was invited, which names only the clients of whom they may hear. */
export function PrintedAgendas({ view }: { view: ConferenceView }) {
  const { attendees, conferenceId } = view;
  const invited = inOrder(attendees).filter(({ invitedTo }) => invitedTo.length > 0);
  if (invited.length === 0) return null;
  return (
    <>
      <p className="soft">
        An agenda names only the {pluralOf(wordIn(view))} of whom its reader may hear. One for
        somebody outside is written into the log of what was disclosed.
      </p>
      <ul>
        {invited.map(({ person, name }) => (
          <li key={`${person.kind} ${person.id}`}>
            <FileLink
              file={printAgenda}
              input={{ conferenceId, kind: person.kind, personId: person.id }}
            >
              Agenda for {name} (PDF)
            </FileLink>
          </li>
        ))}
      </ul>
    </>
  );
}
