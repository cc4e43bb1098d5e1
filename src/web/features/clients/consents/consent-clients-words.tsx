import type { ConsentView } from '#contract/consent-view.ts';
import { TextArea } from '#web/ui/text-area.tsx';

/** What the paper says in words goes along to the one that takes its place: a no is not lost by a renewal. */
export const ClientsWords = ({
  replacing,
  word,
}: {
  replacing: ConsentView | null;
  word: string;
}) => (
  <>
    <TextArea
      name="scope"
      label={`What may be told, in the ${word}’s words`}
      isOptional
      rows={2}
      limit={2000}
      defaultValue={replacing?.details?.scope ?? ''}
    />
    <TextArea
      name="exclusions"
      label="What must not be told"
      hint={
        replacing?.namesExclusions && replacing.details === null
          ? 'The earlier paper says what must not be told. Have it read to you by whoever may open it, so that it is not lost.'
          : 'For example: never my test results. Whoever plans or tells something under this paper sees it.'
      }
      isOptional
      rows={2}
      limit={2000}
      defaultValue={replacing?.details?.exclusions ?? ''}
    />
  </>
);
