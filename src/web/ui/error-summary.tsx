import { type MouseEvent, type RefObject, useEffect, useRef } from 'react';

type Problem = { path: string; message: string };
type Props = { problems: readonly Problem[]; form: RefObject<HTMLElement | null> };

/** Lists what is wrong, takes the focus when it appears, and each line leads to its field. */
export function ErrorSummary({ problems, form }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    const title = document.title;
    if (!title.startsWith('Error: ')) document.title = `Error: ${title}`;
    return () => {
      document.title = document.title.replace(/^Error: /, '');
    };
  }, []);

  const go = (event: MouseEvent, path: string) => {
    event.preventDefault();
    focusField(form.current, path);
  };

  return (
    <div className="error-summary appear" role="alert" tabIndex={-1} ref={box}>
      <h2>There is a problem</h2>
      <ul>
        {problems.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {findField(form.current, path) ? (
              <a href={`#${path}`} onClick={(event) => go(event, path)}>
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

const findField = (form: HTMLElement | null, path: string) =>
  path === '' ? null : form?.querySelector<HTMLElement>(`[data-field="${CSS.escape(path)}"]`);

function focusField(form: HTMLElement | null, path: string) {
  const field = findField(form, path);
  const canFocus =
    'input:not([type=hidden], [tabindex="-1"]), textarea, [role=spinbutton], button:not([tabindex="-1"])';
  field?.querySelector<HTMLElement>(canFocus)?.focus();
  field?.scrollIntoView({ block: 'center' });
}
