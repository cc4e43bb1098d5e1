import { useEffect, useState } from 'react';
import type { Option } from './option.ts';

type Ask = {
  typed: string;
  options: readonly Option[] | undefined;
  search: ((query: string) => Promise<readonly Option[]>) | undefined;
};

const typingPause = 200;

/** The options that fit what is typed. A late answer to an earlier question is dropped. */
export function useOptions({ typed, options, search }: Ask) {
  const [found, setFound] = useState<{ for: string; items: readonly Option[] }>({
    for: '',
    items: [],
  });

  useEffect(() => {
    if (search === undefined) return undefined;
    let isCurrent = true;
    const show = (items: readonly Option[]) => isCurrent && setFound({ for: typed, items });
    const timer = setTimeout(
      () => search(typed).then(show, () => show([])),
      typed === '' ? 0 : typingPause,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [typed, search]);

  if (search !== undefined) return { items: found.items, isLoading: found.for !== typed };
  const wanted = typed.trim().toLocaleLowerCase();
  const fits = ({ label, detail = '' }: Option) =>
    `${label} ${detail}`.toLocaleLowerCase().includes(wanted);
  return { items: (options ?? []).filter(fits), isLoading: false };
}
