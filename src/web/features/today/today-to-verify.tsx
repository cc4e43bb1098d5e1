import { lazy, Suspense, useState } from 'react';
import { listToVerify, mostToVerify, type ToVerify } from '#contract/plan-verifications.ts';
import type { Scope } from '#contract/today.ts';
import { listInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { openInWords } from '#web/shell/plan-verification-words.ts';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { shortDay } from './today-words.ts';

// Fetched when first opened: the list must answer before it is there.
const PlanVerificationDialog = lazy(async () => ({
  default: (await import('#web/shell/plan-verification-dialog.tsx')).PlanVerificationDialog,
}));

/** After which conferences nobody has looked into the plan yet. Programs that ask for none have no such band. */
export function TodayToVerify({ scope }: { scope?: Scope | undefined }) {
  const mayRead = useMay('record:read');
  return mayRead ? <ToVerifyBand asking={scope === undefined ? {} : { scope }} /> : null;
}

function ToVerifyBand({ asking }: { asking: { scope?: Scope } }) {
  const { data } = useAsk(listToVerify, asking);
  const [row, setRow] = useState<ToVerify | null>(null);
  if (!data || (data.rows.length === 0 && row === null)) return null;
  const { rows, hasMore, today } = data;
  const plans = [...new Set(rows.map(({ words }) => words.plan))];
  return (
    <SectionBand
      title={plans.length === 0 ? 'To verify' : `To verify in the ${listInWords(plans)}`}
      count={hasMore ? `${mostToVerify}+` : rows.length}
      className="no-print"
    >
      <RowsList
        label="To verify"
        items={rows.map((each) => ({
          id: each.reviewId,
          text: <Line row={each} today={today} />,
          ...(each.mayVerify
            ? {
                action: (
                  <Button
                    size="row"
                    aria-label={`Verify: ${each.words.conference} of ${shortDay(each.heldOn, today)}, ${each.clientName}`}
                    onPress={() => setRow(each)}
                  >
                    Verify
                  </Button>
                ),
              }
            : {}),
        }))}
      />
      {row && (
        <Suspense fallback={null}>
          <PlanVerificationDialog row={row} onClose={() => setRow(null)} />
        </Suspense>
      )}
    </SectionBand>
  );
}

function Line({ row, today }: { row: ToVerify; today: string }) {
  const { clientId, clientName, words, heldOn, programName, isLate, strength, mayVerify } = row;
  const open = `${programName}. ${openInWords(row) ?? ''}`;
  return (
    <>
      <Link look="plain" className="strong" href={`/clients/${clientId}`}>
        {clientName}
      </Link>
      , {words.conference} of {shortDay(heldOn, today)}
      <span className="second">
        {isLate && strength === 'required' ? <Status kind="late">{open}</Status> : open}
        {!mayVerify && '. You closed it: somebody else verifies it'}
      </span>
    </>
  );
}
