import { createMerchantClient } from '@onfile/hooks';

/** The way to the shop's own proxy. */
export const client = createMerchantClient({ baseUrl: '/onfile/v1' });
