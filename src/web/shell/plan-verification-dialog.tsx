import { useState } from 'react';
import { longestFactNote } from '#contract/changes.ts';
import {
  listClientVerifications,
  type ToVerify,
  type ToVerifyWithSteps,
  verifyPlan,
} from '#contract/plan-verifications.ts';
import {
  notNeededInWords,
  notNeededReasons,
  resultInWords,
  verificationResults,
  type VerificationResult,
} from '#domain/service-plan/plan-verification.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { Asked } from './asked.tsx';
import { conferenceInWords, foundOf } from './plan-verification-words.ts';

type Props = { row: ToVerify; onClose: () => void };

/** What somebody finds who looks into the plan after a conference. */
export function PlanVerificationDialog({ row, onClose }: Props) {
  const { clientId, reviewId, clientName, words } = row;
  const asked = useAsk(listClientVerifications, { clientId });
  return (
    <Dialog title={`Verify the ${words.plan} of ${clientName}`} isOpen onClose={onClose} isWide>
      <Asked asked={asked} label="Looking for what was agreed" rows={5}>
        {({ rows, today }) => {
          const known = rows.find((each) => each.reviewId === reviewId);
          return known ? (
            <FoundForm row={known} today={today} onClose={onClose} />
          ) : (
            <EmptyState title="Nothing is to be verified here any more." />
          );
        }}
      </Asked>
    </Dialog>
  );
}

type FormProps = { row: ToVerifyWithSteps; today: string; onClose: () => void };

function FoundForm({ row, today, onClose }: FormProps) {
  const { clientId, reviewId, heldOn, found, words, steps } = row;
  const [result, setResult] = useState<VerificationResult | null>(found?.result ?? null);
  const tell = useTell(verifyPlan, { asksWhenRefused: true });
  const choosable = steps.filter(({ planState }) => planState !== 'declined');
  const before = foundOf(row);
  return (
    <Form
      schema={verifyPlan.input}
      label={`What stands in the ${words.plan}`}
      also={{
        clientId,
        reviewId,
        seen: found?.verificationId ?? null,
        result: result ?? undefined,
      }}
      onSubmit={async (typed) => {
        await tell.mutateAsync(typed);
        announce(`What you found in the ${words.plan} is recorded.`);
        onClose();
      }}
    >
      <p className="soft">
        {conferenceInWords(row)}. Look into the {words.plan}, then say what you found.
        {before !== null && ` Recorded before: ${before}.`}
      </p>
      <RadioGroup
        label="What did you find?"
        name="result"
        options={verificationResults.map((id) => ({
          id,
          label: resultInWords(id, words.plan),
          ...(id === 'missing' && { detail: 'It stays on the list until it stands there.' }),
        }))}
        value={result}
        onChange={(chosen) =>
          setResult(verificationResults.find((known) => known === chosen) ?? null)
        }
      />
      {result !== null && result !== 'not-needed' && choosable.length > 0 && (
        <CheckboxGroup
          name="actionItemIds"
          label={`Which of it stands in the ${words.plan}?`}
          isOptional={result === 'missing'}
          options={choosable.map(({ actionItemId, text, ownerName, planState }) => ({
            id: actionItemId,
            label: text,
            detail:
              planState === 'waiting'
                ? `${ownerName}. Waits for the ${words.client}’s agreement.`
                : ownerName,
          }))}
          defaultValue={
            found?.actionItemIds ??
            (result === 'reflected' ? choosable.map(({ actionItemId }) => actionItemId) : [])
          }
          key={result}
        />
      )}
      {result === 'reflected' && choosable.length === 0 && (
        <p className="soft">
          No step of this conference is known to you that could stand there: choose that nothing of
          it belongs in the {words.plan}, or leave it to the {words.client}’s own worker.
        </p>
      )}
      {result === 'not-needed' && (
        <Select
          name="reason"
          label="Why"
          options={notNeededReasons.map((id) => ({ id, label: notNeededInWords(id, words.plan) }))}
          defaultValue={found?.reason ?? null}
        />
      )}
      <DateField name="on" label="Looked at on" defaultValue={today} min={heldOn} max={today} />
      <TextArea name="note" label="In a few words" isOptional rows={2} limit={longestFactNote} />
      <div className="actions form-actions">
        <SubmitButton>Record it</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Not now
        </Button>
      </div>
    </Form>
  );
}
