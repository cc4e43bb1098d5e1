import { personKey } from '#domain/people.ts';
import { BlockedNote } from '#web/ui/blocked-note.tsx';
import type { Closing } from './close-words.ts';

/** What closing would open, while it can still be put right. */
export function CloseIncidents({ incidents }: Pick<Closing, 'incidents'>) {
  if (incidents.length === 0) return null;
  return (
    <div className="note-gap">
      <BlockedNote title="Heard without consent. Closing opens a privacy incident, and a supervisor looks at it.">
        <ul>
          {incidents.map(({ person, name, reviewId, clientName, inWords }) => (
            <li key={`${personKey(person)} ${reviewId}`} className="small">
              <span className="strong">
                {name} about {clientName}.
              </span>{' '}
              {inWords}
            </li>
          ))}
        </ul>
      </BlockedNote>
    </div>
  );
}
