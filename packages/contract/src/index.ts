export { addBrand, type Brand, type BrandId, type BrandPlate, brands, unknownBrand } from './brands.ts';
export { endpointBodies, type EndpointBodies } from './endpoint-bodies.ts';
export { type Endpoint, type EndpointAuth, endpoints } from './endpoints.ts';
export { type LookAgain, lookAgain } from './frame-messages.ts';
export {
  ChallengeAction,
  DeclineReason,
  declineReasons,
  HostedForm,
  Intent,
  IntentStatus,
  intentStatuses,
  OpenedIntent,
  RecurringTerms,
} from './intent.ts';
export { CardList } from './card-list.ts';
export { holdsCardNumber } from './card-number.ts';
export { Amount, Currency } from './money.ts';
export { CodedProblem, type ProblemCode, problemCodes } from './problem.ts';
export { Problem, problemMediaType, problemStatus } from './problem-answer.ts';
export { BrowserData, CardChange, ConfirmIntent, Consent, GoHosted, IdempotencyKey, OpenIntent } from './requests.ts';
export { idempotencyKeyHeader, type PageRoute, type RouteOfPage, routeTo } from './page-routes.ts';
export { type EndpointName, routes } from './routes.ts';
export {
  AssetFile,
  AssetType,
  assetTypes,
  Capabilities,
  CardAsset,
  CardListEnvelope,
  CvcReason,
  Expiry,
  SavedCard,
} from './saved-card.ts';
export { Instant, OrderNumber, SealedId, ShortText } from './text.ts';
