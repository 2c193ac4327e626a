import { axisOrders, layerIds, layerNames, type AxisOrder, type Form } from '../core/layer/form';
import type { CheckOptions } from '../core/problem/problem';
import { AutomaticChoice } from './Choice';
import { usePanel } from './context';
import { Field } from './Field';
import { readAxes, readGroups, undoable } from './fields';
import { useFocusAgain } from './focus-again';
import { has, layerTitle } from './layers';

/** What links to the choice of a layer lead to. */
export const layerChoice = 'layer';

interface Props {
  readonly options: CheckOptions;
  /** What the options came to, and the number of axes of x; null where they came to nothing. */
  readonly used: { readonly form: Form; readonly rank: number } | null;
}

/**
 * Which layer is checked, and how it looks at the axes of x: the choices that the layer has,
 * or those that were made where no layer came of them.
 */
export function FormOptions({ options, used }: Props) {
  const { order } = usePanel();
  const change = (changed: Partial<CheckOptions>): void => order('change', changed);
  const refocus = useFocusAgain(layerChoice);
  const form = used?.form;
  const orders = axisOrders.filter((axes) => used === null || axes.length === used.rank);
  return (
    <>
      <AutomaticChoice
        id={layerChoice}
        label="layer"
        value={options.layer}
        used={form ? layerNames[form.layer] : null}
        choices={layerIds.map((id) => [id, layerTitle(id)])}
        hint={
          options.layer === null ? 'the one that the text names near x' : 'chosen, whatever the text names'
        }
        wide
        onChoose={(layer) => {
          refocus();
          // Another layer looks at x in its own way.
          change({ layer, layout: null, groups: null, normDims: null });
        }}
      />
      {(form ? has(form.layer, 'layout') && orders.length > 1 : options.layout !== null) && (
        <AutomaticChoice
          label="layout"
          value={options.layout}
          used={form?.layout ?? null}
          choices={orders.map((axes) => [axes, axes])}
          hint={axesOf(form?.layout ?? options.layout)}
          onChoose={(layout) => change({ layout })}
        />
      )}
      {(form ? has(form.layer, 'groups') : options.groups !== null) && (
        <Field
          label="groups"
          text={String(form?.groups ?? options.groups)}
          hint={options.groups === null ? 'of channels; 2 where 2 divides them' : undoable}
          read={readGroups}
          onCommit={(groups) => change({ groups })}
        />
      )}
      {(form ? has(form.layer, 'lastAxes') : options.normDims !== null) && (
        <Field
          label="axes normalised"
          text={String(form?.normDims ?? options.normDims)}
          hint={options.normDims === null ? 'the last ones, as many as gamma has' : undoable}
          read={readAxes}
          onCommit={(normDims) => change({ normDims })}
        />
      )}
    </>
  );
}

const axisNames: Readonly<Record<string, string>> = {
  N: 'batch',
  D: 'features',
  C: 'channels',
  L: 'positions',
  H: 'height',
  W: 'width',
};

function axesOf(order: AxisOrder | null): string {
  return Array.from(order ?? '', (axis) => axisNames[axis]).join(', ');
}
