/** The `type` of the message by which the return page, in the bank's frame, asks the page around it to look again. */
export const lookAgain = 'onfile:look-again';

/**
 * What the return page says. It proves nothing: whoever hears it reads the intent. It counts only from the proxy's own origin, from the
 * frame that the hearer opened, and with the name that the hearer gave that frame.
 */
export interface LookAgain {
  type: typeof lookAgain;
  /** `name` of the frame. */
  frame: string;
}
