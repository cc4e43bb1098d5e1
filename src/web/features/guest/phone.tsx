import { wholeDays } from '#web/ui/whole-days.tsx';
import { dialed } from './guest-words.ts';

/** On a telephone it is pressed; a number that is none is read as it stands. */
export function Phone({ phone }: { phone: string }) {
  const href = dialed(phone);
  return href === null ? (
    <>{wholeDays(phone)}</>
  ) : (
    <a className="guest-tap" href={href}>
      {wholeDays(phone)}
    </a>
  );
}

/** "Ana Reyes at 555-0100" */
export const Call = ({ host, phone }: { host: string; phone: string }) => (
  <>
    {host}
    {phone !== '' && (
      <>
        {' at '}
        <Phone phone={phone} />
      </>
    )}
  </>
);
