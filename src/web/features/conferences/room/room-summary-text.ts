import { type Entry, entryKinds } from '#domain/conference/client-review.ts';
import { listWords } from '#web/features/conferences/hold-words.ts';

/** The lists as sentences, for the facilitator to read back and to change. */
export function summaryTextOf(entries: readonly Pick<Entry, 'kind' | 'text'>[]): string {
  const parts = entryKinds.flatMap((kind) => {
    const texts = entries.filter((entry) => entry.kind === kind).map(({ text }) => text);
    return texts.length === 0 ? [] : [`${listWords[kind].title}: ${joined(texts)}`];
  });
  return parts.join('\n');
}

function joined(texts: readonly string[]): string {
  const bare = texts.map((text, at) =>
    at === texts.length - 1 ? text : text.replace(/[.;]+$/, ''),
  );
  const words = bare.join('; ');
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
