import type { ReactNode } from 'react';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { readOwnAccess } from '#contract/staff-access.ts';
import { withArticle } from '#domain/program-policy/client-word.ts';
import { listInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Link } from '#web/ui/link.tsx';
import { useOurWord } from './use-our-word.ts';

type Props = {
  /** What stands here for whoever lacks nothing. */
  otherwise?: ReactNode;
};

/**
 * Said before anybody writes, of the writer and not of the client: what is kept as a kind that they may not know is gone from their
 * eyes once it is saved. It says the same for every client, so that it tells of none what the file holds.
 */
export function UntrainedNote({ otherwise = null }: Props) {
  const { one } = useOurWord();
  const { data } = useAsk(readOwnAccess, {});
  if (data === undefined) return null;
  const missing = data.classes.filter(({ gaps }) => gaps.length > 0);
  if (missing.length === 0) return otherwise;
  const kinds = missing.map(({ class: each }) => classInSentence[each]);
  return (
    <Banner
      tone="soon"
      title="You may not see again what you write here."
      action={
        <Link look="secondary" size="small" href="/account">
          See what is missing
        </Link>
      }
    >
      You have no training or job title on record for {listInWords(kinds)}. Words about{' '}
      {withArticle(one)} whose file holds it are kept for those who have. Ask an administrator
      before you write.
    </Banner>
  );
}
