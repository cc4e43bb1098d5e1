import { useState } from 'react';
import { printPolicy, type PolicyView } from '#contract/policies/policies.ts';
import { draftPolicy } from '#contract/program-policy.ts';
import { withAddition, withValue } from '#domain/program-policy/sentences/edit-document.ts';
import { policySections } from '#domain/program-policy/sentences/policy-sentences.ts';
import type { PolicySection } from '#domain/program-policy/sentences/slot.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { Asked } from '#web/shell/asked.tsx';
import { useProviderKinds } from '#web/shell/use-provider-kinds.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { SavedMark } from '#web/ui/saved-mark.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { ComparePart } from './compare-part.tsx';
import { DiscardDraft } from './discard-draft.tsx';
import { DraftTrouble } from './draft-trouble.tsx';
import { PreviewPart } from './preview-part.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { SentenceFields } from './sentence-fields.tsx';
import { savedOf, useDraft, type Draft } from './use-draft.ts';

/** The rules as they are being written: sentences with slots, their effect, and the day from which they hold. */
export function DraftPage({ view }: { view: PolicyView }) {
  const draft = useDraft(view);
  const [isPublishing, setIsPublishing] = useState(false);
  const { programId, programName, version } = view;
  const policy = draftPolicy.parse(draft.document);
  const asked = useProviderKinds();
  const publish = async () => {
    if (await draft.flush()) setIsPublishing(true);
  };
  const publishing = (
    <Button look="primary" onPress={() => void publish()}>
      Publish from a day
    </Button>
  );
  return (
    <>
      <PageHead
        title={`Rules of ${programName}`}
        kicker={<Link href="/admin/policies">Policies</Link>}
        lead={`Version ${version.version}, a draft. Nobody is judged by it yet.`}
        saved={<SavedMark saved={savedOf(draft.saving, draft.savedAt, () => void draft.flush())} />}
        actions={
          <>
            <FileLink
              look="secondary"
              file={printPolicy}
              input={{ programId, version: version.version }}
            >
              Print
            </FileLink>
            <DiscardDraft
              programId={programId}
              version={version.version}
              revision={draft.revision}
            />
            {publishing}
          </>
        }
      />
      <DraftTrouble draft={draft} programName={programName} />
      <SectionBand title="From when">
        <DateField
          key={draft.epoch}
          label="First day"
          hint="The version before ends on the day before."
          defaultValue={draft.document.effectiveFrom}
          onChange={(date) => {
            if (date !== '')
              draft.change((document) => withValue(document, ['effectiveFrom'], date));
          }}
        />
      </SectionBand>
      <PreviewPart view={view} draft={draft} client={policy.vocabulary.client} />
      <Asked asked={asked} label="Loading the kinds of provider">
        {({ kinds }) =>
          policySections(policy, programName, kinds).map((section) => (
            <DraftSection key={section.key} section={section} draft={draft} />
          ))
        }
      </Asked>
      <ComparePart view={{ ...view, revision: draft.revision }} />
      <div className="bottombar">{publishing}</div>
      {isPublishing && (
        <PublishDialog
          view={view}
          draft={draft}
          client={policy.vocabulary.client}
          onClose={() => setIsPublishing(false)}
        />
      )}
    </>
  );
}

function DraftSection({ section, draft }: { section: PolicySection; draft: Draft }) {
  return (
    <SectionBand
      title={section.title}
      tools={section.additions.map((addition) => (
        <Button
          key={addition.label}
          size="small"
          onPress={() => {
            draft.change((document) => withAddition(document, addition));
            draft.redraw();
          }}
        >
          {addition.label}
        </Button>
      ))}
    >
      <ul className="sentences">
        {section.sentences.map((sentence, at) => (
          <SentenceFields key={at} sentence={sentence} draft={draft} />
        ))}
      </ul>
    </SectionBand>
  );
}
