import { Button } from './button.tsx';
import { Status } from './status.tsx';

export type SavedState =
  | { state: 'untouched' }
  | { state: 'saving' }
  | { state: 'saved'; at: string }
  | { state: 'failed'; onRetry: () => void }
  | { state: 'failed'; reason: string };

/** Says whether what was typed is safe. `at` is the time as people read it: 10:02 am. */
export function SavedMark({ saved }: { saved: SavedState }) {
  return (
    <span className="saved" role="status">
      {saved.state === 'saving' && 'Saving…'}
      {saved.state === 'saved' && `Saved ${saved.at}`}
      {saved.state === 'failed' && (
        <>
          <Status kind="late">Not saved.</Status>{' '}
          {'reason' in saved ? saved.reason : 'Your text is still here.'}
          {'onRetry' in saved && (
            <Button look="quiet" onPress={saved.onRetry}>
              Try again
            </Button>
          )}
        </>
      )}
    </span>
  );
}
