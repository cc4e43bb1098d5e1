import { Fragment } from 'react';
import type { RecordEntryView } from '#contract/record.ts';
import { TimelineEntry } from './timeline-entry.tsx';
import { yearOf } from './timeline-words.ts';

type Props = {
  label: string;
  entries: readonly RecordEntryView[];
  today: string;
  onAdd?: ((entry: RecordEntryView) => void) | undefined;
};

/** What happened, newest first; a line of its own says where another year begins. */
export function TimelineList({ label, entries, today, onAdd }: Props) {
  return (
    <ol className="timeline" aria-label={label}>
      {entries.map((entry, index) => {
        const before = entries[index - 1]?.on ?? today;
        return (
          <Fragment key={entry.entryId}>
            {yearOf(entry.on) !== yearOf(before) && (
              <li className="year-mark">{yearOf(entry.on)}</li>
            )}
            <TimelineEntry entry={entry} onAdd={onAdd} />
          </Fragment>
        );
      })}
    </ol>
  );
}
