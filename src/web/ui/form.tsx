import {
  type FormEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import { Banner } from './banner.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FormSending } from './form-sending.ts';
import { readFields } from './read-fields.ts';
import { mayPass, pathOf, type Trouble, troubleOf } from './trouble.ts';
import { WrongFields } from './wrong-fields.ts';

type Issue = { path: readonly PropertyKey[]; message: string };
type Parsed<Out> =
  | { success: true; data: Out }
  | { success: false; error: { issues: readonly Issue[] } };

type Props<Out> = {
  /** A zod schema; the names of the fields are the paths in it. */
  schema: { safeParse: (input: unknown) => Parsed<Out> };
  onSubmit: (values: Out) => Promise<void> | void;
  children: ReactNode;
  /** Values that no field of the form holds. */
  also?: Readonly<Record<string, unknown>>;
  label?: string;
  className?: string;
};

type Problem = { path: string; message: string };
type Wrong = { kind: 'fields'; problems: Problem[] } | { kind: 'trouble'; trouble: Trouble };

/** Checks on submit, never before; keeps what was typed whatever the server answers. */
export function Form<Out>({ schema, onSubmit, children, also = {}, label, className }: Props<Out>) {
  const form = useRef<HTMLFormElement>(null);
  useSendKey(form);
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [isSending, setIsSending] = useState(false);
  const errors = useMemo(() => (wrong?.kind === 'fields' ? byPath(wrong.problems) : {}), [wrong]);
  const show = (next: Wrong) => {
    setWrong(next);
    setAttempt(attempt + 1);
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending) return;
    const parsed = schema.safeParse({ ...readFields(event.currentTarget), ...also });
    if (!parsed.success) {
      const problems = inOrder(parsed.error.issues.map(problemOf), event.currentTarget);
      return show({ kind: 'fields', problems });
    }
    setIsSending(true);
    try {
      await onSubmit(parsed.data);
      setWrong(null);
    } catch (error) {
      show(wrongOf(troubleOf(error)));
    } finally {
      setIsSending(false);
    }
  };

  return (
    <AriaForm
      ref={form}
      validationBehavior="aria"
      onSubmit={submit}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(className === undefined ? {} : { className })}
    >
      {wrong?.kind === 'fields' && (
        <ErrorSummary key={attempt} problems={wrong.problems} form={form} />
      )}
      <WrongFields value={errors}>
        <FormSending value={isSending}>{children}</FormSending>
      </WrongFields>
      {wrong?.kind === 'trouble' && (
        <div key={attempt} ref={intoView}>
          <Banner
            tone="late"
            title={wrong.trouble.title}
            reference={wrong.trouble.reference}
            onRetry={mayPass(wrong.trouble) ? () => form.current?.requestSubmit() : undefined}
          >
            {wrong.trouble.detail}
          </Banner>
        </div>
      )}
    </AriaForm>
  );
}

/** Below a long form it would be told where nobody looks. */
const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

/** In a dialog Ctrl Enter sends its form, also from a field in which Enter begins a line. */
function useSendKey(form: RefObject<HTMLFormElement | null>) {
  useEffect(() => {
    const element = form.current;
    if (!element?.closest('[role=dialog], [role=alertdialog]')) return undefined;
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, repeat } = event;
      if (key !== 'Enter' || repeat || !(ctrlKey || metaKey)) return;
      event.preventDefault();
      element.requestSubmit();
    };
    element.addEventListener('keydown', press);
    return () => element.removeEventListener('keydown', press);
  }, [form]);
}

const problemOf = ({ path, message }: Issue) => ({ path: pathOf(path), message });

/** As the fields stand on the page, and one problem for each of them. */
function inOrder(problems: readonly Problem[], form: HTMLFormElement) {
  const fields = [...form.querySelectorAll<HTMLElement>('[data-field]')];
  const placeOf = ({ path }: Problem) => {
    const place = fields.findIndex(({ dataset }) => dataset['field'] === path);
    return place < 0 ? fields.length : place;
  };
  const first = problems.filter(
    (one, at) => problems.findIndex(({ path }) => path === one.path) === at,
  );
  return first.toSorted((one, other) => placeOf(one) - placeOf(other));
}

const byPath = (problems: readonly Problem[]) =>
  Object.fromEntries(problems.map(({ path, message }) => [path, message]));

function wrongOf(trouble: Trouble): Wrong {
  const problems = Object.entries(trouble.fields).map(([path, message]) => ({ path, message }));
  return problems.length > 0 ? { kind: 'fields', problems } : { kind: 'trouble', trouble };
}
