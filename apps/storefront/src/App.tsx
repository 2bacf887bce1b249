import { en, OnfileProvider, ru } from '@onfile/ui';
import { logout } from '@onfile/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { demoCustomers } from '../server/demo-customers.ts';
import { useBasket } from './basket.ts';
import { client } from './client.ts';
import { Link } from './Link.tsx';
import { AccountPage } from './pages/AccountPage.tsx';
import { CartPage } from './pages/CartPage.tsx';
import { CheckoutPage } from './pages/CheckoutPage.tsx';
import { HeadlessPage } from './pages/HeadlessPage.tsx';
import { OrderPage } from './pages/OrderPage.tsx';
import { ProductsPage } from './pages/ProductsPage.tsx';
import { go, isLost, LanguageContext, post, type Shop, useAddress, useShop } from './shop.ts';
import { type Language, words } from './words.ts';

const languages = { en, ru };
/** For the shop's staff: no shopper downloads it. */
const OfficePage = lazy(async () => ({ default: (await import('./pages/OfficePage.tsx')).OfficePage }));

function Page({ shop, address }: { shop: Shop; address: URL }) {
  const order = /^\/orders\/([\w-]+)$/.exec(address.pathname)?.[1];
  const layout = address.searchParams.get('layout') === 'wallet' ? 'wallet' : 'list';
  if (order) return <OrderPage key={order} number={order} />;
  switch (address.pathname) {
    case '/':
      return <ProductsPage shop={shop} />;
    case '/cart':
      return <CartPage shop={shop} />;
    case '/account':
      return <AccountPage shop={shop} />;
    case '/office':
      return (
        <Suspense fallback={null}>
          <OfficePage shop={shop} />
        </Suspense>
      );
    case '/headless': {
      const number = address.searchParams.get('order') ?? '';
      const customer = shop.customer ?? 'nobody';
      // Another order or another shopper is another checkout.
      return <HeadlessPage key={`${customer} ${number}`} order={number} customer={customer} />;
    }
    case '/checkout': {
      const number = address.searchParams.get('order') ?? '';
      return <CheckoutPage key={number} number={number} layout={layout} />;
    }
    default:
      return <h1>{words.en.notFound}</h1>;
  }
}

function Header({ shop, language, address }: { shop: Shop; language: Language; address: URL }) {
  const text = words[language];
  const queryClient = useQueryClient();
  const count = Object.values(useBasket()).reduce((sum, one) => sum + one, 0);
  const signIn = async (customer: string) => {
    await post('/api/sign-in', { customer });
    await logout(queryClient);
    // An order that is on the screen is asked for again: whose it is, the server knows.
    await queryClient.resetQueries({ queryKey: ['order'] });
    await queryClient.invalidateQueries({ queryKey: ['shop'] });
  };
  const switchLanguage = () => {
    const next = new URL(address);
    next.searchParams.set('lang', language === 'en' ? 'ru' : 'en');
    go(next.pathname + next.search);
  };
  return (
    <header className="top">
      <Link href="/" className="brand">
        Northwind Coffee
      </Link>
      <nav>
        <button type="button" className="plain" lang={language === 'en' ? 'ru' : 'en'} onClick={switchLanguage}>
          {text.language}
        </button>
        <Link href="/account">{text.account}</Link>
        <Link href="/cart">
          {text.basket}
          {count > 0 && ` (${count})`}
        </Link>
        {shop.isDemo && (
          <select
            aria-label={text.signedInAs}
            value={shop.customer ?? ''}
            onChange={(event) => void signIn(event.target.value)}
          >
            {!shop.customer && <option value="">—</option>}
            {demoCustomers.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
      </nav>
    </header>
  );
}

/** A page that takes another's place has the focus: whoever has no pointer begins at its beginning. */
function useFocusOnNewPage({ pathname }: URL) {
  const main = useRef<HTMLElement>(null);
  const seen = useRef(pathname);
  useEffect(() => {
    if (seen.current !== pathname) main.current?.focus({ preventScroll: true });
    seen.current = pathname;
  }, [pathname]);
  return main;
}

/** The shop. Its language and theme stand in the address: `?lang=ru&theme=dark`. */
export function App() {
  const address = useAddress();
  const reading = useShop();
  const { data: shop } = reading;
  const main = useFocusOnNewPage(address);
  const wish = address.searchParams.get('lang') ?? navigator.language.slice(0, 2);
  const language: Language = wish === 'ru' ? 'ru' : 'en';
  const theme = address.searchParams.get('theme');
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  if (isLost(reading)) return <p className="narrow">The shop does not answer. Is its server running?</p>;
  if (!shop) return null;
  return (
    <LanguageContext.Provider value={language}>
      <OnfileProvider
        languages={languages}
        client={client}
        subject={shop.customer ?? 'nobody'}
        locale={language}
        theme={theme === 'light' || theme === 'dark' ? theme : 'auto'}
      >
        <div className="shop">
          <Header shop={shop} language={language} address={address} />
          <main ref={main} tabIndex={-1}>
            <Page shop={shop} address={address} />
          </main>
          {shop.ledgerUrl && (
            <footer>
              <a href={shop.ledgerUrl}>{words[language].ledger}</a>
            </footer>
          )}
        </div>
      </OnfileProvider>
    </LanguageContext.Provider>
  );
}
