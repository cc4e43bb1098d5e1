import { useState } from 'react';
import { listPrograms } from '#contract/programs.ts';
import type { StaffMember } from '#contract/staff-member.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';

const scopes = [
  { id: 'every', label: 'Every program' },
  { id: 'chosen', label: 'Chosen programs alone' },
];

/** For which programs an auditor comes. */
export function AuditorPrograms({
  chosen,
  isNew,
}: {
  chosen: StaffMember['auditorPrograms'];
  isNew: boolean;
}) {
  const [scope, setScope] = useState(isNew ? null : chosen === null ? 'every' : 'chosen');
  const asked = useAsk(listPrograms, {});
  const { more } = useOurWord();
  return (
    <>
      <RadioGroup
        name="auditorScope"
        label="Comes for"
        options={scopes}
        value={scope}
        onChange={setScope}
      />
      {scope === 'chosen' && (
        <Asked asked={asked} label="Loading the programs">
          {({ programs }) => (
            <CheckboxGroup
              name="auditorProgramIds"
              label="Programs that they come for"
              hint={`They read of ${more} who are or were enrolled there, and of nobody else.`}
              options={programs.map(({ programId, name }) => ({ id: programId, label: name }))}
              defaultValue={(chosen ?? []).map(({ programId }) => programId)}
            />
          )}
        </Asked>
      )}
    </>
  );
}
