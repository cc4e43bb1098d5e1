import { type EntryKind, entryKinds } from '#domain/conference/client-review.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { Select } from '#web/ui/select.tsx';
import { focusSoon } from '#web/ui/focus-soon.ts';
import { changeDraft, useDraft } from './room-drafts.ts';
import { RoomEntry, WaitingEntry } from './room-entry.tsx';
import { RoomExplain } from './room-explain.tsx';
import { lineId, RoomLine } from './room-line.tsx';
import { useLines } from './room-lines.ts';
import {
  classLabel,
  listWords,
  loweringHint,
  mayWriteIn,
  optionOf,
  type Review,
} from '#web/features/conferences/hold-words.ts';

type Props = {
  conference: ConferenceView;
  review: Review;
  me: string;
  /** The one list that a phone shows. */
  open?: EntryKind;
  onOpen?: (kind: EntryKind) => void;
  kinds?: readonly EntryKind[];
};

/** What people say, as lines with author and time; each list ends in its own line to write on. */
export function RoomLists({ conference, review, me, open, onOpen, kinds = entryKinds }: Props) {
  const mayWrite = mayWriteIn(conference, review);
  const countOf = (kind: EntryKind) => review.entries.filter((each) => each.kind === kind).length;
  return (
    <>
      {mayWrite && <SaidBy conference={conference} review={review} me={me} />}
      {onOpen && (
        <nav className="tabs phone-only" aria-label="Lists">
          {kinds.map((kind) => (
            <button
              key={kind}
              type="button"
              onClick={() => onOpen(kind)}
              {...(open === kind && { 'aria-current': 'true' as const })}
            >
              {listWords[kind].title} {countOf(kind)}
            </button>
          ))}
        </nav>
      )}
      <div className={kinds.length === 1 ? 'lists lists-one' : 'lists'}>
        {kinds.map((kind) => (
          <List
            key={kind}
            kind={kind}
            conference={conference}
            review={review}
            hasKeys={onOpen !== undefined}
            isHiddenOnPhone={open !== undefined && open !== kind}
          />
        ))}
      </div>
    </>
  );
}

type ListProps = {
  kind: EntryKind;
  conference: ConferenceView;
  review: Review;
  hasKeys: boolean;
  isHiddenOnPhone: boolean;
};

function List({ kind, conference, review, hasKeys, isHiddenOnPhone }: ListProps) {
  const { lines, add, retry, drop } = useLines();
  const { conferenceId } = conference;
  const { reviewId, classes } = review;
  const mayWrite = mayWriteIn(conference, review);
  const entries = review.entries.filter((entry) => entry.kind === kind);
  const onTheWay = lines.filter(({ input }) => input.reviewId === reviewId && input.kind === kind);
  const number = hasKeys ? entryKinds.indexOf(kind) + 1 : null;
  const { title } = listWords[kind];

  return (
    <section
      className={isHiddenOnPhone ? 'list phone-hidden' : 'list'}
      aria-label={`${title} of ${review.client.name}`}
    >
      <h3>
        {title} <span className="soft small">{entries.length}</span>
      </h3>
      <ul>
        {entries.map((entry) => (
          <RoomEntry
            key={entry.entryId}
            entry={entry}
            conference={conference}
            review={review}
            mayWrite={mayWrite}
          />
        ))}
        {onTheWay.map((line) => (
          <WaitingEntry
            key={line.id}
            line={line}
            onRetry={() => retry(line)}
            onDrop={() => {
              drop(line);
              focusSoon(`#${lineId(reviewId, kind)}`);
            }}
          />
        ))}
      </ul>
      {mayWrite && (
        <RoomLine
          key={reviewId}
          kind={kind}
          number={number}
          reviewId={reviewId}
          highest={classes[0] ?? 'general'}
          onAdd={(found, { saidBy, sensitivity }) => {
            const author = conference.attendees.find(({ person }) => personKey(person) === saidBy);
            add({
              conferenceId,
              reviewId,
              kind: found.kind,
              text: found.text,
              class: sensitivity === classes[0] ? null : sensitivity,
              saidBy: author?.person ?? null,
            });
          }}
        />
      )}
      {kind === 'need' && entries.length === 0 && (
        <RoomExplain conference={conference} review={review} what="no-needs" />
      )}
    </section>
  );
}

/** Who says what is written next, and how it is marked. */
function SaidBy({
  conference,
  review,
  me,
}: {
  conference: ConferenceView;
  review: Review;
  me: string;
}) {
  const { reviewId, classes, attendance } = review;
  const draft = useDraft(reviewId);
  const isAbsent = ({ person }: ConferenceView['attendees'][number]) =>
    attendance.some((seen) => seen.state === 'absent' && isSamePerson(seen.person, person));
  const speakers = conference.attendees.filter(
    (attendee) =>
      !isAbsent(attendee) &&
      attendee.person.id !== me &&
      (attendee.person.kind === 'staff' || attendee.invitedTo.includes(reviewId)),
  );
  const myself = { id: 'me', label: 'Me' };
  const [highest = 'general', ...lower] = classes;

  return (
    <div className="room-said">
      <Select
        label="Said by"
        options={[myself, ...speakers.map(optionOf)]}
        value={draft.saidBy ?? 'me'}
        onChange={(saidBy) => changeDraft(reviewId, () => ({ saidBy }))}
      />
      {lower.length > 0 && (
        <Select
          label="Marked as"
          options={[
            { id: highest, label: classLabel(highest), detail: 'As this case is' },
            ...lower.map((each) => ({
              id: each,
              label: classLabel(each),
              detail: `For the next line only. ${loweringHint(classes) ?? ''}`.trim(),
            })),
          ]}
          value={draft.class ?? highest}
          onChange={(id) =>
            changeDraft(reviewId, () => ({ class: lower.find((each) => each === id) ?? null }))
          }
        />
      )}
      {lower.length > 0 && (
        <span className="soft small">Another mark holds for the next line alone.</span>
      )}
      <span className="soft small hide-phone room-hint">
        <kbd>s</kbd> <kbd>b</kbd> <kbd>n</kbd> <kbd>o</kbd> and a space choose the list.
      </span>
    </div>
  );
}
