import { type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { holdAfterwards } from '#contract/conferences/hold.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { Link } from '#web/ui/link.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { focusSoon } from '#web/ui/focus-soon.ts';
import { isByEmail } from '#web/features/conferences/hold-words.ts';
import { StartWhenDue } from './invite-start.tsx';
import { CancelPlan } from './plan-cancel-dialog.tsx';
import { clientNames } from '#web/features/conferences/plan-words.ts';
import { endOf, SpanFields, spanShape, wrongSpan } from './span-fields.tsx';

type Props = { view: ConferenceView; onMove: () => void };

/** Nobody began it when its time came: what can be true of it, and what is done then. */
export function MissedConference({ view, onMove }: Props) {
  const { may, attendees, roles } = view;
  const leader = attendees.find(({ person }) => person.id === roles.facilitator)?.name;
  const whose = leader ? `${leader} facilitates, and says so here.` : 'Choose a facilitator first.';
  return (
    <SectionBand title="What happened?">
      <p>
        Its time is over, and nobody began it here. Until somebody says what happened, it waits.
      </p>
      <ul className="rows rows-action">
        {!isByEmail(view) && (
          <Way
            title="It was held."
            // On a phone the bar at the foot holds this button.
            act={
              may.start && (
                <span className="hide-phone">
                  <HeldAfterwards view={view} />
                </span>
              )
            }
          >
            {may.start
              ? 'Say from when until when, then write down what was said and close it. It counts from the day on which it was held.'
              : whose}
          </Way>
        )}
        <Way title="It takes place now." act={may.start && <StartWhenDue view={view} />}>
          {may.start ? 'People who are not there now miss it.' : whose}
        </Way>
        {may.plan && (
          <>
            <Way
              title="It takes place another day."
              act={<Button onPress={onMove}>Change date, time or place</Button>}
            >
              Everybody who was invited is asked again.
            </Way>
            <Way title="It did not take place." act={<CancelPlan view={view} />}>
              Nobody is written to. Log an attempt for whoever did not answer or did not come.
            </Way>
          </>
        )}
        <Way title="Its record is kept elsewhere." act={<Charts view={view} />}>
          Under Conferences in the chart, say when it was held and where its record is; then call it
          off here, with that as the reason.
        </Way>
      </ul>
    </SectionBand>
  );
}

type WayProps = { title: string; children: ReactNode; act: ReactNode };

const Way = ({ title, children, act }: WayProps) => (
  <li>
    <span className="row-text">
      <span className="strong">{title}</span>
      <span className="second">{children}</span>
    </span>
    {act && <span className="row-action actions">{act}</span>}
  </li>
);

function Charts({ view }: { view: ConferenceView }) {
  const [first, ...more] = view.reviews;
  if (!first || more.length > 0) return <span className="soft">{clientNames(view)}</span>;
  return <Link href={`/clients/${first.client.clientId}?tab=conferences`}>Open the chart</Link>;
}

/** Says from when until when; the page then becomes the one on which it is written down and closed. */
export function HeldAfterwards({ view }: { view: ConferenceView }) {
  const [isOpen, setIsOpen] = useState(false);
  const { schedule } = view;
  const close = () => setIsOpen(false);
  if (schedule === null) return null;
  if (isByEmail(view)) return <StartWhenDue view={view} />;
  return (
    <>
      <Button look="primary" onPress={() => setIsOpen(true)}>
        Write it down
      </Button>
      <Dialog title="When was it held?" isOpen={isOpen} onClose={close}>
        <Times view={view} schedule={schedule} onClose={close} />
      </Dialog>
    </>
  );
}

type TimesProps = {
  view: ConferenceView;
  schedule: NonNullable<ConferenceView['schedule']>;
  onClose: () => void;
};

function Times({ view, schedule, onClose }: TimesProps) {
  const tell = useTell(holdAfterwards);
  const { timeZone: zone } = schedule;
  const [on, setOn] = useState(schedule.on);
  const ended = Temporal.Instant.from(schedule.endsAt).toZonedDateTimeISO(zone);
  const today = Temporal.Instant.from(view.at).toZonedDateTimeISO(zone).toPlainDate();
  const fields = useMemo(() => fieldsIn(zone), [zone]);
  return (
    <Form
      schema={fields}
      onSubmit={async (span) => {
        await tell.mutateAsync({ conferenceId: view.conferenceId, ...span });
        onClose();
        focusSoon('main h1');
      }}
    >
      <p>
        It was planned for {schedule.inWords}. Who came, and what was said, is written down next.
        {view.reviews.length > 1 && ' When each was discussed is asked there, too.'}
      </p>
      <DateField name="on" label="Held on" value={on} onChange={setOn} max={today.toString()} />
      <SpanFields
        from={schedule.time}
        until={ended.toPlainTime().toString().slice(0, 5)}
        startAt={(from) => (on === '' ? null : startOn({ on, from }, zone))}
      />
      <div className="actions form-actions">
        <SubmitButton>It was held then</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Go back
        </Button>
      </div>
    </Form>
  );
}

const startOn = ({ on, from }: { on: string; from: string }, timeZone: string) =>
  Temporal.PlainDate.from(on).toZonedDateTime({ timeZone, plainTime: from });

const fieldsIn = (zone: string) =>
  z
    .object({ on: z.iso.date('Enter the date on which it was held.'), ...spanShape })
    .transform((typed, { issues }) => {
      const start = startOn(typed, zone);
      const end = endOf(start, typed.until);
      if (end === null) issues.push({ code: 'custom', input: typed, ...wrongSpan });
      return {
        startedAt: start.toInstant().toString(),
        endedAt: (end ?? start).toInstant().toString(),
      };
    });
