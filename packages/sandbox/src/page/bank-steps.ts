import { afterMethod } from '../bank/decide.ts';
import { questionOf } from '../bank/question.ts';
import type { Deps } from '../deps.ts';
import type { GatewayRequest } from '../wire/gateway-request.ts';
import { escape } from '../wire/xml.ts';
import { htmlPage, notePage, topStrip } from './layout.ts';
import { leave, see } from './leave.ts';
import { self } from './pay-form.ts';
import type { OpenVisit } from './visit-bill.ts';
import { words } from './words.ts';

/** The page while the bank's method call runs in a hidden frame; it goes on by itself (gateway notes, section 3.7, step 3). */
function methodPage({ visit }: OpenVisit, url: string, data: string): Response {
  const text = words[visit.language];
  const next = `${self(visit)}&method=done`;
  return htmlPage({
    language: visit.language,
    title: text.asking,
    refresh: { seconds: 1, url: next },
    body: `${topStrip(visit.language)}<main class="note"><div class="spinner" aria-hidden="true"></div><h1>${text.asking}</h1><iframe class="hidden" title="" aria-hidden="true" tabindex="-1" src="${escape(url)}?threeDSMethodData=${encodeURIComponent(data)}"></iframe></main>`,
  });
}

function waitingPage({ visit, bill }: OpenVisit, deps: Deps, isDecoupled: boolean): Response {
  const text = words[visit.language];
  const back = leave({ visit, bill }, false, deps).headers.get('location') ?? '';
  return notePage({
    language: visit.language,
    heading: isDecoupled ? text.decoupled : text.wait,
    text: isDecoupled ? text.decoupledHint : text.waitHint,
    mark: 'waiting',
    refresh: { seconds: 3 },
    actions: `<a class="plain" href="${escape(back)}">${text.back}</a>`,
  });
}

/**
 * Where a visit goes whose payment is under way: to the bank's page, to the page that waits for it, or on. The browser comes back
 * here each time.
 */
export function bankStep(open: OpenVisit, request: GatewayRequest, deps: Deps): Response {
  const { visit, bill } = open;
  const authentication = deps.state.authentications.get(bill.authentication ?? '');
  if (!authentication || authentication.stage === 'done') return waitingPage(open, deps, false);
  const isMethodDone = new URL(request.url).searchParams.get('method') === 'done';
  if (authentication.stage === 'method' && isMethodDone) {
    afterMethod(authentication, deps);
    return see(`${deps.origin}/pay/pay.cfm?CFSID=${encodeURIComponent(visit.id)}`);
  }
  const question = questionOf(authentication, bill, deps);
  if (question?.version === 1) {
    const query = new URLSearchParams({
      PaReq: question.pareq,
      MD: visit.id,
      TermUrl: `${deps.origin}/pay/pay.cfm?CFSID=${encodeURIComponent(visit.id)}`,
    });
    return see(`${question.acsurl}?${query.toString()}`);
  }
  const data = question?.threedsdata ?? {};
  if (data['threeDSMethodURL']) return methodPage(open, data['threeDSMethodURL'], data['threeDSMethodData'] ?? '');
  if (data['challengeurl'])
    return see(`${data['challengeurl']}?creq=${encodeURIComponent(data['challengerequest'] ?? '')}`);
  return waitingPage(open, deps, true);
}
