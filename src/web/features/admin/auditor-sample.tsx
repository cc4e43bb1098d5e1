import { useState } from 'react';
import type { StaffMember } from '#contract/staff-member.ts';
import { sampleInWords } from '#domain/access/auditor-scope.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { NumberField } from '#web/ui/number-field.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { TextField } from '#web/ui/text-field.tsx';

/** Of whom an auditor reads. */
export function AuditorSample({
  chosen,
  isNew,
}: {
  chosen: StaffMember['auditorSample'];
  isNew: boolean;
}) {
  const [way, setWay] = useState(isNew ? null : chosen === null ? 'everybody' : 'kept');
  const { more, one } = useOurWord();
  return (
    <>
      <RadioGroup
        name="auditorSample"
        label="Reads of"
        options={[
          { id: 'everybody', label: 'Everybody' },
          ...(chosen === null
            ? []
            : [{ id: 'kept', label: `The same as now: ${sampleInWords(chosen)}` }]),
          { id: 'drawn', label: `A sample of ${more}, drawn by lot` },
          { id: 'chosen', label: `A sample of ${more}, chosen by number` },
        ]}
        value={way}
        onChange={setWay}
      />
      {way === 'drawn' && (
        <>
          <NumberField
            name="auditorSampleSize"
            label="How many are drawn"
            hint="From 1 to 500, of whoever was enrolled where and when they come for."
            min={1}
            max={500}
          />
          <TextField
            name="auditorSampleSeed"
            label="Seed"
            isOptional
            hint="The same seed draws the same sample. Left empty, one is made. It stands on this page."
          />
        </>
      )}
      {way === 'chosen' && (
        <TextField
          name="auditorSampleNumbers"
          label={`Numbers of those ${more}`}
          hint={`As each ${one}’s number stands in the chart, with commas between them.`}
        />
      )}
    </>
  );
}
