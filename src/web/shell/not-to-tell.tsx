import type { NotToTell } from '#contract/consent-view.ts';

/** What the client keeps back from somebody, for whoever is about to tell them something. */
export function NotToTellWords({ words, hasMore }: NotToTell) {
  return (
    <>
      {words.map((said) => (
        <span key={said} className="second">
          Not to be told: “{said}”
        </span>
      ))}
      {hasMore && (
        <span className="second">
          A paper says what must not be told. The case manager or their supervisor can read it: ask
          one of them first.
        </span>
      )}
    </>
  );
}

export const keepsSomethingBack = ({ words, hasMore }: NotToTell) => words.length > 0 || hasMore;
