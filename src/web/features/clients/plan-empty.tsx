import type { PlanItem } from '#contract/service-plan.ts';
import { dayInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';

type Props = {
  clientId: string;
  clientName: string;
  /** What was decided and waits for the client's word. */
  waiting: readonly PlanItem[];
  onStart: ((items: readonly PlanItem[]) => void) | false;
};

/** A plan begins with what the last conference decided, once the client has agreed to it. */
export function PlanEmpty({ clientId, clientName, waiting, onStart }: Props) {
  const [last] = waiting.toSorted((one, other) =>
    other.conference.heldOn.localeCompare(one.conference.heldOn),
  );
  if (!last)
    return (
      <EmptyState
        title="No plan yet."
        action={<Link href={`/clients/${clientId}?tab=conferences`}>Look at the conferences</Link>}
      >
        Steps that a conference decides come in once {clientName} has agreed to them.
      </EmptyState>
    );
  const { conferenceId, number, heldOn } = last.conference;
  const ofLast = waiting.filter((item) => item.conference.conferenceId === conferenceId);
  const steps = counted(ofLast.length, 'step');
  return (
    <EmptyState
      title="No plan yet."
      action={
        onStart && (
          <Button look="primary" onPress={() => onStart(ofLast)}>
            Start from the last conference
          </Button>
        )
      }
    >
      <p>
        Conference {number} on {dayInWords(heldOn)} decided {steps}. Say what {clientName} answered:
        what they agree to is the plan.
      </p>
    </EmptyState>
  );
}
