import { useState } from 'react';
import { z } from 'zod';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { correctTimes, markNotCovered } from '#contract/conferences/hold.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { hasContent } from './close-words.ts';
import {
  clockTime,
  minutesBetween,
  type Review,
  zoneOf,
} from '#web/features/conferences/hold-words.ts';
import {
  endOf,
  SpanFields,
  spanShape,
  wrongSpan,
} from '#web/features/conferences/plan/span-fields.tsx';

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
function knownAt(typed: string, conference: ConferenceView, preferred: string | null) {
  const zone = zoneOf(conference);
  const known = [
    preferred,
    ...conference.reviews.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]),
    conference.startedAt,
    conference.endedAt,
  ];
  const same = known.find((at) => at !== null && asTyped(at, zone) === typed);
  return same == null ? null : Temporal.Instant.from(same).toZonedDateTimeISO(zone);
}

/** On the day of the meeting; after its midnight where the meeting went on past that. */
function startAt(typed: string, conference: ConferenceView, preferred: string | null) {
  const known = knownAt(typed, conference, preferred);
  if (known !== null) return known;
  const began = Temporal.Instant.from(conference.startedAt ?? conference.at);
  const sameDay = began.toZonedDateTimeISO(zoneOf(conference)).withPlainTime(typed);
  const nextDay = sameDay.add({ days: 1 });
  const isBefore = Temporal.Instant.compare(sameDay.toInstant(), began) < 0;
  const ended = conference.endedAt === null ? began : Temporal.Instant.from(conference.endedAt);
  return isBefore && Temporal.Instant.compare(nextDay.toInstant(), ended) < 0 ? nextDay : sameDay;
}

const fieldsOf = ({ conference, from, until }: Pick<TimesProps, 'conference' | 'from' | 'until'>) =>
  z.object(spanShape).transform((typed, { issues }): Span => {
    const start = startAt(typed.from, conference, from);
    const end = knownAt(typed.until, conference, until) ?? endOf(start, typed.until);
    if (end === null || Temporal.ZonedDateTime.compare(start, end) >= 0)
      issues.push({ code: 'custom', input: typed, ...wrongSpan });
    return {
      startedAt: start.toInstant().toString(),
      endedAt: (end ?? start).toInstant().toString(),
    };
  });

/** Somebody may have been opened in passing, or the clock was started late: it is asked while it can be corrected. */
const Taken = ({ minutes, planned }: { minutes: number; planned: number }) =>
  minutes === 0 ? (
    <span className="second">
      <Status kind="soon">
        Less than a minute of {planned} planned. Correct it if it took longer.
      </Status>
    </span>
  ) : (
    <span className="soft">
      , {minutes} of {planned} minutes planned
    </span>
  );

export function TimesForm({ conference, label, from, until, onSave, onDone }: TimesProps) {
  const zone = zoneOf(conference);
  return (
    <Form
      schema={fieldsOf({ conference, from, until })}
      label={label}
      className="times-form"
      onSubmit={async (span) => {
        await onSave(span);
        onDone();
      }}
    >
      <SpanFields
        from={asTyped(from, zone)}
        until={asTyped(until, zone)}
        startAt={(typed) => startAt(typed, conference, from)}
        isFirst
      />
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
export function CloseTimes({
  conference,
  review,
  isToldWhole,
}: {
  conference: ConferenceView;
  review: Review;
  /** Who is shown fewer lines than there are cannot tell that there are none. */
  isToldWhole: boolean;
}) {
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
            <Taken minutes={minutesBetween(startedAt, endedAt)} planned={plannedMinutes} />
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
      {isToldWhole && !hasContent(review) && (
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
