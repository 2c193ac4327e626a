import { CODE } from '../lexer/chars';
import type { Source } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import type { Known } from '../expression/scope';

/** The seed between parentheses, written out or held by a name; null where it is no whole number that seeds. */
export function seedAt(
  { tokens }: Source,
  open: number,
  known: (name: string) => Known | undefined,
): number | null {
  const close = tokens.mate(open);
  const isNamed = tokens.textOf(open + 1) === 'seed' && tokens.kind(open + 2) === Kind.assign;
  const at = isNamed ? open + 3 : open + 1;
  if (tokens.code(open) !== CODE.openParen || close !== at + 1) return null;
  const value = tokens.kind(at) === Kind.name ? known(tokens.textOf(at)) : undefined;
  const held = value?.kind === 'number' && value.store.dtype === 'int' ? value.number : NaN;
  const seed = tokens.kind(at) === Kind.integer ? Number(tokens.textOf(at)) : held;
  return Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32 ? seed : null;
}
