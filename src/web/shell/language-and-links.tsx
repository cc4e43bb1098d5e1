import type { ReactNode } from 'react';
import { RouterProvider } from 'react-aria-components';
import { I18nProvider } from 'react-aria-components/I18nProvider';

/** Dates are read and typed the American way, and links change the page without loading it anew. */
export function LanguageAndLinks({
  onGo,
  children,
}: {
  onGo: (href: string) => void;
  children: ReactNode;
}) {
  return (
    <I18nProvider locale="en-US">
      <RouterProvider navigate={onGo}>{children}</RouterProvider>
    </I18nProvider>
  );
}
