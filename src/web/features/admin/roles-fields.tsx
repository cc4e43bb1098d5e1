import { useState } from 'react';
import type { StaffMember } from '#contract/staff-member.ts';
import type { Role } from '#domain/access/abilities.ts';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { AuditorPeriod } from './auditor-period.tsx';
import { AuditorPrograms } from './auditor-programs.tsx';
import { AuditorSample } from './auditor-sample.tsx';
import { roleOptions } from './words.ts';

type Props = { held?: readonly Role[] } & Partial<
  Pick<StaffMember, 'auditorUntil' | 'auditorPrograms' | 'auditorPeriod' | 'auditorSample'>
>;

/** What somebody may do, and of an auditor until when and what they come for. */
export function RolesFields({
  held = [],
  auditorUntil = null,
  auditorPrograms = null,
  auditorPeriod = null,
  auditorSample = null,
}: Props) {
  const [roles, setRoles] = useState<string[]>([...held]);
  // What a new one comes for is chosen by somebody, never taken for granted.
  const isNew = !held.includes('auditor');
  return (
    <>
      <CheckboxGroup
        name="roles"
        label="Roles"
        options={roleOptions}
        value={roles}
        onChange={setRoles}
      />
      {roles.includes('auditor') && (
        <>
          <DateField
            name="auditorUntil"
            label="Last day as auditor"
            hint="From the next day on the role opens nothing. It can be put off here."
            defaultValue={auditorUntil ?? ''}
          />
          <AuditorPrograms chosen={auditorPrograms} isNew={isNew} />
          <AuditorPeriod chosen={auditorPeriod} isNew={isNew} />
          <AuditorSample chosen={auditorSample} isNew={isNew} />
        </>
      )}
    </>
  );
}
