import type { Source } from '../lexer/source';
import { Kind } from '../lexer/tokens';

const known = new WeakMap<Source, ReadonlySet<string>>();

/** The names that a text gives to something: there, `eps = 1e-5` is not the machine's precision. */
export function assignedNames(source: Source): ReadonlySet<string> {
  const names = known.get(source) ?? namesIn(source);
  known.set(source, names);
  return names;
}

function namesIn({ tokens }: Source): Set<string> {
  const names = new Set<string>();
  for (let index = 1; index < tokens.count; index++) {
    if (tokens.kind(index) === Kind.assign && tokens.kind(index - 1) === Kind.name)
      names.add(tokens.textOf(index - 1));
  }
  return names;
}
