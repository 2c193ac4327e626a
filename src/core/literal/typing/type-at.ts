import type { Store } from '../dialect/dialect';
import { CODE } from '../lexer/chars';
import { type Source, pathAfter } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import { type ArrayType, type Container, type Level, UNKNOWN_SIZE, UNSIZED, arrayOf } from './types';

/** A type that was read, and the token after it. */
export interface TypeSpan {
  readonly type: ArrayType;
  readonly next: number;
}

const MOST_LEVELS = 16;

/**
 * The type that begins at a token: `double`, `double[,]`, `[][]float64`, `[[f64; 3]; 2]`,
 * `std::vector<std::array<float, 3>>`. Null where none does that we know.
 */
export function typeAt(source: Source, first: number): TypeSpan | null {
  return source.dialect.types === undefined ? null : new TypeReader(source, first).read();
}

/** A type whose elements stand in braces behind it: `new double[2][]`, `[]float64`. Null where none begins here. */
export function constructorAt(source: Source, first: number): TypeSpan | null {
  const { tokens } = source;
  const isNew = tokens.textOf(first) === 'new';
  const start = isNew ? first + 1 : first;
  const isBare = isNew && tokens.kind(start) === Kind.open;
  const found = isBare ? { type: arrayOf(null, []), next: start } : typeAt(source, start);
  if (found === null) return null;
  const levels: Level[] = [...found.type.levels];
  let { next } = found;
  while (isNew && tokens.isOpen(next, CODE.openBracket)) next = readSizes(source, next, levels);
  if (isNew && tokens.isOpen(next, CODE.openParen) && tokens.mate(next) === next + 1) next += 2;
  return levels.length === 0 ? null : { type: { ...found.type, levels }, next };
}

/** The sizes in brackets at a token, which go to the levels; returns the token after the bracket. */
export function readSizes(source: Source, open: number, levels: Level[]): number {
  const { tokens } = source;
  const mate = tokens.mate(open);
  if (mate < 0) return open + 1;
  for (let first = open + 1; first <= mate;) {
    let end = first;
    while (end < mate && tokens.kind(end) !== Kind.comma) end++;
    levels.push({ kind: 'array', size: sizeBetween(source, first, end) });
    first = end + 1;
  }
  return mate + 1;
}

/** The size that is written between brackets: a product of integers and of names whose value is known. */
export function sizeBetween({ tokens, sizes }: Source, first: number, end: number): number {
  if (first === end) return UNSIZED;
  let size = 1;
  for (let at = first; at < end; at += 2) {
    const factor =
      tokens.kind(at) === Kind.integer ? Number(tokens.textOf(at)) : sizes.get(tokens.textOf(at));
    const isProduct = at + 1 === end || (tokens.textOf(at + 1) === '*' && at + 2 < end);
    if (factor === undefined || !isProduct) return UNKNOWN_SIZE;
    size *= factor;
  }
  return Number.isSafeInteger(size) && size > 0 ? size : UNKNOWN_SIZE;
}

function isFactor(kind: number): boolean {
  return kind === Kind.integer || kind === Kind.name;
}

/** Reads a type from its outermost part inwards and then back out; a stack in place of recursion. */
class TypeReader {
  private readonly levels: Level[] = [];
  /** The containers that are open, each with the first of its levels. */
  private readonly open: { readonly container: Container | null; readonly level: number }[] = [];
  private series = false;
  /** How many of the angle brackets in a token such as `>>` are used. */
  private closed = 0;

  constructor(
    private readonly source: Source,
    private at: number,
  ) {}

  read(): TypeSpan | null {
    for (;;) {
      this.qualifiers();
      if (this.levels.length > MOST_LEVELS) return null;
      if (this.isOpen(this.at)) {
        if (!this.brackets()) return null;
        continue;
      }
      const { types } = this.source.dialect;
      if (this.source.tokens.kind(this.at) !== Kind.name) return null;
      const { path, last } = pathAfter(this.source.tokens, this.at, this.source.tokens.count);
      const named = types?.named.get(path);
      if (named !== undefined) {
        this.at = last + 1;
        return this.open.length > 0 ? null : { type: named, next: this.at };
      }
      const container = types?.containers.get(path);
      if (container === undefined) return this.end();
      if (this.source.tokens.textOf(last + 1) !== '<') return null;
      this.at = last + 2;
      this.enter(container);
    }
  }

  /** Goes into a container, or into Rust's brackets. */
  private enter(container: Container | null): void {
    this.open.push({ container, level: this.levels.length });
    for (const kind of container?.axes ?? ['array'])
      this.levels.push({ kind, size: kind === 'wrapper' ? 1 : UNSIZED });
    this.series ||= container?.series === true;
  }

  private isOpen(at: number): boolean {
    return this.source.tokens.isOpen(at, CODE.openBracket);
  }

  private qualifiers(): void {
    const { tokens, dialect } = this.source;
    while (
      dialect.types?.qualifiers.has(tokens.textOf(this.at)) === true ||
      (tokens.kind(this.at) === Kind.operator && /^[*&]+$/.test(tokens.textOf(this.at)))
    ) {
      this.at++;
    }
  }

  /** Go's `[2]` before the type of the elements, or Rust's `[` around it. */
  private brackets(): boolean {
    const { tokens } = this.source;
    const mate = tokens.mate(this.at);
    if (mate < 0) return false;
    const isSize = this.isSize(this.at + 1);
    if (!isSize) {
      this.enter(null);
      this.at++;
      return true;
    }
    const deduced = tokens.kind(this.at + 1) === Kind.ellipsis;
    const size = deduced ? UNSIZED : sizeBetween(this.source, this.at + 1, mate);
    this.levels.push({ kind: 'array', size });
    this.at = mate + 1;
    return true;
  }

  private isSize(at: number): boolean {
    const { tokens, dialect } = this.source;
    const { path } = pathAfter(tokens, at, tokens.count);
    const kind = tokens.kind(at);
    if (kind !== Kind.name) return kind === Kind.close || kind === Kind.ellipsis || kind === Kind.integer;
    return dialect.types?.scalars.has(path) === false && !dialect.types.containers.has(path);
  }

  /** The type of the elements, and what closes around it. */
  private end(): TypeSpan | null {
    const store = this.scalar();
    if (store === undefined) return null;
    this.qualifiers();
    this.suffixes();
    while (this.open.length > 0) {
      if (!this.close()) return null;
      this.qualifiers();
    }
    if (this.closed > 0) return null;
    const { levels } = this;
    return { type: { store, levels, series: this.series }, next: this.at };
  }

  private scalar(): Store | null | undefined {
    const { tokens, dialect } = this.source;
    const { path, last } = pathAfter(tokens, this.at, tokens.count);
    const scalars = dialect.types?.scalars;
    if (this.open.length > 0 && path === '_') {
      this.at = last + 1;
      return null;
    }
    let store = scalars?.get(path);
    if (store === undefined) return undefined;
    this.at = last + 1;
    let words = path;
    while (tokens.kind(this.at) === Kind.name) {
      words += ` ${tokens.textOf(this.at)}`;
      const longer = scalars?.get(words);
      if (longer === undefined) break;
      store = longer;
      this.at++;
    }
    return store;
  }

  /** `[]` and `[,]` after the type of the elements. */
  private suffixes(): void {
    const { tokens } = this.source;
    while (this.isOpen(this.at)) {
      const mate = tokens.mate(this.at);
      for (let at = this.at + 1; at < mate; at++) if (tokens.kind(at) !== Kind.comma) return;
      for (let at = this.at; at < mate; at++) this.levels.push({ kind: 'array', size: UNSIZED });
      this.at = mate < 0 ? this.at : mate + 1;
      if (mate < 0) return;
    }
  }

  /** The sizes and the bracket that end the innermost container. */
  private close(): boolean {
    const { tokens } = this.source;
    const inner = this.open.pop();
    if (inner === undefined) return false;
    const { container, level } = inner;
    if (container === null) {
      if (tokens.kind(this.at) === Kind.semicolon) this.size(level);
      return tokens.kind(this.at) === Kind.close && tokens.code(this.at++) === CODE.closeBracket;
    }
    const { axes, sized, series } = container;
    for (let axis = axes.length - sized; axis < axes.length; axis++) this.size(level + axis);
    if (series && tokens.kind(this.at) === Kind.comma) this.skipArgument();
    const text = tokens.textOf(this.at);
    if (tokens.kind(this.at) !== Kind.operator || !/^>+$/.test(text)) return false;
    this.closed++;
    if (this.closed < text.length) return true;
    this.closed = 0;
    this.at++;
    return true;
  }

  /** A separator, and the size of a level behind it. */
  private size(level: number): void {
    const { tokens } = this.source;
    const found = this.levels[level];
    if (found === undefined || tokens.kind(this.at) > Kind.semicolon || tokens.kind(this.at) < Kind.comma)
      return;
    let end = this.at + 1;
    while (isFactor(tokens.kind(end)) || tokens.textOf(end) === '*') end++;
    this.levels[level] = { ...found, size: sizeBetween(this.source, this.at + 1, end) };
    this.at = end;
  }

  private skipArgument(): void {
    const { last } = pathAfter(this.source.tokens, this.at + 1, this.source.tokens.count);
    this.at = last + 1;
  }
}
