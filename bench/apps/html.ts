// The same rows as one `innerHTML`: what the browser itself costs. Nothing in it does anything.
import type { CardList, SavedCard } from '@onfile/contract';
import { offer } from '../lib/offer.ts';
import { cardList, openedIntent } from './cards.ts';
import { addPlainRules } from './dress-plain.ts';
import { payWords, pictureOf, preselected, viewOf } from './view.ts';

let list = cardList(0);
addPlainRules();

const icon = (size: number, path: string) =>
  `<svg width="${size}" height="${size}" viewBox="0 0 ${size} ${size}" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><path d="${path}"/></svg>`;
const bin = icon(
  20,
  'M3.5 5.5h13M8 5.5V4a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v1.5M5 5.5l.7 10a1.5 1.5 0 0 0 1.5 1.4h5.6a1.5 1.5 0 0 0 1.5-1.4l.7-10M8.5 9v4.5M11.5 9v4.5',
);

function row(card: SavedCard, now: Date, checked: boolean): string {
  const view = viewOf(card, now);
  const picture = pictureOf(card);
  return `<div class="row" data-payable="${view.payable}"><label class="option"><input class="radio" type="radio" name="card" value="${card.id}" aria-label="${view.label}" ${view.hint ? `aria-describedby="hint-${card.id}"` : ''} ${checked ? 'checked' : ''} ${view.payable ? '' : 'disabled'}><span class="art" data-brand="${card.brand}">${picture ? `<img class="picture" src="${picture}" alt="" width="68" height="43" loading="lazy" decoding="async">` : ''}</span><span class="text"><span class="name"><span class="title"><bdi>${view.title}</bdi></span>${view.badge ? `<span class="badge" data-kind="${view.badge.kind}">${view.badge.text}</span>` : ''}</span><span class="line">${view.brand ? `<span>${view.brand} </span>` : ''}<bdi class="digits" dir="ltr">${view.digits}</bdi></span></span></label><button class="remove" type="button" aria-label="${view.remove}" data-card="${card.id}">${bin}</button>${view.hint ? `<span class="hint"><span id="hint-${card.id}">${view.hint}</span> ${view.payable ? '' : `<button class="textButton" type="button" aria-label="Replace it: ${view.short}">Replace it</button>`}</span>` : ''}</div>`;
}

function screen({ cards, serverTime }: CardList): string {
  const now = new Date(serverTime);
  const chosen = preselected(cards, now);
  const [short, long] = payWords(openedIntent, chosen, now);
  return `<div class="root" lang="en"><div class="outer"><section class="panel" aria-labelledby="heading"><div class="header"><h2 id="heading" tabindex="-1">Pay with a saved card</h2><span>Order 2341</span></div><fieldset class="group"><legend class="legend">Choose a card</legend>${cards.map((card) => row(card, now, card === chosen)).join('')}<div class="row" data-payable="true"><label class="option"><input class="radio" type="radio" name="card" value="new" aria-labelledby="new" aria-describedby="new-hint"><span class="newArt">${icon(16, 'M8 3v10M3 8h10')}</span><span class="text"><span class="name" id="new">Another card</span><span class="line" id="new-hint">On the secure payment page</span></span></label></div></fieldset><div class="news" role="status"></div><div class="payBox"><button class="pay" type="button" aria-disabled="false"><span class="payShort" aria-hidden="true">${short}</span><span class="payLong">${long}</span></button></div><div role="status"></div><p class="lock">${icon(14, 'M2.5 6h9v6.5h-9zM4.5 6V4.3a2.5 2.5 0 0 1 5 0V6')} Your card number never reaches this shop</p></section></div></div>`;
}

offer({
  prepare: (count) => {
    list = cardList(count);
  },
  mount: (place) => {
    // oxlint-disable-next-line no-unsanitized/property -- texts of the bench itself
    place.innerHTML = screen(list);
    return () => place.replaceChildren();
  },
});
