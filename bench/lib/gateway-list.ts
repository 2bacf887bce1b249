/** Where the card list is asked for. */
export const listPath = '/pay/oneclick/v1/token.cfm';

/** The question for anna's two cards, as the documents write it. */
export const listBody = ({ id, login, password }: { id: string; login: string; password: string }): string =>
  JSON.stringify({ merchant: { merchant_id: id, login, password }, customernumber: 'anna' });
