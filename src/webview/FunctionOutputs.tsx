import './errors.css';
import type { FunctionReport } from '../core/function/report';
import { exactText, formatApart, formatNumber } from '../core/tensor/format';
import { elementName } from '../core/tensor/tensor';
import { VerdictWord } from './VerdictWord';

/** How each output of the function stands against the right one, where it stands worst. */
export function FunctionOutputs({ outputs }: Pick<FunctionReport, 'outputs'>) {
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label="What the function returned">
      <table class="errors outputs">
        <caption class="hidden">What the function returned</caption>
        <thead>
          <tr>
            <th scope="col">output</th>
            <th scope="col">verdict</th>
            <th scope="col">max abs error</th>
            <th scope="col">rel_error (CS231n)</th>
            <th scope="col">worst element</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(outputs).map(([name, { verdict, maxAbs, relError, worst }]) => (
            <tr key={name}>
              <th scope="row" class="mono">
                {name}
              </th>
              <td class={`tone-${verdict}`}>
                <VerdictWord verdict={verdict} />
              </td>
              <td class="number" title={exactText(maxAbs)}>
                {formatNumber(maxAbs, 3)}
              </td>
              <td class="number" title={exactText(relError)}>
                {formatNumber(relError, 3)}
              </td>
              <td>
                {worst === null ? (
                  <span class="quiet">–</span>
                ) : (
                  <>
                    <span class="mono">{elementName(name, worst.index)}</span>
                    {verdict !== 'agrees' && (
                      <span class="quiet mono">
                        {' '}
                        {formatApart([worst.yours, worst.exact]).join(' against ')}
                      </span>
                    )}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
