import { longestFactNote } from '#contract/changes.ts';
import { beginPause } from '#contract/clock-facts/pauses.ts';
import { grantExemption } from '#contract/clock-facts/exemptions.ts';
import { type ProgramFacts, readClockFacts } from '#contract/clock-facts/read-clock-facts.ts';
import { exemptionReasons, exemptionReasonWith } from '#domain/policy-clock/exemption-reasons.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Select } from '#web/ui/select.tsx';
import { SidePanel } from '#web/ui/side-panel.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { useSuspensionDraft } from '#web/features/clients/fact-drafts.ts';
import { runningOf } from './fact-words.ts';

type Props = { clientId: string; onClose: () => void };
type Drafting = ReturnType<typeof useSuspensionDraft>;

/** Why no conference is owed for a while: an exemption, or a pause of the clock that the policy names. */
export function SuspensionPanel({ clientId, onClose }: Props) {
  const drafting = useSuspensionDraft(clientId);
  const { draft, change } = drafting;
  const asked = useAsk(readClockFacts, { clientId });
  return (
    <SidePanel title="Exemption or pause" onClose={onClose}>
      <Asked asked={asked} label="Looking for the programs" rows={4}>
        {({ programs }) => {
          const running = runningOf(programs);
          const [first, ...more] = running;
          if (!first) return <EmptyState title="No enrollment is running." />;
          const program =
            running.find(({ enrollmentId }) => enrollmentId === draft.enrollmentId) ?? first;
          return (
            <>
              {more.length > 0 && (
                <Select
                  label="Program"
                  options={running.map(({ enrollmentId, programName }) => ({
                    id: enrollmentId,
                    label: programName,
                  }))}
                  value={program.enrollmentId}
                  onChange={(enrollmentId) => change({ enrollmentId, ruleId: '', kind: null })}
                />
              )}
              <RadioGroup
                label="What"
                options={[
                  { id: 'exemption', label: 'Exemption', detail: 'No conference is owed.' },
                  { id: 'pause', label: 'Pause', detail: 'The clock stands still.' },
                ]}
                value={draft.what}
                onChange={(what) => change({ what: what === 'pause' ? 'pause' : 'exemption' })}
              />
              {draft.what === 'exemption' ? (
                <ExemptionForm program={program} drafting={drafting} onClose={onClose} />
              ) : (
                <PauseForm program={program} drafting={drafting} onClose={onClose} />
              )}
            </>
          );
        }}
      </Asked>
    </SidePanel>
  );
}

type FormProps = { program: ProgramFacts; drafting: Drafting; onClose: () => void };

function ExemptionForm({ program, drafting: { draft, change, clear }, onClose }: FormProps) {
  const tell = useTell(grantExemption);
  const { enrollmentId, rules, today } = program;
  const from = draft.from === '' ? today : draft.from;
  return (
    <Form
      schema={grantExemption.input}
      label="Exemption"
      also={{
        enrollmentId,
        ruleId: draft.ruleId === '' ? null : draft.ruleId,
        reason: draft.reason ?? undefined,
        from,
        lastOn: draft.lastOn,
        reviewOn: draft.reviewOn,
      }}
      onSubmit={async (input) => {
        await tell.mutateAsync(input);
        clear();
        announce('The exemption is recorded.');
        onClose();
      }}
    >
      <Select
        name="ruleId"
        label="Exempt from"
        options={[
          { id: '', label: `All of ${program.programName}` },
          ...rules.map(({ ruleId, name }) => ({ id: ruleId, label: name })),
        ]}
        value={draft.ruleId}
        onChange={(ruleId) => change({ ruleId: ruleId ?? '' })}
      />
      <Select
        name="reason"
        label="Why"
        options={exemptionReasons.map((id) => ({
          id,
          label: exemptionReasonWith(id, program.client),
        }))}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
      />
      <DateField
        name="from"
        label="First day"
        value={from}
        onChange={(on) => change({ from: on })}
      />
      <DateField
        name="lastOn"
        label="Last day"
        isOptional
        value={draft.lastOn}
        onChange={(lastOn) => change({ lastOn })}
      />
      <Closing drafting={{ draft, change, clear }} onClose={onClose} save="Save the exemption" />
    </Form>
  );
}

function PauseForm({ program, drafting: { draft, change, clear }, onClose }: FormProps) {
  const tell = useTell(beginPause);
  const { enrollmentId, pauseKinds, programName, today } = program;
  if (pauseKinds.length === 0)
    return (
      <EmptyState title={`The clock of ${programName} never stands still.`}>
        Its policy names nothing that would pause it.
      </EmptyState>
    );
  const from = draft.from === '' ? today : draft.from;
  return (
    <Form
      schema={beginPause.input}
      label="Pause"
      also={{ enrollmentId, kind: draft.kind ?? undefined, from, reviewOn: draft.reviewOn }}
      onSubmit={async (input) => {
        await tell.mutateAsync(input);
        clear();
        announce('The pause is recorded.');
        onClose();
      }}
    >
      <Select
        name="kind"
        label="Why"
        options={pauseKinds.map(({ kind, name }) => ({ id: kind, label: name }))}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
      <DateField
        name="from"
        label="First day"
        value={from}
        onChange={(on) => change({ from: on })}
        max={today}
      />
      <Closing drafting={{ draft, change, clear }} onClose={onClose} save="Save the pause" />
    </Form>
  );
}

type ClosingProps = { drafting: Drafting; onClose: () => void; save: string };

const Closing = ({ drafting: { draft, change }, onClose, save }: ClosingProps) => (
  <>
    <DateField
      name="reviewOn"
      label="Look at it again on"
      value={draft.reviewOn}
      onChange={(reviewOn) => change({ reviewOn })}
    />
    <TextArea
      name="note"
      label="In a few words"
      isOptional
      rows={3}
      limit={longestFactNote}
      value={draft.note}
      onChange={(note) => change({ note })}
    />
    <div className="actions panel-actions">
      <SubmitButton>{save}</SubmitButton>
      <Button look="quiet" onPress={onClose}>
        Close
      </Button>
    </div>
  </>
);
