import { useState } from 'react';
import { listClientVerifications } from '#contract/plan-verifications.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { PlanVerificationDialog } from '#web/shell/plan-verification-dialog.tsx';
import { foundOf, openInWords } from '#web/shell/plan-verification-words.ts';
import { useMay } from '#web/shell/use-may.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Status } from '#web/ui/status.tsx';
import type { Review } from '#web/features/conferences/hold-words.ts';

/** Where the program asks for it: whether somebody found in the plan what was agreed here. */
export function ReceiptVerify({ review: { reviewId, client } }: { review: Review }) {
  const mayRead = useMay('record:read');
  const { clientId, name } = client;
  const asked = useAsk(listClientVerifications, { clientId }, { enabled: mayRead });
  const [isOpen, setIsOpen] = useState(false);
  if (!asked.data || asked.isPlaceholderData) return null;
  const row = asked.data.rows.find((each) => each.reviewId === reviewId);
  if (!row) return null;
  const open = openInWords(row);
  const said = foundOf(row);
  const verify = row.mayVerify && (
    <Button
      size="small"
      look={open === null ? 'quiet' : 'secondary'}
      onPress={() => setIsOpen(true)}
    >
      {row.found === null ? 'Verify' : 'Verify again'}
      <span className="vh">
        {' '}
        the {row.words.plan} of {name}
      </span>
    </Button>
  );
  return (
    <div className="note-gap">
      {open === null ? (
        <p>
          <Status kind="done">{said}</Status>. {verify}
        </p>
      ) : (
        <Banner tone="soon" title={`${open}.`} action={verify}>
          {said !== null && `${said}. `}
          {row.mayVerify
            ? `Somebody looks into the ${row.words.plan} and says whether what was agreed stands there.`
            : 'Whoever closed a conference does not verify it: somebody else looks.'}
        </Banner>
      )}
      {isOpen && <PlanVerificationDialog row={row} onClose={() => setIsOpen(false)} />}
    </div>
  );
}
