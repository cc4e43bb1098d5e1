import { readClockFacts } from '#contract/clock-facts/read-clock-facts.ts';
import { recordReassessment } from '#contract/clock-facts/reassessments.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SidePanel } from '#web/ui/side-panel.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { useReassessmentDraft } from '#web/features/clients/fact-drafts.ts';
import { runningOf } from './fact-words.ts';
import { windowInWords } from './reassessment-words.ts';
import { useClientWord } from '#web/features/clients/use-client-word.ts';

type Props = { clientId: string; onClose: () => void };

/** When a client is assessed anew, or was: around that day a conference is due. */
export function ReassessmentPanel({ clientId, onClose }: Props) {
  const { draft, change, clear } = useReassessmentDraft(clientId);
  const asked = useAsk(readClockFacts, { clientId });
  const word = useClientWord(clientId);
  const tell = useTell(recordReassessment);
  return (
    <SidePanel title="Record a reassessment" onClose={onClose}>
      <Asked asked={asked} label="Looking for the programs" rows={3}>
        {({ programs }) => {
          const asking = runningOf(programs).filter(({ window }) => window !== null);
          const [only, ...more] = asking;
          if (!only)
            return (
              <EmptyState title={`No program of this ${word} asks for it.`}>
                A policy that asks for a conference at reassessments would make it due here.
              </EmptyState>
            );
          const chosen =
            asking.find(({ enrollmentId }) => enrollmentId === draft.enrollmentId) ?? only;
          return (
            <Form
              schema={recordReassessment.input}
              label="Record a reassessment"
              also={{ enrollmentId: chosen.enrollmentId, on: draft.on }}
              onSubmit={async (input) => {
                await tell.mutateAsync(input);
                clear();
                announce('The reassessment is recorded.');
                onClose();
              }}
            >
              {more.length > 0 && (
                <Select
                  label="Program"
                  options={asking.map(({ enrollmentId, programName }) => ({
                    id: enrollmentId,
                    label: programName,
                  }))}
                  value={chosen.enrollmentId}
                  onChange={(enrollmentId) => change({ enrollmentId })}
                />
              )}
              <DateField
                name="on"
                label="Date of the reassessment"
                hint="Done on that day, or planned for it."
                value={draft.on}
                onChange={(on) => change({ on })}
                min={chosen.startedOn}
              />
              <p className="soft" aria-live="polite">
                {windowInWords(chosen, draft.on)}
              </p>
              <div className="actions panel-actions">
                <SubmitButton>Save the reassessment</SubmitButton>
                <Button look="quiet" onPress={onClose}>
                  Close
                </Button>
              </div>
            </Form>
          );
        }}
      </Asked>
    </SidePanel>
  );
}
