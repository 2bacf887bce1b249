import type { GenericSchema } from 'valibot';
import { CardList } from './card-list.ts';
import { HostedForm, Intent, OpenedIntent } from './intent.ts';
import { CardChange, ConfirmIntent, GoHosted, OpenIntent } from './requests.ts';
import type { EndpointName } from './routes.ts';
import { SavedCard } from './saved-card.ts';

/** What a row of the contract is for, and what goes in and out. Apart from the table itself, which every page downloads. */
export interface EndpointBodies {
  /** What it does, in one sentence. */
  summary: string;
  /** The JSON body it takes. */
  request?: GenericSchema;
  /** The JSON body it answers with. */
  response?: GenericSchema;
}

/** The bodies of version 1 of the contract, row by row. */
export const endpointBodies = {
  listCards: { summary: 'The signed-in shopper’s cards on file, and what may be done with them.', response: CardList },
  removeCard: { summary: 'Removes one card. Removing one that is gone is success.' },
  changeCard: {
    summary: 'Names a card or makes it the default. Where the merchant keeps such things (capability `manage`).',
    request: CardChange,
    response: SavedCard,
  },
  addCard: {
    summary: 'The form that takes the shopper to add a card without an order. Capability `addWithoutOrder`.',
    request: GoHosted,
    response: HostedForm,
  },
  openIntent: {
    summary: 'Opens the intent to pay an order, or returns the one there is, as it stands.',
    request: OpenIntent,
    response: OpenedIntent,
  },
  confirmIntent: {
    summary: 'Pays with a card on file. The same key again answers with that attempt as it stands now.',
    request: ConfirmIntent,
    response: Intent,
  },
  continueIntent: {
    summary: 'Goes on after the 3-D Secure method call. Asked again, it answers with the intent as it stands.',
    response: Intent,
  },
  readIntent: {
    summary: 'The truth about an intent, reconciled with the gateway if it is not final.',
    response: Intent,
  },
  goHosted: {
    summary: 'The form that takes the shopper to the payment service’s own page for this order.',
    request: GoHosted,
    response: HostedForm,
  },
  frame: { summary: 'The isolated page where a security code is typed.' },
  art: { summary: 'One picture of a card’s design, safe and sized.' },
  notify: { summary: 'The gateway’s own message about an order.' },
  returnPage: { summary: 'Where the payment page and the bank send the browser back (also by POST).' },
} as const satisfies Record<EndpointName, EndpointBodies>;
