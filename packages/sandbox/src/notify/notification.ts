/** One try to deliver a notification. */
export interface Delivery {
  at: string;
  /** Taken; refused by the merchant with two codes; or no answer, with why. */
  outcome: 'taken' | 'refused' | 'no answer';
  /** What was answered, for a person: `5/108`, `HTTP 500`, `not an acknowledgement`. */
  detail: string;
}

/** A result on its way to the merchant (gateway notes, section 6). */
export interface Notification {
  id: string;
  url: string;
  contentType: string;
  body: string;
  order: string;
  /** The extended bill number of the operation that it is about. */
  bill: string;
  acknowledgement: 'xml' | 'http-200';
  state: 'waiting' | 'taken' | 'refused' | 'given up';
  deliveries: Delivery[];
  /** When it is sent next, in milliseconds since the epoch. */
  nextAt?: number;
}
