import { useState } from 'react';
import {
  listClientVerifications,
  takeVerificationBack,
  type ToVerifyWithSteps,
} from '#contract/plan-verifications.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { PlanVerificationDialog } from '#web/shell/plan-verification-dialog.tsx';
import { conferenceInWords, foundOf, openInWords } from '#web/shell/plan-verification-words.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';

/** After each conference: whether somebody found in the plan what was agreed. Programs that do not ask for it have no such band. */
export function VerificationsPanel({ clientId }: { clientId: string }) {
  const { data } = useAsk(listClientVerifications, { clientId });
  const [verifying, setVerifying] = useState<ToVerifyWithSteps | null>(null);
  const [takingBack, setTakingBack] = useState<ToVerifyWithSteps | null>(null);
  const rows = data?.rows ?? [];
  const [first] = rows;
  if (!first) return null;
  const open = rows.filter(({ state }) => state !== 'settled').length;
  return (
    <SectionBand
      title={`Verified in the ${first.words.plan}`}
      count={open === 0 ? undefined : `${open} to verify`}
    >
      <RowsList
        label="Conferences, newest first"
        items={rows.map((row) => ({
          id: row.reviewId,
          text: <Line row={row} />,
          ...(row.mayVerify && {
            action: (
              <>
                <Button
                  size="row"
                  look={row.state === 'settled' ? 'quiet' : 'secondary'}
                  onPress={() => setVerifying(row)}
                >
                  {row.found === null ? 'Verify' : 'Verify again'}
                  <span className="vh">: {conferenceInWords(row)}</span>
                </Button>
                {row.found !== null && (
                  <Button size="row" look="quiet" onPress={() => setTakingBack(row)}>
                    Take back<span className="vh"> what was found: {conferenceInWords(row)}</span>
                  </Button>
                )}
              </>
            ),
          }),
        }))}
      />
      {verifying && <PlanVerificationDialog row={verifying} onClose={() => setVerifying(null)} />}
      <TakeBack row={takingBack} onClose={() => setTakingBack(null)} />
    </SectionBand>
  );
}

function Line({ row }: { row: ToVerifyWithSteps }) {
  const { conferenceId, programName, steps, found, isLate, strength, mayVerify, state } = row;
  const open = openInWords(row);
  const said = foundOf(row);
  const inPlan = steps.filter(({ actionItemId }) => found?.actionItemIds.includes(actionItemId));
  return (
    <>
      <Link href={`/conferences/${conferenceId}`}>{conferenceInWords(row)}</Link>
      <span className="second soft">{programName}</span>
      {open !== null && (
        <span className="second">
          {isLate && strength === 'required' ? <Status kind="late">{open}</Status> : open}.
        </span>
      )}
      {said !== null && (
        <span className="second">
          {state === 'settled' ? <Status kind="done">{said}</Status> : said}.
        </span>
      )}
      {inPlan.map(({ actionItemId, text }) => (
        <span className="second soft" key={actionItemId}>
          {text}
        </span>
      ))}
      {!mayVerify && open !== null && (
        <span className="second soft">Somebody else than who closed it verifies it.</span>
      )}
    </>
  );
}

type TakeBackProps = { row: ToVerifyWithSteps | null; onClose: () => void };

function TakeBack({ row, onClose }: TakeBackProps) {
  const tell = useTell(takeVerificationBack, { asksWhenRefused: true });
  return (
    <ConfirmDialog
      title="Take back what was found?"
      confirm="Take it back"
      keep="Leave it as it is"
      isOpen={row !== null}
      onClose={onClose}
      onConfirm={async () => {
        if (!row?.found) return;
        const { clientId, found } = row;
        await tell.mutateAsync({ clientId, verificationId: found.verificationId });
        announce('It is taken back.');
      }}
    >
      {row
        ? `${conferenceInWords(row)}. Take it back if it was recorded by mistake: it is to be verified again, and the record keeps both.`
        : ''}
    </ConfirmDialog>
  );
}
