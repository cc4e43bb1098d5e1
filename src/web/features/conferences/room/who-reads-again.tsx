import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { UntrainedNote } from '#web/shell/untrained-note.tsx';
import { useSharedScreen } from '#web/shell/use-shared-screen.ts';
import { mayWriteIn, type Review } from '#web/features/conferences/hold-words.ts';

type Props = { conference: ConferenceView; review: Review };

/**
 * Said once, to whoever may lose sight of what they write: who lacks a training reads which, and whoever else is shown no marks that it may
 * be so. The screen that a group looks at says nothing of whose it is.
 */
export function WhoReadsAgain({ conference, review }: Props) {
  const { isShared } = useSharedScreen();
  if (isShared || !mayWriteIn(conference, review)) return null;
  return (
    <UntrainedNote
      otherwise={
        review.classes.length === 1 && (
          <p className="soft small reads-again">
            What you write is kept in the case. Who reads it again, you among them, depends on what
            the case is about and on the trainings that people have: a line may be gone from your
            screen, and is not lost. That is said of every case.
          </p>
        )
      }
    />
  );
}
