export { type Brand, type BrandId, brands, unknownBrand } from './brands.ts';
export { endpointBodies, type EndpointBodies } from './endpoint-bodies.ts';
export { type Endpoint, type EndpointAuth, type EndpointName, endpointPath, endpoints } from './endpoints.ts';
export {
  BrowserData,
  ChallengeAction,
  ConfirmIntent,
  Consent,
  DeclineReason,
  declineReasons,
  GoHosted,
  HostedForm,
  IdempotencyKey,
  idempotencyKeyHeader,
  Intent,
  IntentStatus,
  intentStatuses,
  OpenedIntent,
  OpenIntent,
  RecurringTerms,
} from './intent.ts';
export { Amount, Currency } from './money.ts';
export { Problem, type ProblemCode, problemCodes, problemMediaType, problemStatus } from './problem.ts';
export {
  AssetFile,
  AssetType,
  assetTypes,
  Capabilities,
  CardAsset,
  CardChange,
  CardList,
  CardListEnvelope,
  CvcReason,
  Expiry,
  holdsCardNumber,
  SavedCard,
} from './saved-card.ts';
export { Instant, OrderNumber, SealedId, ShortText } from './text.ts';
