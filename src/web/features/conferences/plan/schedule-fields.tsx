import { modes } from '#domain/conference/conference.ts';
import { longestMeeting } from '#domain/conference/longest-meeting.ts';
import { isHeldApart } from '#domain/conference/mode-reasons.ts';
import { modeWords } from '#domain/conference/conference-words.ts';
import { spanInWords } from '#web/shell/clock-words.ts';
import { DateField } from '#web/ui/date-field.tsx';
import { NumberField } from '#web/ui/number-field.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { TimeField } from '#web/ui/time-field.tsx';
import { ModeReasonSelect } from './mode-reason-select.tsx';
import { type Fallback, type ScheduleDraft, scheduleFields } from './plan-drafts.ts';

const zones = [
  { id: 'America/New_York', label: 'Eastern (New York)' },
  { id: 'America/Chicago', label: 'Central (Chicago)' },
  { id: 'America/Denver', label: 'Mountain (Denver)' },
  { id: 'America/Phoenix', label: 'Arizona (Phoenix)' },
  { id: 'America/Los_Angeles', label: 'Pacific (Los Angeles)' },
  { id: 'America/Anchorage', label: 'Alaska (Anchorage)' },
  { id: 'Pacific/Honolulu', label: 'Hawaii (Honolulu)' },
  { id: 'America/Puerto_Rico', label: 'Atlantic (Puerto Rico)' },
];

const placeHints: Record<ScheduleDraft['mode'], string> = {
  in_person: 'Address and room, as people find it.',
  video: 'Where your own team sits together, if it does.',
  telephone: 'The number to call, if there is one.',
  email: 'Where answers are collected, if anywhere.',
};

const order = ['in_person', 'video', 'telephone', 'email'] as const satisfies
  | typeof modes
  | readonly ScheduleDraft['mode'][];

type Props = {
  draft: ScheduleDraft;
  fallback: Fallback;
  onChange: (draft: ScheduleDraft) => void;
};

/** Date, time and zone, how people meet, and where. Mails carry these words and no others. */
export function ScheduleFields({ draft, fallback, onChange }: Props) {
  const { on, time, minutes, timeZone } = scheduleFields(draft, fallback);
  const put = (change: Partial<ScheduleDraft>) => onChange({ ...draft, ...change });
  const today = Temporal.Now.plainDateISO(timeZone).toString();
  return (
    <>
      <div className="plan-when">
        <DateField
          label="Date"
          name="on"
          value={on}
          min={today}
          onChange={(day) => put({ on: day })}
        />
        <TimeField label="Time" name="time" value={time} onChange={(at) => put({ time: at })} />
        <NumberField
          label="Minutes"
          name="minutes"
          min={5}
          max={longestMeeting}
          step={5}
          value={minutes}
          onChange={(next) => put({ minutes: next })}
        />
      </div>
      <Select
        label="Time zone"
        name="timeZone"
        options={zonesWith(timeZone)}
        value={timeZone}
        onChange={(zone) => put({ timeZone: zone })}
      />
      <p className="plan-span" aria-live="polite">
        {spanOf(draft, fallback)}
      </p>
      <RadioGroup
        label="How people meet"
        name="mode"
        layout="row"
        options={order.map((id) => ({ id, label: modeWords[id] }))}
        value={draft.mode}
        onChange={(id) => put({ mode: modes.find((known) => known === id) ?? draft.mode })}
      />
      {isHeldApart(draft.mode) && (
        <ModeReasonSelect
          hint="The program may ask for it. It stands on the conference form."
          value={draft.modeReason}
          onChange={(modeReason) => put({ modeReason })}
        />
      )}
      <TextField
        label="Place"
        name="place"
        hint={placeHints[draft.mode]}
        isOptional
        value={draft.place}
        onChange={(place) => put({ place })}
      />
      <TextField
        label="Link to join"
        name="joinLink"
        hint="It stands in every invitation. Choose a link that names nobody."
        isOptional
        type="url"
        value={draft.joinLink}
        onChange={(joinLink) => put({ joinLink })}
      />
    </>
  );
}

const zonesWith = (zone: string) =>
  zones.some(({ id }) => id === zone) ? zones : [{ id: zone, label: zone }, ...zones];

/** "Thu 3 Dec 2026, 10:00 am to 11:00 am Eastern", once date and time are whole. */
function spanOf(draft: ScheduleDraft, fallback: Fallback) {
  const { on, time, minutes, timeZone } = scheduleFields(draft, fallback);
  if (on === '' || time === '') return '';
  const start = Temporal.PlainDate.from(on).toZonedDateTime({
    plainTime: Temporal.PlainTime.from(time),
    timeZone,
  });
  return spanInWords(start, start.add({ minutes }));
}
