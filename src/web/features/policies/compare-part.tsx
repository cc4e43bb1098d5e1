import { useState } from 'react';
import { compareVersions, listPolicies, type PolicyView } from '#contract/policies/policies.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { ChangesList } from './changes-list.tsx';
import { stateInWords } from './policy-words.ts';

/** What another version says that this one does not, sentence by sentence. */
export function ComparePart({ view: { programId, version, revision } }: { view: PolicyView }) {
  const [other, setOther] = useState<number | null>(null);
  const { data } = useAsk(listPolicies, {});
  const others = (data?.programs.find((each) => each.programId === programId)?.versions ?? [])
    .filter((each) => each.version !== version.version)
    .map((each) => ({
      id: String(each.version),
      label: `Version ${each.version}`,
      detail: stateInWords(each),
    }));
  if (others.length === 0) return null;
  return (
    <SectionBand title="Compare">
      <Select
        label="With"
        width="short"
        options={others}
        value={other === null ? null : String(other)}
        onChange={(id) => setOther(id === null ? null : Number(id))}
      />
      {other !== null && (
        <Changes
          key={`${other} ${revision}`}
          programId={programId}
          before={Math.min(other, version.version)}
          after={Math.max(other, version.version)}
        />
      )}
    </SectionBand>
  );
}

function Changes(asking: { programId: string; before: number; after: number }) {
  const asked = useAsk(compareVersions, asking);
  return (
    <Asked asked={asked} label="Comparing" rows={2}>
      {({ sections }) => (
        <ChangesList
          sections={sections}
          before={`Version ${asking.before}`}
          after={`Version ${asking.after}`}
        />
      )}
    </Asked>
  );
}
