import type { LayerId } from '../layer/form';
import type { Range } from '../result';

/** Words that people name a layer by, in code and in comments. */
const words: readonly (readonly [LayerId, RegExp])[] = [
  ['batchnorm', /batch[_ ]?norm|\bbn[_\d]|running_(?:mean|var)|batchnorm/gi],
  ['layernorm', /layer[_ ]?norm|\bln[_\d]/gi],
  ['groupnorm', /group[_ ]?norm|\bgn[_\d]/gi],
  ['instancenorm', /instance[_ ]?norm/gi],
  ['rmsnorm', /rms[_ ]?norm/gi],
  ['dropout', /drop[_ ]?out|keep_(?:prob|ratio)/gi],
];

/** How far from x a word counts, in characters: about a notebook cell before it, and what follows it at once. */
const reach = { before: 2000, after: 600 };

/**
 * The layer that a text is about: the one named nearest to x, before it or on the lines that follow; batch norm
 * where none is named, and dropout where a mask is among the arrays.
 */
export function guessLayer(text: string, x: Range, hasMask: boolean): LayerId {
  if (hasMask) return 'dropout';
  const start = Math.max(0, x[0] - reach.before);
  const near = text.slice(start, x[0]);
  const after = text.slice(x[1], x[1] + reach.after);
  let best: { readonly layer: LayerId; readonly distance: number } = {
    layer: 'batchnorm',
    distance: Infinity,
  };
  for (const [layer, pattern] of words) {
    for (const { index } of near.matchAll(pattern)) {
      const distance = near.length - index;
      if (distance < best.distance) best = { layer, distance };
    }
    for (const { index } of after.matchAll(pattern)) {
      if (index < best.distance) best = { layer, distance: index };
    }
  }
  return best.layer;
}
