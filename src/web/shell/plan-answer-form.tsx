import { z } from 'zod';
import { type PlanItem, recordPlanAnswer } from '#contract/service-plan.ts';
import { answerWays, answerWayWords } from '#domain/service-plan/plan-answer.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';

const { answer, givenBy, how, on } = recordPlanAnswer.input.shape;
const fields = z.object({
  steps: z.array(z.uuid()).min(1, 'Choose at least one step.'),
  answer,
  givenBy,
  how,
  on,
});

const answers = [
  { id: 'agreed', label: 'Agreed', detail: 'These steps become part of the plan.' },
  { id: 'declined', label: 'Declined', detail: 'These steps stay out of the plan.' },
];
const giversFor = (word: string) => [
  { id: 'client', label: `The ${word}` },
  { id: 'representative', label: 'Their representative' },
];
const ways = answerWays.map((id) => ({ id, label: answerWayWords[id] }));

type Props = {
  clientId: string;
  /** What the programs that decided the steps call the client. */
  word: string;
  items: readonly PlanItem[];
  today: string;
  onDone: () => void;
};

/** What the client said to the steps that were decided: one answer to several of them. */
export function PlanAnswerForm({ clientId, word: one, items, today, onDone }: Props) {
  const tell = useTell(recordPlanAnswer, { asksWhenRefused: true });
  const isChange = items.every((item) => item.answer !== null);
  return (
    <Form
      schema={fields}
      label={`The ${one}’s answer`}
      onSubmit={async ({ steps, ...said }) => {
        const seen = new Map(items.map((item) => [item.actionItemId, item.answer?.answerId]));
        await tell.mutateAsync({
          ...said,
          clientId,
          items: steps.map((actionItemId) => ({
            actionItemId,
            seen: seen.get(actionItemId) ?? null,
          })),
        });
        announce(`The ${one}’s answer is recorded.`);
        onDone();
      }}
    >
      <CheckboxGroup
        name="steps"
        label="Steps"
        options={items.map(({ actionItemId, text, ownerName, answer: last }) => ({
          id: actionItemId,
          label: text,
          detail: last
            ? `${ownerName}. ${last.inWords}. Recorded by ${last.recordedByName}.`
            : ownerName,
        }))}
        defaultValue={items.map(({ actionItemId }) => actionItemId)}
      />
      <RadioGroup name="answer" label="What was said" options={answers} />
      <Select name="givenBy" label="Who said it" options={giversFor(one)} defaultValue="client" />
      <Select name="how" label="How" options={ways} />
      <DateField name="on" label="On" defaultValue={today} max={today} />
      <div className="actions form-actions">
        <SubmitButton>Record the answer</SubmitButton>
        <Button look="quiet" onPress={onDone}>
          {isChange ? 'Leave it as it is' : 'Not yet'}
        </Button>
      </div>
    </Form>
  );
}
