import { layerNames, type LayerId } from '../core/layer/form';

/** The layers that a choice is for. */
const layersWith = {
  preset: ['batchnorm'],
  mode: ['batchnorm', 'dropout'],
  layout: ['batchnorm', 'groupnorm', 'instancenorm'],
  groups: ['groupnorm'],
  lastAxes: ['layernorm', 'rmsnorm'],
} as const satisfies Readonly<Record<string, readonly LayerId[]>>;

/** Whether a choice is for a layer. */
export function has(layer: LayerId, choice: keyof typeof layersWith): boolean {
  return layersWith[choice].some((other) => other === layer);
}

/** The name of a layer where it stands alone. */
export function layerTitle(layer: LayerId): string {
  const name = layerNames[layer];
  return name.charAt(0).toUpperCase() + name.slice(1);
}
