import {
  Children,
  cloneElement,
  Fragment,
  isValidElement,
  type PropsWithChildren,
  type ReactNode,
} from 'react';

const whole = /([A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}(?: \d{4})?\b|\b\d{1,2}:\d{2} [ap]m\b)/;

/** The same words, in which no day and no hour goes over the end of a line. */
export function wholeDays(node: ReactNode): ReactNode {
  if (typeof node === 'string') return inWords(node);
  if (Array.isArray(node)) return Children.map(node, wholeDays);
  if (!isValidElement<PropsWithChildren>(node) || node.props.children === undefined) return node;
  const isPlain = typeof node.type === 'string' || node.type === Fragment;
  return isPlain ? cloneElement(node, {}, wholeDays(node.props.children)) : node;
}

function inWords(words: string): ReactNode {
  const parts = words.split(whole);
  if (parts.length === 1) return words;
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <span key={`${index} ${part}`} className="nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
