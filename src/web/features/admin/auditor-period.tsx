import { useState } from 'react';
import type { StaffMember } from '#contract/staff-member.ts';
import { DateField } from '#web/ui/date-field.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';

const periods = [
  { id: 'any', label: 'Any day' },
  { id: 'between', label: 'The days of a period alone' },
];

/** Of which days an auditor reads. */
export function AuditorPeriod({
  chosen,
  isNew,
}: {
  chosen: StaffMember['auditorPeriod'];
  isNew: boolean;
}) {
  const [period, setPeriod] = useState(isNew ? null : chosen === null ? 'any' : 'between');
  return (
    <>
      <RadioGroup
        name="auditorPeriod"
        label="Reads what was written and who was due on"
        options={periods}
        value={period}
        onChange={setPeriod}
      />
      {period === 'between' && (
        <>
          <DateField
            name="auditorCoversFrom"
            label="First day of what they read"
            defaultValue={chosen?.from ?? ''}
          />
          <DateField
            name="auditorCoversUntil"
            label="Last day of what they read"
            hint="What happened later is not told to them."
            defaultValue={chosen?.until ?? ''}
          />
        </>
      )}
    </>
  );
}
