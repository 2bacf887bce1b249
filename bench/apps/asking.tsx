// Plain styled-components where the list is given and the order is asked for, as in `cached`: by `fetch` and a state, with no library.
import { type OpenedIntent } from '@onfile/contract';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { offer } from '../lib/offer.ts';
import { createCannedFetch } from './canned-fetch.ts';
import { cardList } from './cards.ts';
import { styledDress } from './dress-styled.ts';
import { createScreen } from './screen.tsx';

const canned = createCannedFetch();
const { Screen } = createScreen(styledDress);
let list = cardList(0);

function Asking() {
  const [intent, setIntent] = useState<OpenedIntent>();
  useEffect(() => {
    const open = async () => {
      const body = JSON.stringify({ order: '2341' });
      const response = await canned.fetch('https://shop.test/onfile/v1/intents', { method: 'POST', body });
      setIntent((await response.json()) as OpenedIntent);
    };
    void open();
  }, []);
  return <Screen list={list} intent={intent} />;
}

offer({
  prepare: (count) => {
    list = cardList(count);
  },
  mount: (place) => {
    const root = createRoot(place);
    root.render(<Asking />);
    return () => root.unmount();
  },
});
