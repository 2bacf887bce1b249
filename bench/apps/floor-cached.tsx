// The floor where the list is in the cache already: what the order costs it alone.
import { offerFloor } from './floor-app.tsx';

offerFloor({ cached: true });
