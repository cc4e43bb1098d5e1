import { useCallback, useState } from 'react';
import type { ClientBanner } from '#contract/clients.ts';
import { type PlanItem, readServicePlan, takePlanAnswerBack } from '#contract/service-plan.ts';
import type { PlanState } from '#domain/service-plan/plan-answer.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { PrintHead } from '#web/shell/print-head.tsx';
import { PlanAnswerForm } from '#web/shell/plan-answer-form.tsx';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Link } from '#web/ui/link.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { PlanEmpty } from './plan-empty.tsx';
import { PlanForClient } from './plan-for-client.tsx';
import { VerificationsPanel } from '#web/features/clients/clock/verifications-panel.tsx';

/** What the client agreed to, what waits for their word, and what they declined. */
export function ServicePlanPanel({ client: { clientId, number } }: { client: ClientBanner }) {
  const asked = useAsk(readServicePlan, { clientId });
  const [answering, setAnswering] = useState<readonly string[]>([]);
  const [takingBack, setTakingBack] = useState<PlanItem | null>(null);
  const [isForClient, setIsForClient] = useState(false);
  const printed = useCallback(() => setIsForClient(false), []);
  const answer = (those: readonly PlanItem[]) =>
    setAnswering(those.map(({ actionItemId }) => actionItemId));
  return (
    <Asked asked={asked} label="Loading the plan" rows={4}>
      {(plan) => {
        const { items, planWord, clientWord, today, may, clientName } = plan;
        const of = (state: PlanState) => items.filter(({ planState }) => planState === state);
        const [inPlan, waiting, declined] = [of('in-plan'), of('waiting'), of('declined')];
        const acts = may.answer && {
          onChange: (item: PlanItem) => answer([item]),
          onTakeBack: setTakingBack,
        };
        return (
          <>
            <PrintHead>
              {planWord} of {clientName}, #{number}
            </PrintHead>
            {isForClient && <PlanForClient plan={plan} onPrinted={printed} />}
            <SectionBand
              title={planWord}
              count={inPlan.length}
              tools={items.length > 0 && <PrintMenu onForClient={() => setIsForClient(true)} />}
            >
              {inPlan.length === 0 ? (
                <PlanEmpty {...{ clientId, clientName, waiting }} onStart={may.answer && answer} />
              ) : (
                <Steps label={planWord} items={inPlan} acts={acts} />
              )}
            </SectionBand>
            {waiting.length > 0 && (
              <SectionBand
                title={waitingFor(clientWord)}
                count={waiting.length}
                tools={
                  may.answer && (
                    <Button size="small" onPress={() => answer(waiting)}>
                      Record the answer
                    </Button>
                  )
                }
              >
                <Steps label={waitingFor(clientWord)} items={waiting} />
              </SectionBand>
            )}
            {declined.length > 0 && (
              <SectionBand title="Declined: not part of the plan" count={declined.length}>
                <Steps label="Declined" items={declined} acts={acts} />
              </SectionBand>
            )}
            <Dialog
              title={`What did ${clientName} say?`}
              isOpen={answering.length > 0}
              onClose={() => setAnswering([])}
              isWide
            >
              {answering.length > 0 && (
                <PlanAnswerForm
                  clientId={clientId}
                  word={clientWord}
                  items={items.filter(({ actionItemId }) => answering.includes(actionItemId))}
                  today={today}
                  onDone={() => setAnswering([])}
                />
              )}
            </Dialog>
            <VerificationsPanel clientId={clientId} />
            <TakeBack clientId={clientId} item={takingBack} onClose={() => setTakingBack(null)} />
          </>
        );
      }}
    </Asked>
  );
}

const PrintMenu = ({ onForClient }: { onForClient: () => void }) => (
  <Menu
    look="quiet"
    size="small"
    label="Print"
    entries={[
      {
        id: 'client',
        label: 'For them to take home',
        detail: 'What they do and what others do, in plain words',
        onAction: onForClient,
      },
      {
        id: 'file',
        label: 'For the file',
        detail: 'Every step with its answer, how and when',
        onAction: () => print(),
      },
    ]}
  />
);

const waitingFor = (word: string) => `Waiting for the ${word}’s agreement`;

type StepsProps = {
  label: string;
  items: readonly PlanItem[];
  acts?: Record<'onChange' | 'onTakeBack', (item: PlanItem) => void> | false;
};

const Steps = ({ label, items, acts = false }: StepsProps) => (
  <RowsList
    label={label}
    items={items.map((item) => ({
      id: item.actionItemId,
      when: <Due item={item} />,
      text: <Step item={item} />,
      ...(acts && item.answer
        ? {
            action: (
              <>
                <Button size="row" look="quiet" onPress={() => acts.onChange(item)}>
                  Change<span className="vh"> the answer: {item.text}</span>
                </Button>
                <Button size="row" look="quiet" onPress={() => acts.onTakeBack(item)}>
                  Take back<span className="vh"> the answer: {item.text}</span>
                </Button>
              </>
            ),
          }
        : {}),
    }))}
  />
);

type TakeBackProps = { clientId: string; item: PlanItem | null; onClose: () => void };

function TakeBack({ clientId, item, onClose }: TakeBackProps) {
  const tell = useTell(takePlanAnswerBack, { asksWhenRefused: true });
  return (
    <ConfirmDialog
      title="Take the answer back?"
      confirm="Take it back"
      keep="Leave it as it is"
      isOpen={item !== null}
      onClose={onClose}
      onConfirm={async () => {
        if (!item?.answer) return;
        const { actionItemId, answer } = item;
        await tell.mutateAsync({ clientId, actionItemId, seen: answer.answerId });
        announce('The answer is taken back.');
      }}
    >
      {`${item?.text ?? ''}: ${item?.answer?.inWords ?? ''}. Take it back if it was recorded by mistake: the step waits for an answer again, and the record keeps both.`}
    </ConfirmDialog>
  );
}

function Step({ item }: { item: PlanItem }) {
  const { text, ownerName, ownerAgency, conference, answer, asksAgreement } = item;
  return (
    <>
      {text}
      <span className="second">
        {ownerName}
        {ownerAgency !== null && `, ${ownerAgency}`}.{' '}
        <Link href={`/conferences/${conference.conferenceId}`}>
          Conference {conference.number}, {dayInWords(conference.heldOn)}
          {conference.isVoid && ', declared void'}
        </Link>
      </span>
      {answer ? (
        <span className="second soft">
          {answer.inWords}. Recorded by {answer.recordedByName}.
        </span>
      ) : (
        !asksAgreement && (
          <span className="second soft">The program’s rules ask for no agreement.</span>
        )
      )}
    </>
  );
}

function Due({ item: { dueOn, isOverdue, isDone } }: { item: PlanItem }) {
  if (isDone) return <Status kind="done">Done</Status>;
  return isOverdue ? <Status kind="late">{dayInWords(dueOn)}</Status> : <>{dayInWords(dueOn)}</>;
}
