/** A QR code as one drawn path, black on white in every theme, because cameras need it so. */
export function QrPicture({ rows, label }: { rows: readonly string[]; label: string }) {
  const size = rows.length + 8;
  const path = rows
    .flatMap((row, y) =>
      Array.from(row, (dark, x) => (dark === '1' ? `M${x + 4} ${y + 4}h1v1h-1z` : '')),
    )
    .join('');
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width="220" height="220" role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
