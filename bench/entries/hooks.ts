export { createMerchantClient, OnfileProvider, useCheckout } from '@onfile/hooks';
