export { EVENTS, NEWER_EVENTS } from './events.ts';
export type { WebhookType } from './events.ts';
export { DEFAULT_QUIRKS } from './quirks.ts';
export type { ActionQuirks, AllQuirks, ConversationQuirks, Quirks } from './quirks.ts';
export { startZohoSalesIq } from './startZohoSalesIq.ts';
export type * from './conversations/types.ts';
export type { Feedback, Visitor } from './people/types.ts';
export type * from './types.ts';
