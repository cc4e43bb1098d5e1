import { Link } from '#web/ui/link.tsx';

/** A page that this person may open. `count` is in words: "6 open". */
export type RailEntry = { href: string; label: string; count?: string; keys?: string };

export function Rail({
  entries,
  path,
  isSample,
}: {
  entries: readonly RailEntry[];
  path: string;
  isSample: boolean;
}) {
  return (
    <nav className="rail" aria-label="Main">
      {entries.map(({ href, label, count }) => (
        <Link
          key={href}
          href={href}
          look="text"
          {...(isAt(path, href) && { 'aria-current': 'page' as const })}
        >
          {label}
          {count !== undefined && <span className="count">{count}</span>}
        </Link>
      ))}
      {isSample && <p className="foot">{sampleWords}</p>}
    </nav>
  );
}

export const sampleWords = 'Sample data. Nobody here is real.';

const isAt = (path: string, href: string) =>
  path === href || (href !== '/' && path.startsWith(`${href}/`));
