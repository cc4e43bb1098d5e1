import { Fragment } from 'react';
import type { Sentence } from '#domain/program-policy/sentences/slot.ts';
import { dayInWords } from '#domain/words.ts';

/** A sentence to be read: what could be set in it stands out. */
export const SentenceLine = ({ sentence: { parts } }: { sentence: Sentence }) => (
  <p className="sentence">
    {parts.map((part, at) =>
      typeof part === 'string' ? (
        <Fragment key={at}>{part}</Fragment>
      ) : (
        <strong key={at}>
          {part.kind === 'date' && part.value !== '' ? dayInWords(part.value) : part.shown}
        </strong>
      ),
    )}
  </p>
);
