import type { BrowserData, ChallengeAction } from '@onfile/contract';
import * as v from 'valibot';
import { WireText } from './bill.ts';
import type { Gateway } from './call.ts';
import { readBrowserAddress } from './gateway-address.ts';
import { type Node, nodesOf } from './nodes.ts';

/** What 3-D Secure wants next, and what `continue3ds` is told afterwards. */
export interface ThreeDs {
  /**
   * `method`: a hidden frame posts `fields` to `url`, then `continue3ds`. `challenge`: a visible frame posts `fields` to `url`; the
   * bank tells the gateway, so the order's result is read. `decoupled`: the bank asks elsewhere; the order's result is read.
   */
  action: ChallengeAction;
  /** The bill's number with the operation's behind it. */
  bill: string;
  /** The 3-D Secure server's own number of the transaction. Left out in version 1. */
  transaction?: string;
  /** For example `2.2.0`; empty where not said. */
  version: string;
}

const Data = v.object({
  version: WireText,
  threeDSServerTransID: WireText,
  threeDSMethodURL: WireText,
  threeDSMethodData: WireText,
  challenge: WireText,
  challengeurl: WireText,
  challengerequest: WireText,
});
type Data = v.InferOutput<typeof Data>;
/** Version 1 has its two values flat; one table misspells the address (gateway notes, sections 3.5 and 3.8). */
const Version1 = v.object({ pareq: WireText, acsurl: WireText, ascurl: WireText });

/** Base64, in either alphabet. Limits: gateway notes, section 3.7, with room for a long challenge request. */
const isBase64 = (text: string) => text.length <= 16_384 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);
const isVersion = (text: string) => /^\d{1,3}(\.\d{1,3}){0,3}$/.test(text);
const isTransaction = (text: string) => /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/.test(text);

function actionOf(data: Data, { baseUrl }: Gateway): ChallengeAction | undefined {
  if (data.challenge === 'D') return { type: 'decoupled' };
  const challengeUrl = readBrowserAddress(data.challengeurl, baseUrl);
  if (data.challengeurl)
    return challengeUrl && isBase64(data.challengerequest)
      ? { type: 'challenge', url: challengeUrl, fields: { creq: data.challengerequest } }
      : undefined;
  const methodUrl = readBrowserAddress(data.threeDSMethodURL, baseUrl);
  return methodUrl && isBase64(data.threeDSMethodData)
    ? { type: 'method', url: methodUrl, fields: { threeDSMethodData: data.threeDSMethodData } }
    : undefined;
}

function readVersion2(node: Node, bill: string, gateway: Gateway): ThreeDs | undefined {
  const parsed = v.safeParse(Data, node['threedsdata']);
  if (!parsed.success) return undefined;
  const { version, threeDSServerTransID: transaction } = parsed.output;
  const action = actionOf(parsed.output, gateway);
  // Without its number a method call could not be continued.
  if (!action || (action.type === 'method' && !isTransaction(transaction))) return undefined;
  return {
    action,
    bill,
    version: isVersion(version) ? version : '',
    ...(isTransaction(transaction) && { transaction }),
  };
}

function readVersion1(node: Node, bill: string, gateway: Gateway): ThreeDs | undefined {
  const parsed = v.safeParse(Version1, node);
  if (!parsed.success) return undefined;
  const { pareq, acsurl, ascurl } = parsed.output;
  const url = readBrowserAddress(acsurl || ascurl, gateway.baseUrl);
  if (!url || !isBase64(pareq.replace(/\s/g, ''))) return undefined;
  // The shop adds `TermUrl`, the address that the bank sends the browser back to.
  return { action: { type: 'challenge', url, fields: { PaReq: pareq, MD: bill } }, bill, version: '1.0' };
}

/**
 * What 3-D Secure wants next, wherever in the answer it says so (gateway notes, sections 3.7 and 16, rows 2 and 3); `undefined`
 * where it wants nothing, or nothing that a browser may be sent to.
 */
export function readThreeDs(body: unknown, bill: string, gateway: Gateway): ThreeDs | undefined {
  for (const node of nodesOf(body)) {
    const found = readVersion2(node, bill, gateway) ?? readVersion1(node, bill, gateway);
    if (found) return found;
  }
  return undefined;
}

/** What a bank's check wants to know of the browser, cut to the gateway's limits (gateway notes, section 3.7). */
export function browserFields(browser: (BrowserData & { userAgent?: string }) | undefined): Record<string, string> {
  if (!browser) return {};
  return {
    HEADER_HTTP_ACCEPT: (browser.accept ?? '*/*').slice(0, 255),
    HEADER_HTTP_USER_AGENT: browser.userAgent?.slice(0, 255) ?? '',
    CLIENT_JAVA: String(browser.javaEnabled),
    CLIENT_BROWSER_LANGUAGE: browser.language.slice(0, 5),
    CLIENT_SCREEN_COLORS: String(browser.colorDepth),
    CLIENT_SCREEN_RES: `${browser.screenWidth}x${browser.screenHeight}`.slice(0, 16),
    ChallengeWindowSize: browser.challengeWindowSize,
  };
}
