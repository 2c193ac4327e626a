import { useState } from 'preact/hooks';
import type { Memento } from '../protocol/messages';
import type { Host } from './host';
import { usePanel } from './context';

/** Narrows a value of unknown make: what an older version of the page stored may be anything. */
export type Guard<T> = (value: unknown) => value is T;

export const isBoolean: Guard<boolean> = (value) => typeof value === 'boolean';
export const isString: Guard<string> = (value) => typeof value === 'string';
export const isCount: Guard<number> = (value): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
export const isCountPair: Guard<readonly [number, number]> = (value): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isCount);

/** What the page remembers of itself: the chosen route, what is unfolded, where it is scrolled to. */
export class Memory {
  private kept: Readonly<Record<string, unknown>>;

  constructor(private readonly host: Host) {
    this.kept = record(record(host.getState())['page']);
  }

  read<T>(key: string, guard: Guard<T>): T | undefined {
    const value = this.kept[key];
    return guard(value) ? value : undefined;
  }

  write(key: string, value: unknown): void {
    this.kept = { ...this.kept, [key]: value };
    this.store('page', this.kept);
  }

  /** Keeps what the host needs to do the check again when VS Code restores the page. */
  keepForHost(memento: Memento): void {
    this.store('check', memento);
  }

  private store(key: 'page' | 'check', value: unknown): void {
    this.host.setState({ ...record(this.host.getState()), [key]: value });
  }
}

/** Like useState, and still there when the page comes back. The key must not change while a component lives. */
export function useRemembered<T>(key: string, guard: Guard<T>, fallback: T): [T, (value: T) => void] {
  const { memory } = usePanel();
  const [value, setValue] = useState(() => memory.read(key, guard));
  const change = (next: T): void => {
    setValue(next);
    memory.write(key, next);
  };
  return [value ?? fallback, change];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
