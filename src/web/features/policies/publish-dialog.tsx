import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { readPreview } from '#contract/policies/policy-previews.ts';
import { publishDraft, type PolicyView } from '#contract/policies/policies.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Button } from '#web/ui/button.tsx';
import { effectInWords } from './policy-words.ts';
import type { Draft } from './use-draft.ts';

type Props = { view: PolicyView; draft: Draft; client: string; onClose: () => void };

/** Asks once more before clients are judged anew; for a past day it says what is judged again. */
export function PublishDialog({ view, draft, client, onClose }: Props) {
  const { programId, programName, version, today } = view;
  const router = useRouter();
  const tell = useTell(publishDraft);
  const [hasRead, setHasRead] = useState(false);
  const which = { programId, version: version.version };
  const { data } = useAsk(readPreview, which);
  const preview = data?.preview;
  const from = draft.document.effectiveFrom;
  const isPast = from < today;
  const isPreviewed = preview?.state === 'done' && preview.revision === draft.revision;

  if (isPast && !isPreviewed)
    return (
      <Dialog title="Preview the effect first" isOpen onClose={onClose}>
        <p>
          The first day, {dayInWords(from)}, lies in the past: what was judged since then is judged
          again. Preview the effect of the draft as it stands, or choose today or a later day.
        </p>
        <div className="form-actions">
          <Button look="primary" onPress={onClose}>
            Back to the draft
          </Button>
        </div>
      </Dialog>
    );
  return (
    <ConfirmDialog
      title={`Publish version ${version.version}?`}
      look="primary"
      confirm="Publish it"
      keep="Not yet"
      isOpen
      onClose={onClose}
      onConfirm={async () => {
        await tell.mutateAsync({
          ...which,
          revision: draft.latestRevision(),
          confirmsPast: hasRead,
        });
        router.history.push('/admin/policies');
      }}
    >
      <p>
        From {dayInWords(from)} on, every {client} of {programName} is judged by these rules, and
        they are never changed again. The due dates follow in the background; until one does, the
        list says so.
      </p>
      {draft.flaws.length > 0 && (
        <ul className="error-text">
          {draft.flaws.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      {isPreviewed && preview.counts.length > 0 && (
        <ul>
          {preview.counts.map((each) => (
            <li key={each.effect}>{effectInWords(each, client)}</li>
          ))}
        </ul>
      )}
      {!isPast && !isPreviewed && (
        <p className="soft">The effect of the draft as it stands was not previewed.</p>
      )}
      {isPast && (
        <Checkbox isSelected={hasRead} onChange={setHasRead}>
          I have read this. What was judged since {dayInWords(from)} is judged again.
        </Checkbox>
      )}
    </ConfirmDialog>
  );
}
