import { useState } from 'react';
import { correctChange, previewChange, withdrawChange } from '#contract/changes.ts';
import type { ClientBanner } from '#contract/clients.ts';
import type { ChangeView } from '#contract/clock-facts/read-clock-facts.ts';
import { classWords } from '#contract/consents.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TimeField } from '#web/ui/time-field.tsx';
import { useSetUp } from '#web/features/clients/set-up-conference.tsx';
import { TakeBackDialog } from './take-back-dialog.tsx';

type Open = { what: 'correct' | 'take-back'; change: ChangeView };
type Props = { client: ClientBanner; changes: readonly ChangeView[]; mayWrite: boolean };

/** The significant changes in a client's life that stand, the latest first. */
export function ChangesPanel({ client, changes, mayWrite }: Props) {
  const [open, setOpen] = useState<Open | null>(null);
  const setUp = useSetUp();
  if (changes.length === 0) return null;
  const running = client.enrollments.filter(({ endedOn }) => endedOn === null);
  const close = () => setOpen(null);
  const entriesFor = (change: ChangeView) => [
    ...(client.may.plan
      ? running.map(({ enrollmentId, programName }) => ({
          id: enrollmentId,
          label: 'Set up a conference',
          ...(running.length > 1 ? { detail: programName } : {}),
          onAction: () => void setUp.begin(enrollmentId, [change.changeEventId]),
        }))
      : []),
    {
      id: 'correct',
      label: 'Correct the date',
      onAction: () => setOpen({ what: 'correct', change }),
    },
    {
      id: 'take-back',
      label: 'Recorded in error',
      isDanger: true as const,
      onAction: () => setOpen({ what: 'take-back', change }),
    },
  ];
  return (
    <SectionBand title="Changes" count={changes.length}>
      <RowsList
        label="Significant changes, the latest first"
        items={changes.map((change) => ({
          id: change.changeEventId,
          when: dayInWords(change.on),
          text: <ChangeWords change={change} />,
          ...(mayWrite
            ? {
                action: (
                  <Menu
                    look="quiet"
                    size="small"
                    label="Act"
                    aria-label={`Act on ${change.label}, ${dayInWords(change.on)}`}
                    entries={entriesFor(change)}
                  />
                ),
              }
            : {}),
        }))}
      />
      {open?.what === 'correct' && <CorrectDialog change={open.change} onClose={close} />}
      {open?.what === 'take-back' && <TakeBack change={open.change} onClose={close} />}
    </SectionBand>
  );
}

const ChangeWords = ({ change }: { change: ChangeView }) => (
  <>
    {change.label}
    <span className="second">
      {[
        ...change.notes.map(({ text }) => text.replace(/\.$/, '')),
        ...(change.wantsConference ? [] : ['No conference needed']),
        ...(change.class === 'general' ? [] : [classWords[change.class]]),
        `Recorded by ${change.by}`,
      ].join('. ')}
    </span>
  </>
);

type DialogProps = { change: ChangeView; onClose: () => void };

function TakeBack({ change: { changeEventId, label }, onClose }: DialogProps) {
  const withdraw = useTell(withdrawChange);
  return (
    <TakeBackDialog
      title={`Take back: ${label}`}
      isOpen
      onClose={onClose}
      onTakeBack={(why) => withdraw.mutateAsync({ changeEventId, why })}
    >
      <Effects changeEventId={changeEventId} />
    </TakeBackDialog>
  );
}

/** What is due otherwise afterwards, before anybody confirms it. */
function Effects({ changeEventId, on }: { changeEventId: string; on?: string }) {
  const asked = useAsk(previewChange, { changeEventId, ...(on === undefined ? {} : { on }) });
  return (
    <Asked asked={asked} label="Looking for what this changes" rows={1}>
      {({ effects }) =>
        effects.length === 0 ? (
          <p className="soft">What is due stays as it is.</p>
        ) : (
          <ul>
            {effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        )
      }
    </Asked>
  );
}

const schema = correctChange.input.pick({ on: true, time: true });

function CorrectDialog({ change, onClose }: DialogProps) {
  const tell = useTell(correctChange);
  const [on, setOn] = useState(change.on);
  const { changeEventId } = change;
  return (
    <Dialog title={`Correct the date: ${change.label}`} isOpen onClose={onClose}>
      <Form
        schema={schema}
        onSubmit={async (typed) => {
          await tell.mutateAsync({ changeEventId, ...typed });
          announce('The date is corrected.');
          onClose();
        }}
      >
        <DateField name="on" label="Date" value={on} onChange={setOn} />
        <TimeField name="time" label="Time" isOptional />
        {on !== '' && on !== change.on && <Effects changeEventId={changeEventId} on={on} />}
        <div className="actions">
          <SubmitButton>Correct it</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Leave it
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
