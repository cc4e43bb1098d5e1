import { useCallback } from 'react';
import { contactActivities, contactActivityCodes } from '#domain/record/contact-activities.ts';
import { classWords } from '#contract/consents.ts';
import {
  findContactPartners,
  longestNote,
  type PartnerChoice,
  prepareContact,
  recordContact,
} from '#contract/contacts.ts';
import { restrictedClasses } from '#domain/people.ts';
import { call } from '#web/api/call.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { ClassSuggestion } from '#web/shell/class-suggestion.tsx';
import { UntrainedNote } from '#web/shell/untrained-note.tsx';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import { NumberField } from '#web/ui/number-field.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Select } from '#web/ui/select.tsx';
import { SidePanel } from '#web/ui/side-panel.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { TimeField } from '#web/ui/time-field.tsx';
import { useContactDraft } from './contact-drafts.ts';
import { MayTell } from '#web/features/clients/consents/may-tell.tsx';

const channelOptions = [
  { id: 'phone', label: 'Phone' },
  { id: 'in_person', label: 'In person' },
  { id: 'video', label: 'Video' },
  { id: 'email', label: 'Email' },
  { id: 'letter', label: 'Letter' },
];
const activityOptions = contactActivityCodes.map((id) => ({ id, label: contactActivities[id] }));

const none = 'none';

type Props = { clientId: string; onClose: () => void };

/** Logs a contact while the chart stays in view. Closing it loses nothing. */
export function ContactPanel({ clientId, onClose }: Props) {
  const { draft, change, clear } = useContactDraft(clientId);
  const ready = useAsk(prepareContact, { clientId });
  const tell = useTell(recordContact);
  const find = usePartners(clientId);
  const { today = '', bornOn = null, classes = [], conferences = [] } = ready.data ?? {};
  // Whoever is not told the classes of a case may still say that their own words are of one.
  const added = restrictedClasses.filter((each) => each === draft.class && !classes.includes(each));
  const choices = [...classes, ...added];
  const keptAs = choices.find((each) => each === draft.class) ?? classes[0] ?? 'general';
  const chosen = draft.partner;
  const on = draft.on === '' ? today : draft.on;

  return (
    <SidePanel title="Log a contact" onClose={onClose}>
      <UntrainedNote />
      <Form
        schema={recordContact.input}
        label="Log a contact"
        also={{
          clientId,
          partner: chosen ? { kind: chosen.kind, id: chosen.id } : undefined,
          minutes: draft.minutes,
          on,
          time: draft.time,
          activity: draft.activity ?? undefined,
          class: draft.class ?? undefined,
          reviewId: draft.reviewId,
          told: draft.told,
        }}
        onSubmit={async (contact) => {
          await tell.mutateAsync(contact);
          clear();
          announce('The contact is recorded.');
          onClose();
        }}
      >
        <ComboBox
          name="partner"
          label="With"
          search={find}
          value={chosen ? optionOf(chosen) : null}
          onChange={(option) => change({ partner: option ? partnerOf(option) : null, told: [] })}
          placeholder="Name or organization"
          hint={chosen?.mayTell ? chosen.mayTell : undefined}
        />
        {chosen && chosen.kind !== 'staff' && (
          <MayTell
            clientId={clientId}
            party={{ kind: chosen.kind, id: chosen.id, name: chosen.name }}
            telling={{ told: draft.told, onChange: (told) => change({ told }) }}
          />
        )}
        <Select
          name="activity"
          label="For"
          options={activityOptions}
          value={draft.activity}
          onChange={(activity) => change({ activity })}
        />
        {draft.activity === 'other' && (
          <TextField
            name="otherActivity"
            label="For what"
            value={draft.otherActivity}
            onChange={(otherActivity) => change({ otherActivity })}
          />
        )}
        <RadioGroup
          name="channel"
          label="How"
          options={channelOptions}
          value={draft.channel}
          onChange={(channel) => change({ channel })}
          layout="row"
        />
        <div className="two">
          <DateField
            name="on"
            label="Date"
            value={on}
            onChange={(date) => change({ on: date })}
            {...(today === '' ? {} : { max: today })}
            {...(bornOn === null ? {} : { min: bornOn })}
          />
          <TimeField
            name="time"
            label="Time"
            isOptional
            value={draft.time}
            onChange={(next) => change({ time: next })}
          />
        </div>
        {draft.told.length > 0 && draft.time === '' && (
          <p className="small soft">
            Without the time, what you told counts only where the papers let it be told all day
            long.
          </p>
        )}
        <NumberField
          name="minutes"
          label="Minutes"
          isOptional
          min={1}
          max={720}
          value={draft.minutes}
          onChange={(minutes) => change({ minutes })}
        />
        <TextArea
          name="note"
          label="What was said and done"
          rows={4}
          limit={longestNote}
          note="Facts, no stories."
          value={draft.note}
          onChange={(note) => change({ note })}
        />
        <ClassSuggestion
          text={`${draft.note} ${draft.otherActivity}`}
          kept={keptAs}
          onAccept={(read) => change({ class: read })}
        />
        {choices.length > 0 && (
          <Select
            name="class"
            label="Who may read it"
            hint="The highest kind that this case holds, unless the note tells nothing of it."
            options={choices.map((id) => ({ id, label: classWords[id] }))}
            value={draft.class ?? classes[0] ?? null}
            onChange={(id) => change({ class: id })}
          />
        )}
        {conferences.length > 0 && (
          <Select
            name="reviewId"
            label="Belongs to a conference"
            isOptional
            hint="That it led to, or that it came of. It is counted as a contact all the same."
            options={[
              { id: none, label: 'None' },
              ...conferences.map(({ reviewId, inWords }) => ({ id: reviewId, label: inWords })),
            ]}
            value={draft.reviewId ?? none}
            onChange={(id) => change({ reviewId: id === none ? null : id })}
          />
        )}
        <div className="actions panel-actions">
          <SubmitButton>Save the contact</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Close
          </Button>
        </div>
      </Form>
    </SidePanel>
  );
}

type Choice = { id: string; label: string; detail?: string };

// What was found is remembered by its key, because an option carries words alone.
const known = new Map<string, PartnerChoice>();
const keyOf = ({ kind, id }: PartnerChoice) => `${kind} ${id}`;
const partnerOf = ({ id }: Choice) => known.get(id) ?? null;

function optionOf(partner: PartnerChoice): Choice {
  known.set(keyOf(partner), partner);
  return { id: keyOf(partner), label: partner.name, detail: partner.about };
}

const usePartners = (clientId: string) =>
  useCallback(
    async (text: string) => {
      const { partners } = await call(findContactPartners, { clientId, text });
      return partners.map((partner) => optionOf(partner));
    },
    [clientId],
  );
