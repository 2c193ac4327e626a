import type { CheckOptions } from '../core/problem/problem';
import { Choice } from './Choice';
import { usePanel } from './context';
import { Field } from './Field';
import { readProbability } from './fields';

const variants: Readonly<Record<CheckOptions['variant'], string>> = {
  inverted: 'in training divided by the probability of keeping',
  vanilla: 'in evaluation multiplied by the probability of keeping',
};

/** What only dropout has. */
export function DropoutOptions({ options: { p, pMeaning, variant } }: { readonly options: CheckOptions }) {
  const { order } = usePanel();
  return (
    <>
      <Choice
        label="variant"
        value={variant}
        choices={[
          ['inverted', 'inverted'],
          ['vanilla', 'vanilla'],
        ]}
        hint={variants[variant]}
        onChoose={(variant) => order('change', { variant })}
      />
      <Field
        label="p"
        text={String(p ?? '')}
        hint="empty: that of the text, or else 0.5"
        read={readProbability}
        onCommit={(p) => order('change', { p })}
      />
      <Choice
        label="p is for"
        value={pMeaning}
        choices={[
          ['keep', 'keeping'],
          ['drop', 'dropping'],
        ]}
        hint="a value with probability p"
        onChoose={(pMeaning) => order('change', { pMeaning })}
      />
    </>
  );
}
