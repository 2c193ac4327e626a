import { useId } from 'preact/hooks';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [value: T, name: string])[];
  readonly hint?: string;
  /** For a link to it. */
  readonly id?: string;
  /** For names that need the width of two fields. */
  readonly wide?: boolean;
  onChoose(value: T): void;
}

/** One of a few values. */
export function Choice<T extends string>({ label, value, choices, hint, id, wide, onChoose }: Props<T>) {
  const hintId = useId();
  const choose = (text: string): void => {
    const choice = choices.find(([id]) => id === text);
    if (choice !== undefined) onChoose(choice[0]);
  };
  return (
    <div class={wide ? 'field wide' : 'field'}>
      <label>
        <span>{label}</span>
        <select
          value={value}
          {...(id === undefined ? {} : { id })}
          {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        >
          {choices.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {hint !== undefined && (
        <p id={hintId} class="quiet">
          {hint}
        </p>
      )}
    </div>
  );
}

interface AutomaticProps<T extends string> extends Omit<Props<T>, 'value' | 'onChoose'> {
  /** Null where nothing is chosen. */
  readonly value: T | null;
  /** What nothing chosen comes to; null where that is not known. */
  readonly used: string | null;
  onChoose(value: T | null): void;
}

/** A choice that can be left to us. */
export function AutomaticChoice<T extends string>({
  value,
  used,
  choices,
  onChoose,
  ...rest
}: AutomaticProps<T>) {
  const automatic = value === null && used !== null ? `Automatic (${used})` : 'Automatic';
  return (
    <Choice<T | 'auto'>
      {...rest}
      value={value ?? 'auto'}
      choices={[['auto', automatic], ...choices]}
      onChoose={(chosen) => onChoose(chosen === 'auto' ? null : chosen)}
    />
  );
}
