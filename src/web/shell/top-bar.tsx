import { Link } from '#web/ui/link.tsx';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import { Menu } from '#web/ui/menu.tsx';
import type { RailEntry } from './rail.tsx';

type Props = {
  agency: string;
  person: { name: string; title?: string | undefined };
  entries: readonly RailEntry[];
  personMenu: readonly MenuEntry[];
  onPalette: () => void;
};

export function TopBar({ agency, person, entries, personMenu, onPalette }: Props) {
  const pages = entries.map(({ href, label, count }) => ({
    id: href,
    href,
    label,
    ...(count === undefined ? {} : { detail: count }),
  }));
  return (
    <header className="topbar">
      <Link href="/" className="wordmark" look="text">
        Roundtable
      </Link>
      <button type="button" className="search" onClick={onPalette}>
        <span>Search or command</span>
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <div className="whoami">
        <span className="soft">{agency}</span>
        <Menu
          look="bare"
          label={person.title === undefined ? person.name : `${person.name}, ${person.title}`}
          entries={personMenu}
        />
        <Menu look="bare" className="phone-only" label="Menu" entries={[...pages, ...personMenu]} />
      </div>
    </header>
  );
}
