import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

type Props = { error: unknown; onAgain: () => void; onClose: () => void };

/** Why a file did not come. */
export function FileTrouble({ error, onAgain, onClose }: Props) {
  return (
    <Dialog title="The file is not there yet" isOpen onClose={onClose}>
      <Words error={error} />
      <div className="form-actions">
        <Button look="primary" onPress={onAgain}>
          Try again
        </Button>
        <Button look="quiet" onPress={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

function Words({ error }: { error: unknown }) {
  const { title, detail, reference, fields } = troubleOf(error);
  return (
    <>
      <p>
        {title} {detail}
        {reference !== undefined && <> Reference {reference}.</>}
      </p>
      {Object.entries(fields).map(([path, message]) => (
        <p key={path}>{message}</p>
      ))}
    </>
  );
}
