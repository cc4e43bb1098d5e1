import { isOwnKind } from '#domain/program-policy/own-kinds.ts';
import { providerClasses } from '#domain/program-policy/policy-words.ts';
import { useKindOptions } from '#web/shell/use-provider-kinds.ts';
import { Select } from '#web/ui/select.tsx';

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
  const kinds = useKindOptions(props.kind);
  return (
    <Select
      label="Kind of provider"
      options={[{ id: everyKind, label: 'Every kind' }, ...kinds]}
      value={props.kind ?? everyKind}
      onChange={(id) => props.onChange(id === everyKind ? null : id)}
    />
  );
}
