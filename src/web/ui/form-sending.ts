import { createContext } from 'react';

/** True while the form around it is on its way to the server. */
export const FormSending = createContext(false);
