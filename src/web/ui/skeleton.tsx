import { useEffect, useState } from 'react';

const widths = ['w1', 'w2', 'w3'] as const;

/** Nothing for 300 ms, then rows of the height that the list will have. */
export function Skeleton({
  label,
  rows = 5,
  isTall,
}: {
  label: string;
  rows?: number;
  isTall?: true;
}) {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;

  return (
    <>
      <ul
        className={isTall ? 'skeleton skeleton-tall appear' : 'skeleton appear'}
        aria-hidden="true"
      >
        {Array.from({ length: rows }, (_, row) => (
          <li key={row}>
            {widths.map((_width, column) => (
              <i key={column} className={widths[(row + column) % widths.length]} />
            ))}
          </li>
        ))}
      </ul>
      <p className="vh" role="status">
        {label}
      </p>
    </>
  );
}
