import type { BrowserData, HostedForm } from '@onfile/contract';

/** What a bank's 3-D Secure check wants to know, read from the page's own window. */
export function browserData(): BrowserData {
  return {
    language: navigator.language.slice(0, 35),
    colorDepth: screen.pixelDepth,
    screenWidth: screen.width,
    screenHeight: screen.height,
    javaEnabled: false,
    // The largest that this page has room for, with its head of 56 px; the whole screen where it has room for none.
    challengeWindowSize:
      innerHeight < 456 ? '05' : innerWidth < 390 ? '01' : innerWidth < 600 ? '02' : innerHeight < 656 ? '04' : '03',
  };
}

/**
 * Takes the browser to the payment page: a real form, posted, as the gateway wants it. `target` names a window or a frame; default:
 * this one.
 */
export function postForm({ url, fields }: HostedForm, target = '_self'): void {
  const form = Object.assign(document.createElement('form'), {
    method: 'post',
    target,
    action: url,
    acceptCharset: 'utf-8',
  });
  for (const [name, value] of Object.entries(fields))
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  document.body.append(form);
  form.submit();
  form.remove();
}
