import type { BrowserData, HostedForm } from '@onfile/contract';

/** What a bank's 3-D Secure check wants to know, read from the page's own window. */
export function browserData(): BrowserData {
  const { screen, navigator } = window;
  return {
    language: navigator.language.slice(0, 35),
    colorDepth: screen.pixelDepth,
    screenWidth: screen.width,
    screenHeight: screen.height,
    javaEnabled: false,
    // The largest fixed window that this screen holds.
    challengeWindowSize: screen.width >= 600 ? '03' : '02',
  };
}

/**
 * Takes the browser to the payment page: a real form, posted, as the gateway wants it. `target` names a window or a frame; default:
 * this one.
 */
export function postForm({ url, fields }: HostedForm, target = '_self'): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.target = target;
  form.action = url;
  form.acceptCharset = 'utf-8';
  form.hidden = true;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
