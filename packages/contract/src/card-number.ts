/** Whether a text holds what could be a card number: twelve digits or more, of any script, however they are set apart. */
export const holdsCardNumber = (text: string) => /(?:\p{Nd}[\s\p{P}\p{Z}\p{Cf}]*){12}/u.test(text);
