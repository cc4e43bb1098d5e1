import { type MouseEvent, type RefObject, useEffect, useRef } from 'react';

type Problem = { path: string; message: string };
type Props = { problems: readonly Problem[]; form: RefObject<HTMLElement | null> };

/** Lists what is wrong, takes the focus when it appears, and each line leads to its field; what is wrong with two of them names each. */
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

  const isSaidTwice = (message: string) =>
    problems.filter((problem) => problem.message === message).length > 1;
  const lineOf = ({ path, message }: Problem) => {
    const label = isSaidTwice(message) ? labelOf(findField(form.current, path)) : '';
    return label === '' ? message : `${label}: ${message}`;
  };

  return (
    <div className="error-summary appear" role="alert" tabIndex={-1} ref={box}>
      <h2>There is a problem</h2>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.message}`}>
            {findField(form.current, problem.path) ? (
              <a href={`#${problem.path}`} onClick={(event) => go(event, problem.path)}>
                {lineOf(problem)}
              </a>
            ) : (
              problem.message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

const findField = (form: HTMLElement | null, path: string): HTMLElement | null =>
  (path === '' ? null : form?.querySelector(`[data-field="${CSS.escape(path)}"]`)) ?? null;

/** Without what stands behind it, such as that the field is optional. */
const labelOf = (field: HTMLElement | null) =>
  field?.querySelector('.label')?.firstChild?.textContent ?? '';

function focusField(form: HTMLElement | null, path: string) {
  const field = findField(form, path);
  const canFocus =
    'input:not([type=hidden], [tabindex="-1"]), textarea, [role=spinbutton], button:not([tabindex="-1"])';
  field?.querySelector<HTMLElement>(canFocus)?.focus();
  field?.scrollIntoView({ block: 'center' });
}
