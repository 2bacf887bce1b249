import { createContext, useContext } from 'react';
import { en } from './en.ts';
import type { Messages } from './messages.ts';

/** The words in use, and the language that numbers and dates take. */
export interface Words {
  messages: Messages;
  locale: string;
}

/** Carries the words. Default: English. */
export const WordsContext = createContext<Words>({ messages: en, locale: 'en' });

/** The words in use. */
export const useWords = () => useContext(WordsContext);
