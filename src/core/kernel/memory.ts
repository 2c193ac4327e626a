import { binary } from './binary';
import type { Kernels } from './kernels';

// Everywhere we run there are these two, but the core's types know of neither the DOM nor Node.
declare function atob(base64: string): string;
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

interface LinearMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type Exports = Kernels & { readonly memory: LinearMemory; readonly heapBase: { readonly value: number } };

const page = 65_536;
/** Bytes of a cache line. */
const line = 64;
/** Bytes beyond which the memory of a call is given back after it. */
const keep = 2 ** 26;

let compiled: object | undefined;
let shared: Arena | undefined;

/** An instance of the kernels with its memory, which is handed out from the bottom up and taken back as a whole. */
export class Arena {
  readonly run: Kernels;
  private readonly memory: LinearMemory;
  private readonly bottom: number;
  private top: number;

  constructor() {
    compiled ??= new WebAssembly.Module(Uint8Array.from(atob(binary), (byte) => byte.charCodeAt(0)));
    const exports = new WebAssembly.Instance(compiled).exports as Exports;
    this.run = exports;
    this.memory = exports.memory;
    this.bottom = Math.ceil(exports.heapBase.value / line) * line;
    this.top = this.bottom;
  }

  /** The address of so many free bytes. They hold anything, and 16 readable bytes follow them. */
  reserve(bytes: number): number {
    const address = this.top;
    // Set apart, so that the same element of arrays of 2^n bytes does not fall into the same cache set.
    this.top += Math.ceil(bytes / line) * line + 17 * line;
    const missing = this.top + 16 - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / page));
    return address;
  }

  /** The address of a copy of some values. */
  put(values: Float64Array | Uint32Array): number {
    const address = this.reserve(values.byteLength);
    const into =
      values instanceof Float64Array
        ? this.floats(address, values.length)
        : this.integers(address, values.length);
    into.set(values);
    return address;
  }

  /** The address of so many bytes that are zero. */
  zeros(bytes: number): number {
    const address = this.reserve(bytes);
    new Uint8Array(this.memory.buffer, address, bytes).fill(0);
    return address;
  }

  /** The memory at an address as numbers, until more memory is reserved. */
  floats(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }

  integers(address: number, length: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, length);
  }

  /** Takes back all that was handed out. */
  reset(): void {
    this.top = this.bottom;
  }

  get size(): number {
    return this.memory.buffer.byteLength;
  }
}

/** Calls a function with an arena that is empty, and its own until it returns. */
export function withArena<T>(use: (arena: Arena) => T): T {
  const arena = shared ?? new Arena();
  shared = undefined;
  try {
    return use(arena);
  } finally {
    arena.reset();
    if (arena.size <= keep) shared = arena;
  }
}
