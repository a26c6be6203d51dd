export type * from './domain/types.ts';
export { DEFAULT_QUIRKS } from './quirks.ts';
export type { Quirks, Signing } from './quirks.ts';
export { startQiscus } from './startQiscus.ts';
export type * from './types.ts';
