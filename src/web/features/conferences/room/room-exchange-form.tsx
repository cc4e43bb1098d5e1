import { z } from 'zod';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { addMessage } from '#contract/conferences/exchange.ts';
import { day } from '#contract/conferences/parts.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { useTell } from '#web/api/use-ask.ts';
import { ClassSuggestion } from '#web/shell/class-suggestion.tsx';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { TimeField } from '#web/ui/time-field.tsx';
import {
  classLabel,
  loweringHint,
  optionOf,
  type Review,
  todayIn,
  zoneOf,
} from '#web/features/conferences/hold-words.ts';
import { changeDraft, emptyEmail, type EmailDraft, useDraft } from './room-drafts.ts';

type Props = { conference: ConferenceView; review: Review; me: string };

const fields = z.object({
  from: z.string('Choose who wrote it.').min(1, 'Choose who wrote it.'),
  on: day,
  time: z.string().regex(/^\d\d:\d\d$/, 'Give the time that the email bears.'),
  text: addMessage.input.shape.text,
});

/** One email as it stands in the mailbox: from whom, its date and time, its text. Leaving it loses nothing. */
export function MessageForm({ conference, review, me }: Props) {
  const { conferenceId } = conference;
  const { reviewId, client, classes } = review;
  const add = useTell(addMessage);
  const writers = conference.attendees.filter(
    ({ person }) => person.kind !== 'client' || person.id === client.clientId,
  );
  const mine = writers.find(({ person }) => isSamePerson(person, { kind: 'staff', id: me }));
  const { email: draft } = useDraft(reviewId);
  const change = (part: Partial<EmailDraft>) =>
    changeDraft(reviewId, ({ email }) => ({ email: { ...email, ...part } }));
  const leave = () => changeDraft(reviewId, () => ({ isAddingEmail: false }));
  const from = draft.from ?? (mine ? personKey(mine.person) : null);
  const { isSubstantive, isCopy } = draft;
  const [ofCase = 'general'] = classes;
  const sensitivity = draft.class ?? ofCase;
  const today = todayIn(conference).toString();

  const save = async ({ on, time, text }: z.output<typeof fields>) => {
    const writer = writers.find(({ person }) => personKey(person) === from);
    if (!writer) return;
    const sentAt = Temporal.PlainDate.from(on)
      .toZonedDateTime({ timeZone: zoneOf(conference), plainTime: time })
      .toInstant()
      .toString();
    const email = { from: writer.person, sentAt, text, isSubstantive, isCopy };
    await add.mutateAsync({ conferenceId, reviewId, ...email, class: sensitivity });
    announce(`The email of ${writer.name} is on record.`);
    changeDraft(reviewId, () => ({ isAddingEmail: false, email: emptyEmail }));
  };

  return (
    <Form schema={fields} label="Add an email" also={{ from: from ?? '' }} onSubmit={save}>
      <Select
        name="from"
        label="Who wrote it?"
        hint="Whoever is missing can be added with Somebody else wrote."
        options={writers.map(optionOf)}
        value={from}
        onChange={(id) => change({ from: id })}
      />
      <div className="two">
        <DateField
          name="on"
          label="Its date"
          value={draft.on === '' ? today : draft.on}
          onChange={(on) => change({ on })}
          max={today}
        />
        <TimeField
          name="time"
          label="Its time"
          value={draft.time}
          onChange={(time) => change({ time })}
        />
      </div>
      <TextArea
        name="text"
        label="What it says"
        rows={6}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      <ClassSuggestion
        text={draft.text}
        kept={sensitivity}
        onAccept={(read) => change({ class: read })}
      />
      <Checkbox
        isSelected={isCopy}
        onChange={(chosen) => change({ isCopy: chosen })}
        hint="Copied from the mailbox, word for word."
      >
        This is the text of the email itself
      </Checkbox>
      <Checkbox
        isSelected={isSubstantive}
        onChange={(chosen) => change({ isSubstantive: chosen })}
        hint="That it was received, or that an answer will come, says nothing yet."
      >
        It says something about {client.name}
      </Checkbox>
      {classes.length > 1 && (
        <Select
          label="Kind of information"
          hint={loweringHint(classes)}
          options={classes.map((each) => ({ id: each, label: classLabel(each) }))}
          value={sensitivity}
          onChange={(id) => change({ class: classes.find((each) => each === id) ?? ofCase })}
        />
      )}
      <div className="actions">
        <SubmitButton look="secondary">Put it on record</SubmitButton>
        <Button look="quiet" onPress={leave}>
          Leave it
        </Button>
      </div>
    </Form>
  );
}
