/**
 * VS Code carries a message as JSON, in which NaN, the infinities and -0 do not exist: these numbers travel
 * as marked text. Typed arrays pass as they are, VS Code sends their bytes.
 */
interface Marked {
  readonly $number: string;
}

/** A message as it can be posted. */
export function pack(value: unknown): unknown {
  if (typeof value === 'number') return packNumber(value);
  return mapped(value, pack);
}

/** A message as it was before `pack`. */
export function unpack(value: unknown): unknown {
  return isMarked(value) ? Number(value.$number) : mapped(value, unpack);
}

function packNumber(value: number): number | Marked {
  if (Object.is(value, -0)) return { $number: '-0' };
  return Number.isFinite(value) ? value : { $number: String(value) };
}

function isMarked(value: unknown): value is Marked {
  return (
    typeof value === 'object' && value !== null && '$number' in value && typeof value.$number === 'string'
  );
}

function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}
