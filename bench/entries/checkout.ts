export { createMerchantClient, en, OnfileProvider, SavedCardCheckout } from '@onfile/ui';
