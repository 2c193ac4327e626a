import type { Generator, Known } from '../expression/scope';
import type { Source } from '../lexer/source';
import type { Slot } from '../naming/slot';

/** Names and random numbers in the blocks of a program, which its indentation tells apart. */

const UNSEEDED = 'it draws other numbers on every run, so put np.random.seed(...) before it';
const IN_LOOP = 'it draws other numbers on every round of a loop';

/** Statements whose body may run once, never, or often; a function's body does not run where it stands. */
const KINDS = new Map<string, Block['kind']>([
  ...['for', 'while', 'class'].map((word) => [word, 'loop'] as const),
  ...['if', 'elif', 'else', 'try', 'except', 'finally', 'match', 'case'].map(
    (word) => [word, 'maybe'] as const,
  ),
  ['def', 'function'],
]);

interface Block {
  readonly kind: 'program' | 'function' | 'loop' | 'maybe';
  /** How far the statement is indented that the block belongs to, and its first token. */
  readonly column: number;
  readonly names: Map<string, Known | null>;
  readonly generator: Generator;
  /** Whether random numbers were drawn or seeded in it. */
  touched: boolean;
}

export class Blocks {
  private readonly open: Block[] = [newBlock('program', -1, { state: null, lost: UNSEEDED })];

  get generator(): Generator {
    return this.top.generator;
  }

  /** What a name holds: of the names around a function or a loop nothing is known in it. */
  known(name: string): Known | undefined {
    for (let depth = this.open.length - 1; depth >= 0; depth--) {
      const block = this.open[depth];
      const known = block?.names.get(name);
      if (known !== undefined) return known ?? undefined;
      if (block?.kind !== 'maybe') return undefined;
    }
    return undefined;
  }

  bind(name: string, known: Known | null): void {
    this.top.names.set(name, known);
  }

  forgetAll(): void {
    for (const { names } of this.open) names.clear();
  }

  touch(): void {
    this.top.touched = true;
  }

  /** The statement's body begins. What is after `with`, or `if __name__ ==`, simply goes on. */
  enter({ tokens }: Source, slot: Slot): void {
    const first = tokens.textOf(slot.first) === 'async' ? slot.first + 1 : slot.first;
    const kind = KINDS.get(tokens.textOf(first));
    if (kind === undefined || tokens.textOf(first + 1) === '__name__') return;
    const generator =
      kind === 'maybe' ? this.generator : { state: null, lost: kind === 'loop' ? IN_LOOP : UNSEEDED };
    this.open.push(newBlock(kind, slot.column, generator));
  }

  /**
   * Ends the blocks that a statement of this indentation stands outside of. What they assigned is unknown from here,
   * and so are the random numbers where they drew some: `lost` is told the place.
   */
  leave(column: number, lost: () => void): void {
    while (this.top.kind !== 'program' && this.top.column >= column) {
      const block = this.open.pop();
      if (block === undefined || block.kind === 'function') continue;
      for (const name of block.names.keys()) this.bind(name, null);
      if (block.touched) lost();
    }
  }

  private get top(): Block {
    const block = this.open[this.open.length - 1];
    if (block === undefined) throw new RangeError('no block is open');
    return block;
  }
}

function newBlock(kind: Block['kind'], column: number, generator: Generator): Block {
  return { kind, column, names: new Map(), generator, touched: false };
}
