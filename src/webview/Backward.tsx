import './backward.css';
import type { RouteReport } from '../core/report/report';
import { Derivation } from './Derivation';
import { Icon } from './Icon';
import { useReport } from './content-context';
import { verdictWord } from './VerdictWord';

interface Props {
  readonly route: RouteReport;
  onChoose(route: string): void;
}

/** The backward pass along the route that the user picks. */
export function Backward({ route, onChoose }: Props) {
  const { routes } = useReport();
  return (
    <section aria-labelledby="backward">
      <h2 id="backward">Backward</h2>
      <fieldset class="routes">
        <legend>Route to dx</legend>
        {routes.map((candidate) => (
          <RouteOption
            key={candidate.id}
            route={candidate}
            chosen={candidate.id === route.id}
            onChoose={() => onChoose(candidate.id)}
          />
        ))}
      </fieldset>
      <p class="about">{route.about}</p>
      <Derivation key={route.id} steps={route.steps} />
    </section>
  );
}

interface OptionProps {
  readonly route: RouteReport;
  readonly chosen: boolean;
  onChoose(): void;
}

function RouteOption({ route: { id, name, sound, judgement }, chosen, onChoose }: OptionProps) {
  return (
    <label class={`route tone-${judgement.verdict}`}>
      <input type="radio" name="route" value={id} checked={chosen} onChange={onChoose} />
      <Icon name={judgement.verdict} />
      <span>
        {name}
        {!sound && ' (wrong)'}
      </span>
      <span class="hidden">, {verdictWord[judgement.verdict]}</span>
    </label>
  );
}
