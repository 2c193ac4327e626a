import './options.css';
import type { LayerId } from '../core/layer/form';
import type { CheckOptions } from '../core/problem/problem';
import { presets } from '../core/problem/preset';
import { exactText, formatApart, formatNumber } from '../core/tensor/format';
import type { ReportSummary } from '../core/report/report';
import { usePanel } from './context';
import { AutomaticChoice, Choice } from './Choice';
import { DropoutOptions } from './DropoutOptions';
import { Field } from './Field';
import { FormOptions } from './FormOptions';
import { has } from './layers';
import { readEps, readSeed, readStep, readTolerance, undoable } from './fields';
import { useReport } from './content-context';

const modes: Readonly<Record<CheckOptions['mode'], string>> = { train: 'training', eval: 'evaluation' };

/** The choices about the check: each change checks again at once. */
export function Options() {
  const report = useReport();
  const { order } = usePanel();
  const { options, form, eps, step, precision } = report;
  const { layer } = form;
  const rank = report.inputs.find(({ name }) => name === 'x')?.shape.length ?? 0;
  const change = (changed: Partial<CheckOptions>): void => order('change', changed);
  return (
    <div class="options" role="group" aria-label="Options of the check">
      <FormOptions options={options} used={{ form, rank }} />
      {has(layer, 'preset') && (
        <Choice
          label="preset"
          value={options.preset}
          choices={Object.values(presets).map(({ id, name }) => [id, name])}
          wide
          onChoose={(preset) => change({ preset })}
        />
      )}
      {has(layer, 'mode') && (
        <Choice
          label="mode"
          value={options.mode}
          choices={[
            ['train', modes.train],
            ['eval', modes.eval],
          ]}
          onChoose={(mode) => change({ mode })}
        />
      )}
      {layer === 'dropout' ? (
        <DropoutOptions options={options} />
      ) : (
        <Field
          label="eps"
          text={shortText(eps.value)}
          hint={epsHint(report)}
          read={readEps}
          onCommit={(value) => change({ eps: value })}
        />
      )}
      <AutomaticChoice
        label="precision"
        value={options.precision}
        used={null}
        hint={`x is stored as ${precision}`}
        choices={[
          ['float64', 'float64'],
          ['float32', 'float32'],
        ]}
        onChoose={(precision) => change({ precision })}
      />
      <Field
        label="step h"
        text={options.step === 'auto' ? 'auto' : shortText(options.step)}
        hint={options.step === 'auto' ? stepHint(step) : autoStepHint(layer)}
        read={readStep}
        onCommit={(value) => change({ step: value })}
      />
      <Field
        label="tolerance"
        text={shortText(options.tolerance)}
        hint="relative, forgiven on top of the error bounds"
        read={readTolerance}
        onCommit={(tolerance) => change({ tolerance })}
      />
      <Field
        label="seed"
        text={exactText(options.seed)}
        hint="of everything chosen by us"
        read={readSeed}
        onCommit={(seed) => change({ seed })}
      />
    </div>
  );
}

/** The exact number as people write it: 0.001, but 1e-5 rather than 0.00001. */
function shortText(value: number): string {
  const [plain, scientific] = [exactText(value), value.toExponential()];
  return scientific.length < plain.length - 1 ? scientific : plain;
}

function epsHint({ eps: { origin }, preset }: ReportSummary): string {
  switch (origin.kind) {
    case 'text':
      return `from the text, Ln ${origin.place.line}, Col ${origin.place.column}`;
    case 'preset':
      return `as in ${presets[preset].name}`;
    case 'option':
      return undoable;
    case 'chosen':
      return origin.how;
    case 'given':
      return 'given';
  }
}

function autoStepHint(layer: LayerId): string {
  if (layer === 'dropout') return 'or auto, which is 1 here';
  return `or auto, in proportion to sqrt(${layer === 'rmsnorm' ? 'mean(x²)' : 'var'} + eps)`;
}

function stepHint({ min, max }: ReportSummary['step']): string {
  if (min === max) return `h = ${formatNumber(min, 3)}`;
  const [from, to] = formatApart([min, max], 3);
  return `h from ${from} to ${to}`;
}
