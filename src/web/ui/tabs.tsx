import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';

type Page = { id: string; label: ReactNode; content: ReactNode };
type Props = {
  label: string;
  pages: readonly Page[];
  openId?: string;
  onOpen?: (id: string) => void;
};

/** Views of one thing, as text with a rule. For places with an address of their own use links. */
export function Tabs({ label, pages, openId, onOpen }: Props) {
  return (
    <AriaTabs
      {...(openId === undefined ? {} : { selectedKey: openId })}
      onSelectionChange={(key) => onOpen?.(String(key))}
    >
      <TabList aria-label={label} className="tabs" items={pages}>
        {(page) => <Tab id={page.id}>{page.label}</Tab>}
      </TabList>
      {pages.map((page) => (
        <TabPanel key={page.id} id={page.id}>
          {page.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
