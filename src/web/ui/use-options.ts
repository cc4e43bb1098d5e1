import { useEffect, useState } from 'react';
import type { Option } from './option.ts';

type Ask = {
  typed: string;
  options: readonly Option[] | undefined;
  search: ((query: string) => Promise<readonly Option[]>) | undefined;
};

type Found = { for: string; items: readonly Option[]; hasFailed: boolean };

const typingPause = 200;

/**
 * The options that fit what is typed. A late answer to an earlier question is dropped, and what is shown for the typed words
 * stays where it stands when their answer comes: somebody may be on it already, and would take what slips beneath them.
 */
export function useOptions({ typed, options, search }: Ask) {
  const [found, setFound] = useState<Found>({ for: '', items: [], hasFailed: false });

  useEffect(() => {
    if (search === undefined) return undefined;
    let isCurrent = true;
    const show = (items: readonly Option[], hasFailed = false) =>
      isCurrent &&
      setFound((before) => ({
        for: typed,
        items: withoutDoubles([...shownFor(typed, before), ...items]),
        hasFailed,
      }));
    const timer = setTimeout(
      () => search(typed).then(show, () => show([], true)),
      typed === '' ? 0 : typingPause,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [typed, search]);

  if (search === undefined)
    return { items: (options ?? []).filter(has(typed)), isLoading: false, hasFailed: false };
  return {
    items: shownFor(typed, found),
    isLoading: found.for !== typed,
    hasFailed: found.for === typed && found.hasFailed,
  };
}

/** What is known already and begins like the typed words; without any, only the answer says what comes first. */
function shownFor(typed: string, found: Found): readonly Option[] {
  if (found.for === typed) return found.items;
  return typed.trim() === '' ? [] : found.items.filter(beginsLike(typed));
}

const inOne = ({ label, detail = '' }: Option) => `${label} ${detail}`.toLocaleLowerCase();

const has = (typed: string) => (option: Option) =>
  inOne(option).includes(typed.trim().toLocaleLowerCase());

function beginsLike(typed: string) {
  const wanted = wordsOf(typed.toLocaleLowerCase());
  return (option: Option) => {
    const words = wordsOf(inOne(option));
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  };
}

const wordsOf = (text: string) => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');

const withoutDoubles = (items: readonly Option[]) =>
  [...new Map(items.toReversed().map((item) => [item.id, item])).values()].toReversed();
