import { useState } from 'react';
import { type PlanItem, readServicePlan } from '#contract/service-plan.ts';
import type { PlanState } from '#domain/service-plan/plan-answer.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { PlanAnswerForm } from '#web/shell/plan-answer-form.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { onDate } from './client-words.ts';

/** What the client agreed to, what waits for their word, and what they declined. */
export function ServicePlanPanel({ clientId }: { clientId: string }) {
  const asked = useAsk(readServicePlan, { clientId });
  const [answering, setAnswering] = useState<readonly string[]>([]);
  return (
    <Asked asked={asked} label="Loading the plan" rows={4}>
      {({ items, planWord, today, may, clientName }) => {
        const of = (state: PlanState) => items.filter(({ planState }) => planState === state);
        const [inPlan, waiting, declined] = [of('in-plan'), of('waiting'), of('declined')];
        const onChange = may.answer
          ? (item: PlanItem) => setAnswering([item.actionItemId])
          : undefined;
        return (
          <>
            <SectionBand title={planWord} count={inPlan.length}>
              {inPlan.length === 0 ? (
                <EmptyState title="Nothing is in the plan yet.">
                  Steps that a conference decided come in once {clientName} has agreed to them.
                </EmptyState>
              ) : (
                <Steps label={planWord} items={inPlan} change="Change" onChange={onChange} />
              )}
            </SectionBand>
            {waiting.length > 0 && (
              <SectionBand
                title="Waiting for the client’s agreement"
                count={waiting.length}
                tools={
                  may.answer && (
                    <Button
                      size="small"
                      onPress={() => setAnswering(waiting.map((item) => item.actionItemId))}
                    >
                      Record the answer
                    </Button>
                  )
                }
              >
                <Steps label="Waiting for the client’s agreement" items={waiting} />
              </SectionBand>
            )}
            {declined.length > 0 && (
              <SectionBand title="Declined: not part of the plan" count={declined.length}>
                <Steps label="Declined" items={declined} change="Change" onChange={onChange} />
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
                  items={items.filter(({ actionItemId }) => answering.includes(actionItemId))}
                  today={today}
                  onDone={() => setAnswering([])}
                />
              )}
            </Dialog>
          </>
        );
      }}
    </Asked>
  );
}

type StepsProps = {
  label: string;
  items: readonly PlanItem[];
  change?: string;
  onChange?: ((item: PlanItem) => void) | undefined;
};

const Steps = ({ label, items, change = '', onChange }: StepsProps) => (
  <RowsList
    label={label}
    items={items.map((item) => ({
      id: item.actionItemId,
      when: <Due item={item} />,
      text: <Step item={item} />,
      ...(onChange && item.answer
        ? {
            action: (
              <Button
                size="row"
                look="quiet"
                aria-label={`${change} the answer: ${item.text}`}
                onPress={() => onChange(item)}
              >
                {change}
              </Button>
            ),
          }
        : {}),
    }))}
  />
);

function Step({ item }: { item: PlanItem }) {
  const { text, ownerName, ownerAgency, conference, answer, asksAgreement } = item;
  return (
    <>
      {text}
      <span className="second">
        {ownerName}
        {ownerAgency !== null && `, ${ownerAgency}`}.{' '}
        <Link href={`/conferences/${conference.conferenceId}`}>
          Conference {conference.number}, {onDate(conference.heldOn)}
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
  return isOverdue ? <Status kind="late">{onDate(dueOn)}</Status> : <>{onDate(dueOn)}</>;
}
