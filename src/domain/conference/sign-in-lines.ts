import type { Attendee } from './conference.ts';

/** A line of a sheet that lies on the table: a name to sign beside, or an empty one to write oneself in. */
export type SignInLine = { name: string; title: string };

const spare = 3;
const empty: SignInLine = { name: '', title: '' };

/**
 * Who signs in at a meeting. Everybody in the room reads the sheet, so it names no client and no family, and of people from outside
 * neither position nor organization: those would tell of the client whom they serve. They find empty lines.
 */
export function signInLines(attendees: readonly Attendee[]): SignInLine[] {
  const lines = attendees.flatMap(({ person, name, title }): SignInLine[] => {
    if (person.kind === 'staff') return [{ name, title: title ?? '' }];
    return person.kind === 'provider' ? [{ name, title: '' }] : [];
  });
  const unnamed = attendees.length - lines.length;
  return [
    ...lines.toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
    ...Array.from({ length: unnamed + spare }, () => empty),
  ];
}
