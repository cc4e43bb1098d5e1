import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { sendInvitations } from '#contract/conferences/invite.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { BlockedNote } from '#web/ui/blocked-note.tsx';
import { Button } from '#web/ui/button.tsx';
import { Status } from '#web/ui/status.tsx';
import { type Trouble, troubleOf } from '#web/ui/trouble.ts';
import { InvitePreview } from './invite-preview.tsx';
import type { Attendee } from './plan-drafts.ts';
import type { Plan } from './plan-saving.ts';
import { listed, pairOf, peopleInWords, recipientsOf } from './plan-words.ts';

/** Everybody who would be written to, what each would read, who is left out, and the button that sends. */
export function InviteReview({ plan }: { plan: Plan }) {
  const { view } = plan;
  const { wanted, ready, blocked } = recipientsOf(view);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = wanted.find(({ person }) => personKey(person) === chosen) ?? ready[0] ?? wanted[0];
  return (
    <>
      {view.notYet && (
        <Banner tone="soon" title="Not yet.">
          {view.notYet.inWords}
        </Banner>
      )}
      {wanted.length === 0 ? (
        <p className="soft">Nobody is on the list yet. Invite people first.</p>
      ) : (
        <table className="table table-plain recip">
          <caption>Choose a name to read what that person gets.</caption>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Invited for</th>
              <th scope="col">Mail</th>
            </tr>
          </thead>
          <tbody>
            {wanted.map((attendee) => (
              <Recipient
                key={personKey(attendee.person)}
                view={view}
                attendee={attendee}
                isShown={attendee === shown}
                onShow={() => setChosen(personKey(attendee.person))}
              />
            ))}
          </tbody>
        </table>
      )}
      {shown && view.schedule && <InvitePreview view={view} attendee={shown} />}
      {blocked.length > 0 && (
        <div className="plan-gap">
          <BlockedNote title="Left out for want of consent">
            <ul>
              {blocked.map(({ attendee, review }) => (
                <li key={`${personKey(attendee.person)} ${review.reviewId}`} className="small">
                  {attendee.name} about {review.client.name}
                </li>
              ))}
            </ul>
          </BlockedNote>
        </div>
      )}
      <Send plan={plan} ready={ready} />
    </>
  );
}

type RecipientProps = {
  view: ConferenceView;
  attendee: Attendee;
  isShown: boolean;
  onShow: () => void;
};

function Recipient({ view, attendee, isShown, onShow }: RecipientProps) {
  const pairs = view.reviews
    .filter(({ reviewId }) => attendee.wantedFor.includes(reviewId))
    .map((review) => pairOf(view, attendee, review));
  const fine = pairs.filter(({ isFine }) => isFine).map(({ review }) => review.client.name);
  return (
    <tr {...(isShown && { 'aria-current': true })}>
      <th scope="row">
        <Button look="quiet" size="small" aria-pressed={isShown} onPress={onShow}>
          {attendee.name}
        </Button>
      </th>
      <td>{fine.length > 0 ? listed(fine) : <Status kind="blocked">No consent</Status>}</td>
      <td>
        {fine.length === 0 ? (
          <span className="soft">Not sent</span>
        ) : attendee.hasEmail ? (
          'Invitation'
        ) : (
          <span className="soft">No email: tell them yourself</span>
        )}
      </td>
    </tr>
  );
}

function Send({ plan, ready }: { plan: Plan; ready: readonly Attendee[] }) {
  const { view, flushAll } = plan;
  const send = useTell(sendInvitations);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSending, setIsSending] = useState(false);
  const press = async () => {
    setTrouble(null);
    setIsSending(true);
    try {
      const fresh = await flushAll();
      if (!fresh) {
        setTrouble(unsaved);
        return;
      }
      await send.mutateAsync({ conferenceId: fresh.conferenceId, version: fresh.version });
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setIsSending(false);
    }
  };
  const outside = ready.filter(({ person }) => person.kind !== 'staff');
  const isOnlyUs = ready.length > 0 && outside.every((each) => isOneOfOurs(view, each));
  return (
    <div className="plan-gap stack">
      {isOnlyUs && <p className="small soft">Only your own team is asked.</p>}
      {trouble && <Banner tone="late" title={trouble.title} reference={trouble.reference} />}
      <p className="actions">
        <Button
          look="primary"
          isPending={isSending}
          isDisabled={view.notYet !== null || !view.may.invite}
          onPress={() => void press()}
        >
          Send invitations to {peopleInWords(ready.length)}
        </Button>
      </p>
    </div>
  );
}

const isOneOfOurs = (view: ConferenceView, { person }: Attendee) =>
  view.attendees.some((each) => each.person.kind === 'staff' && isSamePerson(each.person, person));

const unsaved: Trouble = {
  title: 'Something you typed is not saved yet. Look at the tasks, then send.',
  fields: {},
};
