// The same list in plain styled-components: the floor without its fetching and parsing.
import { createRoot } from 'react-dom/client';
import { offer } from '../lib/offer.ts';
import { cardList, openedIntent } from './cards.ts';
import { styledDress } from './dress-styled.ts';
import { createScreen } from './screen.tsx';

const { Screen } = createScreen(styledDress);
let list = cardList(0);

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
