import { dialectOf } from '../literal/dialect/registry';
import { sourceOf, type Source } from '../literal/lexer/source';
import { CODE } from '../literal/lexer/chars';
import { Kind } from '../literal/lexer/tokens';
import type { Range } from '../result';
import { directionNamed, layerNamed, roleOf } from './roles';

/** A function of a Python text that can be checked, found without running anything. */
export interface Definition {
  /** `batchnorm_backward`, `BatchNorm.backward` */
  readonly name: string;
  /** From `def` to the end of its name. */
  readonly range: Range;
  /** Up to the next definition that is indented no further, or the end of the text. */
  readonly extent: Range;
}

/** A `def` or `class` line: how far it is indented, and its name. */
interface Head {
  readonly kind: 'def' | 'class';
  readonly column: number;
  readonly token: number;
  readonly name: string;
  readonly params: readonly string[];
}

/** The functions of a Python text whose names and parameters say that they are passes of a layer. */
export function definitionsIn(text: string): Definition[] {
  const source = sourceOf(text, dialectOf('python'), { from: 0, to: text.length, marks: [], cuts: [] });
  const { tokens } = source;
  const heads = headsOf(source);
  return heads.flatMap((head, k) => {
    if (head.kind === 'class') return [];
    const outer = heads.slice(0, k).findLast(({ column }) => column < head.column);
    if (outer?.kind === 'def') return [];
    const owner = outer?.name ?? null;
    const params = owner === null ? head.params : head.params.slice(1);
    if (!isPass(head.name, owner, params)) return [];
    const next = heads.slice(k + 1).find(({ column }) => column <= head.column);
    const start = tokens.start(head.token);
    return [
      {
        name: owner === null ? head.name : `${owner}.${head.name}`,
        range: [start, tokens.end(head.token + 1)],
        extent: [start, next === undefined ? text.length : tokens.start(next.token)],
      },
    ];
  });
}

/** Whether a name, with those of its class and its parameters, speaks of one pass of a layer that we know. */
function isPass(name: string, owner: string | null, params: readonly string[]): boolean {
  if (owner !== null) return /^(forward|backward)$/.test(name) && layerNamed(owner) !== null;
  if (directionNamed(name) === null || params.length === 0) return false;
  const roles = params.map((param) => roleOf(param));
  const ofLayer = params.some((param) => /^(bn|ln|gn|dropout)_/.test(param));
  return layerNamed(name) !== null || ofLayer || (roles.includes('dout') && roles.includes('gamma'));
}

function headsOf(source: Source): Head[] {
  const { tokens } = source;
  const heads: Head[] = [];
  let column = 0;
  for (let index = 0; index < tokens.count; index++) {
    const begins = index === 0 || tokens.afterBreak(index);
    if (begins) column = tokens.column(index);
    if (tokens.kind(index) !== Kind.name || tokens.kind(index + 1) !== Kind.name) continue;
    const word = tokens.textOf(index);
    const stands = begins || tokens.textOf(index - 1) === 'async';
    if (!stands || (word !== 'def' && word !== 'class')) continue;
    const name = tokens.textOf(index + 1);
    heads.push({ kind: word, column, token: index, name, params: paramsAt(source, index + 2) });
  }
  return heads;
}

/** The names of the parameters between the parentheses at a token, without their defaults and types. */
function paramsAt({ tokens }: Source, open: number): string[] {
  if (tokens.kind(open) !== Kind.open || tokens.code(open) !== CODE.openParen) return [];
  const params: string[] = [];
  for (let at = open + 1; at < tokens.afterGroup(open); at++) {
    const before = tokens.kind(at - 1);
    if (tokens.kind(at) === Kind.name && (at === open + 1 || before === Kind.comma))
      params.push(tokens.textOf(at));
    if (tokens.kind(at) === Kind.open) at = tokens.afterGroup(at) - 1;
  }
  return params;
}
