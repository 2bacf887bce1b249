// Draws nothing: what the measuring itself costs, to be taken off the others.
import { offer } from '../lib/offer.ts';

offer({ prepare: () => {}, mount: () => () => {} }, { rows: false });
