import { Text } from 'react-aria-components/Text';

/** What is read of an option: its label, and a softer line of evidence. Both are its name. */
export function OptionWords({ label, detail }: { label: string; detail?: string | undefined }) {
  return (
    <Text slot="label">
      {label}
      {detail !== undefined && <span className="hint"> {detail}</span>}
    </Text>
  );
}
