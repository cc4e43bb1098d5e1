const turns = { down: 0, left: 90, up: 180, right: 270 } as const;

/** A mark of direction. Drawn, as our letters hold no arrows and not every machine lends one. */
export function Caret({ to = 'down' }: { to?: keyof typeof turns }) {
  return (
    <svg className="caret" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M2 4l4 4 4-4" transform={`rotate(${turns[to]} 6 6)`} />
    </svg>
  );
}
