import { useState } from 'react';
import { personKey } from '#domain/people.ts';
import { Letter } from '#web/ui/letter.tsx';
import { Status } from '#web/ui/status.tsx';
import {
  type Closing,
  ownActionsWords,
  type Recipient,
  wayExplained,
  wayWords,
} from './close-words.ts';

/** Who gets what, and the very mail that the chosen person will read. */
export function ClosePreview({ distribution }: { distribution: Closing['distribution'] }) {
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const chosen =
    distribution.find(({ person }) => personKey(person) === chosenKey) ??
    distribution.find(({ mail }) => mail !== null) ??
    distribution[0];
  if (!chosen) {
    return (
      <p className="soft">
        Nobody gets anything yet. Say who was there, and who does what, and they appear here.
      </p>
    );
  }
  return (
    <>
      <table className="table table-plain close-who">
        <caption className="vh">Who gets what</caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">About</th>
            <th scope="col">How</th>
          </tr>
        </thead>
        <tbody>
          {distribution.map((recipient) => (
            <RecipientRow
              key={personKey(recipient.person)}
              recipient={recipient}
              isChosen={recipient === chosen}
              onChoose={() => setChosenKey(personKey(recipient.person))}
            />
          ))}
        </tbody>
      </table>
      <ForOne recipient={chosen} />
    </>
  );
}

type RowProps = { recipient: Recipient; isChosen: boolean; onChoose: () => void };

function RecipientRow({ recipient, isChosen, onChoose }: RowProps) {
  const { name, reviews, way, withheld } = recipient;
  const about = reviews.map(({ clientName }) => clientName).join(', ');
  return (
    <tr {...(isChosen && { 'aria-current': 'true' as const })}>
      <th scope="row">
        <button type="button" className="agenda-name" aria-pressed={isChosen} onClick={onChoose}>
          {name}
        </button>
      </th>
      <td className={about === '' ? 'soft' : ''}>{about || 'Nothing'}</td>
      <td>
        {way === 'withheld' ? <Status kind="blocked">{wayWords[way]}</Status> : wayWords[way]}
        {way !== 'withheld' && withheld.length > 0 && (
          <span className="second">
            <Status kind="partly">Not {withheld.map((each) => each.clientName).join(', ')}</Status>
          </span>
        )}
      </td>
    </tr>
  );
}

function ForOne({ recipient }: { recipient: Recipient }) {
  const { name, mail, way, withheld, reviews } = recipient;
  const own = reviews.reduce((sum, { ownItems }) => sum + ownItems, 0);
  return (
    <section className="for-one" aria-label={`For ${name}`}>
      <h3>{mail === null ? `For ${name}` : `Email to ${name}`}</h3>
      {mail !== null && <Letter {...mail} />}
      {mail === null && way !== 'mail' && <p>{wayExplained[way]}</p>}
      {own > 0 && <p className="small soft">{ownActionsWords(own)}</p>}
      {withheld.map(({ reviewId, clientName, inWords }) => (
        <p key={reviewId} className="small">
          <Status kind="blocked">{clientName}</Status> {inWords}
        </p>
      ))}
    </section>
  );
}
