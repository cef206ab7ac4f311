import type { KeyAction } from '#shared/bridge/settings.ts';

export function useKeys(_handlers: Partial<Record<KeyAction, () => void>>): void {}
