import type { FramedCodeProps } from '../CvcPrompt/FramedCode.tsx';
import { later } from '../internal/later.ts';
import { useWords } from '../messages/words-context.ts';

const code = later(() => import('../CvcPrompt/FramedCode.tsx').then((part) => part.FramedCode));

/** Asks for the field behind the first paint, where a shop has one: before anybody can choose a card that wants it. */
export const PreparedCode = () => (code.use(), null);

/** The field for a card's code. Where it did not come the payment page asks. */
export function LaterCode(props: FramedCodeProps) {
  const { messages } = useWords();
  const { part: FramedCode, failed } = code.use();
  return FramedCode ? <FramedCode {...props} /> : failed && messages.hostedCode;
}
