import type { Form } from '../layer/form';
import type { Layout } from '../layer/layout';
import type { Grouping } from './resident';

/** How the closed-form kernel sees a layer in training; null where it has no kernel for it. */
export function groupingOf(
  { layer, layout: order }: Form,
  { shape, size, count, paramShape }: Layout,
): Grouping | null {
  const groups = size / count;
  const channels = paramShape[0] ?? 1;
  const channelsLast = order === 'ND' || order.indexOf('C') > 1;
  switch (layer) {
    case 'batchnorm':
      return channelsLast ? { kind: 'columns', rows: count, columns: channels } : null;
    case 'layernorm':
      return { kind: 'rows', groups, length: count, modulo: 1, perGroup: count, run: 1 };
    case 'groupnorm':
    case 'instancenorm': {
      if (channelsLast) return null;
      const modulo = groups / (shape[0] ?? 1);
      const perGroup = channels / modulo;
      return { kind: 'rows', groups, length: count, modulo, perGroup, run: count / perGroup };
    }
    case 'rmsnorm':
    case 'dropout':
      return null;
  }
}
