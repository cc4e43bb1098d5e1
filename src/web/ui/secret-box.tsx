import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';

type Props = { label: string; isShown: boolean; onToggle: () => void };

/** What is typed once and must be right: whoever is alone may look at it. */
export function SecretBox({ label, isShown, onToggle }: Props) {
  return (
    <div className="secret-box">
      <Input className="field-box" />
      <Button className="secret-show" onPress={onToggle}>
        {isShown ? 'Hide' : 'Show'} <span className="vh">{label}</span>
      </Button>
    </div>
  );
}
