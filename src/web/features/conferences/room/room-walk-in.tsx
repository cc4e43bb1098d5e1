import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { checkWalkIn, letIn } from '#contract/conferences/walk-in.ts';
import { readCareTeam } from '#contract/care-team.ts';
import { listEnrollmentChoices } from '#contract/enrollments.ts';
import type { PersonRef } from '#domain/people.ts';
import { relationshipWords } from '#domain/relationships.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { BlockedNote } from '#web/ui/blocked-note.tsx';
import { Button } from '#web/ui/button.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import type { Option } from '#web/ui/option.ts';
import { Select } from '#web/ui/select.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { isByEmail, mayWriteIn, type Review } from '#web/features/conferences/hold-words.ts';
import { findProviders } from '#web/shell/find-providers.ts';
import { NewProvider } from '#web/shell/new-provider.tsx';

type Props = { conference: ConferenceView; review: Review; me: string };

/** Somebody is at the door whom nobody had asked: the facilitator sees what the client agreed to, then decides. */
export function WalkIn({ conference, review, me }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const words = wordsFor(conference);
  if (conference.roles.facilitator !== me || !mayWriteIn(conference, review)) return null;
  return (
    <p className="all-here">
      <Button size="small" onPress={() => setIsOpen(true)}>
        {words.somebody}
      </Button>
      <Dialog
        title={`${words.somebody} for ${review.client.name}`}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        isWide
      >
        {isOpen && (
          <Door conference={conference} review={review} onClose={() => setIsOpen(false)} />
        )}
      </Dialog>
    </p>
  );
}

/** At a table people come; by email they write. */
const wordsFor = (conference: ConferenceView) => (isByEmail(conference) ? written : there);

const there = {
  somebody: 'Somebody else came',
  who: 'Who came?',
  nobody: 'Nobody came',
  letIn: 'Let them in',
  regardless: 'Record that they are here',
  leaveOut: 'They wait outside',
};
const written: typeof there = {
  somebody: 'Somebody else wrote',
  who: 'Who else wrote?',
  nobody: 'Nobody else',
  letIn: 'Add them',
  regardless: 'Record that they wrote',
  leaveOut: 'Leave them out',
};

const kindsFor = (word: string) => [
  { id: 'provider' as const, label: 'A provider from the directory' },
  { id: 'new' as const, label: 'A provider who is not in the directory' },
  { id: 'staff' as const, label: 'A colleague' },
  { id: 'support' as const, label: 'Family or a close support' },
  { id: 'client' as const, label: `The ${word}` },
];
type Kind = ReturnType<typeof kindsFor>[number]['id'];

type DoorProps = { conference: ConferenceView; review: Review; onClose: () => void };

function Door({ conference, review, onClose }: DoorProps) {
  const [kind, setKind] = useState<Kind>('provider');
  const [person, setPerson] = useState<PersonRef | null>(null);
  const kinds = kindsFor(review.program.vocabulary.client);
  const words = wordsFor(conference);
  const choose = (id: string | null) => {
    const next = kinds.find((each) => each.id === id)?.id ?? 'provider';
    setKind(next);
    setPerson(next === 'client' ? { kind: 'client', id: review.client.clientId } : null);
  };
  return (
    <div className="stack">
      <Select label={words.who} options={kinds} value={kind} onChange={choose} />
      {kind === 'new' && person === null && (
        <NewProvider onAdded={(id) => setPerson({ kind: 'provider', id })} />
      )}
      {(kind === 'provider' || kind === 'staff' || kind === 'support') && (
        <Who
          key={kind}
          kind={kind}
          clientId={review.client.clientId}
          onChoose={(id) => setPerson(id === null ? null : { kind, id })}
        />
      )}
      {person !== null && (
        <Answer
          key={person.id}
          conferenceId={conference.conferenceId}
          reviewId={review.reviewId}
          person={person}
          words={words}
          onClose={onClose}
        />
      )}
      {person === null && (
        <p className="actions">
          <Button look="quiet" onPress={onClose}>
            {words.nobody}
          </Button>
        </p>
      )}
    </div>
  );
}

type WhoProps = {
  kind: 'provider' | 'staff' | 'support';
  clientId: string;
  onChoose: (id: string | null) => void;
};

function Who({ kind, clientId, onChoose }: WhoProps) {
  const [chosen, setChosen] = useState<Option | null>(null);
  const workers = useAsk(listEnrollmentChoices, {}, { enabled: kind === 'staff' });
  const supports = useAsk(readCareTeam, { clientId }, { enabled: kind === 'support' });
  const source =
    kind === 'provider'
      ? { search: findProviders }
      : {
          options:
            kind === 'staff'
              ? (workers.data?.workers ?? []).map(({ staffId, name, title }) => ({
                  id: staffId,
                  label: name,
                  detail: title,
                }))
              : (supports.data?.supports ?? []).map(({ supportId, name, relationship }) => ({
                  id: supportId,
                  label: name,
                  detail: relationshipWords[relationship],
                })),
        };
  return (
    <ComboBox
      label="Name"
      value={chosen}
      onChange={(option) => {
        setChosen(option);
        onChoose(option?.id ?? null);
      }}
      {...source}
    />
  );
}

type AnswerProps = {
  conferenceId: string;
  reviewId: string;
  person: PersonRef;
  words: typeof there;
  onClose: () => void;
};

/** What the client agreed to about this person, and the two ways on. */
function Answer({ conferenceId, reviewId, person, words, onClose }: AnswerProps) {
  const asked = useAsk(checkWalkIn, { conferenceId, reviewId, person });
  const tell = useTell(letIn);
  const trouble = asked.error ?? tell.error;
  const isBlocked = person.kind !== 'staff' && asked.data?.meaning !== null;
  const enter = () =>
    tell.mutate(
      { conferenceId, reviewId, person, knowsOfNoConsent: isBlocked },
      { onSuccess: onClose },
    );
  return (
    <>
      {trouble && <Banner tone="late" title={troubleOf(trouble).title} />}
      {asked.data && asked.data.meaning !== null && (
        <BlockedNote title={`${asked.data.name}: ${asked.data.inWords}`}>
          {asked.data.meaning}
        </BlockedNote>
      )}
      {asked.data && asked.data.meaning === null && (
        <p>
          <span className="strong">{asked.data.name}</span> {asked.data.inWords}
        </p>
      )}
      {asked.data && (
        <p className="actions">
          <Button
            look={isBlocked ? 'danger' : 'primary'}
            isPending={tell.isPending}
            onPress={enter}
          >
            {isBlocked ? words.regardless : words.letIn}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {words.leaveOut}
          </Button>
        </p>
      )}
    </>
  );
}
