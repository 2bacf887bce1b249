// The floor: what a good hand writes for one shop, on the same libraries.
import { offerFloor } from './floor-app.tsx';

offerFloor();
