import type { CodeWords } from '../messages.ts';

/** The words beside the field for a security code, loaded with it. */
export const code: CodeWords = {
  label: 'Security code',
  onBack: (digits) => `${digits} digits on the back`,
  onFront: (digits) => `${digits} digits on the front`,
  incomplete: (digits) => `Enter all ${digits} digits.`,
  wrong: 'The bank did not accept this code. Enter it again.',
  failed: 'The field did not load. The secure payment page will ask for the code; choose this card again there.',
  locked: 'There were too many wrong codes. The secure payment page will ask for it; choose this card again there.',
  because: {
    bank: 'Your bank asks for it.',
    merchant: 'The shop asks for it.',
    expired_authentication: 'It is time to check this card again.',
  },
};
