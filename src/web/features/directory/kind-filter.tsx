import { isOwnKind } from '#domain/program-policy/own-kinds.ts';
import { providerClasses } from '#domain/program-policy/policy-words.ts';
import { KindSelect } from '#web/shell/kind-select.tsx';

const everyKind = 'every';

/** Of all kinds unless one is chosen. */
export function kindAsked(kind: string | null) {
  const asked = providerClasses.find((each) => each === kind);
  if (asked !== undefined) return { kind: asked };
  return kind !== null && isOwnKind(kind) ? { kind } : {};
}

export function KindFilter(props: {
  kind: string | null;
  onChange: (kind: string | null) => void;
}) {
  return (
    <KindSelect
      label="Kind of provider"
      first={[{ id: everyKind, label: 'Every kind' }]}
      keeps={() => true}
      value={props.kind ?? everyKind}
      onChange={(id) => props.onChange(id === everyKind ? null : id)}
    />
  );
}
