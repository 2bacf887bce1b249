// A React list with no library: bare elements, one style sheet, the list given.
import { createRoot } from 'react-dom/client';
import { offer } from '../lib/offer.ts';
import { cardList, openedIntent } from './cards.ts';
import { addPlainRules, plainDress } from './dress-plain.ts';
import { createScreen } from './screen.tsx';

const { Screen } = createScreen(plainDress);
let list = cardList(0);
addPlainRules();

offer({
  prepare: (count) => {
    list = cardList(count);
  },
  mount: (place) => {
    const root = createRoot(place);
    root.render(<Screen list={list} intent={openedIntent} />);
    return () => root.unmount();
  },
});
