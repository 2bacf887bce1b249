// What a shopper's browser does away from the shop: on the bank's pages, and on the payment page. It knows addresses and forms, and
// nobody's result is believed here: what came of it is what the proxy says later.
type Fields = Readonly<Record<string, string>>;

/** A form to send, as a proxy hands it out. */
export interface Form {
  url: string;
  fields: Fields;
}

/** What the bank wants of a browser. */
export interface Action {
  type: string;
  url?: string;
  fields?: Fields;
}

/** How a shopper answers the bank's question. */
export type BankAnswer = 'right' | 'wrong' | 'cancel' | 'leave';

/** Longer than a gateway of this machine takes, in milliseconds. */
const patience = 8000;

/** A form that is sent, or a page that is opened. `undefined` where nothing came. */
async function go(url: string, fields?: Fields): Promise<{ location: string | undefined; text: string } | undefined> {
  try {
    const answer = await fetch(url, {
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    return { location: answer.headers.get('location') ?? undefined, text: await answer.text() };
  } catch {
    return undefined;
  }
}

/** Follows where it is sent, which is the shop's own `/return`; further than that nobody looks. */
async function comeBack(location: string | undefined): Promise<void> {
  if (location) await go(location);
}

const valueOf = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];

/** Answers the bank on its own page, and comes back to the shop with what it gave along. */
export async function answerBank({ url, fields }: Action, how: BankAnswer): Promise<void> {
  if (!url || how === 'leave') return;
  const answer =
    how === 'cancel' ? { answer: 'cancel' } : { answer: 'confirm', code: how === 'right' ? '1234' : '9999' };
  // The third wrong code is the last one.
  let page = await go(url, { ...fields, ...answer });
  for (let tries = 1; how === 'wrong' && tries < 3; tries++) page = await go(url, { ...fields, ...answer });
  const [paRes, termUrl, md] = [page && valueOf(page.text, 'PaRes'), fields?.['TermUrl'], fields?.['MD']];
  if (paRes && termUrl && md) await go(termUrl, { PaRes: paRes, MD: md });
  else await comeBack(page?.location);
}

/** What the hidden frame does. */
export async function callMethod({ url, fields }: Action): Promise<void> {
  if (url) await go(url, fields);
}

/** The last four digits of the card that is typed on the payment page: no card on file has them. */
export const typedLast4 = '4242';

const typed = (number: string): Fields => ({
  choice: 'new',
  CardNumber: number,
  ExpireMonth: '12',
  ExpireYear: '40',
  CVC2: '123',
});

/** A visit to the payment page. Answers with whether it may have been paid there: whoever thinks so does not pay again. */
export async function visitPage({ url, fields }: Form, how: 'pays' | 'refused' | 'leaves'): Promise<boolean> {
  const opened = await go(url, fields);
  if (!opened?.location || how === 'leaves') return false;
  const sent = await go(opened.location, typed(how === 'pays' ? '4242424242424242' : '4000000000000002'));
  if (how === 'pays') await comeBack(sent?.location);
  return how === 'pays';
}
