// Never lets go of what it has drawn: a benchmark of the heap that does not see this one sees nothing.
import { createRoot } from 'react-dom/client';
import { offer } from '../lib/offer.ts';
import { cardList, openedIntent } from './cards.ts';
import { plainDress } from './dress-plain.ts';
import { createScreen } from './screen.tsx';

const { Screen } = createScreen(plainDress);
const kept: Node[] = [];
let list = cardList(0);

offer({
  prepare: (count) => {
    list = cardList(count);
  },
  mount: (place) => {
    const root = createRoot(place);
    root.render(<Screen list={list} intent={openedIntent} />);
    return () => {
      kept.push(...place.childNodes);
      root.unmount();
    };
  },
});
