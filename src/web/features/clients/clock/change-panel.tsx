import { longestFactNote, prepareChange, recordChange } from '#contract/changes.ts';
import { classWords } from '#contract/consents.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { ClassSuggestion } from '#web/shell/class-suggestion.tsx';
import { UntrainedNote } from '#web/shell/untrained-note.tsx';
import { announce } from '#web/ui/announce.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Select } from '#web/ui/select.tsx';
import { SidePanel } from '#web/ui/side-panel.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { TimeField } from '#web/ui/time-field.tsx';
import { useChangeDraft } from '#web/features/clients/fact-drafts.ts';

type Prepared = ReplyOf<typeof prepareChange>;
type Kind = Prepared['kinds'][number];
type Props = { clientId: string; onClose: () => void };

/** Records what has changed in a client's life; what each program's rule makes of it is shown before it is saved. */
export function ChangePanel({ clientId, onClose }: Props) {
  const { draft, change, clear } = useChangeDraft(clientId);
  const ready = useAsk(prepareChange, { clientId, ...(draft.on === '' ? {} : { on: draft.on }) });
  const tell = useTell(recordChange);
  const { today = '', kinds = [], known = [], flaw = '' } = ready.data ?? {};
  const on = draft.on === '' ? today : draft.on;
  const kind = kinds.find(({ code }) => code === draft.code);
  const others = known.filter((each) => each.code === draft.code && isBeside(each.on, on));
  const isAsked = kind?.programs.some(({ obligation }) => obligation === 'recommended') ?? false;

  return (
    <SidePanel title="Record a change" onClose={onClose}>
      <UntrainedNote />
      <Form
        schema={recordChange.input}
        label="Record a change"
        also={{
          clientId,
          on,
          code: draft.code ?? undefined,
          class: draft.class ?? undefined,
          wantsConference: isAsked && draft.wants !== null ? draft.wants === 'yes' : undefined,
          // What stands above the button was seen: recording it is a choice.
          besides: others.map(({ changeEventId }) => changeEventId),
        }}
        onSubmit={async (asked) => {
          const { told } = await tell.mutateAsync(asked);
          clear();
          announce(told === 0 ? 'The change is recorded.' : toldInWords(told));
          onClose();
        }}
      >
        <DateField
          name="on"
          label="Date"
          value={on}
          onChange={(date) => change({ on: date })}
          {...(today === '' ? {} : { max: today })}
        />
        {flaw !== '' && <p className="error-text">{flaw}</p>}
        <TimeField
          name="time"
          label="Time"
          isOptional
          value={draft.time}
          onChange={(time) => change({ time })}
        />
        <Select
          name="code"
          label="What has changed"
          options={kinds.map(({ code, label }) => ({ id: code, label }))}
          value={draft.code}
          onChange={(code) => change({ code, class: null, wants: null })}
        />
        {kind && <Answers kind={kind} />}
        {kind && isAsked && (
          <RadioGroup
            name="wantsConference"
            label="Does this need a conference?"
            options={[
              { id: 'yes', label: 'Yes' },
              { id: 'no', label: 'No' },
            ]}
            value={draft.wants}
            onChange={(wants) => change({ wants: wants === 'yes' ? 'yes' : 'no' })}
            layout="row"
          />
        )}
        {isAsked && draft.wants === 'no' && (
          <TextArea
            name="whyNot"
            label="Why not"
            rows={2}
            limit={longestFactNote}
            value={draft.whyNot}
            onChange={(whyNot) => change({ whyNot })}
          />
        )}
        <TextArea
          name="note"
          label="What happened"
          isOptional
          rows={3}
          limit={longestFactNote}
          note="Facts, no stories."
          value={draft.note}
          onChange={(note) => change({ note })}
        />
        {kind && (
          <ClassSuggestion
            text={`${draft.note} ${draft.whyNot}`}
            kept={kind.classes.find((each) => each === draft.class) ?? kind.class}
            onAccept={(read) => change({ class: read })}
          />
        )}
        {kind && kind.classes.length > 1 && (
          <Select
            name="class"
            label="What it tells"
            hint="Only people who may hear this kind of information learn of the change. It can be stricter than the policy says."
            options={kind.classes.map((id) => ({ id, label: classWords[id] }))}
            value={draft.class ?? kind.class}
            onChange={(id) => change({ class: id })}
          />
        )}
        {others.length > 0 && <KnownAlready others={others} />}
        <div className="actions panel-actions">
          <SubmitButton>
            {others.length > 0 ? 'Record another one' : 'Save the change'}
          </SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Close
          </Button>
        </div>
      </Form>
    </SidePanel>
  );
}

const isBeside = (one: string, other: string) =>
  other !== '' &&
  Math.abs(Temporal.PlainDate.from(one).until(Temporal.PlainDate.from(other)).days) <= 1;

const toldInWords = (told: number) =>
  told === 1
    ? 'The change is recorded. One colleague gets a mail.'
    : `The change is recorded. ${told} colleagues get a mail.`;

const says = {
  required: 'a conference is required',
  recommended: 'a conference is recommended',
} as const;

/** What each program's own rule says, before anybody judges. */
const Answers = ({ kind }: { kind: Kind }) => (
  <ul>
    {kind.programs.map(({ enrollmentId, programName, obligation, withinDays }) => (
      <li key={enrollmentId}>
        <span className="strong">{programName}:</span> {says[obligation]}
        {withinDays === null ? '' : ` within ${withinDays} days`}.
      </li>
    ))}
  </ul>
);

const KnownAlready = ({ others }: { others: Prepared['known'] }) => (
  <Banner tone="soon" title="This may be recorded already.">
    {others.map(({ label, on, by }) => `${label}, ${dayInWords(on)}, by ${by}.`).join(' ')}
  </Banner>
);
