import { wholeDays } from './whole-days.tsx';

type Props = { to: string; subject: string; text: string };

/** A mail as the person who gets it will read it, word for word. */
export function Letter({ to, subject, text }: Props) {
  return (
    <div className="letter">
      <dl>
        <dt>To</dt>
        <dd>{wholeDays(to)}</dd>
        <dt>Subject</dt>
        <dd>{subject}</dd>
      </dl>
      <p className="letter-text">{wholeDays(text)}</p>
    </div>
  );
}
