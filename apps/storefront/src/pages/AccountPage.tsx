import { SavedCardCheckout } from '@onfile/ui';
import { type Shop, useLanguage } from '../shop.ts';
import { words } from '../words.ts';
import { Subscriptions } from './Subscriptions.tsx';

/** The shopper's account: the cards on file. */
export function AccountPage({ shop }: { shop: Shop }) {
  const text = words[useLanguage()];
  return (
    <div className="checkout">
      <h1 className="hidden">{text.account}</h1>
      {shop.customer ? <SavedCardCheckout mode="manage" /> : <p>{text.signInFirst}</p>}
      {shop.customer && <Subscriptions customer={shop.customer} />}
    </div>
  );
}
