import { longestFactNote } from '#contract/changes.ts';
import {
  endExemption,
  reviewExemption,
  withdrawExemption,
} from '#contract/clock-facts/exemptions.ts';
import { resumePause, reviewPause, withdrawPause } from '#contract/clock-facts/pauses.ts';
import type { ExemptionView, PauseView } from '#contract/clock-facts/read-clock-facts.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { TakeBackDialog } from './take-back-dialog.tsx';

export type Suspension = Omit<ExemptionView, 'exemptionId' | 'rule' | 'reason'> &
  Omit<PauseView, 'pauseId' | 'kind'> & {
    kind: 'exemption' | 'pause';
    id: string;
    title: string;
    why: string;
    today: string;
  };
export type Act = 'review' | 'end' | 'take-back';

type Props = { act: Act; suspension: Suspension; onClose: () => void };

/** What can be done about an exemption or a pause, one question at a time. */
export function SuspensionDialogs({ act, suspension, onClose }: Props) {
  const withdraw = { exemption: useTell(withdrawExemption), pause: useTell(withdrawPause) };
  const { kind, id, title } = suspension;
  if (act === 'review') return <ReviewDialog suspension={suspension} onClose={onClose} />;
  if (act === 'end') return <EndDialog suspension={suspension} onClose={onClose} />;
  return (
    <TakeBackDialog
      title={`Take back: ${title}`}
      isOpen
      onClose={onClose}
      onTakeBack={(why) =>
        kind === 'pause'
          ? withdraw.pause.mutateAsync({ pauseId: id, why })
          : withdraw.exemption.mutateAsync({ exemptionId: id, why })
      }
    />
  );
}

type DialogProps = Omit<Props, 'act'>;
const reviewed = reviewExemption.input.pick({ reviewOn: true, note: true });

function ReviewDialog({ suspension: { kind, id, title }, onClose }: DialogProps) {
  const ofExemption = useTell(reviewExemption);
  const ofPause = useTell(reviewPause);
  return (
    <Dialog title={`Reviewed: ${title}`} isOpen onClose={onClose}>
      <Form
        schema={reviewed}
        onSubmit={async (typed) => {
          if (kind === 'pause') await ofPause.mutateAsync({ pauseId: id, ...typed });
          else await ofExemption.mutateAsync({ exemptionId: id, ...typed });
          announce('The review is recorded.');
          onClose();
        }}
      >
        <DateField name="reviewOn" label="Look at it again on" />
        <TextArea name="note" label="In a few words" isOptional rows={2} limit={longestFactNote} />
        <Sending save="It holds on" onClose={onClose} />
      </Form>
    </Dialog>
  );
}

const ended = endExemption.input.pick({ lastOn: true });

function EndDialog({ suspension: { kind, id, title, from, today }, onClose }: DialogProps) {
  const ofExemption = useTell(endExemption);
  const ofPause = useTell(resumePause);
  return (
    <Dialog title={`End: ${title}`} isOpen onClose={onClose}>
      <Form
        schema={ended}
        onSubmit={async (typed) => {
          if (kind === 'pause') await ofPause.mutateAsync({ pauseId: id, ...typed });
          else await ofExemption.mutateAsync({ exemptionId: id, ...typed });
          announce('It ends on that day.');
          onClose();
        }}
      >
        <DateField
          name="lastOn"
          label="Last day"
          hint="From the day after, what the program asks for is owed again."
          defaultValue={from > today ? from : today}
          min={from}
        />
        <Sending save="End it" onClose={onClose} />
      </Form>
    </Dialog>
  );
}

const Sending = ({ save, onClose }: { save: string; onClose: () => void }) => (
  <div className="actions">
    <SubmitButton>{save}</SubmitButton>
    <Button look="quiet" onPress={onClose}>
      Leave it
    </Button>
  </div>
);
