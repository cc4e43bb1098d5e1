import type { ReactNode } from 'react';
import { I18nProvider, RouterProvider } from 'react-aria-components';

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
