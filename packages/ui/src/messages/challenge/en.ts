import type { ChallengeWords } from '../messages.ts';

/** The words of the bank's question, loaded with it. */
export const challenge: ChallengeWords = {
  title: 'Confirm with your bank',
  frame: 'Your bank’s page',
  talking: 'Talking to your bank…',
  opening: 'Opening your bank’s page…',
  slow: 'Your bank takes its time. Please wait a little more.',
  decoupled: 'Your bank asks you elsewhere, for example in its app. Confirm there; this page goes on by itself.',
  leave: {
    title: 'Close the bank’s question?',
    asked: 'The bank is still waiting for your answer. Nothing is lost: you can go back and give it.',
    notAsked: 'Your bank has not answered yet. Nothing is lost: you can go back and wait.',
    stay: 'Back to the bank',
    go: 'Close anyway',
  },
};
