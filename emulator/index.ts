/** A local Kingfisher API to build and test against, written from the API guide alone. */
export { startEmulator, type Emulator, type EmulatorOptions } from './emulator';
export type { KeyKind, Tier } from './accounts';
export type { CallRecord } from './call-log';
export type { Fault } from './faults';
export type { Shapes } from './shapes/shapes';
