import { relationshipWords } from '#domain/relationships.ts';
import { findProviders } from '#web/shell/find-providers.ts';
import { useState } from 'react';
import {
  addToCareTeam,
  type CareTeamMember,
  changeCareTeamMember,
  leaveCareTeam,
  type readCareTeam,
} from '#contract/care-team.ts';
import { listEnrollmentChoices } from '#contract/enrollments.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { UntrainedNote } from '#web/shell/untrained-note.tsx';
import { ClassedWords } from '#web/shell/classed-words.tsx';
import { Button } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import type { Option } from '#web/ui/option.ts';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { useClientWord } from './use-client-word.ts';

type CareTeam = ReplyOf<typeof readCareTeam>;
type Kind = CareTeamMember['kind'];

const kinds: readonly (Option & { id: Kind })[] = [
  { id: 'provider', label: 'A provider from another organization' },
  { id: 'staff', label: 'A colleague' },
  { id: 'support', label: 'Family or a close support' },
];

export function AddMemberForm(props: { clientId: string; team: CareTeam; onClose: () => void }) {
  const { clientId, team, onClose } = props;
  const word = useClientWord(clientId);
  const add = useTell(addToCareTeam);
  const colleagues = useAsk(listEnrollmentChoices, {});
  const [kind, setKind] = useState<Kind>('provider');
  const [person, setPerson] = useState<Option | null>(null);
  const role = useRole({ isCaseManager: false, isKeyProvider: false });
  const known: Record<Exclude<Kind, 'provider'>, readonly Option[]> = {
    staff: (colleagues.data?.workers ?? []).map(({ staffId, name, title }) => ({
      id: staffId,
      label: name,
      detail: title,
    })),
    support: team.supports.map(({ supportId, name, relationship }) => ({
      id: supportId,
      label: name,
      detail: relationshipWords[relationship],
    })),
  };
  return (
    <Form
      schema={addToCareTeam.input}
      also={{ clientId, kind, personId: person?.id ?? '', ...role.also }}
      label="New member of the care team"
      onSubmit={async (entered) => {
        await add.mutateAsync(entered);
        onClose();
      }}
    >
      <UntrainedNote />
      <RadioGroup
        label="Who"
        options={kinds}
        value={kind}
        onChange={(id) => {
          setKind(kinds.find((each) => each.id === id)?.id ?? 'provider');
          setPerson(null);
        }}
      />
      <ComboBox
        key={kind}
        name="personId"
        label="Name"
        value={person}
        onChange={setPerson}
        empty={
          kind === 'provider'
            ? 'Nobody is found. Add the provider to the directory first.'
            : 'Nobody is found.'
        }
        {...(kind === 'provider' ? { search: findProviders } : { options: known[kind] })}
      />
      <RoleFields
        word={word}
        role={role}
        kind={kind}
        team={team}
        words={{ text: '', kept: null }}
      />
      <DateField name="from" label="From" defaultValue={team.today} max={team.today} />
      <div className="form-actions">
        <SubmitButton>Add to the care team</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Not now
        </Button>
      </div>
    </Form>
  );
}

function useRole(start: { isCaseManager: boolean; isKeyProvider: boolean }) {
  const [isCaseManager, setIsCaseManager] = useState(start.isCaseManager);
  const [isKeyProvider, setIsKeyProvider] = useState(start.isKeyProvider);
  const also = { isCaseManager, isKeyProvider };
  return { also, setIsCaseManager, setIsKeyProvider };
}

function RoleFields(props: {
  word: string;
  role: ReturnType<typeof useRole>;
  kind: Kind;
  team: CareTeam;
  words: { text: string; kept: CareTeamMember['servesAsClass'] } | null;
}) {
  const { word, role, kind, team, words } = props;
  return (
    <>
      {words && (
        <ClassedWords
          name="servesAs"
          label="Serves as"
          isOptional
          hint="For example primary care, or benefits advice."
          classes={team.classes}
          {...words}
        />
      )}
      {kind !== 'support' && (
        <Checkbox
          isSelected={role.also.isKeyProvider}
          onChange={role.setIsKeyProvider}
          hint="Their part in conferences is looked for when the record is reviewed."
        >
          Key provider
        </Checkbox>
      )}
      {kind === 'staff' && team.mayNameCaseManager && (
        <Checkbox
          isSelected={role.also.isCaseManager}
          onChange={role.setIsCaseManager}
          hint="Reads everything here, restricted kinds too."
        >
          Case manager of this {word}
        </Checkbox>
      )}
    </>
  );
}

export function ChangeMemberForm(props: {
  clientId: string;
  member: CareTeamMember;
  team: CareTeam;
  onClose: () => void;
}) {
  const { clientId, member, team, onClose } = props;
  const word = useClientWord(clientId);
  const change = useTell(changeCareTeamMember);
  const role = useRole(member);
  return (
    <Form
      schema={changeCareTeamMember.input}
      also={{ careTeamMemberId: member.careTeamMemberId, ...role.also }}
      label={member.name}
      onSubmit={async (entered) => {
        await change.mutateAsync(entered);
        onClose();
      }}
    >
      <p className="strong">{member.name}</p>
      <RoleFields
        word={word}
        role={role}
        kind={member.kind}
        team={team}
        // Whoever may not read the whole case does not write over words of it.
        words={
          team.classes.length > 0 ? { text: member.servesAs, kept: member.servesAsClass } : null
        }
      />
      <DateField
        name="from"
        label="From"
        hint="Earlier conferences keep what was true on their day."
        defaultValue={team.today}
        max={team.today}
      />
      <div className="form-actions">
        <SubmitButton>Save</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave as it was
        </Button>
      </div>
    </Form>
  );
}

export function LeaveForm(props: { member: CareTeamMember; today: string; onClose: () => void }) {
  const { member, today, onClose } = props;
  const leave = useTell(leaveCareTeam);
  return (
    <Form
      schema={leaveCareTeam.input}
      also={{ careTeamMemberId: member.careTeamMemberId }}
      label={member.name}
      onSubmit={async (entered) => {
        await leave.mutateAsync(entered);
        onClose();
      }}
    >
      <p>
        {member.name} stays in the record for the time they were on the team.
        {member.kind === 'staff' &&
          ' They no longer see this chart, unless they or their team work with them.'}
      </p>
      <DateField name="until" label="Last day" defaultValue={today} min={member.from} max={today} />
      <div className="form-actions">
        <SubmitButton>Take off the team</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Keep on the team
        </Button>
      </div>
    </Form>
  );
}
