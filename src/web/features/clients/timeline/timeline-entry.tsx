import type { RecordEntryView } from '#contract/record.ts';
import { openConferenceForm } from '#contract/conferences/close.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { dayInWords } from '#domain/words.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { Status } from '#web/ui/status.tsx';
import { dayInYear } from './timeline-words.ts';

type Props = {
  entry: RecordEntryView;
  /** Adds below a contact what was wrong or missing; left out for those who may not write. */
  onAdd?: ((entry: RecordEntryView) => void) | undefined;
};

/** One thing that happened: when, what, a sentence, and the evidence below it. */
export function TimelineEntry({ entry, onAdd }: Props) {
  const { kind, on, title, text, by, contact } = entry;
  const isSaid = kind === 'contact' || kind === 'attempt';
  return (
    <li
      className={kind === 'conference' ? 'is-conference' : undefined}
      data-entry={entry.entryId}
      tabIndex={-1}
    >
      <time className="when" dateTime={on}>
        {dayInYear(on)}
      </time>
      <div>
        <EntryTitle entry={entry} title={title} />
        {text !== '' && (
          <p className="words">
            {text} {isSaid && <WrittenBy by={by} />}
          </p>
        )}
        {contact && contact.class !== 'general' && !contact.loweredFrom && (
          <p className="detail">
            Marked as {classInSentence[contact.class]}: read only by whoever may know of that.
          </p>
        )}
        <Evidence entry={entry} onAdd={contact ? onAdd : undefined} />
        {contact?.addenda.map((addendum) => (
          <p key={`${addendum.at} ${addendum.text}`} className="detail words">
            <span className="strong">Added {dayOfMoment(addendum.at)}:</span> {addendum.text}{' '}
            <WrittenBy by={addendum.by} />
          </p>
        ))}
        {contact?.conferences.map(({ conferenceId, inWords }) => (
          <p key={conferenceId} className="no-print">
            <Link href={`/conferences/${conferenceId}`}>{inWords}</Link>
          </p>
        ))}
        {contact?.loweredFrom && (
          <p className="detail">
            Marked as {classInSentence[contact.class]}; the case holds{' '}
            {classInSentence[contact.loweredFrom]}.
          </p>
        )}
        {entry.formOf !== null && (
          <p>
            <FileLink
              file={openConferenceForm}
              input={{ reviewId: entry.formOf }}
              className="inline-tap"
            >
              Open the form (PDF)
            </FileLink>
          </p>
        )}
      </div>
    </li>
  );
}

function Evidence({ entry, onAdd }: Props) {
  const { kind, detail, late, by } = entry;
  const lateBy =
    kind !== 'contact' && kind !== 'attempt' && by !== null ? `${late} by ${by}` : late;
  const parts = [detail, late === '' ? '' : lateBy].filter((part) => part !== '');
  if (parts.length === 0 && !onAdd) return null;
  return (
    <p className="detail words">
      {parts.map((part, index) => (
        <span key={part} className={index === 0 ? undefined : 'sep'}>
          {part}
        </span>
      ))}
      {onAdd && (
        <Button look="quiet" size="small" className="no-print" onPress={() => onAdd(entry)}>
          Add a correction
        </Button>
      )}
    </p>
  );
}

const WrittenBy = ({ by }: { by: string | null }) =>
  by === null ? null : <span className="soft small">{by}</span>;

const dayOfMoment = (moment: string) =>
  dayInWords(
    Temporal.Instant.from(moment)
      .toZonedDateTimeISO(Temporal.Now.timeZoneId())
      .toPlainDate()
      .toString(),
  );

function EntryTitle({ entry, title }: { entry: RecordEntryView; title: string }) {
  if (entry.conference) {
    const { conferenceId, number } = entry.conference;
    return (
      <Link look="plain" className="kind" href={`/conferences/${conferenceId}`}>
        {title}
        <span className="vh"> number {number}</span>
      </Link>
    );
  }
  if (entry.kind === 'consent' && title === 'Consent ended')
    return <Status kind="blocked">{title}</Status>;
  return <span className="kind">{title}</span>;
}
