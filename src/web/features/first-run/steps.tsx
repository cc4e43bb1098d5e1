const steps = [
  { id: 'agency', label: 'Agency and administrator' },
  { id: 'programs', label: 'Programs' },
] as const;

/** Where one stands in the first run. */
export function Steps({ now }: { now: (typeof steps)[number]['id'] }) {
  return (
    <ol className="route" aria-label="Steps">
      {steps.map(({ id, label }) => (
        <li key={id} {...(id === now && { 'aria-current': 'step' as const })}>
          {label}
        </li>
      ))}
    </ol>
  );
}
