import { classInSentence } from '#domain/conference/conference-words.ts';
import { RowsList } from '#web/ui/rows-list.tsx';
import type { Review } from '#web/features/conferences/hold-words.ts';

const whatWords: Readonly<Record<Review['lowered'][number]['what'], string>> = {
  line: 'A line',
  summary: 'The summary',
  action: 'An action',
};

/** What more people may read than the case holds, and whose word that was: for whoever may know all of it. */
export function ReceiptLowered({ review: { lowered, client } }: { review: Review }) {
  if (lowered.length === 0) return null;
  return (
    <details>
      <summary>Kept as less than the case holds ({lowered.length})</summary>
      <RowsList
        label={`Kept as less than the case of ${client.name} holds`}
        items={lowered.map(({ what, text, from, byName }, index) => ({
          id: `${what} ${index}`,
          text: (
            <>
              {whatWords[what]}
              {text === '' ? '' : `: ${text}`}
              <span className="second">
                Lowered from {classInSentence[from]} by {byName}.
              </span>
            </>
          ),
        }))}
      />
    </details>
  );
}
