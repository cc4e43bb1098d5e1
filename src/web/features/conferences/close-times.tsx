import { useState } from 'react';
import { z } from 'zod';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { correctTimes, markNotCovered } from '#contract/conferences/hold.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TimeField } from '#web/ui/time-field.tsx';
import { hasContent } from './close-words.ts';
import { clockTime, minutesBetween, type Review, zoneOf } from './hold-words.ts';

const time = (missing: string) => z.string().regex(/^\d\d:\d\d$/, missing);
const fields = z
  .object({ from: time('Give the time it began.'), until: time('Give the time it ended.') })
  .refine(({ from, until }) => from < until, {
    path: ['until'],
    message: 'The end has to lie after the start.',
  });

/** From when until when, as typed and as instants. */
export type Span = { startedAt: string; endedAt: string };

type TimesProps = {
  conference: ConferenceView;
  label: string;
  from: string | null;
  until: string | null;
  onSave: (span: Span) => Promise<unknown>;
  onDone: () => void;
};

const asTyped = (at: string | null, zone: string) =>
  at === null
    ? ''
    : Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5);

/** What is typed has no seconds: a minute in which something is known to have happened means that instant. */
function instantOf(typed: string, conference: ConferenceView, preferred: string | null): string {
  const zone = zoneOf(conference);
  const day = Temporal.Instant.from(conference.startedAt ?? conference.at)
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  const known = [
    preferred,
    ...conference.reviews.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]),
    conference.startedAt,
    conference.endedAt,
  ];
  const same = known.find((at) => at !== null && asTyped(at, zone) === typed);
  const plain = day.toZonedDateTime({ timeZone: zone, plainTime: typed });
  return same ?? plain.toInstant().toString();
}

export function TimesForm({ conference, label, from, until, onSave, onDone }: TimesProps) {
  const zone = zoneOf(conference);
  return (
    <Form
      schema={fields}
      label={label}
      className="times-form"
      onSubmit={async (typed) => {
        await onSave({
          startedAt: instantOf(typed.from, conference, from),
          endedAt: instantOf(typed.until, conference, until),
        });
        onDone();
      }}
    >
      <div className="times-fields">
        <TimeField name="from" label="From" defaultValue={asTyped(from, zone)} autoFocus />
        <TimeField name="until" label="Until" defaultValue={asTyped(until, zone)} />
      </div>
      <div className="form-actions">
        <SubmitButton look="secondary" size="small">
          Save the times
        </SubmitButton>
        <Button look="quiet" size="small" onPress={onDone}>
          Leave as they were
        </Button>
      </div>
    </Form>
  );
}

/** When one client was discussed, as the room kept it, and a way to correct it. */
export function CloseTimes({ conference, review }: { conference: ConferenceView; review: Review }) {
  const [isChanging, setIsChanging] = useState(false);
  const correct = useTell(correctTimes);
  const notCovered = useTell(markNotCovered);
  const { startedAt, endedAt, plannedMinutes, reviewId, client } = review;
  const key = { conferenceId: conference.conferenceId, reviewId };
  const zone = zoneOf(conference);

  if (isChanging) {
    return (
      <TimesForm
        conference={conference}
        label={`Times of ${client.name}`}
        from={startedAt}
        until={endedAt}
        onSave={(span) => correct.mutateAsync({ ...key, ...span })}
        onDone={() => setIsChanging(false)}
      />
    );
  }
  return (
    <div className="close-line">
      <span>
        {startedAt === null || endedAt === null ? (
          <Status kind="late">Times missing</Status>
        ) : (
          <>
            {clockTime(startedAt, zone)} to {clockTime(endedAt, zone)}
            <span className="soft">
              , {minutesBetween(startedAt, endedAt)} of {plannedMinutes} minutes planned
            </span>
          </>
        )}
      </span>
      <Button
        look="quiet"
        size="small"
        aria-label={`Correct the times of ${client.name}`}
        onPress={() => setIsChanging(true)}
      >
        Correct
      </Button>
      {!hasContent(review) && (
        <Button
          look="quiet"
          size="small"
          isPending={notCovered.isPending}
          onPress={() => notCovered.mutate(key)}
        >
          Not discussed after all
        </Button>
      )}
      {notCovered.isError && <Status kind="late">{notCovered.error.message}</Status>}
    </div>
  );
}
