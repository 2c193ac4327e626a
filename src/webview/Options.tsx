import './options.css';
import type { CheckOptions } from '../core/problem/problem';
import { presets } from '../core/problem/preset';
import { exactText, formatApart, formatNumber } from '../core/tensor/format';
import type { ReportSummary } from '../core/report/report';
import { usePanel } from './context';
import { Field } from './Field';
import { readEps, readSeed, readStep, readTolerance } from './fields';
import { useReport } from './content-context';

const modes: Readonly<Record<CheckOptions['mode'], string>> = { train: 'training', eval: 'evaluation' };

/** The choices about the check: each change checks again at once. */
export function Options() {
  const report = useReport();
  const { order } = usePanel();
  const { options, eps, step } = report;
  const change = (changed: Partial<CheckOptions>): void => order('change', changed);
  return (
    <>
      <div class="options" role="group" aria-label="Options of the check">
        <Choice
          label="preset"
          value={options.preset}
          choices={Object.values(presets).map(({ id, name }) => [id, name])}
          onChoose={(preset) => change({ preset })}
        />
        <Choice
          label="mode"
          value={options.mode}
          choices={[
            ['train', modes.train],
            ['eval', modes.eval],
          ]}
          onChoose={(mode) => change({ mode })}
        />
        <Field
          label="eps"
          text={shortText(eps.value)}
          hint={epsHint(report)}
          read={readEps}
          onCommit={(value) => change({ eps: value })}
        />
        <Field
          label="step h"
          text={options.step === 'auto' ? 'auto' : shortText(options.step)}
          hint={options.step === 'auto' ? stepHint(step) : 'or auto, in proportion to sqrt(var + eps)'}
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
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [value: T, name: string])[];
  onChoose(value: T): void;
}

function Choice<T extends string>({ label, value, choices, onChoose }: ChoiceProps<T>) {
  const choose = (text: string): void => {
    const choice = choices.find(([id]) => id === text);
    if (choice !== undefined) onChoose(choice[0]);
  };
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {choices.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
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
      return 'set here; empty it to undo';
    case 'chosen':
      return origin.how;
    case 'given':
      return 'given';
  }
}

function stepHint({ min, max }: ReportSummary['step']): string {
  if (min === max) return `h = ${formatNumber(min, 3)}`;
  const [from, to] = formatApart([min, max], 3);
  return `h from ${from} to ${to}`;
}
