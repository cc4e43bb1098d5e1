import { useState } from 'react';
import { z } from 'zod';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { addMessage } from '#contract/conferences/exchange.ts';
import { day } from '#contract/conferences/parts.ts';
import { isSamePerson, personKey, type SensitivityClass } from '#domain/people.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { TimeField } from '#web/ui/time-field.tsx';
import { classLabel, loweringHint, optionOf, type Review, todayIn, zoneOf } from './hold-words.ts';

type Props = {
  conference: ConferenceView;
  review: Review;
  me: string;
  onDone: () => void;
};

const fields = z.object({
  from: z.string('Choose who wrote it.').min(1, 'Choose who wrote it.'),
  on: day,
  time: z.string().regex(/^\d\d:\d\d$/, 'Give the time that the email bears.'),
  text: addMessage.input.shape.text,
});

/** One email as it stands in the mailbox: from whom, its date and time, its text. */
export function MessageForm({ conference, review, me, onDone }: Props) {
  const { conferenceId } = conference;
  const { reviewId, client, classes } = review;
  const add = useTell(addMessage);
  const writers = conference.attendees.filter(
    ({ person }) => person.kind !== 'client' || person.id === client.clientId,
  );
  const mine = writers.find(({ person }) => isSamePerson(person, { kind: 'staff', id: me }));
  const [from, setFrom] = useState<string | null>(mine ? personKey(mine.person) : null);
  const [isSubstantive, setIsSubstantive] = useState(true);
  const [isCopy, setIsCopy] = useState(true);
  const [ofCase = 'general'] = classes;
  const [sensitivity, setSensitivity] = useState<SensitivityClass>(ofCase);
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
    onDone();
  };

  return (
    <Form schema={fields} label="Add an email" also={{ from: from ?? '' }} onSubmit={save}>
      <Select
        name="from"
        label="Who wrote it?"
        hint="Whoever is missing can be added under Somebody else came."
        options={writers.map(optionOf)}
        value={from}
        onChange={setFrom}
      />
      <div className="two">
        <DateField name="on" label="Its date" defaultValue={today} max={today} />
        <TimeField name="time" label="Its time" />
      </div>
      <TextArea name="text" label="What it says" rows={6} />
      <Checkbox
        isSelected={isCopy}
        onChange={setIsCopy}
        hint="Copied from the mailbox, word for word."
      >
        This is the text of the email itself
      </Checkbox>
      <Checkbox
        isSelected={isSubstantive}
        onChange={setIsSubstantive}
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
          onChange={(id) => setSensitivity(classes.find((each) => each === id) ?? ofCase)}
        />
      )}
      <div className="actions">
        <SubmitButton look="secondary">Put it on record</SubmitButton>
        <Button look="quiet" onPress={onDone}>
          Leave it
        </Button>
      </div>
    </Form>
  );
}
