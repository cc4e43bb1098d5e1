import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import {
  printPolicy,
  startDraft,
  takeBackVersion,
  type PolicyView,
} from '#contract/policies/policies.ts';
import { draftPolicy } from '#contract/program-policy.ts';
import { asPublished } from '#domain/program-policy/own-kinds.ts';
import { policySections } from '#domain/program-policy/sentences/policy-sentences.ts';
import { dayInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { RulesChangingIn } from '#web/shell/rules-changing.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Asked } from '#web/shell/asked.tsx';
import { useProviderKinds } from '#web/shell/use-provider-kinds.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { ComparePart } from './compare-part.tsx';
import { stateInWords, versionAddress } from './policy-words.ts';
import { SentenceLine } from './sentence-line.tsx';

/** What is published, as it is read: nothing here can be typed. */
export function PublishedPage({ view }: { view: PolicyView }) {
  const { programId, programName, version } = view;
  const publishedAt =
    version.publishedAt === null ? null : Temporal.Instant.from(version.publishedAt);
  const router = useRouter();
  const asked = useProviderKinds();
  const tell = useTell(startDraft);
  const begin = async () => {
    const made = await tell.mutateAsync({ programId, version: version.version });
    router.history.push(versionAddress(programId, made.version));
  };
  return (
    <>
      <PageHead
        title={`Rules of ${programName}`}
        kicker={<Link href="/admin/policies">Policies</Link>}
        lead={`Version ${version.version}. ${stateInWords(version)}.`}
        actions={
          <>
            <FileLink
              look="secondary"
              file={printPolicy}
              input={{ programId, version: version.version }}
            >
              Print
            </FileLink>
            {version.state === 'scheduled' ? (
              <TakeBack view={view} />
            ) : (
              <Button isPending={tell.isPending} onPress={() => void begin().catch(() => null)}>
                Start a draft from it
              </Button>
            )}
          </>
        }
      />
      {tell.error && <Banner tone="late" title={troubleOf(tell.error).title} />}
      <RulesChangingIn programIds={[programId]} />
      <ComparePart view={view} />
      <Asked asked={asked} label="Loading the kinds of provider">
        {({ kinds }) =>
          policySections(
            draftPolicy.parse(view.document),
            programName,
            asPublished(kinds, publishedAt),
          ).map(({ key, title, sentences }) => (
            <SectionBand key={key} title={title}>
              <ul className="sentences">
                {sentences.map((sentence) => (
                  <li key={sentence.id}>
                    <SentenceLine sentence={sentence} />
                  </li>
                ))}
              </ul>
            </SectionBand>
          ))
        }
      </Asked>
    </>
  );
}

function TakeBack({ view: { programId, version } }: { view: PolicyView }) {
  const [isAsking, setIsAsking] = useState(false);
  const tell = useTell(takeBackVersion);
  return (
    <>
      <Button onPress={() => setIsAsking(true)}>Take it back</Button>
      <ConfirmDialog
        title={`Take version ${version.version} back?`}
        confirm="Take it back"
        keep="Leave it"
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={async () => {
          await tell.mutateAsync({ programId, version: version.version });
        }}
      >
        {`It has not begun, so nobody was judged by it. It becomes a draft again, and the version before goes on beyond ${dayInWords(version.effectiveFrom)}.`}
      </ConfirmDialog>
    </>
  );
}
