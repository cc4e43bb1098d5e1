import { useParams } from '@tanstack/react-router';
import { readPolicyVersion } from '#contract/policies/policies.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { DraftPage } from './draft-page.tsx';
import { PublishedPage } from './published-page.tsx';

/** One version of a program's rules: a draft to be written, or what is published, to be read. */
export function PolicyPage() {
  const { programId = '', version = '' } = useParams({ strict: false });
  const asked = useAsk(readPolicyVersion, { programId, version: Number(version) });
  return (
    <>
      {asked.data === undefined && <PageHead title="Rules of a program" />}
      <Asked asked={asked} label="Loading the rules">
        {(view) => {
          const key = `${view.programId} ${view.version.version}`;
          return view.version.state === 'draft' ? (
            <DraftPage key={key} view={view} />
          ) : (
            <PublishedPage key={key} view={view} />
          );
        }}
      </Asked>
    </>
  );
}
