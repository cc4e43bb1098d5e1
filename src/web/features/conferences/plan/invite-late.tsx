import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { inviteLate } from '#contract/conferences/invite.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { personKey } from '#domain/people.ts';
import { listInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { InviteMore } from './invite-more.tsx';
import type { PersonDraft } from './plan-drafts.ts';
import { wordIn } from '#web/features/conferences/plan-words.ts';
import { aboutPerson, peopleInWords } from '#web/features/conferences/plan-words.ts';
import { unseenInWords, useColleagues } from './use-colleagues.ts';

export type LateNews = ReplyOf<typeof inviteLate>;

type Props = {
  view: ConferenceView;
  isOpen: boolean;
  onClose: () => void;
  onInvited: (news: LateNews) => void;
};

/** Invites people to a meeting that others are invited to already; those hear nothing of it. */
export function InviteLate({ view, isOpen, onClose, onInvited }: Props) {
  return (
    <Dialog title="Invite somebody else" isOpen={isOpen} onClose={onClose} isWide>
      {isOpen && <Choosing view={view} onClose={onClose} onInvited={onInvited} />}
    </Dialog>
  );
}

function Choosing({ view, onClose, onInvited }: Omit<Props, 'isOpen'>) {
  const [chosen, setChosen] = useState<readonly PersonDraft[]>([]);
  const tell = useTell(inviteLate);
  const { conferenceId, version } = view;
  const people = chosen.filter(({ reviewIds }) => reviewIds.length > 0);
  const known = new Set([...view.attendees, ...chosen].map(({ person }) => personKey(person)));
  const put = (person: PersonDraft, reviewIds: string[]) =>
    setChosen(chosen.map((each) => (each === person ? { ...each, reviewIds } : each)));
  const send = () => {
    const attendees = people.map(({ person, reviewIds }) => ({ person, reviewIds }));
    tell.mutate(
      { conferenceId, version, attendees },
      {
        onSuccess: (news) => {
          onInvited(news);
          onClose();
        },
      },
    );
  };
  return (
    <div className="stack">
      <p>
        Each person gets the invitation that the others got, as far as the {wordIn(view)} has
        agreed. Nobody else is written to.
      </p>
      {chosen.length > 0 && (
        <ul className="rows" aria-label="To be invited">
          {chosen.map((person) => (
            <ChosenPerson
              key={personKey(person.person)}
              view={view}
              person={person}
              onChange={(reviewIds) => put(person, reviewIds)}
              onRemove={() => setChosen(chosen.filter((each) => each !== person))}
            />
          ))}
        </ul>
      )}
      <InviteMore
        view={view}
        known={known}
        onAdd={(person) => setChosen((before) => [...before, person])}
      />
      {tell.isError && <LateTrouble error={tell.error} />}
      <div className="actions form-actions">
        <Button
          look="primary"
          isDisabled={people.length === 0}
          isPending={tell.isPending}
          onPress={send}
        >
          {people.length === 0 ? 'Invite' : `Invite ${peopleInWords(people.length)}`}
        </Button>
        <Button look="quiet" onPress={onClose}>
          Leave it as it is
        </Button>
      </div>
    </div>
  );
}

type ChosenProps = {
  view: ConferenceView;
  person: PersonDraft;
  onChange: (reviewIds: string[]) => void;
  onRemove: () => void;
};

function ChosenPerson({ view, person, onChange, onRemove }: ChosenProps) {
  const { name, reviewIds } = person;
  const unseen = useColleagues(view).cannotOpen(person.person, reviewIds);
  return (
    <li className="plan-person">
      <div>
        <span className="strong">{name}</span>
        <span className="second">{aboutPerson(person)}</span>
        {unseen !== '' && <span className="second">{unseenInWords(unseen)}</span>}
        {view.reviews.length > 1 && person.person.kind !== 'client' && (
          <div className="choice-row" role="group" aria-label={`${name} comes for`}>
            {view.reviews.map(({ reviewId, client }) => (
              <Checkbox
                key={reviewId}
                isSelected={reviewIds.includes(reviewId)}
                onChange={(isOn) =>
                  onChange(
                    isOn ? [...reviewIds, reviewId] : reviewIds.filter((id) => id !== reviewId),
                  )
                }
              >
                {client.name}
              </Checkbox>
            ))}
          </div>
        )}
      </div>
      <Button look="quiet" size="small" onPress={onRemove}>
        Leave out<span className="vh"> {name}</span>
      </Button>
    </li>
  );
}

const mailWords = {
  written: '',
  'no-email': 'has no email address: tell them yourself',
  'may-not-email': 'may not be written to by email: tell them yourself',
  'has-died': 'has died: nothing is sent',
} as const;

/** What went wrong, with the words about whom it is. */
export function LateTrouble({ error }: { error: unknown }) {
  const { title, fields, reference } = troubleOf(error);
  return (
    <Banner tone="late" title={title} reference={reference}>
      {Object.values(fields).join(' ')}
    </Banner>
  );
}

/** Who is invited now, and who is not and why, in one line for each. */
export function LateBanner({ news }: { news: LateNews }) {
  const untold = news.invited.filter(({ mail }) => mail !== 'written');
  const names = listInWords(news.invited.map(({ name }) => name));
  return (
    <Banner
      tone={news.withheld.length > 0 ? 'soon' : 'info'}
      title={names === '' ? 'Nobody could be invited.' : `Invited: ${names}.`}
    >
      {untold.map(({ name, mail }) => `${name} ${mailWords[mail]}. `)}
      {news.withheld.map(
        ({ person, clientName, inWords }) => `${person.name} about ${clientName}: ${inWords} `,
      )}
    </Banner>
  );
}
