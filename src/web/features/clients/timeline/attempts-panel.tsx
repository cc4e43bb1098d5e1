import { useState } from 'react';
import { type AttemptView, listAttempts, withdrawAttempt } from '#contract/attempts.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { LogAttemptDialog } from '#web/shell/log-attempt-dialog.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';

/** The requests without an answer: evidence that somebody tried, beside what is due. */
export function AttemptsPanel({ clientId }: { clientId: string }) {
  const asked = useAsk(listAttempts, { clientId });
  const mayWrite = useMay('record:write');
  const withdraw = useTell(withdrawAttempt);
  const [isLogging, setIsLogging] = useState(false);
  const [correcting, setCorrecting] = useState<AttemptView | null>(null);
  const [withdrawing, setWithdrawing] = useState<AttemptView | null>(null);
  const close = () => {
    setIsLogging(false);
    setCorrecting(null);
  };
  return (
    <SectionBand
      title="Attempts"
      count={asked.data && asked.data.attempts.length > 0 ? asked.data.attempts.length : undefined}
      tools={
        mayWrite && (
          <Button size="small" onPress={() => setIsLogging(true)}>
            Log an attempt
          </Button>
        )
      }
    >
      <Asked asked={asked} label="Looking for attempts" rows={1}>
        {({ attempts }) =>
          attempts.length === 0 ? (
            <EmptyState title="None is documented.">
              A request that nobody answers is written down here; the due date stays.
            </EmptyState>
          ) : (
            <RowsList
              label="Documented attempts, newest first"
              items={attempts.map((attempt) => ({
                id: attempt.attemptId,
                when: dayInWords(attempt.on),
                text: <AttemptWords attempt={attempt} isAlone={isAlone(attempts)} />,
                ...(mayWrite
                  ? {
                      action: (
                        <Menu
                          look="quiet"
                          size="small"
                          label="Change"
                          aria-label={`Change the attempt of ${dayInWords(attempt.on)}`}
                          entries={[
                            {
                              id: 'correct',
                              label: 'Correct it',
                              onAction: () => setCorrecting(attempt),
                            },
                            {
                              id: 'withdraw',
                              label: 'Recorded in error',
                              isDanger: true,
                              onAction: () => setWithdrawing(attempt),
                            },
                          ]}
                        />
                      ),
                    }
                  : {}),
              }))}
            />
          )
        }
      </Asked>
      <LogAttemptDialog
        key={correcting?.attemptId ?? 'new'}
        client={isLogging || correcting ? { clientId } : null}
        attempt={correcting ?? undefined}
        onClose={close}
      />
      <ConfirmDialog
        title="Was it recorded in error?"
        confirm="Take it back"
        keep="Keep it"
        isOpen={withdrawing !== null}
        onClose={() => setWithdrawing(null)}
        onConfirm={async () => {
          if (!withdrawing) return;
          await withdraw.mutateAsync({ attemptId: withdrawing.attemptId });
          announce('The attempt is taken back.');
        }}
      >
        It counts no more. The timeline keeps that it was recorded and taken back.
      </ConfirmDialog>
    </SectionBand>
  );
}

const isAlone = (attempts: readonly AttemptView[]) =>
  new Set(attempts.map(({ enrollmentId }) => enrollmentId)).size === 1;

function AttemptWords({ attempt, isAlone: isOne }: { attempt: AttemptView; isAlone: boolean }) {
  const { inWords, note, nextStep, nextInWords, by, programName } = attempt;
  return (
    <>
      {inWords} {note}
      <span className="second">
        {[
          isOne ? '' : programName,
          nextStep === 'none' ? '' : `Next step: ${nextInWords.toLowerCase()}`,
          by === null ? '' : `Recorded by ${by}`,
        ]
          .filter((part) => part !== '')
          .join('. ')}
      </span>
    </>
  );
}
