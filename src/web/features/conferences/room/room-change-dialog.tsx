import { listInWords } from '#domain/words.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import type { Attendee, Review } from '#web/features/conferences/hold-words.ts';
import { focusSoon } from '#web/ui/focus-soon.ts';
import type { Change } from './room-change.ts';
import { useSharedScreen } from '#web/shell/use-shared-screen.ts';

type Props = {
  /** Null while nobody has to come or go. */
  change: (Change & { to: Review }) | null;
  onOpen: (reviewId: string) => Promise<void>;
  onClose: () => void;
};

/** One client at a time: before the next is opened, whoever may not hear about them leaves (EP-06). */
export function ChangeDialog({ change, onOpen, onClose }: Props) {
  const { isShared } = useSharedScreen();
  if (change === null) return null;
  const { to, out, in: coming } = change;
  const word = to.program.vocabulary.client;
  const whom = isShared ? `the next ${word}` : to.client.name;
  return (
    <ConfirmDialog
      title={`Before ${whom}`}
      confirm={`Open ${whom}`}
      keep="Not yet"
      look="primary"
      isOpen
      onClose={onClose}
      onConfirm={async () => {
        await onOpen(to.reviewId);
        focusSoon('.room h1');
      }}
    >
      {out.length > 0 && (
        <p>
          What is said next is not for {namesOf(out)}. Ask{' '}
          {out.length === 1 ? 'this person' : 'them'} to step out first.
        </p>
      )}
      {coming.length > 0 && (
        <p>
          {isShared
            ? `Then ask in who comes for the next ${word}.`
            : `Then ask in ${namesOf(coming)}.`}
        </p>
      )}
    </ConfirmDialog>
  );
}

const namesOf = (people: readonly Attendee[]) => listInWords(people.map(({ name }) => name));
