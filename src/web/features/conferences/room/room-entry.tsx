import { useState } from 'react';
import { z } from 'zod';
import { editEntry, removeEntry } from '#contract/conferences/capture.ts';
import { conferenceProblems } from '#contract/conferences/conference-problems.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { line } from '#contract/conferences/parts.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { Status } from '#web/ui/status.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { focusSoon } from '#web/ui/focus-soon.ts';
import {
  classLabel,
  clockTime,
  isByEmail,
  loweringHint,
  type Review,
  zoneOf,
} from '#web/features/conferences/hold-words.ts';
import { lineId } from './room-line.tsx';
import type { WaitingLine } from './room-lines.ts';

type EntryView = Review['entries'][number];
type Props = {
  entry: EntryView;
  conference: ConferenceView;
  review: Review;
  mayWrite: boolean;
};

/** One line that somebody said. Its author and time stay when it is corrected. */
export function RoomEntry({ entry, conference, review, mayWrite }: Props) {
  const [isChanging, setIsChanging] = useState(false);
  if (isChanging) {
    return (
      <li className="entry-change">
        <ChangeEntry
          entry={entry}
          conferenceId={conference.conferenceId}
          review={review}
          onDone={() => {
            setIsChanging(false);
            focusSoon(`#change-${entry.entryId}`);
          }}
        />
      </li>
    );
  }
  return (
    <li className="entry">
      <span className="text">
        {entry.text}
        <ClassMark sensitivity={entry.class} />
      </span>
      <span className="by">
        {entry.isMine ? 'You' : entry.author.name}
        {!isByEmail(conference) && ` ${clockTime(entry.at, zoneOf(conference))}`}
        {entry.isAfterwards && !isByEmail(conference) && ', afterwards'}
      </span>
      {mayWrite && (
        <Button
          id={`change-${entry.entryId}`}
          size="small"
          className="change"
          aria-label={`Change: ${entry.text}`}
          onPress={() => setIsChanging(true)}
        >
          Change
        </Button>
      )}
    </li>
  );
}

/** Silent for what is general. */
export const ClassMark = ({ sensitivity }: { sensitivity: EntryView['class'] }) =>
  sensitivity === 'general' ? null : <span className="class-mark">{classLabel(sensitivity)}</span>;

type ChangeProps = { entry: EntryView; conferenceId: string; review: Review; onDone: () => void };

const fields = z.object({ text: line, class: z.string().optional() });

function ChangeEntry({ entry, conferenceId, review, onDone }: ChangeProps) {
  const edit = useTell(editEntry);
  const remove = useTell(removeEntry);
  const { reviewId, classes } = review;
  const key = { conferenceId, reviewId, entryId: entry.entryId };
  const choices = classes.includes(entry.class) ? classes : [entry.class, ...classes];

  return (
    <Form
      schema={fields}
      label={`Change: ${entry.text}`}
      onSubmit={async ({ text, class: chosen }) => {
        const marked = choices.find((each) => each === chosen) ?? entry.class;
        await edit.mutateAsync({ ...key, text, class: choices.length > 1 ? marked : null });
        onDone();
      }}
    >
      <TextField
        name="text"
        label="Line"
        defaultValue={entry.text}
        autoFocus
        {...(!entry.mayChange && {
          isReadOnly: true,
          hint: conferenceProblems['not-yours-to-rewrite'].title,
        })}
      />
      {entry.mayChange && choices.length > 1 && (
        <Select
          name="class"
          label="Marked as"
          {...(loweringHint(classes) && { hint: loweringHint(classes) })}
          options={choices.map((each) => ({ id: each, label: classLabel(each) }))}
          defaultValue={entry.class}
        />
      )}
      <div className="form-actions">
        {entry.mayChange && (
          <SubmitButton look="secondary" size="small">
            Save
          </SubmitButton>
        )}
        <Button
          look="quiet"
          size="small"
          isPending={remove.isPending}
          onPress={() =>
            remove.mutate(key, { onSuccess: () => focusSoon(`#${lineId(reviewId, entry.kind)}`) })
          }
        >
          Take it out
        </Button>
        <Button look="quiet" size="small" onPress={onDone}>
          Leave as it was
        </Button>
      </div>
      {remove.isError && <Status kind="late">{remove.error.message}</Status>}
    </Form>
  );
}

type WaitingProps = { line: WaitingLine; onRetry: () => void; onDrop: () => void };

/** A line that is on its way, or did not arrive. */
export function WaitingEntry({ line: { input, trouble }, onRetry, onDrop }: WaitingProps) {
  return (
    <li className="entry entry-draft">
      <span className="text">{input.text}</span>
      <span className="by">{trouble === null && 'Saving…'}</span>
      {trouble !== null && (
        <span className="actions" role="alert">
          <Status kind="late">Not saved.</Status> <span className="small">{trouble}</span>
          <Button size="small" onPress={onRetry}>
            Try again
          </Button>
          <Button look="quiet" size="small" onPress={onDrop}>
            Leave it out
          </Button>
        </span>
      )}
    </li>
  );
}
