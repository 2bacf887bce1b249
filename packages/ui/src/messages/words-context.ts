import { createContext, useContext } from 'react';
import type { Messages } from './messages.ts';

/** The words in use, and the language that numbers and dates take. */
export interface Words {
  messages: Messages;
  locale: string;
}

/** Carries the words. */
export const WordsContext = createContext<Words | null>(null);

/**
 * The words in use.
 *
 * @throws where there is no `OnfileProvider` above.
 */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('Onfile: put its <OnfileProvider> around it.');
  return words;
}
