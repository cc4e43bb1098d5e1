import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

/** A few words whose whole sentence is shown on hover and on focus, and read aloud after them. */
export const Told = ({ children, words }: { children: ReactNode; words: string }) => (
  <TooltipTrigger delay={300}>
    <Button className="told">
      {children}
      <span className="vh">: {words}</span>
    </Button>
    <Tooltip
      className="popover tooltip"
      placement="top"
      // Beside the page it would stand outside of every landmark.
      UNSTABLE_portalContainer={document.querySelector('main') ?? document.body}
    >
      {words}
    </Tooltip>
  </TooltipTrigger>
);
