import {
  Children,
  cloneElement,
  Fragment,
  isValidElement,
  type PropsWithChildren,
  type ReactNode,
} from 'react';

const day = /[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}(?: \d{4})?\b/;
const hour = /\b\d{1,2}:\d{2} [ap]m\b/;
const telephone = /\b(?:\d{3}-)?\d{3}-\d{4}\b/;
const address = /[\w.+-]+@[\w.-]+\w/;
const whole = new RegExp(
  `(${[day, hour, telephone, address].map(({ source }) => source).join('|')})`,
);

/** The same words, in which no day, no hour, no telephone number and no address goes over the end of a line, unless it is longer than that. */
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
      <span key={`${index} ${part}`} className={part.includes('@') ? 'as-one' : 'nowrap'}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}
