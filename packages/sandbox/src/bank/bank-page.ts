import type { Deps } from '../deps.ts';
import { see, withNumbers } from '../page/leave.ts';
import { type PageLanguage } from '../page/words.ts';
import type { Bill } from '../state.ts';
import type { GatewayRequest } from '../wire/gateway-request.ts';
import { type Fields, readFields } from '../wire/read-request.ts';
import type { Authentication } from './authentication.ts';
import { bankForm, bankHandover, bankNote } from './bank-html.ts';
import { codeTries, decide } from './decide.ts';
import { decode, encode } from './question.ts';
import { bankWords } from './words.ts';

/** The code that the bank takes: the sandbox's own. */
const rightCode = '1234';

/** The language of the bank's page: the visit's, else the browser's. */
function languageOf(
  request: GatewayRequest,
  authentication: Authentication | undefined,
  { state }: Deps,
): PageLanguage {
  const visit = state.visits.get(authentication?.visit ?? '');
  if (visit) return visit.language;
  return /^ru\b/i.test(request.headers.get('accept-language') ?? 'ru') ? 'RU' : 'EN';
}

interface Asked {
  request: GatewayRequest;
  fields: Fields;
  authentication: Authentication;
  bill: Bill;
  language: PageLanguage;
  deps: Deps;
}

function ask({ fields, authentication, bill, language, deps }: Asked, triesLeft?: number): Response {
  const names = { creq: 'creq', pareq: 'PaReq', termurl: 'TermUrl', md: 'MD' } as const;
  const hidden = Object.fromEntries(
    Object.entries(names).flatMap(([folded, name]) => {
      const value = fields.get(folded);
      return value ? [[name, value]] : [];
    }),
  );
  return bankForm({
    language,
    merchant: deps.state.settings.name[language],
    bill,
    action: authentication.authenticating === 'v1' ? '/acs/pareq' : '/acs/challenge',
    hidden,
    rightCode,
    ...(triesLeft !== undefined && { triesLeft }),
  });
}

/** Sends the browser on once the bank has its answer (gateway notes, sections 3.7, 3.8 and 16.6). */
function goOn({ fields, authentication, bill, language, deps }: Asked): Response {
  const { origin, state } = deps;
  if (authentication.visit) return see(`${origin}/pay/pay.cfm?CFSID=${encodeURIComponent(authentication.visit)}`);
  if (authentication.authenticating === 'v1') {
    const termUrl = fields.get('termurl') ?? '';
    if (!/^https?:\/\//i.test(termUrl))
      return bankNote(language, bankWords[language].done, bankWords[language].doneText);
    const pares = encode({ id: authentication.id, billnumber: `${bill.bill}.1` });
    return bankHandover(language, termUrl, { PaRes: pares, MD: fields.get('md') ?? '' });
  }
  const { challengeReturnUrl } = state.settings;
  return challengeReturnUrl
    ? see(withNumbers(challengeReturnUrl, bill.bill, bill.order))
    : bankNote(language, bankWords[language].done, bankWords[language].doneText);
}

/** What the shopper answered: the right code, a wrong one, or no. */
function take(asked: Asked): Response {
  const { fields, authentication, deps } = asked;
  const answer = fields.get('answer');
  if (!answer) return ask(asked);
  if (answer === 'cancel') {
    decide(authentication, 'C', deps);
    return goOn(asked);
  }
  if (fields.get('code')?.trim() === rightCode) {
    decide(authentication, 'Y', deps);
    return goOn(asked);
  }
  const wrongCodes = authentication.wrongCodes + 1;
  deps.state.authentications.set(authentication.id, { ...authentication, wrongCodes });
  if (wrongCodes < codeTries) return ask(asked, codeTries - wrongCodes);
  decide({ ...authentication, wrongCodes }, 'N', deps);
  return goOn(asked);
}

/** `GET` and `POST /acs/challenge`, `/acs/pareq`: the bank's own page, to click through. */
export async function bankQuestion(request: GatewayRequest, deps: Deps): Promise<Response> {
  const fields = await readFields(request);
  const creq = decode(fields.get('creq') ?? '').get('threeDSServerTransID');
  const pareq = decode(fields.get('pareq') ?? '').get('id');
  const authentication = deps.state.authentications.get(String(creq ?? pareq));
  const language = languageOf(request, authentication, deps);
  const bill = authentication && deps.state.bill(authentication.bill);
  if (!authentication || !bill) return bankNote(language, bankWords[language].gone, '', 404);
  const asked: Asked = { request, fields, authentication, bill, language, deps };
  // The page may be opened again by a browser that goes back: the question is asked once.
  if (authentication.stage !== 'challenge' || bill.state !== 'In Process') return goOn(asked);
  return take(asked);
}

/** `GET` and `POST /acs/method`: what runs in the hidden frame. The bank learns of the browser; nobody sees anything. */
export async function bankMethod(request: GatewayRequest): Promise<Response> {
  const fields = await readFields(request);
  const isKnown = typeof decode(fields.get('threedsmethoddata') ?? '').get('threeDSServerTransID') === 'string';
  return bankNote('EN', isKnown ? 'Method' : bankWords.EN.gone, '', isKnown ? 200 : 404);
}
